"""Overlaps: the end of a leg that a reader of print read again at the head of the next."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from hnreader.segment.draft import Block, Role
from hnreader.segment.rows import compact_offset, cut_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.segment.draft import Row, Story

_REST: Final = re.compile(r"[^，。！？；：、“”]{1,4}[。！？]")
"""The rest of a sentence: no paragraph begins with one so short."""
SURE: Final = 3.0  # nats by which the text behind an overlap goes on with the paragraph before


def overlap(before: str, behind: str) -> int:
    """Return how many characters a text begins with that the one read before it ends with; 0 where it has none.

    >>> overlap("各村要扛起使命任务。", "务。各村随即行动起来。")
    2
    """
    rest = _REST.match(behind)
    return rest.end() if rest and rest.end() < len(behind) and before.endswith(rest[0]) else 0


def cut_overlaps(story: Story) -> Iterator[Block]:
    """Take overlaps out of a story's texts, which then go on with each other, and yield them as duplicates."""
    for before, behind in pairwise(story.blocks):
        size = overlap(before.compact, behind.compact) if before.role is behind.role is Role.BODY else 0
        first = behind.rows[0]
        if not size or len(first.compact) < size:
            continue
        head, rest = _cut(first, size)
        behind.rows = (*rest, *behind.rows[1:])
        behind.compact = behind.compact[size:]
        story.joined[behind.index] = SURE
        yield Block((head,), Role.DUPLICATE, behind.index, twin=before)


def _cut(row: Row, size: int) -> tuple[Row, tuple[Row, ...]]:
    if len(row.compact) == size:
        return row, ()
    head, rest = cut_row(row, compact_offset(row.text, size))
    return head, (rest,)
