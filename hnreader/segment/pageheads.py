"""The head of a page: what its lines are only beside each other, such as the section's name under the page's number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.lexicon import furniture
from hnreader.segment.draft import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.draft import Block

LINES: Final = 8  # the head of a page has no more
_HEAD: Final = (Role.MASTHEAD, Role.PAGE_LABEL)


def complete_head(blocks: Sequence[Block]) -> None:
    """Take the section's name beside a page's label or date for a part of the label: A05 | 民生 | 2024年3月9日."""
    for position, block in enumerate(blocks):
        if block.role is not Role.TITLE or not furniture.SECTION_ALONE.fullmatch(block.bare):
            continue
        beside = [*blocks[max(0, position - 1) : position], *blocks[position + 1 : position + 2]]
        if any(one.role in _HEAD for one in beside) and (position < LINES or position >= len(blocks) - LINES):
            block.role = Role.PAGE_LABEL
