"""What is folded in each kind of list, for as long as the session lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.rendering.list_headings import Folds

if TYPE_CHECKING:
    from hnreader.app.rendering.list_rows import ListRows
    from hnreader.app.rendering.list_sections import ListHeading


class ListFolding:
    """Folds and unfolds the headings of rows; the rows that come of it are returned."""

    def __init__(self) -> None:
        self._folds: dict[str, Folds] = {}

    def applied(self, rows: ListRows) -> ListRows:
        """Fold in other rows what was folded in their kind of list."""
        return rows.folded(self._folds.get(rows.heads.kind, Folds())) if rows.heads else rows

    def toggled(self, rows: ListRows, head: ListHeading | None) -> ListRows:
        """Fold a heading, or unfold it; one without articles stays as it is."""
        if rows.heads and head is not None and head.size:
            self._folds[rows.heads.kind] = rows.heads.toggled(head)
        return self.applied(rows)

    def all_toggled(self, rows: ListRows) -> ListRows:
        """Fold all issues, so that they make an outline; where they are, unfold all."""
        if rows.heads:
            outlined = self._folds.get(rows.heads.kind, Folds()).every
            self._folds[rows.heads.kind] = Folds(every=not outlined)
        return self.applied(rows)

    def revealed(self, rows: ListRows, position: int) -> ListRows:
        """Unfold what the article at a position is folded in."""
        while 0 <= position < len(rows.articles) and (head := rows.folded_at(position)):
            rows = self.toggled(rows, head)
        return rows
