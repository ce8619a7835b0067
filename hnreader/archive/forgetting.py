"""Forgets what is damaged in a library, so that it is made again when the files are looked over.

An archive of which something was forgotten is not whole: its files are looked over at the next chance, however many
they are, and pages that are not there are made again from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.archive.codec import EncodedPage
from hnreader.archive.outline import UNDATED
from hnreader.packing import DamagedBytesError

if TYPE_CHECKING:
    import sqlite3

BODY: Final = "SELECT data FROM body WHERE page = ?"
_DAY: Final = "SELECT day FROM issue WHERE archive = ? AND number = ? AND replaced IS NULL"
_READ_AGAIN: Final = "UPDATE member SET status = '' WHERE archive = ? AND day = ?"
_HAS_PAGE: Final = "SELECT 1 FROM member WHERE archive = ? AND page = ? LIMIT 1"


def forget_page(db: sqlite3.Connection, archive: int, number: int) -> None:
    """Forget a page of an archive, 0 for none, if it is damaged or not there. Raises `sqlite3.Error`."""
    rows = db.execute(BODY, (number,)).fetchall()
    if not any(_is_sound(data) for (data,) in rows):
        db.execute("DELETE FROM body WHERE page = ?", (number,))
        db.execute("DELETE FROM page WHERE number = ?", (number,))  # members without a page are read again
        if db.execute(_HAS_PAGE, (archive, number)).fetchone():  # and not what it had before
            _not_whole(db, archive)


def forget_outline(db: sqlite3.Connection, archive: int, number: int) -> None:
    """Have an issue of an archive outlined again; of pages without a date, all of these. Raises `sqlite3.Error`."""
    for (day,) in db.execute(_DAY, (archive, number)).fetchall():
        db.execute(_READ_AGAIN, (archive, max(day, UNDATED)))
        _not_whole(db, archive)


def _is_sound(data: bytes) -> bool:
    """Whether the bytes of a page are what was written."""
    try:
        EncodedPage(data)
    except DamagedBytesError:
        return False
    return True


def _not_whole(db: sqlite3.Connection, archive: int) -> None:
    db.execute("UPDATE archive SET looked = 0 WHERE number = ?", (archive,))
