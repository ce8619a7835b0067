"""Writes the issues of an archive into its library, each anew when its pages have changed."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from hnreader.archive.codec import decode_page, key_of_encoded
from hnreader.archive.forgetting import BODY, forget_page
from hnreader.archive.outline import NumberedPage, outline
from hnreader.archive.undated import MOST, begins_group, day_of_group
from hnreader.packing import DamagedBytesError, pack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

# Without being told so SQLite reads all members of the archive for each issue.
_MEMBERS: Final = "FROM member INDEXED BY member_of_day WHERE archive = ?"
_OF_DAY: Final = f"SELECT DISTINCT page {_MEMBERS} AND day = ? AND page IS NOT NULL ORDER BY page"
_UNDATED: Final = f"{_MEMBERS} AND day = 0 AND page IS NOT NULL"
_BEFORE: Final = "SELECT number, data FROM issue JOIN outline ON issue = number WHERE archive = ? AND day = ?"
_GROUPED: Final = "SELECT begins FROM issue WHERE archive = ? AND day < 0 AND replaced IS NULL"


def publish(db: sqlite3.Connection, archive: int, day: int) -> bool:
    """Write the issue of a day anew, unless it is as it was, and tell whether all its pages are there."""
    return _publish(db, archive, day, [number for (number,) in db.execute(_OF_DAY, (archive, day)).fetchall()])


def publish_undated(db: sqlite3.Connection, archive: int, paths: Iterable[bytes]) -> bool:
    """Write those groups of pages without a date anew to which some files belong, or did; tell the same of them."""
    count = f"SELECT count(*) FROM (SELECT 1 {_UNDATED} LIMIT ?)"  # noqa: S608 a constant
    many = db.execute(count, (archive, MOST + 1)).fetchone()[0] > MOST
    grouped = {begins for (begins,) in db.execute(_GROUPED, (archive,))}
    if not many:
        affected = {b"", *grouped}
    elif not grouped:
        every = db.execute(f"SELECT path {_UNDATED}", (archive,)).fetchall()
        affected = {b"", *(path for (path,) in every if begins_group(path))}
    else:
        affected = {begins for path in paths for begins in _around(db, archive, path)}
    whole = True
    for begins in sorted(affected):
        whole &= _publish(db, archive, day_of_group(begins), _group(db, archive, begins, many=many), begins)
    return whole


def _around(db: sqlite3.Connection, archive: int, path: bytes) -> Iterator[bytes]:
    """Yield where the group of a file begins, and that of the file before it: both change where it begins one."""
    if begins_group(path):
        yield path
    before = db.execute(f"SELECT path {_UNDATED} AND path < ? ORDER BY path DESC", (archive, path))
    yield next((each for (each,) in before if begins_group(each)), b"")


def _group(db: sqlite3.Connection, archive: int, begins: bytes, *, many: bool) -> Sequence[int]:
    """Return the numbers of the pages of a group, each once; none where its first file is gone."""
    numbers: set[int] = set()
    rows = db.execute(f"SELECT path, page {_UNDATED} AND path >= ? ORDER BY path", (archive, begins))
    for path, number in rows if many or not begins else ():
        if (many and path != begins and begins_group(path)) or (not numbers and begins not in {b"", path}):
            break
        numbers.add(number)
    return sorted(numbers)


def _publish(db: sqlite3.Connection, archive: int, day: int, numbers: Sequence[int], begins: bytes = b"") -> bool:
    """Write an issue of the pages that are there, and tell whether they all are."""
    pages = list(_pages(db, archive, numbers))
    whole = len(pages) == len(numbers)
    summary, outlined = outline(0, day, pages, begins)
    data, now = pack(outlined), int(time.time())
    before = db.execute(f"{_BEFORE} AND replaced IS NULL", (archive, day)).fetchone()
    if before[1] == data if before else not pages:
        return whole
    db.execute("UPDATE issue SET replaced = ? WHERE archive = ? AND day = ? AND replaced IS NULL", (now, archive, day))
    values: tuple[Any, ...] = (summary.state, summary.pages, summary.articles, summary.entries, summary.characters)
    number = db.execute(
        "INSERT INTO issue VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (archive, day, *values, summary.inferred, None if pages else now, begins),
    ).lastrowid
    db.execute("INSERT INTO outline VALUES (?, ?)", (number, data))
    tails = ((archive, name.partition("-")[2], day) for page in outlined.pages for name in page.ids)
    db.executemany("INSERT OR IGNORE INTO tail VALUES (?, ?, ?)", tails)
    return whole


def _pages(db: sqlite3.Connection, archive: int, numbers: Iterable[int]) -> Iterator[NumberedPage]:
    """Yield pages by their numbers; damaged ones are forgotten."""
    for number in numbers:
        for (data,) in db.execute(BODY, (number,)).fetchall():
            with suppress(DamagedBytesError):
                page = decode_page(data)
                yield NumberedPage(number, key_of_encoded(data), page)
                break
        else:
            forget_page(db, archive, number)
