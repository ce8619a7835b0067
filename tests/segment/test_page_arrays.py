"""The arrays that a page's pieces become: nothing of the text is lost, and each is what its plain definition says."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.language.folding import fold_characters
from hnreader.segment.model.page_text import KINDS, PAIR_BITS, PageText, codes_of, folded_codes, hash_pairs, overlaps

if TYPE_CHECKING:
    from random import Random

TEXTS = st.lists(st.text("长沙开湖渔民，。：“”12aB", min_size=1, max_size=12), min_size=1, max_size=8)
RARITY = np.linspace(0.5, 2.0, 1 << PAIR_BITS, dtype=np.float32)


@given(TEXTS)
def test_pieces_stand_behind_each_other(texts: list[str]) -> None:
    text = PageText.of(texts)
    joined = "".join(texts)
    assert [joined[start:end] for start, end in zip(text.starts, text.ends, strict=True)] == texts
    assert text.owners.tolist() == [at for at, each in enumerate(texts) for _ in each]


@given(TEXTS, st.randoms())
def test_joined_pieces_are_as_if_printed_so(texts: list[str], random: Random) -> None:
    order = random.sample(range(len(texts)), len(texts))
    first = sorted({0, *random.choices(range(len(texts)), k=3)})
    found = PageText.of(texts).joined(np.array(order), np.array(first))
    parts = [order[start:end] for start, end in pairwise([*first, len(texts)])]
    wanted = PageText.of(["".join(texts[piece] for piece in part) for part in parts])
    for name in ("sizes", "starts", "ends", "codes", "kinds"):
        assert np.array_equal(getattr(found, name), getattr(wanted, name))


@given(st.text() | st.text("長沙發Ｈ７\ud800İÉ😀"))
def test_codes_are_those_of_folded_characters(text: str) -> None:
    assert folded_codes(text).tolist() == [ord(fold_characters(char)) for char in text]


@given(TEXTS, st.integers(1, 6))
def test_edges_are_filled_up_with_nothing(texts: list[str], count: int) -> None:
    """Heads are filled behind, tails before; 0 is no character's number."""
    text = PageText.of(texts)
    ids = codes_of("".join(texts)).astype(np.int32)
    assert text.heads(count, ids).tolist() == [[*map(ord, each[:count]), *[0] * (count - len(each))] for each in texts]
    assert text.tails(count, ids).tolist() == [[*[0] * (count - len(each)), *map(ord, each[-count:])] for each in texts]


@pytest.mark.parametrize(
    ("char", "kind"),
    [("沙", "han"), ("７", "digit"), ("b", "latin"), ("。", "stop"), ("，", "comma"), ("、", "pause"), ("：", "colon"),
     ("；", "item"), ("《", "open"), ("”", "close"), ("—", "dash"), ("▲", "symbol"), ("é", "other"), ("😀", "other")],
)  # fmt: skip
def test_kinds_of_characters(char: str, kind: str) -> None:
    shares = PageText.of([char]).kind_shares()
    assert KINDS[int(shares[0].argmax())] == kind
    assert shares.sum() == 1


@pytest.mark.parametrize(("printed", "same"), [("長沙開湖", "长沙开湖"), ("２０２４年", "2024年")])
def test_variants_share_their_pairs(printed: str, same: str) -> None:
    """Traditional and full-width characters count as those that they stand for."""
    pieces, pairs = PageText.of([printed, same]).pairs
    assert sorted(pairs[pieces == 0]) == sorted(pairs[pieces == 1])


@given(TEXTS)
def test_overlap_is_the_weight_of_what_two_pieces_share(texts: list[str]) -> None:
    text = PageText.of(texts)
    pieces, pairs = text.pairs
    found = overlaps(pieces, pairs, RARITY, len(text))
    sets = [set(pairs[pieces == at].tolist()) for at in range(len(text))]
    wanted = [[sum(float(RARITY[pair]) for pair in left & right) for right in sets] for left in sets]
    assert np.allclose(found, wanted, atol=1e-3)


def test_pairs_are_spread_over_their_table() -> None:
    """Of a thousand neighbouring 汉字 few pairs fall together."""
    first, second = np.meshgrid(np.arange(0x4E00, 0x4E20, dtype=np.uint32), np.arange(0x6C00, 0x6C20, dtype=np.uint32))
    hashes = hash_pairs(first.ravel(), second.ravel())
    assert hashes.max() < 1 << PAIR_BITS
    assert len(np.unique(hashes)) > 1000
