"""What the notebook has of articles moves with them to their new ids, and back where the old ids are in use again.

The rows move, so that every other statement of the notebook looks an article up by the id it has now, once. The old ids
are remembered beside them since they stand where nothing can be moved: in citations, exports, the shell's history.
Only ids that the notebook has something of are remembered, so that they do not grow with the archive. Beside each is
what was moved: where people undo what made two articles one, each has its own again.
"""

from __future__ import annotations

from contextlib import suppress
from math import inf
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping

_BETWEEN_NOTES: Final = " / "
_BETWEEN_LONG_NOTES: Final = "\n"  # where one of them has lines itself
_KNOWN: Final = (
    "SELECT id FROM reading UNION SELECT id FROM bookmark UNION SELECT id FROM place UNION SELECT id FROM tag"
    " UNION SELECT new FROM alias"
)

ALIAS_TABLE: Final = ("CREATE TABLE alias (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID",)
"""Old ids, each with the id of now, so that one look-up is enough: no `new` is an `old`."""

MOVED_COLUMNS: Final = (
    "ALTER TABLE alias ADD COLUMN number INTEGER",
    "ALTER TABLE alias ADD COLUMN moved TEXT",
    "CREATE INDEX alias_new ON alias (new)",
    "CREATE INDEX alias_number ON alias (number)",
)
"""The number of each move, in their order, and what moved; NULL where that is not known, or not any more."""


class _Bookmark(Struct, frozen=True, array_like=True):
    """A row of bookmarks."""

    number: int
    headline: str
    date: str | None
    note: str
    made: float


class _Noted(Struct, frozen=True):
    """What the notebook has of an article."""

    read: bool
    bookmark: _Bookmark | None
    place: tuple[int, int] | None
    """Block and character, if it was read last."""
    former: frozenset[str]
    """The old ids that lead to it."""
    tags: frozenset[str] = frozenset()


class _Move(Struct, frozen=True):
    """What there was of two articles that became one, or of one and an id that nothing was noted of."""

    old: _Noted
    new: _Noted
    both: _Noted
    """What the new id had from then on."""

    def undone(self, now: _Noted) -> tuple[_Noted, _Noted]:
        """Return what is of the old id and of the new one, which has `now`, when they are two articles again.

        What has changed while they were one is of both: what the user said was said of both, and what came from a third
        article cannot be told from theirs.
        """
        old, new = self.old, self.new
        joined = bool(now.former - new.former - old.former)
        if joined or now.read != self.both.read:
            old, new = replace(old, read=now.read), replace(new, read=now.read)
        if joined or now.bookmark != self.both.bookmark:
            its = old.bookmark and now.bookmark and replace(old.bookmark, note=now.bookmark.note)
            old, new = replace(old, bookmark=its), replace(new, bookmark=now.bookmark)
        if joined or now.tags != self.both.tags:
            old, new = replace(old, tags=now.tags), replace(new, tags=now.tags)
        if now.place != self.both.place:
            old, new = replace(old, place=None), replace(new, place=now.place)
        return replace(old, former=old.former & now.former), replace(new, former=now.former - old.former)


def move_notes(db: sqlite3.Connection, new_ids: Mapping[str, str]) -> frozenset[str]:
    """Move all that is noted by old ids to the new ones, all at once, and return the old ids of which there was any.

    Within a transaction. Raises sqlite3.Error.
    """
    known = {known for (known,) in db.execute(_KNOWN)}
    moves = {old: new for old, new in new_ids.items() if old in known}
    bring_back(db, moves)  # what a session that did not know of the last move has noted since goes with all that moved
    db.executemany("DELETE FROM alias WHERE old = ?", [(old,) for old in moves])
    taken = {old: _take(db, old) for old in moves}  # all, before any is put: ids may swap
    for old, noted in sorted(taken.items(), key=lambda item: item[1].bookmark.number if item[1].bookmark else inf):
        there = _look(db, moves[old])
        _put(db, moves[old], noted)
        _remember(db, old, moves[old], _Move(noted, there, _look(db, moves[old])))
    _forget(db, {*moves.values()})
    return frozenset(moves)


def bring_back(db: sqlite3.Connection, old_ids: Collection[str]) -> frozenset[str]:
    """Give old ids that are in use again what moved from them, the last move first, and return those that got any.

    Within a transaction. Raises sqlite3.Error.
    """
    moves = db.execute("SELECT old, moved FROM alias WHERE moved IS NOT NULL ORDER BY number DESC").fetchall()
    brought = set()
    for old, moved in moves:
        if old in old_ids:
            with suppress(msgspec.DecodeError):  # of another program's making: what moved stays where it is
                _undo(db, old, msgspec.json.decode(moved, type=_Move))
                brought.add(old)
    return frozenset(brought)


def _undo(db: sqlite3.Connection, old: str, move: _Move) -> None:
    ((new,),) = db.execute("SELECT new FROM alias WHERE old = ?", (old,))
    db.execute("DELETE FROM alias WHERE old = ?", (old,))
    its, others = move.undone(_take(db, new))
    _put(db, old, its)
    _put(db, new, others)


def _remember(db: sqlite3.Connection, old: str, new: str, move: _Move) -> None:
    db.execute(
        "INSERT INTO alias (old, new, number, moved) SELECT ?, ?, coalesce(max(number), 0) + 1, ? FROM alias",
        (old, new, msgspec.json.encode(move).decode()),
    )


def _forget(db: sqlite3.Connection, in_use: Collection[str]) -> None:
    """An id that is in use again is no alias, so that no id leads back to itself.

    What came from it cannot be told any more from what others had moved to the same article: that stays there.
    """
    for name in in_use:
        db.execute(
            "UPDATE alias SET moved = NULL WHERE new = (SELECT new FROM alias WHERE old = ?1 AND new <> ?1)", (name,)
        )
        db.execute("DELETE FROM alias WHERE old = ?", (name,))


def _look(db: sqlite3.Connection, name: str) -> _Noted:
    """Return what there is of an id."""
    read = db.execute("SELECT 1 FROM reading WHERE id = ? AND read", (name,)).fetchone()
    bookmark = db.execute("SELECT number, headline, date, note, made FROM bookmark WHERE id = ?", (name,)).fetchone()
    former = db.execute("SELECT old FROM alias WHERE new = ?", (name,)).fetchall()
    return _Noted(
        read is not None,
        _Bookmark(*bookmark) if bookmark else None,
        db.execute("SELECT block, char FROM place WHERE id = ?", (name,)).fetchone(),
        frozenset(old for (old,) in former),
        frozenset(tag for (tag,) in db.execute("SELECT tag FROM tag WHERE id = ?", (name,))),
    )


def _take(db: sqlite3.Connection, name: str) -> _Noted:
    """Remove what there is of an id and return it; its place and former ids stay until they are put elsewhere."""
    noted = _look(db, name)
    db.execute("DELETE FROM reading WHERE id = ?", (name,))
    db.execute("DELETE FROM bookmark WHERE id = ?", (name,))
    db.execute("DELETE FROM tag WHERE id = ?", (name,))
    return noted


def _put(db: sqlite3.Connection, name: str, noted: _Noted) -> None:
    """Add to what there is of an id: it is read if either was. The row is a new one, by which other sessions see it."""
    db.execute(
        "INSERT OR REPLACE INTO reading (id, read)"
        " SELECT ?1, max(?2, coalesce((SELECT read FROM reading WHERE id = ?1), 0))",
        (name, noted.read),
    )
    if noted.bookmark is not None:
        _put_bookmark(db, name, noted.bookmark)
    db.executemany("INSERT OR IGNORE INTO tag (id, tag) VALUES (?, ?)", [(name, tag) for tag in noted.tags])
    if noted.place is not None:
        db.execute("UPDATE place SET id = ?", (name,))
    db.executemany("UPDATE alias SET new = ? WHERE old = ?", [(name, old) for old in noted.former])


def _put_bookmark(db: sqlite3.Connection, name: str, bookmark: _Bookmark) -> None:
    """A bookmark keeps its place in the list, and its time. Where the id has one, that gets the note as well."""
    there = db.execute("SELECT note FROM bookmark WHERE id = ?", (name,)).fetchone()
    if there is None:
        db.execute(
            "INSERT INTO bookmark (number, headline, date, note, made, id)"
            # where two articles have each a copy of one, the first has its place
            " VALUES ((SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM bookmark WHERE number = ?1)), ?2, ?3, ?4, ?5, ?6)",
            (bookmark.number, bookmark.headline, bookmark.date, bookmark.note, bookmark.made, name),
        )
    else:
        db.execute("UPDATE bookmark SET note = ? WHERE id = ?", (both_notes(there[0], bookmark.note), name))


def both_notes(first: str, second: str) -> str:
    """Return two notes as one; where one has what the other says, that one.

    >>> both_notes("春茶", "老街")
    '春茶 / 老街'
    """
    if second in first:
        return first
    between = _BETWEEN_LONG_NOTES if "\n" in first + second else _BETWEEN_NOTES
    return second if first in second else f"{first}{between}{second}"
