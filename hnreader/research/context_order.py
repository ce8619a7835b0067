"""The order of any number of texts, sorted on disk: contexts of a common word take more memory than there is."""

from __future__ import annotations

import errno
import os
import sqlite3
from array import array
from contextlib import closing
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MEMORY: Final = 16_000  # KiB; what is more goes to a file that SQLite deletes
_LOOK: Final = 1_000_000  # steps of SQLite, some 10 ms, between two looks whether it is to go on


def sorted_numbers(texts: Iterable[str], look: Callable[[], None]) -> array[int]:
    """Return the numbers of texts, from 0, in the order of the texts by Unicode; equal ones by number.

    `look` is called now and then; what it raises ends the work. Raises OSError where the disk is full.
    """
    with closing(sqlite3.connect("")) as db:
        db.execute(f"PRAGMA cache_size = -{_MEMORY}")
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("CREATE TABLE key (text BLOB)")  # the order of UTF-8 bytes is that of Unicode
        db.set_progress_handler(look, _LOOK)
        try:
            db.executemany("INSERT INTO key VALUES (?)", ((text.encode(),) for text in texts))
            return array("Q", (row - 1 for (row,) in db.execute("SELECT rowid FROM key ORDER BY text, rowid")))
        except sqlite3.OperationalError as error:
            look()  # has it ended the work?
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
