"""Pages become issues: their order, the articles that go on over several pages, and what could not be read."""

from hnreader.archive.archive import Archive, require_whole
from hnreader.archive.catalogue import Catalogue
from hnreader.archive.corrected_files import Change, CorrectedFile, Corrections, PageCorrections, State, corrected_files
from hnreader.archive.library_database import is_named, library_folder, newer_beside
from hnreader.archive.library_file import LibraryFile, Totals
from hnreader.archive.loading import load, seeds, split_failures
from hnreader.archive.opening import Opening, read_whole, stored_catalogue
from hnreader.archive.outline import Place
from hnreader.archive.recipe import recipes
from hnreader.archive.taking_in import Taken, TakingIn
from hnreader.archive.view import LostPageError, Position, View

__all__ = [
    "Archive",
    "Catalogue",
    "Change",
    "CorrectedFile",
    "Corrections",
    "LibraryFile",
    "LostPageError",
    "Opening",
    "PageCorrections",
    "Place",
    "Position",
    "State",
    "Taken",
    "TakingIn",
    "Totals",
    "View",
    "corrected_files",
    "is_named",
    "library_folder",
    "load",
    "newer_beside",
    "read_whole",
    "recipes",
    "require_whole",
    "seeds",
    "split_failures",
    "stored_catalogue",
]
