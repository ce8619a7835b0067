"""Text taken out of a story: as it is read, without what the setting and the program added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.app.story import Block, Role, Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.laid import Place

APART: Final = frozenset({Role.META, Role.UNTITLED, Role.RULE, Role.TURN, Role.JUMP, Role.NOTE})
"""What is no part of the article's text."""


def article_text(story: Story) -> str:
    """Return the whole article as plain text, each title, paragraph and caption on a line of its own."""
    from hnreader.research.whole import Whole  # noqa: PLC0415 loaded where it is needed

    return Whole(story.parts, story.ties, story.inferred).text


def taken(story: Sequence[Block], start: Place, end: Place) -> str:
    """Return the text between two places: soft line ends are joined, particulars left out unless they are alone.

    A sentence that goes on behind a turn stays one.
    """
    pieces = []
    for number in range(start[0], min(end[0] + 1, len(story))):
        block = story[number]
        begins = start[1] if number == start[0] else 0
        text = block.text[begins : end[1] if number == end[0] else None].strip()
        if text:
            pieces.append((block, text))
    said = [piece for piece in pieces if piece[0].role not in APART] or pieces
    text = ""
    before: Block | None = None
    for block, piece in said:
        goes_on = block.flush and before is not None and before.role is Role.BODY
        text += piece if not text or goes_on else f"\n{piece}"
        before = block
    return text
