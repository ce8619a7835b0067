"""What the program remembers between sessions: what was read, how fast, bookmarks, tags, searches, position, issues.

It is one SQLite file. Each change is a transaction, so that it survives a kill or a power cut, and several sessions can
have the file open at once. A notebook always opens: where its file cannot be used, `problems` says why, and the session
keeps its notes in memory.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, Self

from msgspec import Struct

from hnreader.errors import NotebookError
from hnreader.reasons import Message, Reason
from hnreader.storage.database import Schema, open_database, transaction
from hnreader.userdata.printable import printable_line, printable_text
from hnreader.userdata.reading_speed import SPEED_TABLE, ReadingSpeed
from hnreader.userdata.renaming import ALIAS_TABLE, MOVED_COLUMNS, both_notes, bring_back, move_notes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hnreader.storage.database import Opened

_REFRESH: Final = 0.25  # seconds between queries for other sessions' changes; on a network one takes milliseconds

# A changed row of `reading` or `search` is inserted again with the highest number, so that changes can be read from
# the last number on, and their order needs no clock.
_TABLES: Final = (
    "CREATE TABLE reading (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, read INTEGER NOT NULL)",
    """CREATE TABLE bookmark (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL,
    headline TEXT NOT NULL, date TEXT, note TEXT NOT NULL, made REAL NOT NULL)""",
    "CREATE TABLE search (number INTEGER PRIMARY KEY AUTOINCREMENT, query TEXT UNIQUE NOT NULL)",
    "CREATE TABLE place (one INTEGER PRIMARY KEY, id TEXT NOT NULL, block INTEGER NOT NULL, char INTEGER NOT NULL)",
    "CREATE TABLE issue (date TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE visit (one INTEGER PRIMARY KEY, at REAL NOT NULL)",
)
_TAG_TABLE: Final = ("CREATE TABLE tag (id TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (id, tag)) WITHOUT ROWID",)
_SCHEMA: Final = Schema(
    (_TABLES, ALIAS_TABLE, MOVED_COLUMNS, _TAG_TABLE, SPEED_TABLE),
    frozenset({"reading", "bookmark", "search", "place", "issue", "visit", "alias", "tag", "speed"}),
    frozenset({"reading"}),
)


class Bookmark(Struct, frozen=True):
    """A bookmarked article, with what a list of bookmarks shows."""

    id: str
    headline: str
    date: str | None
    note: str
    made: float
    """Seconds since 1970."""


class ReadingPosition(Struct, frozen=True):
    """Character `char` of block `block` of an article."""

    id: str
    block: int
    char: int


class Notebook:
    """A user's notes, in a file, or in memory where `path` is None. For the thread that opened it.

    A change that cannot be written raises `NotebookError` and changes nothing. Where the file cannot be read at the
    moment, the last state known is returned.
    """

    def __init__(self, path: Path | None) -> None:
        opened = open_database(path, _SCHEMA)
        self._db = opened.connection
        self.problems: tuple[Message, ...] = tuple(_problems(opened, path)) if path else ()
        """What went wrong when it was opened."""
        self.unread: Message | None = _unread(opened, self.problems)
        """Why nothing is here of what was in the file."""
        self.temporary: bool = bool(opened.in_memory)
        """What is noted is lost with the session, though it was to be kept."""
        self.speed = ReadingSpeed(self._query, self._run)
        self._read: set[str] = set()
        self._last_number = 0  # rows of `reading` up to this one are in the set
        self._version: int | None = None
        self._refreshed = 0.0
        self._bookmarks: dict[str, Bookmark] = {}
        self._tags: dict[str, tuple[str, ...]] = {}
        self._tagged: dict[str, frozenset[str]] = {}
        self._known_issues = dict(self._query("SELECT date, articles FROM issue"))
        self.last_visit: float | None = next((at for (at,) in self._query("SELECT at FROM visit")), None)
        """When, before this session, `record_issues` was last called, in seconds since 1970."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. All changes have been written before."""
        self._db.close()

    def is_read(self, id: str) -> bool:  # noqa: A002 the field is called so everywhere
        """Whether an article has been read. Changes of other sessions are seen after `_REFRESH`."""
        self._refresh_sometimes()
        return id in self._read

    def read_ids(self) -> frozenset[str]:
        """Return the ids of all articles that have been read."""
        self._refresh_sometimes()
        return frozenset(self._read)

    def ids(self) -> frozenset[str]:
        """Return the ids of all articles that have been read, have a bookmark or tags, or were read last."""
        place = self.position()
        bookmarks = (bookmark.id for bookmark in self.bookmarks())
        return self.read_ids().union(bookmarks, self._tags, [place.id] if place else [])

    def mark_read(self, id: str, read: bool = True) -> None:  # noqa: A002
        """Mark an article as read or unread."""
        self.mark_all_read((id,), read)

    def mark_all_read(self, ids: Collection[str], read: bool = True) -> None:
        """Mark articles as read or unread, all or none."""
        with _translated_errors(), transaction(self._db):
            self._db.executemany(
                "INSERT OR REPLACE INTO reading (id, read) SELECT ?1, ?2"
                " WHERE ?2 <> coalesce((SELECT read FROM reading WHERE id = ?1), 0)",
                [(name, int(read)) for name in ids],
            )
        (self._read.update if read else self._read.difference_update)(ids)

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Return all bookmarks, the newest first."""
        self._refresh()
        return tuple(self._bookmarks.values())

    def bookmarked(self, id: str) -> Bookmark | None:  # noqa: A002
        """Return an article's bookmark, if it has one. Changes of other sessions are seen after `_REFRESH`."""
        self._refresh_sometimes()
        return self._bookmarks.get(id)

    def bookmark(
        self,
        id: str,  # noqa: A002
        headline: str,
        date: str | None,
        note: str | None = None,
        seen: str | None = None,
    ) -> None:
        """Set or change a bookmark; it keeps its time, and where `note` is None its note.

        `seen` is the note that was changed into `note`: where another session has changed it meanwhile, both stay.
        """
        with _translated_errors(), transaction(self._db):
            rows = self._db.execute("SELECT note FROM bookmark WHERE id = ?", (id,)).fetchall()
            there = printable_text(rows[0][0]) if rows else ""
            if note is None or note == seen:
                note = there
            elif seen not in {None, there}:
                note = both_notes(there, note)
            self._db.execute(
                "INSERT INTO bookmark (id, headline, date, note, made) VALUES (?1, ?2, ?3, ?4, ?5)"
                " ON CONFLICT (id) DO UPDATE SET headline = ?2, date = ?3, note = ?4",
                (id, headline, date, note, time.time()),
            )
        self._load_marks()

    def unbookmark(self, id: str) -> str:  # noqa: A002
        """Remove an article's bookmark, if it has one, and return the note that went with it."""
        notes = self._run("DELETE FROM bookmark WHERE id = ? RETURNING note", id)
        self._load_marks()
        return printable_text(notes[0][0]) if notes else ""

    def tags_of(self, id: str) -> tuple[str, ...]:  # noqa: A002
        """Return an article's tags in their order. Changes of other sessions are seen after `_REFRESH`."""
        self._refresh_sometimes()
        return self._tags.get(id, ())

    def tagged(self) -> Mapping[str, frozenset[str]]:
        """Return the ids of the articles that have each tag, in the order of the tags; no change alters the mapping.

        Changes of other sessions are seen after `_REFRESH`.
        """
        self._refresh_sometimes()
        return self._tagged

    def tag(self, id: str, tags: Iterable[str], seen: Iterable[str] | None = None) -> None:  # noqa: A002
        """Give an article these tags, and no others but those that it got since it had those `seen`."""
        with _translated_errors(), transaction(self._db):
            if seen is None:
                seen = [tag for (tag,) in self._db.execute("SELECT tag FROM tag WHERE id = ?", (id,))]
            pairs = [[(id, tag) for tag in dict.fromkeys(each)] for each in (seen, tags)]
            self._db.executemany("DELETE FROM tag WHERE id = ? AND tag = ?", pairs[0])
            self._db.executemany("INSERT OR IGNORE INTO tag (id, tag) VALUES (?, ?)", pairs[1])
        self._load_marks()

    def record_search(self, query: str) -> None:
        """Add a query to the history as the newest, without the blanks around it; an empty one is ignored."""
        if query.strip():
            self._run("INSERT OR REPLACE INTO search (query) VALUES (?)", query.strip())

    def history(self, limit: int = 100) -> tuple[str, ...]:
        """Return the queries, the newest first, each once."""
        found = self._query("SELECT query FROM search ORDER BY number DESC LIMIT ?", limit)
        return tuple(dict.fromkeys(printable_line(query) for (query,) in found))

    def save_position(self, id: str, block: int, char: int) -> None:  # noqa: A002
        """Save the article that is being read, and where in it."""
        self._run("INSERT OR REPLACE INTO place (one, id, block, char) VALUES (1, ?, ?, ?)", id, block, char)

    def position(self) -> ReadingPosition | None:
        """Return the position saved last, by any session."""
        return next((ReadingPosition(*row) for row in self._query("SELECT id, block, char FROM place")), None)

    def rename(self, new_ids: Mapping[str, str], again: Collection[str] = ()) -> None:
        """Move read marks, bookmarks with their notes, tags and the position from old ids to new ones, all or nothing.

        What both ids have is merged: an article is read if either was, and its bookmark has both notes. Old ids that
        are in use `again` first get back what moved from them; what the user has changed since stays at both.
        """
        if not new_ids and not again:
            return
        with _translated_errors(), transaction(self._db):
            brought = bring_back(self._db, again)
            moved = move_notes(self._db, new_ids)
        if moved or brought:
            self._read -= moved
            self._version = None  # all else is loaded where it is next looked at

    def old_ids(self) -> frozenset[str]:
        """Return the ids that articles had before, from which something moved that can be brought back."""
        return frozenset(old for (old,) in self._query("SELECT old FROM alias WHERE moved IS NOT NULL"))

    def current_id(self, id: str) -> str:  # noqa: A002
        """Return the id that an article has now; the same one where nothing is known of a change.

        For ids that no article has: one that was changed may come into use again.
        """
        return next((new for (new,) in self._query("SELECT new FROM alias WHERE old = ?", id)), id)

    def record_issues(self, issues: Iterable[tuple[str, int]]) -> None:
        """Save how many articles each issue (its ISO date, or "") has, for the next session's `known_issues`.

        Of several numbers for an issue the greatest is kept, since a session may open single pages of it.
        """
        with _translated_errors(), transaction(self._db):
            self._db.executemany(
                "INSERT INTO issue (date, articles) VALUES (?1, ?2)"
                " ON CONFLICT (date) DO UPDATE SET articles = ?2 WHERE ?2 > articles",
                issues,
            )
            self._db.execute("INSERT OR REPLACE INTO visit (one, at) VALUES (1, ?)", (time.time(),))

    def known_issues(self) -> dict[str, int]:
        """Return issue → articles as they were when the notebook was opened."""
        return dict(self._known_issues)

    def _run(self, statement: str, *values: str | float | None) -> list[Any]:
        """Run a statement as a transaction. Raises `NotebookError`."""
        with _translated_errors():
            return self._db.execute(statement, values).fetchall()

    def _query(self, statement: str, *values: str | float) -> list[Any]:
        """Run a statement that reads; no rows where the file cannot be read now."""
        try:
            return self._run(statement, *values)
        except NotebookError:
            return []

    def _refresh_sometimes(self) -> None:
        if self._version is None or time.monotonic() - self._refreshed > _REFRESH:
            self._refresh()

    def _load_marks(self) -> None:
        rows = self._run("SELECT id, headline, date, note, made FROM bookmark ORDER BY number DESC")
        self._bookmarks = {
            name: Bookmark(name, printable_line(headline), date and printable_line(date), printable_text(note), made)
            for name, headline, date, note, made in rows
        }
        pairs = sorted({(name, printable_line(tag)) for name, tag in self._run("SELECT id, tag FROM tag")})
        self._tags = {name: tuple(tag for _, tag in group) for name, group in groupby(pairs, itemgetter(0))}
        pairs.sort(key=itemgetter(1))
        self._tagged = {tag: frozenset(name for name, _ in group) for tag, group in groupby(pairs, itemgetter(1))}

    def _refresh(self) -> None:
        """Load what other sessions have changed, unless the file cannot be read now."""
        with contextlib.suppress(sqlite3.Error, NotebookError):
            (version,) = self._db.execute("PRAGMA data_version").fetchone()
            if version != self._version:
                self._load_marks()
                since = (self._last_number,)
                (newest,) = self._db.execute("SELECT coalesce(max(number), 0) FROM reading").fetchone()
                if self._read:
                    rows = self._db.execute("SELECT id FROM reading WHERE number > ? AND NOT read", since)
                    self._read.difference_update(map(itemgetter(0), rows))
                rows = self._db.execute("SELECT id FROM reading WHERE number > ? AND read", since)
                self._read.update(map(itemgetter(0), rows))
                self._version, self._last_number = version, newest
        self._refreshed = time.monotonic()


@contextlib.contextmanager
def _translated_errors() -> Iterator[None]:
    """Raise `NotebookError` in place of SQLite's errors, and for text that is not valid Unicode."""
    try:
        yield
    except (sqlite3.Error, UnicodeError) as error:
        raise NotebookError(str(error)) from error


def notebook_path(folder: Path | None = None) -> Path:
    """Return the path of the user's notebook in a folder, or on this system; the file may not exist."""
    import platformdirs  # noqa: PLC0415 only a session of the app needs it

    return (folder or platformdirs.user_data_path("hnreader", appauthor=False)) / "notebook.sqlite3"


def _problems(opened: Opened, path: Path) -> Iterator[Message]:
    if opened.moved_aside:
        yield Message(Reason.NOTEBOOK_DAMAGED, file=opened.moved_aside)
    if opened.in_memory == "newer":
        yield Message(Reason.NOTEBOOK_NEWER, file=path)
    elif opened.in_memory:
        yield Message(Reason.NOTEBOOK_UNWRITABLE, file=path, error=opened.reason)


def _unread(opened: Opened, problems: Sequence[Message]) -> Message | None:
    if not problems or opened.read_only:
        return None
    return Message(Reason.NOTEBOOK_ERROR, error=opened.reason) if opened.in_memory == "unusable" else problems[0]
