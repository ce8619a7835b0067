"""The corrections of a file's pages, kept beside it as text that people own: they read, mail, compare and merge it.

A file is TOML of which each line is a record by itself: `ID = { action = …, on = …, … }` is a correction, and
`withdrawn.ID = { by = …, at = … }` withdraws one. It is only ever added to, each time by one write of whole lines:
whoever else adds to it at that moment loses nothing, nor does it if this process is killed. Lines of two people's files
stand in any order, as a merge leaves them; tables over several lines would not do, for git merges lines and takes those
that two tables share for one. A line that cannot be read costs itself, and stays.
"""

from __future__ import annotations

import datetime
import errno
import os
import re
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct

from hnreader.corrections import MOST_PAGES, Correction
from hnreader.packing import converted
from hnreader.reasons import Message, Reason
from hnreader.storage.clock import local_time
from hnreader.storage.files import atomic_file, read_small
from hnreader.storage.folders import remove_leftovers
from hnreader.storage.locks import lock_opened
from hnreader.storage.private import PRIVATE_FILE, own_ids, restrict_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

SUFFIX: Final = ".corrections.toml"
_STRING: Final = re.compile(r""""(?:[^"\\]|\\.)*+(?:"|$)|'[^']*+(?:'|$)""")
_DEEPEST: Final = 50  # dots outside strings: tomllib takes the square of the time for a key of so many parts
LARGEST: Final = 4_000_000
"""Bytes that are read of such a file: twenty thousand corrections."""
_HEAD: Final = (
    "# What people corrected on the pages of the file of this name, for hnreader. Lines stand in any order.\n"
)
_MARKERS: Final = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
"""With which lines begin that a merge leaves between those of two files."""
_WITHDRAWN: Final = "withdrawn"
_PageNumber = Annotated[int, Meta(ge=0, le=MOST_PAGES)]


class PageCorrection(Struct, frozen=True):
    """A correction, and of which page of its file it is."""

    correction: Correction
    page: int = 0
    """From 1; 0 where the file has one page."""

    @property
    def id(self) -> str:
        """By what it is known: ten hexadecimal digits of a digest."""
        return blake2b(msgspec.json.encode(self), digest_size=5).hexdigest()


class CorrectionFile(Struct, frozen=True):
    """What a file of corrections says."""

    corrections: tuple[PageCorrection, ...] = ()
    """Those that were not withdrawn, each once, in their order."""
    withdrawn: tuple[PageCorrection, ...] = ()
    problems: tuple[Message, ...] = ()
    """What is wrong with lines that cannot be read."""
    withdrawals: frozenset[str] = frozenset()
    """The ids of what is withdrawn, here or in another file."""

    def of_page(self, page: int) -> tuple[Correction, ...]:
        """Return the corrections of a page of the file."""
        return tuple(each.correction for each in self.corrections if each.page == page)


def correction_path(path: Path) -> Path:
    """Return where the corrections of a file are kept."""
    return path.with_name(path.name + SUFFIX)


def page_of_corrections(path: Path) -> Path | None:
    """Return the file of which a file has the corrections; None where it is no such."""
    name = path.name.removesuffix(SUFFIX)
    return path.with_name(name) if name and name != path.name else None


def read_corrections(path: Path) -> CorrectionFile:
    """Return what a file of corrections says; nothing where there is none, or it cannot be read."""
    try:
        data, _ = read_bytes(path)
    except FileNotFoundError:
        return CorrectionFile()
    except OSError as error:
        return CorrectionFile(problems=(Message(Reason.CORRECTIONS_UNREADABLE, error=error.strerror or ""),))
    return parse(data.decode("utf-8", "replace"))


def read_bytes(path: Path) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a file of corrections, and its state from before they were read. Raises as `read_small`."""
    return read_small(path, LARGEST)


def parse(text: str) -> CorrectionFile:
    """Return what a text says. What cannot be read is told by its line, and costs nothing else."""
    found: dict[str, PageCorrection] = {}
    withdrawn: set[str] = set()
    problems: list[Message] = []
    for number, line in _records(text):
        try:
            name, value = _record(line)
            record = msgspec.convert(value, dict[str, Any])
            if name == _WITHDRAWN:
                withdrawn.update(record)
            else:
                correction = _page_correction(record)
                found[correction.id] = correction
        except (ValueError, RecursionError):  # errors of TOML and of msgspec are ValueErrors
            problems.append(Message(Reason.CORRECTION_DAMAGED, line=number))
    return _without(found, withdrawn, problems)


def together(files: Iterable[CorrectionFile]) -> CorrectionFile:
    """Return what several files say, each correction once; what one of them withdraws is withdrawn."""
    files = [*files]
    found = {each.id: each for file in files for each in (*file.corrections, *file.withdrawn)}
    withdrawn = frozenset[str]().union(*(file.withdrawals for file in files))
    return _without(found, withdrawn, [problem for file in files for problem in file.problems])


def _without(
    found: Mapping[str, PageCorrection], withdrawn: Collection[str], problems: Iterable[Message]
) -> CorrectionFile:
    kept, gone = ([each for name, each in found.items() if (name in withdrawn) is wanted] for wanted in (False, True))
    return CorrectionFile(tuple(kept), tuple(gone), tuple(problems), frozenset(withdrawn))


def of_words(text: str) -> str:
    """Return those lines of a text that withdraw something, or are of words and not of the page as a whole."""
    kept = []
    for _, line in _records(text):
        with suppress(ValueError, RecursionError, TypeError):  # as above; a value that is no table
            name, value = _record(line)
            if name == _WITHDRAWN or "on" in value:
                kept.append(line)
    return "\n".join(kept)


def _record(line: str) -> tuple[str, Any]:
    """Return the key and the value of a line. Raises `ValueError` and `RecursionError`."""
    import tomllib  # noqa: PLC0415 few pages have corrections

    if _STRING.sub("", line).count(".") > _DEEPEST:
        raise ValueError(line)
    ((name, value),) = tomllib.loads(line).items()
    return name, value


def _page_correction(table: dict[str, Any]) -> PageCorrection:
    page = msgspec.convert(table.pop("page", 0), _PageNumber)
    if type(at := table.get("at")) is datetime.date:  # as people write it
        table["at"] = datetime.datetime.combine(at, datetime.time())
    return PageCorrection(converted(table, Correction), page)


def _records(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number of each line that is a record, and the line: no comment, and nothing that a merge left."""
    for number, line in enumerate(text.split("\n"), 1):
        record = line.strip()
        if record and not record.startswith(("#", *_MARKERS)):
            yield number, record


def author() -> str:
    """Return by which name the user of this program signs: that of the system; empty where it has none."""
    import getpass  # noqa: PLC0415 as above

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no environment and no entry for the user, as in a container
        return ""


def add_corrections(
    path: Path,
    added: Iterable[PageCorrection],
    withdrawn: Iterable[tuple[str, str]] = (),
    head: str = "",
    *,
    private: bool = False,
) -> None:
    """Add corrections to a file, and withdraw others, given by their ids with who does; all of it or nothing.

    A new file begins with comments, of which `head` is one; a `private` one is its owner's alone. Raises `OSError`, of
    ELOOP for somebody else's link: words of a page would be written wherever it leads.
    """
    now = local_time().replace(microsecond=0)
    records = [f"{each.id} = {_value(_values(each))}\n" for each in added]
    records += [f"{_WITHDRAWN}.{name} = {_value({'by': by, 'at': now})}\n" for name, by in withdrawn]
    if not records:
        return
    text, head = "".join(records), _HEAD + head
    try:
        with atomic_file(path, private=private) as file:
            file.write(head + text)
    except FileExistsError:
        remove_leftovers(path.parent)  # of who was killed when the file had its name: to add to it makes no other
        _append(_opened(path, private=private), text, head)


def _opened(path: Path, *, private: bool) -> int:
    """Open a file to add to it; a link of one's own is followed."""
    if path.is_symlink() and path.lstat().st_uid in own_ids():
        path = path.resolve()
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, PRIVATE_FILE if private else 0o666)
    if private:
        restrict_file(path)  # earlier versions made it with the rights that new files have
    return descriptor


def _append(descriptor: int, text: str, head: str) -> None:
    """Write lines at the end of a file, in one piece, behind a head where it is empty; and close it.

    What fails is taken back.
    """
    try:
        lock_opened(descriptor)  # else what somebody else is writing might be half there, and be gone on with
        size = os.lseek(descriptor, 0, os.SEEK_END)
        data = ((_line_end(descriptor, size) if size else head) + text).encode()
        try:
            _write(descriptor, data)
        except OSError:
            with suppress(OSError):  # half a line costs nothing but itself
                _take_back(descriptor, size, data)
            raise
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    if os.write(descriptor, data) < len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(descriptor)


def _take_back(descriptor: int, size: int, data: bytes) -> None:
    """Take back what was written behind a size, unless somebody else has added something there."""
    os.lseek(descriptor, size, os.SEEK_SET)
    if data.startswith(os.read(descriptor, len(data) + 1)):
        os.ftruncate(descriptor, size)


def _line_end(descriptor: int, size: int) -> str:
    """Return the line end that an editor has left out at the end of a file."""
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return "" if os.read(descriptor, 1) == b"\n" else "\n"


def _values(each: PageCorrection) -> dict[str, Any]:
    values = {key: value for key, value in msgspec.structs.asdict(each.correction).items() if value}
    return ({"page": each.page} if each.page else {}) | values


def _value(value: Any) -> str:
    """Return a value as TOML, of which JSON's texts and numbers are a part."""
    import json  # noqa: PLC0415 as above

    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Struct):
        value = msgspec.to_builtins(value)
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_value(each)}' for key, each in value.items())} }}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def merged(files: Sequence[str]) -> str:
    """Return the texts of several files as one: each record once."""
    records = dict.fromkeys(record for text in files for _, record in _records(text))
    return _HEAD + "".join(f"{record}\n" for record in records)
