"""The pages of a command line, where they are kept, and their index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.archive import library_folder, load, seeds
from hnreader.cli.progress import Progress
from hnreader.cli.streams import print_error
from hnreader.messages.reasons import words_of
from hnreader.reading import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.model import Failure, PageArticles


def load_pages(arguments: Arguments) -> Iterator[PageArticles | Failure]:
    """Yield the pages of the paths, segmented or as they are kept, and what cannot be read."""
    return load(*arguments.paths, paper=arguments.paper, library=_used_library(arguments))


def library_of(arguments: Arguments) -> Path:
    """Return the folder of the library."""
    return library_folder(arguments.library or "")


def build_index(archive: Archive, arguments: Arguments, tr: Translator) -> None:
    """Index the archive of all pages of the paths, or what of it is not indexed on disk, with progress shown.

    What is wrong with the index on disk is reported.
    """
    from hnreader.search import index_folder, index_of  # noqa: PLC0415 not every command searches

    library = _used_library(arguments)
    paths = arguments.paths or (str(seeds()),)
    folder = index_folder(library, paths, arguments.paper) if library else None
    index = index_of(archive, folder)
    with Progress(tr) as progress:
        index.update(archive, progress=progress)
    if index.problem:
        print_error(f"{clean(str(folder))}: {words_of(index.problem, tr)}")


def _used_library(arguments: Arguments) -> Path | None:
    return None if arguments.in_memory else library_of(arguments)
