"""Rows → texts: set as they are shown, and traced to the columns of the file's own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.model import Span, Text
from hnreader.reading.columns import raw_spans
from hnreader.segment.repair import repair_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hnreader.model import Page
    from hnreader.segment.draft import Block, Row


def set_text(page: Page, rows: Sequence[Row]) -> Text:
    """Set rows as one text and trace it to the file's own columns."""
    spans: list[Span] = []
    for row in rows:
        line, end = page.lines[row.number - 1], row.start + len(row.text)
        if line.removed:
            spans += raw_spans(line, row.start, end)
        else:  # as nearly always
            spans.append(Span(line.number, row.start, end))
    return Text(repair_rows(rows), tuple(spans))


def set_blocks(page: Page, blocks: Iterable[Block]) -> Text | None:
    """Set blocks as one text; None where there are none."""
    rows = [row for block in blocks for row in block.rows]
    return set_text(page, rows) if rows else None
