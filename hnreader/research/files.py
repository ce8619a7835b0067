"""Files that are written whole or not at all, under names that every system takes.

What is being written has a hidden name beside its place, `.hnreader-…`, and takes its own when it is complete. A
failure removes it; so does an interrupt. Where the process is killed outright the hidden one may stay.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

_UNSAFE: Final = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+')
_DEVICES: Final = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
LONGEST: Final = 60  # characters of a name, which are 240 bytes at the most: systems take 255


def safe_name(name: str) -> str:
    """Return a file's name that every system takes, without what stands for something else there."""
    safe = _UNSAFE.sub("", name)
    stem, dot, ending = safe.rpartition(".")
    if not (stem and re.fullmatch(r"[A-Za-z0-9]{1,8}", ending)):
        stem, dot, ending = safe, "", ""
    stem = stem.strip(" .")[: LONGEST - len(dot + ending)].strip(" .") or "_"
    if _DEVICES.match(stem):
        stem = f"_{stem}"[: LONGEST - len(dot + ending)]
    return stem + dot + ending


def save_text(folder: Path, name: str, text: str) -> Path:
    """Write a file in one go and return its path; one that is there already is kept: name-2, name-3, … are taken then.

    Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in _numbered(folder / safe_name(name)):
        with suppress(FileExistsError, IsADirectoryError):
            with whole_file(path) as file:
                file.write(text)
            return path
    raise AssertionError


def refuse_file(path: Path, *, force: bool = False) -> Path:
    """Raise what `whole_file` would raise for what is there now; return the path behind links, for those stay."""
    place = Path(os.path.realpath(path))
    if place.is_dir():
        raise _error(IsADirectoryError, errno.EISDIR, path)
    if place.exists() and not force:
        raise _error(FileExistsError, errno.EEXIST, path)
    if place.exists() and not place.is_file():  # a device, a pipe: a file would take its place
        raise _error(OSError, errno.EINVAL, path)
    return place


def refuse_folder(path: Path, *, force: bool = False) -> Path:
    """Raise what `whole_folder` would raise for what is there now; return the path behind links."""
    place = Path(os.path.realpath(path))
    if place.exists() and not place.is_dir():
        raise _error(NotADirectoryError, errno.ENOTDIR, path)
    if not force and place.exists() and any(place.iterdir()):
        raise _error(FileExistsError, errno.EEXIST, path)
    return place


@contextmanager
def whole_file(path: Path, *, force: bool = False) -> Iterator[TextIO]:
    """Open a file for writing that is at its path, complete, once the block has ended, and is not if it fails.

    Text is UTF-8, line ends are written as they are given. With `force` a file that is there is replaced. Raises
    FileExistsError without, and OSError for a folder, a device, or what else cannot be written.
    """
    place = refuse_file(path, force=force)
    made = _beside(place)
    try:
        with made.open("x", encoding="utf-8", errors="replace", newline="") as file:
            yield file
        if force:
            _replace(made, place)
        else:
            _claim(made, place)
    finally:
        made.unlink(missing_ok=True)


def _replace(made: Path, place: Path) -> None:
    """Put a file in the place of another, which those and no others may go on reading who could read that."""
    with suppress(FileNotFoundError):
        shutil.copymode(place, made)
    made.replace(place)


@contextmanager
def whole_folder(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Give a folder to write files into, which is at its path once the block has ended, and is not if it fails.

    With `force` the path may be a folder that holds something: files of the same names are replaced, one by one, others
    stay. Raises FileExistsError without, NotADirectoryError for a file, OSError.
    """
    place = refuse_folder(path, force=force)
    there = place.exists()
    made = _beside(place)
    made.mkdir()
    try:
        yield made
        if there:
            for name in os.listdir(made):  # noqa: PTH208 - strings, for there may be millions
                _replace(made / name, place / name)
        else:
            made.rename(place)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def write_new(folder: Path, name: str, text: str) -> None:
    """Write a file into a folder that is not yet in its place; a name that is taken is numbered: name-2, …."""
    for path in _numbered(folder / safe_name(name)):
        with suppress(FileExistsError):
            with path.open("x", encoding="utf-8", errors="replace", newline="") as file:
                file.write(text)
            return


def _numbered(path: Path) -> Iterator[Path]:
    """Yield the path, then name-2, name-3, …, none of them longer than `LONGEST`."""
    yield path
    for number in count(2):
        ending = f"-{number}{path.suffix}"
        yield path.with_name(path.stem[: LONGEST - len(ending)] + ending)


def _error(kind: type[OSError], number: int, path: Path) -> OSError:
    return kind(number, os.strerror(number), str(path))


def _beside(place: Path) -> Path:
    return place.with_name(f".hnreader-{secrets.token_hex(6)}")


def _claim(made: Path, path: Path) -> None:
    """Give a written file its name; raises FileExistsError rather than put it in another's place."""
    try:
        path.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name is claimed first, and what then replaces it is whole
        path.touch(exist_ok=False)
        made.replace(path)
