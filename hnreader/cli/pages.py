"""The pages of a command line, and where they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.archive import library_folder, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hnreader.cli.arguments import Arguments
    from hnreader.model import Failure, PageArticles


def load_pages(arguments: Arguments) -> Iterator[PageArticles | Failure]:
    """Yield the pages of the paths, segmented or as they are kept, and what cannot be read."""
    library = None if arguments.in_memory else library_of(arguments)
    return load(*arguments.paths, paper=arguments.paper, library=library)


def library_of(arguments: Arguments) -> Path:
    """Return the folder of the library."""
    return library_folder(arguments.library or "")
