"""Files taken into a library, and what it has of them then."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace
from stored_pages import agree, described

from hnreader.archive import Archive, Taken, TakingIn, load, stored_catalogue
from hnreader.model import Failure, PageArticles
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from pathlib import Path


def take(*paths: Path, library: Path, jobs: int = 1) -> Counter[Taken | Reason]:
    """Take in, and return how many pages had which outcome."""
    reports: list[Failure] = []
    outcomes = list(TakingIn(*paths, library=library, report=reports.append, jobs=jobs))
    assert not [each for each in reports if each.message.reason is not Reason.CORRECTIONS_MISFIT]
    return Counter(item.message.reason if isinstance(item, Failure) else item for item in outcomes)


def stored(*paths: Path, library: Path) -> Archive:
    catalogue = stored_catalogue(paths, library)
    assert catalogue
    return Archive(source=catalogue)


def fresh(*paths: Path) -> Archive:
    """The same files in memory; a page has no path in a library."""
    archive = Archive(each for each in load(*paths, jobs=1) if isinstance(each, PageArticles))
    for number, each in enumerate(archive._memory._pages):
        archive._memory._pages[number] = replace(each, page=replace(each.page, path=None))
    return archive


def same(*paths: Path, library: Path) -> None:
    """The library has what the files have, and looking again finds nothing to do."""
    archive = stored(*paths, library=library)
    agree(described(fresh(*paths)), described(archive))
    assert take(*paths, library=library)[Taken.NEW] == 0
    assert not archive.refresh()
