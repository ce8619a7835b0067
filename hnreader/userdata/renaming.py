"""What the notebook has of articles moves with them to their new ids, and the old ids are remembered.

The rows move, so that every other statement of the notebook looks an article up by the id it has now, once. The old ids
are remembered beside them since they stand where nothing can be moved: in citations, exports, the shell's history.
Only ids that the notebook has something of are remembered, so that they do not grow with the archive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_BETWEEN_NOTES: Final = " / "  # a note is one line
_KNOWN: Final = (
    "SELECT id FROM reading UNION SELECT id FROM bookmark UNION SELECT id FROM place UNION SELECT new FROM alias"
)

ALIAS_TABLE: Final = ("CREATE TABLE alias (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID",)
"""Old ids, each with the id of now, so that one look-up is enough: no `new` is an `old`."""


def move_notes(db: sqlite3.Connection, new_ids: Mapping[str, str]) -> frozenset[str]:
    """Move all that is noted by old ids to the new ones, all at once, and return the old ids of which there was any.

    Within a transaction. Raises sqlite3.Error.
    """
    known = {known for (known,) in db.execute(_KNOWN)}
    moves = {old: new for old, new in new_ids.items() if old in known}
    if moves:
        _move_read_marks(db, moves)
        _move_bookmarks(db, moves)
        _move_place(db, moves)
        _remember(db, moves)
    return frozenset(moves)


def _take(db: sqlite3.Connection, moves: Mapping[str, str], table: str, columns: str) -> list[tuple[Any, ...]]:
    """Remove the rows of old ids and return them, the new id first. All are taken before any is put: ids may swap."""
    rows = [
        (new, *row)
        for old, new in moves.items()
        for row in db.execute(f"SELECT {columns} FROM {table} WHERE id = ?", (old,))  # noqa: S608 both are of this file
    ]
    db.executemany(f"DELETE FROM {table} WHERE id = ?", [(old,) for old in moves])  # noqa: S608
    return rows


def _move_read_marks(db: sqlite3.Connection, moves: Mapping[str, str]) -> None:
    """An article is read if either was. The rows are new ones, by which other sessions see them."""
    marks = _take(db, moves, "reading", "read")
    db.executemany(
        "INSERT OR REPLACE INTO reading (id, read)"
        " SELECT ?1, max(?2, coalesce((SELECT read FROM reading WHERE id = ?1), 0))",
        marks,
    )


def _move_bookmarks(db: sqlite3.Connection, moves: Mapping[str, str]) -> None:
    """A bookmark keeps its place in the list, and its time. Where the new id has one, that gets the note as well."""
    bookmarks = _take(db, moves, "bookmark", "number, headline, date, note, made")
    for new, number, headline, date, note, made in sorted(bookmarks, key=lambda row: row[1]):
        there = db.execute("SELECT note FROM bookmark WHERE id = ?", (new,)).fetchone()
        if there is None:
            values = (number, headline, date, note, made, new)
            db.execute(
                "INSERT INTO bookmark (number, headline, date, note, made, id) VALUES (?, ?, ?, ?, ?, ?)", values
            )
        elif note not in there[0]:
            both = f"{there[0]}{_BETWEEN_NOTES}{note}" if there[0] else note
            db.execute("UPDATE bookmark SET note = ? WHERE id = ?", (both, new))


def _move_place(db: sqlite3.Connection, moves: Mapping[str, str]) -> None:
    for (last,) in db.execute("SELECT id FROM place").fetchall():
        db.execute("UPDATE place SET id = ? WHERE id = ?", (moves.get(last, last), last))


def _remember(db: sqlite3.Connection, moves: Mapping[str, str]) -> None:
    """An id that is in use again is no alias, so that no id leads back to itself."""
    earlier = {old: moves[new] for old, new in db.execute("SELECT old, new FROM alias").fetchall() if new in moves}
    in_use = set(moves.values())
    db.executemany("INSERT OR REPLACE INTO alias (old, new) VALUES (?, ?)", {**earlier, **moves}.items())
    db.executemany("DELETE FROM alias WHERE old = ?", [(each,) for each in in_use])
