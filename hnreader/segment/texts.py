"""Rows → texts: set as they are shown, and traced to the columns of the file's own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.model import Text
from hnreader.reading.columns import raw_spans
from hnreader.segment.repair import repair_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hnreader.model import Page
    from hnreader.segment.draft import Block, Row


def set_text(page: Page, rows: Sequence[Row]) -> Text:
    """Set rows as one text and trace it to the file's own columns."""
    spans = tuple(
        span for row in rows for span in raw_spans(page.lines[row.number - 1], row.start, row.start + len(row.text))
    )
    return Text(repair_rows(rows), spans)


def set_blocks(page: Page, blocks: Iterable[Block]) -> Text | None:
    """Set blocks as one text; None where there are none."""
    rows = [row for block in blocks for row in block.rows]
    return set_text(page, rows) if rows else None
