"""Which files of an archive are new, have changed or are gone since a library took them in. None is opened."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from hnreader.archive.library_database import bounds_inside, file_key, file_state, folder_state
from hnreader.archive.outline import UNDATED
from hnreader.archive.recipe import still_holds
from hnreader.model import Failure
from hnreader.packing import DamagedBytesError, unpack
from hnreader.reading import PageFile, clean, corrections_status, find_files, is_small_image, page_failure
from hnreader.reasons import Message, Reason
from hnreader.segment import named_day
from hnreader.storage.links import leads_out

if TYPE_CHECKING:
    import datetime
    import sqlite3
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

_AT_ONCE: Final = 500  # files that are looked up at once
_OUTDATED: Final = (
    "UPDATE member SET status = '' WHERE archive = ? AND status <> '' AND page IS NOT NULL AND page NOT IN"
    " (SELECT number FROM page WHERE recipe = ? AND since <= ? AND until > ?)"
)
_MEMBERS: Final = "SELECT path, place, status, page IS NULL, day FROM member WHERE archive = ?"
_PAGES: Final = "SELECT page, failure FROM member WHERE archive = ? AND path = ? ORDER BY place"
_EVERY: Final = "SELECT path, day FROM member WHERE archive = ?"
_OF_PATH: Final = f"{_EVERY} AND (path = ? OR (path >= ? AND path < ?))"

_UNLISTED: Final = (Reason.NO_PERMISSION, Reason.UNREADABLE)
"""Why it is not known what is in a folder."""

_Known = tuple[str, int, int, int]
"""The state of a file when all its pages were read, or ""; how many it has, how many of them failed; its latest day."""


class Changes(Struct):
    """What there is to do."""

    groups: list[list[PageFile]] = field(default_factory=list)
    """Files to be read, those that are likely of one issue together, the newest first."""
    gone: list[list[bytes]] = field(default_factory=list)
    """The keys of files that were deleted or are no pages any more, those of one issue together, the newest first."""
    failures: list[Failure] = field(default_factory=list)
    """What cannot be read."""
    known: int = 0
    """Pages of files that are as they were."""
    corrected: list[PageFile] = field(default_factory=list)
    """Files of which people have corrected pages."""
    roots: dict[bytes, str] = field(default_factory=dict)
    """The states of the folders under which files were found, where all were looked at."""


class LookingOver:
    """Compares the files under some paths with those that an archive has, if any."""

    def __init__(self, db: sqlite3.Connection, key: bytes, recipe: bytes, cancelled: Callable[[], bool]) -> None:
        """`recipe` is by what its pages are made now. Once `cancelled` it ends soon, with no changes found."""
        self._db, self._recipe, self._cancelled = db, recipe, cancelled
        row = db.execute("SELECT number FROM archive WHERE key = ?", (key,)).fetchone()
        self.archive: Final = int(row[0]) if row else 0
        """The number of the archive; 0 where there is none."""

    def outdate(self, today: int) -> None:
        """Have files read again whose pages are made by another recipe, or would be dated otherwise on that day."""
        self._db.execute(_OUTDATED, (self.archive, self._recipe, today, today))

    def changes(self, paths: Iterable[str | os.PathLike[str]]) -> Changes | None:
        """Return what has changed; None where it was cancelled.

        A path under which nothing is found is taken to be away, with all that was there, unless it is the very folder
        in which there was something: then it was emptied.
        """
        changes = Changes()
        days: dict[int, list[PageFile]] = defaultdict(list)
        seen: set[int] = set()
        away: list[bytes] = []
        before = dict(self._db.execute("SELECT path, state FROM root WHERE archive = ?", (self.archive,)).fetchall())
        for root in paths:
            key, state = file_key(Path(root)), folder_state(Path(root))
            batches, failures = 0, len(changes.failures)
            for batch in self._batches(find_files(root), changes.failures):
                self._compare(batch, seen, days, changes)
                batches += 1
            away += _unlisted(changes.failures[failures:])
            if batches:
                changes.roots[key] = state
            elif not state or before.get(key) != state:
                away.append(key)
        changes.groups = _in_groups(days)
        changes.gone = self._gone(_EVERY, (self.archive,), seen, away)
        return None if self._cancelled() else changes

    def changes_of(self, among: Sequence[Path], paths: Iterable[str | os.PathLike[str]]) -> Changes | None:
        """Return what has changed of some files, and of what is in some folders, of which some may be gone.

        Failures are also those of the `paths` themselves: that nothing is there any more.
        """
        changes = Changes()
        days: dict[int, list[PageFile]] = defaultdict(list)
        seen: set[int] = set()
        roots = [os.fspath(root) for root in paths]
        found = chain.from_iterable(_found_again(path, roots) for path in among)
        for batch in self._batches(found, changes.failures):
            self._compare(batch, seen, days, changes)
        away = _unlisted(changes.failures)
        changes.groups = _in_groups(days)
        for key in map(file_key, among):
            changes.gone += self._gone(_OF_PATH, (self.archive, key, *bounds_inside(key)), seen, away)
        first = (next(iter(find_files(root)), None) for root in roots)
        names = {clean(root) for root in roots}
        changes.failures += [each for each in first if isinstance(each, Failure) and each.path in names]
        return None if self._cancelled() else changes

    def _gone(
        self, query: str, values: Sequence[object], seen: Container[int], away: Sequence[bytes]
    ) -> list[list[bytes]]:
        """Return the keys of files that are gone or are no pages any more, of those that a query finds.

        Those `seen` are there, and of those `away` it is not known.
        """
        days: dict[int, list[bytes]] = defaultdict(list)
        rows: Any = self._db.execute(query, values).fetchall()
        for path, day in dict(rows).items():  # each file once, with the day of one of its pages
            if self._cancelled():
                break
            if hash(path) not in seen and not _is_under(path, away) and not _is_unreachable(path):
                days[day].append(path)
        return [
            days[day][start : start + _AT_ONCE]
            for day in sorted(days, reverse=True)
            for start in range(0, len(days[day]), _AT_ONCE)
        ]

    def _batches(self, found: Iterable[PageFile | Failure | None], failures: list[Failure]) -> Iterator[list[PageFile]]:
        """Yield what was found, some at once, until cancelled."""
        batch: list[PageFile] = []
        for each in found:
            if self._cancelled():
                return
            if isinstance(each, Failure):
                failures.append(each)
            elif each is not None:
                batch.append(each)
            if len(batch) == _AT_ONCE:
                yield batch
                batch = []
        if batch:
            yield batch

    def _compare(
        self, batch: Sequence[PageFile], seen: set[int], days: dict[int, list[PageFile]], changes: Changes
    ) -> None:
        """Sort files by what is to be done with them."""
        keys = {file_key(file.path): file for file in batch}
        known = self._known([*keys])
        for key, file in keys.items():
            if hash(key) in seen or self._cancelled():
                continue
            seen.add(hash(key))
            state, pages, failed, day = known.get(key, ("", 0, 0, UNDATED))
            corrections = corrections_status(file.path)
            if corrections:
                changes.corrected.append(file)
            try:
                same = bool(state) and file_state(file.path.stat(), corrections, file.stated) == state
            except (OSError, ValueError):  # gone since it was found: reading it says so
                same = False
            failures = self._failures(key, file.path) if same and failed else ()
            if same and failures is not None:
                changes.known += pages - failed
                changes.failures += failures
            else:
                named = _named_day(file) if pages == failed else None
                days[named.toordinal() if named else day].append(file)

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, _Known]:
        """Return what is known of files."""
        query = f"{_MEMBERS} AND path IN ({', '.join('?' * len(keys))}) ORDER BY path, place"
        known: dict[bytes, _Known] = {}
        for path, place, status, failed, day in self._db.execute(query, (self.archive, *keys)):
            if place:
                state, pages, failures, latest = known.get(path, ("", 0, 0, day))
                known[path] = state if state == status else "", pages + 1, failures + failed, max(latest, day)
            else:
                known[path] = status, 1, failed, day
        return known

    def _failures(self, key: bytes, path: Path) -> list[Failure] | None:
        """Return why some pages of a file cannot be read, by its path as it is given now; None where one may be."""
        pages = self._db.execute(_PAGES, (self.archive, key)).fetchall()
        known = [(number, self._unpacked(failure)) for number, (page, failure) in enumerate(pages, 1) if page is None]
        failures = [page_failure(path, each.message, number, len(pages)) for number, each in known if each]
        return failures if len(failures) == len(known) else None

    def _unpacked(self, data: bytes | None) -> Failure | None:
        """Return why there is no page; None where there may be one by now."""
        try:
            recipe, failure = unpack(data, tuple[bytes, Failure]) if data else (b"", None)
        except DamagedBytesError:
            return None
        return failure if failure and recipe == self._recipe and still_holds(failure.message) else None


def _found_again(path: Path, roots: Iterable[str]) -> Iterator[PageFile | Failure | None]:
    """Yield what there is of a file, or of the pages in a folder, that may have changed, in one of the roots."""
    root = next((each for each in map(Path, roots) if path != each and path.is_relative_to(each)), None)
    if root and leads_out(path, root):
        yield Failure(clean(str(path)), Message(Reason.LINK_OUT))
        return
    if path.is_dir():
        nothing = Failure(clean(str(path)), Message(Reason.NO_PAGE))
        yield from (found for found in find_files(path, within=root) if found != nothing)
        return
    with suppress(OSError, ValueError):  # it is gone, or cannot be looked at
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and not is_small_image(path, status.st_size):
            yield PageFile(path)


def _named_day(file: PageFile) -> datetime.date | None:
    """Return the day that is stated of a file, or in its name."""
    return next((each.date for each in file.stated if each.date), None) or named_day(file.path.name)


def _in_groups(days: Mapping[int, list[PageFile]]) -> list[list[PageFile]]:
    """Return the files of each day together, the newest first; of an unknown day, each by itself."""
    return [
        group
        for day in sorted(days, reverse=True)
        for group in ([days[day]] if day else [[file] for file in days[day]])
    ]


def _unlisted(failures: Iterable[Failure]) -> list[bytes]:
    """Return the keys of what cannot be looked at: it is not known what is there."""
    return [file_key(Path(each.path)) for each in failures if each.message.reason in _UNLISTED]


def _is_under(path: bytes, folders: Iterable[bytes]) -> bool:
    separator = os.fsencode(os.sep)
    return any(path == folder or path.startswith(folder.rstrip(separator) + separator) for folder in folders)


def _is_unreachable(path: bytes) -> bool:
    """Tell whether a file cannot be looked at; it may still be there."""
    try:
        os.stat(path)  # noqa: PTH116 the path is of bytes
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return False
