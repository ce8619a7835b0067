"""Overlaps: the end of a leg that a reader of print read again at the head of the next."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from hnreader.segment.draft import Block, Role
from hnreader.segment.rows import compact_offset, cut_row

if TYPE_CHECKING:
    from hnreader.segment.draft import Row, Story

_MARKS: Final = "，。！？；：、“”"
_REST: Final = re.compile(rf"[^{_MARKS}]{{1,4}}[。！？]")
"""The rest of a clause."""
SURE: Final = 3.0  # nats by which the text behind an overlap goes on with the paragraph before


def overlap(before: str, behind: str) -> int:
    """Return how many characters a text begins with that the one read before it ends with; 0 where it has none.

    They are the rest of a longer clause: 好。 may well be said twice.

    >>> overlap("各村要扛起使命任务。", "务。各村随即行动起来。")
    2
    """
    rest = _REST.match(behind)
    if rest is None or rest.end() == len(behind) or not before.endswith(rest[0]):
        return 0
    clause = before[: -rest.end()]
    return rest.end() if clause and clause[-1] not in _MARKS else 0


def cut_overlaps(story: Story) -> list[Block]:
    """Take overlaps out of a story's texts, which then go on with each other, and return them as duplicates."""
    copies = []
    for before, behind in pairwise(story.blocks):
        size = overlap(before.compact, behind.compact) if before.role is behind.role is Role.BODY else 0
        first = behind.rows[0]
        if not size or len(first.compact) < size:
            continue
        head, rest = _cut(first, size)
        behind.rows = (*rest, *behind.rows[1:])
        behind.compact = behind.compact[size:]
        story.joined[behind.index] = SURE
        copies.append(Block((head,), Role.DUPLICATE, behind.index, twin=before))
    return copies


def _cut(row: Row, size: int) -> tuple[Row, tuple[Row, ...]]:
    if len(row.compact) == size:
        return row, ()
    head, rest = cut_row(row, compact_offset(row.text, size))
    return head, (rest,)
