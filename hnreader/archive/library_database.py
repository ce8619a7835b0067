"""The library's database: one SQLite file in a folder, with segmented pages and what archives are made of them.

`page` and `body` have what was segmented; `file` by which bytes a path was known, `document` how many pages these make
where they make several, and why some cannot be read. An `archive` is a set of paths opened together: `member` has the
pages of its files, `issue` and `outline` its issues, `tail` at least the days of the ids that end so and
are looked for without a date, `renamed` the ids that articles had before their pages were made anew, `root` what the
folders are in which pages were found. Pages and issues never change: what takes the place of another has another
number, so who reads what was there before still finds it.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hnreader.archive.outline import FORM
from hnreader.model import Failure
from hnreader.reading import STDIN, clean, corrections_status, digest_of_statements
from hnreader.reasons import Message, Reason
from hnreader.storage.database import Schema, is_newer, open_database

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hnreader.page_statement import PageStatement
    from hnreader.reading import PageFile
    from hnreader.storage.database import Opened

FILE: Final = "pages.sqlite3"

_FIRST: Final = (
    """CREATE TABLE page (digest BLOB NOT NULL, source TEXT NOT NULL, recipe BLOB NOT NULL, since INTEGER NOT NULL,
    until INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (digest, source, recipe))""",
    "CREATE TABLE file (path BLOB PRIMARY KEY, status TEXT NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID",
)
_PAGES: Final = (
    "DROP TABLE page",  # pages had no numbers, and their bytes were in the way of all that looks for many
    """CREATE TABLE page (number INTEGER PRIMARY KEY AUTOINCREMENT, digest BLOB NOT NULL, source TEXT NOT NULL,
    recipe BLOB NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, day INTEGER NOT NULL,
    UNIQUE (digest, source, recipe))""",
    "CREATE TABLE body (page INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    "DELETE FROM file",
)
_ARCHIVES: Final = (
    """CREATE TABLE archive (number INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB UNIQUE NOT NULL,
    looked INTEGER NOT NULL)""",
    """CREATE TABLE member (archive INTEGER NOT NULL, path BLOB NOT NULL, status TEXT NOT NULL, page INTEGER,
    day INTEGER NOT NULL, failure BLOB, PRIMARY KEY (archive, path)) WITHOUT ROWID""",
    "CREATE INDEX member_of_day ON member (archive, day)",
    """CREATE TABLE issue (number INTEGER PRIMARY KEY AUTOINCREMENT, archive INTEGER NOT NULL, day INTEGER NOT NULL,
    state INTEGER NOT NULL, pages INTEGER NOT NULL, articles INTEGER NOT NULL, entries INTEGER NOT NULL,
    characters INTEGER NOT NULL, inferred INTEGER NOT NULL, replaced INTEGER)""",
    "CREATE INDEX issue_of_day ON issue (archive, day)",
    "CREATE TABLE outline (issue INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    """CREATE TABLE renamed (archive INTEGER NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL, PRIMARY KEY (archive, old))
    WITHOUT ROWID""",
)
_TAILS: Final = (
    """CREATE TABLE tail (archive INTEGER NOT NULL, tail TEXT NOT NULL, day INTEGER NOT NULL,
    PRIMARY KEY (archive, tail, day)) WITHOUT ROWID""",
)
_ROOTS: Final = (
    """CREATE TABLE root (archive INTEGER NOT NULL, path BLOB NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (archive, path)) WITHOUT ROWID""",
    "ALTER TABLE issue ADD COLUMN begins BLOB NOT NULL DEFAULT x''",
)
# A file may have several pages: of each there is a member, by its place.
_DOCUMENTS: Final = (
    """CREATE TABLE document (digest BLOB NOT NULL, source TEXT NOT NULL, recipe BLOB NOT NULL, pages INTEGER NOT NULL,
    failures BLOB NOT NULL, PRIMARY KEY (digest, source, recipe)) WITHOUT ROWID""",
    "ALTER TABLE member RENAME TO file_member",
    """CREATE TABLE member (archive INTEGER NOT NULL, path BLOB NOT NULL, place INTEGER NOT NULL, status TEXT NOT NULL,
    page INTEGER, day INTEGER NOT NULL, failure BLOB, PRIMARY KEY (archive, path, place)) WITHOUT ROWID""",
    "INSERT INTO member SELECT archive, path, 0, status, page, day, failure FROM file_member",
    "DROP TABLE file_member",
    "CREATE INDEX member_of_day ON member (archive, day)",
)
_ALL: Final = frozenset(
    {"root", "tail", "page", "body", "file", "archive", "member", "issue", "outline", "renamed", "document"}
)
_SCHEMA: Final = Schema((_FIRST, (*_PAGES, *_ARCHIVES), _TAILS, _ROOTS, _DOCUMENTS), _ALL, _ALL, bulky=True)


_BESIDE: Final = f"schema-{len(_SCHEMA.migrations)}"
"""The folder of this version's library in that of a newer one's."""

IS_WHOLE: Final = "SELECT EXISTS (SELECT 1 FROM archive WHERE key = ? AND looked)"
"""Whether an archive is there, and all its files were looked over since; not where another process has forgotten it."""


def library_folder(named: str = "") -> Path:
    """Return the folder of the library that the user names, or else the one in the user's cache folder.

    Where a newer version has written what is there, it is one of this version's own in that folder.
    """
    try:
        folder = Path(named).expanduser() if named else _cache()
    except RuntimeError:  # `~name` of nobody: a shell takes it as it is
        folder = Path(named)
    return folder / _BESIDE if is_newer_library(folder) else folder


def is_newer_library(folder: Path) -> bool:
    """Tell whether the library in a folder was written by a newer version: it is left to that."""
    return is_newer(folder / FILE, _SCHEMA)


def newer_beside(folder: Path) -> Failure | None:
    """Return that a newer version's library is the reason for this one, if it is."""
    if folder.name != _BESIDE or not is_newer_library(folder.parent):
        return None
    return Failure(clean(str(folder.parent / FILE)), Message(Reason.LIBRARY_BESIDE, folder=folder))


def is_named(folder: Path) -> bool:
    """Tell whether the user has named the folder of a library: others may use it, and what is there may be theirs."""
    return not folder.is_relative_to(_cache())


def _cache() -> Path:
    import platformdirs  # noqa: PLC0415 only where pages are kept

    return platformdirs.user_cache_path("hnreader", appauthor=False) / "library"


def open_library(folder: Path, *, any_thread: bool = False) -> Opened:
    """Open or create the library in a folder. A damaged one is replaced. For `any_thread` see `open_database`."""
    named = is_named(folder)  # what is damaged in such a folder is moved aside, not deleted
    return open_database(folder / FILE, _SCHEMA, disposable=not named, shared=named, any_thread=any_thread)


def archive_key(paths: Iterable[str | os.PathLike[str]], paper: str | None = None) -> bytes | None:
    """Return by what a set of paths is known, read as pages of a paper.

    None where standard input is among them, or what is no name.
    """
    given = [os.fspath(path) for path in paths]
    if STDIN in given:
        return None
    try:
        key = repr((FORM, sorted({os.path.realpath(path) for path in given}), paper))
    except ValueError:  # a NUL in the name
        return None
    return blake2b(key.encode("utf-8", "surrogateescape"), digest_size=8).digest()


def page_key(digest: bytes, source: str, recipe: bytes) -> bytes:
    """Return by what a page is known: the bytes of its file, its name, and what it is made by."""
    return blake2b(repr((digest, source, recipe)).encode("utf-8", "surrogateescape"), digest_size=16).digest()


def file_key(path: Path) -> bytes:
    """Return by what name a file is known."""
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100 a tenth of the time of Path.absolute, for each file of an archive


def bounds_inside(key: bytes) -> tuple[bytes, bytes]:
    """Return between which keys (the second one excluded) those of all files inside a folder lie."""
    inside = key.rstrip(os.fsencode(os.sep)) + os.fsencode(os.sep)
    return inside, inside[:-1] + bytes([inside[-1] + 1])


def folder_state(folder: Path) -> str:
    """Return by what a folder is the same as before, and not the one under a drive that is away; "" for none.

    The number of a device may be another one each time that it is there; that of a file system seldom is.
    """
    try:
        status = folder.stat()
        system = os.statvfs(folder).f_fsid if hasattr(os, "statvfs") else 0
    except (OSError, ValueError):  # a NUL in the name
        return ""
    return f"{system or status.st_dev} {status.st_ino}"


def file_state(
    status: os.stat_result, corrections: Sequence[os.stat_result] = (), stated: Sequence[PageStatement] = ()
) -> str:
    """Return what changes when a file changes, or those of its corrections, or what METS files say of its pages.

    A copy that keeps the time has another inode.
    """
    parts: list[object] = [
        part for each in (status, *corrections) for part in (each.st_size, each.st_mtime_ns, each.st_ino)
    ]
    return " ".join(map(str, [*parts, digest_of_statements(stated).hex()])).rstrip()


def state_of(file: PageFile) -> str:
    """Return the state of a file with all that is said of its pages. Raises OSError, and ValueError for a NUL in it."""
    return file_state(file.path.stat(), corrections_status(file.path), file.stated)


def is_in_state(path: Path, state: str) -> bool:
    """Tell whether a file and its corrections have not changed, whatever METS files say by now. Raises OSError."""
    return f"{state} ".startswith(f"{file_state(path.stat(), corrections_status(path))} ")
