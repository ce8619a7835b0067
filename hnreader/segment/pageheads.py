"""Lines that are something only beside each other: a section's name by the page's number, an author under a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.segment import signs
from hnreader.segment.draft import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.draft import Block

LINES: Final = 8  # the head of a page has no more
TITLE_LINES: Final = 4  # between a column's name and its author
_HEAD: Final = (Role.MASTHEAD, Role.PAGE_LABEL)


def complete_head(blocks: Sequence[Block]) -> None:
    """Take the section's name beside a page's label or date for a part of the label: A05 | 民生 | 2024年3月9日."""
    for position, block in enumerate(blocks):
        if block.role is not Role.TITLE or not block.paper.patterns.pages.section.fullmatch(block.bare):
            continue
        beside = [*blocks[max(0, position - 1) : position], *blocks[position + 1 : position + 2]]
        if any(one.role in _HEAD for one in beside) and (position < LINES or position >= len(blocks) - LINES):
            block.role = Role.PAGE_LABEL


def sign_columns(blocks: Sequence[Block]) -> None:
    """Take a name alone under a column of opinion and its title for the author, wherever the text stands."""
    for position, block in enumerate(blocks):
        if block.role is not Role.COLUMN or not signs.is_opinion(block):
            continue
        for other in blocks[position + 1 : position + 2 + TITLE_LINES]:
            if other.role is not Role.TITLE:
                break
            if other.index > position + 1 and len(other.rows) == 1 and signs.is_name_alone(other.rows[0]):
                other.role = Role.BYLINE
                break
