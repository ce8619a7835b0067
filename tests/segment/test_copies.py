"""Which copy of a paragraph is kept, once it is known which story stands around each. All text is made up."""

from __future__ import annotations

import pytest

from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.duplicates import settle_copies
from hnreader.segment.matter import Matter
from hnreader.segment.sense import Sense

TEA = [
    "近日，青石镇的茶农把头一批春茶送到了集市，制茶师傅在老街支起铁锅，当街炒茶给客商看。",
    "茶行的掌柜说，头一批春茶只有几百斤，客商天不亮就来老街排队，制茶师傅守着铁锅炒了一夜。",
    "青石镇还给茶农发了新的竹匾，春茶卖完以后，制茶师傅要到各村茶行教人炒茶。",
]
BOOK = [
    "望江区图书馆昨晚办起了灯下书会，读者围着长桌轮流朗读，馆员给每位读者备了一盏旧台灯。",
    "灯下书会每周五办一回，读者投票选出要朗读的书，图书馆把书留在长桌上，旧台灯亮到最后。",
]
ASTRAY = "望江区的孩子也来图书馆听朗读，馆员给他们留了长桌边最亮的一盏旧台灯，书会散了还舍不得走。"
PLAIN = "路边的牵牛花开了一整个早晨，邮差把信送到了最后一户人家，屋檐下的燕子又回来了。"


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        (ASTRAY, True),  # it speaks of the story around the other copy
        (TEA[1][:20] + "。" + TEA[2], False),  # of the one that it stands in
        (PLAIN, False),  # of neither
    ],
)
def test_the_copy_within_its_own_story_is_kept(rows, text: str, moves: bool) -> None:
    """A copy kept within a foreign story gives way to one within the story that it speaks of."""
    blocks = [
        Block((row,), Role.BODY, index=place) for place, row in enumerate(rows([*TEA[:2], text, TEA[2], *BOOK, text]))
    ]
    blocks[0].opener = blocks[4].opener = True
    kept, copy = blocks[2], blocks[6]
    copy.role, copy.twin = Role.DUPLICATE, kept
    tea, book = Story(blocks=blocks[:4]), Story(blocks=blocks[4:6])
    bodies = blocks[:6]
    settle_copies([tea, book], blocks, Matter(bodies, Sense(bodies)))
    assert (copy in book.blocks, kept in tea.blocks) == (moves, not moves)
    assert (copy.role, kept.role) == ((Role.BODY, Role.DUPLICATE) if moves else (Role.DUPLICATE, Role.BODY))
    assert (kept.twin, copy.twin) == ((copy, None) if moves else (None, kept))


def test_a_half_of_a_paragraph_stays(rows) -> None:
    """A copy that goes on with the paragraph before it is kept where it does."""
    blocks = [
        Block((row,), Role.BODY, index=place) for place, row in enumerate(rows([TEA[0], ASTRAY, TEA[1], *BOOK, ASTRAY]))
    ]
    blocks[5].role, blocks[5].twin = Role.DUPLICATE, blocks[1]
    tea, book = Story(blocks=blocks[:3], joined={1: 3.0}), Story(blocks=blocks[3:5])
    settle_copies([tea, book], blocks, Matter(blocks[:5], Sense(blocks[:5])))
    assert tea.blocks == blocks[:3]
