"""One row of the list, drawn from what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hnreader.app.rendering.list_row import ArticleRow, HeadingRow

if TYPE_CHECKING:
    from textual.strip import Strip

    from hnreader.app.rendering.list_row import RowRenderer
    from hnreader.app.rendering.list_rows import ListRows


class ListState(Struct, frozen=True):
    """What rows look like by the list that they are in."""

    position: int
    """That of the selected article."""
    focused: bool
    """Whether the list has the focus."""
    one_line: bool
    """Rows have one line."""


def draw_row(renderer: RowRenderer, rows: ListRows, row: int, line: int, width: int, seen: ListState) -> Strip:
    """Draw a line of a row."""
    head, position = rows.at(row)
    if head is not None:
        unread = min(head.size, renderer.count_unread(rows.below(head)))
        selected = head.folded and rows.folded_at(seen.position) == head
        return renderer.heading(HeadingRow(head, unread, selected, seen.focused), line, width)
    position = position or 0
    article = rows.articles[position]
    drawn = ArticleRow(
        article,
        rows.story(article),
        rows.results[position] if rows.results else None,
        selected=position == seen.position,
        focused=seen.focused,
        dated=not rows.heads,
        one_line=seen.one_line,
    )
    return renderer.article(drawn, line, width)
