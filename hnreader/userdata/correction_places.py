"""Where corrections of a file of pages are kept: beside it or, where that cannot be written, in the user's folder.

They are read from both places. A file in the user's folder has the name of the pages' file with a digest of its path,
and says the path in its head.
"""

from __future__ import annotations

import errno
import os
import re
from collections import defaultdict
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from hnreader.storage.files import safe_name
from hnreader.storage.listed_folders import ListedFolders
from hnreader.storage.private import private_folder
from hnreader.userdata.correction_file import (
    SUFFIX,
    add_corrections,
    correction_path,
    page_of_corrections,
    read_bytes,
    read_corrections,
    together,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hnreader.userdata.correction_file import CorrectionFile, PageCorrection

_REFUSED: Final = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ELOOP, errno.ENAMETOOLONG)
"""Errors of a folder in which nothing can be written, of somebody else's link in it, and of a name that is so long that
it has no room for a suffix."""
_MOST_HEAD: Final = 1 << 14  # bytes
_PAGE: Final = re.compile(rb"^# file://(\S+)\s*$", re.MULTILINE)


def kept_corrections(page: Path) -> CorrectionFile:
    """Return what is kept of the corrections of a file of pages, wherever it is."""
    return together([read_corrections(path) for path in kept_files(page)])


def kept_files(page: Path) -> list[Path]:
    """Return the files that have corrections of a file of pages: that beside it before that in the user's folder."""
    beside, elsewhere = correction_path(page), in_user_folder(page)
    return [path for path in (beside, elsewhere) if path and os.path.exists(path)]  # noqa: PTH110 of any name


def keep_corrections(page: Path, added: Iterable[PageCorrection], withdrawn: Iterable[tuple[str, str]] = ()) -> Path:
    """Add corrections to those of a file of pages, and withdraw others, as `add_corrections` does.

    Return the file that has them now. Raises OSError.
    """
    added, withdrawn = [*added], [*withdrawn]
    beside = correction_path(page)
    try:
        add_corrections(beside, added, withdrawn)
    except OSError as error:
        if error.errno not in _REFUSED:
            raise
    else:
        _BESIDE.forget(str(beside.parent))
        return beside
    elsewhere = _place(page)
    private_folder(elsewhere.parent)
    head = f"# {Path(os.path.abspath(page)).as_uri()}\n"  # noqa: PTH100
    add_corrections(elsewhere, added, withdrawn, head, private=True)
    _OF_USER.forget(str(elsewhere.parent))
    return elsewhere


def of_other_forms(page: str | os.PathLike[str]) -> Sequence[str]:
    """Return the files with corrections of others beside a file of pages whose names differ in the suffix alone.

    A page that is there as its PDF and as its text is one, whichever of them people have corrected.
    """
    folder, separator, name = os.fspath(page).rpartition(os.sep)
    found = _BESIDE.of(folder or separator or os.curdir)
    if not found:  # as nearly always
        return ()
    names = found.get(os.path.splitext(name)[0], ())  # noqa: PTH122 there may be many
    return [f"{folder}{separator}{each}" for each in names if each != f"{name}{SUFFIX}"]


def in_user_folder(page: str | os.PathLike[str]) -> Path | None:
    """Return the file in the user's folder that has corrections of a file of pages; None where there is none.

    It is asked for of every file of an archive at each start: mostly that is a look whether the folder is there.
    """
    folder = user_folder()
    names = _OF_USER.of(str(folder))
    if not names:  # as nearly always
        return None
    try:
        name = names.get(_digest(page))
    except OSError:  # the current folder is gone
        return None
    return folder / name if name else None


def corrected_page(path: Path) -> Path | None:
    """Return the file of pages of which a file has the corrections; None where it is no such."""
    if path.parent != user_folder():
        return page_of_corrections(path)
    try:
        stated = _PAGE.search(read_bytes(path)[0][:_MOST_HEAD])
    except OSError:
        return None
    name = os.fsdecode(unquote_to_bytes(stated[1])) if stated else ""
    page = Path(name.removeprefix("/") if os.name == "nt" else name)
    return page if stated and _place(page) == path else None


def pages_in_user_folder() -> Iterator[Path]:
    """Yield the files of pages that have corrections in the user's folder, in the order of names."""
    folder = user_folder()
    pages = (corrected_page(folder / name) for name in _OF_USER.of(str(folder)).values())
    yield from sorted(page for page in pages if page)


def _place(page: Path) -> Path:
    return user_folder() / f"{safe_name(page.name)}-{_digest(page)}{SUFFIX}"


def _digest(page: str | os.PathLike[str]) -> str:
    return blake2b(os.fsencode(os.path.abspath(page)), digest_size=8).hexdigest()  # noqa: PTH100 a tenth of the time


def user_folder() -> Path:
    """Return the user's folder of corrections; mostly there is none."""
    return _user_folder_by(os.environ.get("XDG_DATA_HOME"), os.environ.get("HOME"))


@cache
def _user_folder_by(*_: str | None) -> Path:
    """Return the folder; the arguments are what of the environment decides where it is."""
    import platformdirs  # noqa: PLC0415 only where pages are read

    return platformdirs.user_data_path("hnreader", appauthor=False) / "corrections"


def _by_digest(names: Sequence[str]) -> Mapping[str, str]:
    """Return the files of corrections in the user's folder by the digests in their names."""
    digits = slice(-16 - len(SUFFIX), -len(SUFFIX))
    return {name[digits]: name for name in names if name.endswith(SUFFIX)}


def _by_stem(names: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return the files of corrections in a folder by the names of their pages without the last suffix."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        if name.endswith(SUFFIX):
            found[os.path.splitext(name.removesuffix(SUFFIX))[0]].append(name)  # noqa: PTH122 there may be many
    return found


_OF_USER: Final = ListedFolders(_by_digest, 1)
_BESIDE: Final = ListedFolders(_by_stem, 8)
