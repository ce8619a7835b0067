"""What has to hold of a library, a notebook and corrections when all have ended who used them, some of them killed."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Final

from ledgers import Ledger
from library_workers import WORDS, printed, settle_corrections, settle_notes, settle_searches
from noted import perform_search
from stored_pages import agree, described
from taken_in import fresh, stored

from hnreader.archive import library_folder
from hnreader.research.names import Names
from hnreader.search import search
from hnreader.userdata.notebook import Notebook, notebook_path
from hnreader.userdata.settings import settings_path

if TYPE_CHECKING:
    from pathlib import Path

    from library_workers import Home

    from hnreader.archive import Archive
    from hnreader.research.names import Name

STEADY: Final = 2.1
"""Seconds after which a file that was changed counts as such."""


class DamageError(Exception):
    """Something is not as it should be."""


def check(home: Home, correctors: int) -> None:
    """Raise where anything is lost or damaged, or the library is not that of the files; print how much was written."""
    written = _acknowledged(home, correctors)
    time.sleep(STEADY)
    for _ in range(2):
        if printed(["index", str(home.pages)])[0]:
            raise DamageError("not taken in")
    code, report = printed(["library", "verify"])
    if code:
        raise DamageError(report)
    _as_fresh(home.pages)
    perform_search(settings_path(), ["save", "last", "水"])  # removes what killed processes have left there, …
    if printed(["library", "forget", str(home.pages)])[0]:  # … and this what they have left in the library
        raise DamageError("not forgotten")
    _whole_files(home)
    print(f"{written:,} operations of writer and correctors, of which none is lost")


def _as_fresh(pages: Path) -> None:
    """Raise where the library says something else of the pages than an archive in memory does."""
    memory = fresh(pages)
    with stored(pages, library=library_folder()) as kept:
        agree(described(memory), described(kept))
        for word in WORDS:  # whatever the order: scores go on counting what was deleted from an index
            found, expected = ({each.article.id for each in search(archive, word)} for archive in (kept, memory))
            if found != expected:
                raise DamageError(f"{word} is found in {found - expected} and not in {expected - found}")
        found, expected = (_names(archive) for archive in (kept, memory))
        if found != expected:
            raise DamageError(f"the names {found - expected} and not {expected - found}")


def _names(archive: Archive) -> set[Name]:
    names = Names(archive)
    for _ in names.gather():
        pass
    found = {*names.ranked()}
    names.close()
    return found


def _acknowledged(home: Home, correctors: int) -> int:
    """Raise LostError where something that was acknowledged is not there; return how many operations there were."""
    notes = Ledger(home.root / "writer.ledger")
    written = 0
    with Notebook(notebook_path()) as book:
        if book.problems:
            raise DamageError(book.problems)
        settle_notes(book, notes)
    for number in range(correctors):
        corrections, searches = (Ledger(home.root / f"{kind}{number}.ledger") for kind in ("corrector", "searches"))
        settle_corrections(home, corrections, number)
        settle_searches(searches, number)
        written += corrections.count + searches.count
    return written + notes.count


def _whole_files(home: Home) -> None:
    """Raise where SQLite finds a file damaged, or one was replaced or left behind."""
    for path in home.root.rglob("*"):
        if path.name.startswith(".hnreader-") or "damaged" in path.name:
            raise DamageError(f"left behind: {path.relative_to(home.root)}")
        if path.name.endswith(".sqlite3"):
            with closing(sqlite3.connect(path)) as connection:
                (found,) = connection.execute("PRAGMA integrity_check").fetchone()
                if found != "ok":
                    raise DamageError(f"{path.name}: {found}")
