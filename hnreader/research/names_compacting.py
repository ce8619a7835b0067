"""Deletes from the names of a library what no page and no archive of it has any more."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import msgspec

from hnreader.errors import LibraryError
from hnreader.reasons import Reason
from hnreader.research.names_database import NamesDatabase, delete_names, names_file, size_of_names
from hnreader.research.names_writer import NamesWriter, names_in

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path


def compact_names(library: Path, archives: Container[bytes], pages: Container[bytes]) -> int:
    """Keep what belongs to these archives and pages, by their keys, and return how many bytes that freed.

    Raises `LibraryError`.
    """
    before = size_of_names(library)
    delete_names(library, earlier=True)
    path = names_file(library)
    if path.exists():
        database = NamesDatabase(library)
        try:
            if database.problem:
                raise LibraryError(path, Reason.LIBRARY_BUSY, str(database.problem.arguments[-1]))
            with database.writing() as db:
                _delete_archives(db, archives)
                _delete_pages(db, pages)
                _delete_names(db)
            database.shrink()
        except (sqlite3.Error, msgspec.MsgspecError) as error:
            raise LibraryError(path, Reason.LIBRARY_BUSY, str(error)) from None
        finally:
            database.close()
    return max(before - size_of_names(library), 0)


def _delete_archives(db: sqlite3.Connection, kept: Container[bytes]) -> None:
    for number, key in db.execute("SELECT number, key FROM archive").fetchall():
        if key not in kept:
            for table in ("issue", "posting", "usage"):
                db.execute(f"DELETE FROM {table} WHERE archive = ?", (number,))  # noqa: S608 three constants
            db.execute("DELETE FROM archive WHERE number = ?", (number,))


def _delete_pages(db: sqlite3.Connection, kept: Container[bytes]) -> None:
    """Delete what was found in pages that are gone, with the issues that had them."""
    gone = {number for number, key in db.execute("SELECT number, key FROM found") if key not in kept}
    issues = db.execute("SELECT key, day, pages FROM issue JOIN archive ON archive = number").fetchall()
    for key, day, pages in issues if gone else ():
        if not gone.isdisjoint(msgspec.msgpack.decode(pages, type=list[int])):
            NamesWriter(db, key).remove(day)
    db.executemany("DELETE FROM found WHERE number = ?", ((number,) for number in sorted(gone)))


def _delete_names(db: sqlite3.Connection) -> None:
    """Delete the names that no page has."""
    used: set[int] = set()
    for (data,) in db.execute("SELECT data FROM found"):
        used |= names_in(data)
    gone = [(number,) for (number,) in db.execute("SELECT number FROM name") if number not in used]
    db.executemany("DELETE FROM name WHERE number = ?", gone)
