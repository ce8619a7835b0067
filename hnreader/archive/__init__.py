"""Pages become issues: their order, the articles that go on over several pages, and what could not be read."""

from hnreader.archive.archive import Archive
from hnreader.archive.library_file import LibraryFile, Totals
from hnreader.archive.loading import Taken, load, seeds, split_failures, take_in
from hnreader.archive.page_store import library_folder
from hnreader.archive.recipe import recipes
from hnreader.archive.snapshot import Position
from hnreader.archive.spool import Spool

__all__ = [
    "Archive",
    "LibraryFile",
    "Position",
    "Spool",
    "Taken",
    "Totals",
    "library_folder",
    "load",
    "recipes",
    "seeds",
    "split_failures",
    "take_in",
]
