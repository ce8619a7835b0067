"""Finds what a library on disk has of some paths."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hnreader.archive.catalogue import Catalogue
from hnreader.archive.library_database import archive_key
from hnreader.archive.loading import seeds
from hnreader.errors import LibraryError

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence


def stored_catalogue(
    paths: Sequence[str | os.PathLike[str]], library: Path, paper: str | None = None
) -> Catalogue | None:
    """Return what a library has of some paths, by default the sample pages, without looking at the files.

    None where nothing is kept of such paths: of standard input and pipes, and of single files, of which there may be
    any number of sets; and where the library cannot be used or cannot take in what there is.
    """
    given = paths or (seeds(),)
    key = archive_key(given, paper)
    if key is None or not any(map(_is_folder, given)) or any(map(_is_stream, given)):
        return None
    try:
        catalogue = Catalogue(library, key)
    except LibraryError:  # said by who loads the pages without it
        return None
    if catalogue.read_only and not catalogue.summaries():
        catalogue.close()
        return None
    return catalogue


def _is_folder(path: str | os.PathLike[str]) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):  # a NUL in the name
        return False


def _is_stream(path: str | os.PathLike[str]) -> bool:
    """Tell whether it is a pipe or a terminal: what comes out of it is not there the next time."""
    try:
        return Path(path).is_fifo() or Path(path).is_char_device()
    except (OSError, ValueError):
        return False
