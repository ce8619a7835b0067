"""From paths to pages."""

from __future__ import annotations

import datetime
from enum import Enum, auto
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from msgspec import Struct
from msgspec.structs import replace

from hnreader.archive.codec import decode_page
from hnreader.archive.page_store import PageStore
from hnreader.archive.recipe import recipe_of
from hnreader.archive.worker import WorkerSettings
from hnreader.archive.workers import Workers, available_cores
from hnreader.errors import NothingReadableError
from hnreader.model import Failure, PageArticles
from hnreader.papers import known_papers
from hnreader.reading import FileContents, find_files, page_from, read_file
from hnreader.segment import segment

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

    from hnreader.archive.workers import Answer
    from hnreader.papers import Paper, Papers

    _Result: TypeAlias = "PageArticles | Failure | Taken"
    _Item: TypeAlias = "_Result | FileContents"

_ALONE: Final = 16
"""Pages that are segmented by the calling process before others are started: these take as long to begin."""
_CHINA: Final = datetime.timezone(datetime.timedelta(hours=8))  # where a paper appears, its day has begun already


def seeds() -> Path:
    """Return the folder of the sample pages: beside the modules in a wheel, beside the package in a checkout.

    `importlib.resources` finds the package wherever it was installed; wheels of this project are unpacked folders,
    so its files have paths.
    """
    package = Path(str(resources.files("hnreader")))
    shipped = package / "seeds"
    return shipped if shipped.is_dir() else package.parent / "seeds"


def load(
    *paths: str | os.PathLike[str], paper: str | None = None, library: Path | None = None, jobs: int | None = None
) -> Iterator[PageArticles | Failure]:
    """Read and segment pages, in the order of the paths; what can't be read comes as a `Failure`.

    So do, at first, the user's profiles of newspapers that cannot be used. Without paths: the sample pages. `paper` is
    the id or name of the newspaper that all pages are of; without, each page is looked at for it. No date is inferred
    that lies after the present day in China. Raises `UnknownPaperError` at once.

    `library` is the folder in which segmented pages are kept: what was segmented before is taken from there. What is
    wrong with it comes last, as a `Failure`; without it pages are segmented all the same. None: nothing is kept.

    Many pages are segmented by `jobs` processes (None: one for each core), which end with the iterator; with 1 all are
    by this one. What comes is the same.
    """
    papers = known_papers()
    named = papers.find(paper) if paper else None
    return _load(paths or (seeds(),), papers, _pages(papers, named, jobs), library)


def _load(
    paths: Iterable[str | os.PathLike[str]], papers: Papers, pages: _Pages, library: Path | None
) -> Iterator[PageArticles | Failure]:
    yield from papers.problems
    if library is None:
        yield from pages.load(paths)
        return
    with PageStore(library, pages.recipe, pages.today) as store:
        yield from replace(pages, store=store).load(paths)
    if store.problem:
        yield store.problem


class Taken(Enum):
    """What became of a page file."""

    NEW = auto()
    """It was segmented now."""
    KNOWN = auto()
    """The library had its page."""


def take_in(
    *paths: str | os.PathLike[str],
    library: Path,
    report: Callable[[Failure], None],
    paper: str | None = None,
    jobs: int | None = None,
) -> Iterator[Taken | Failure]:
    """Segment what the library does not have yet, and keep it there; yield what became of each file, in their order.

    `report` is called with what is wrong with profiles of newspapers, and with the library: it ends where that cannot
    keep what is new. For the rest see `load`.
    """
    papers = known_papers()
    named = papers.find(paper) if paper else None
    for problem in papers.problems:
        report(problem)
    pages = _pages(papers, named, jobs)
    with PageStore(library, pages.recipe, pages.today) as store:
        yield from replace(pages, store=store).take_in(paths or (seeds(),))
    if store.problem:
        report(store.problem)


def _pages(papers: Papers, paper: Paper | None, jobs: int | None) -> _Pages:
    today = datetime.datetime.now(_CHINA).date()
    return _Pages(paper, today, recipe_of(papers, paper), available_cores() if jobs is None else jobs)


class _Pages(Struct, frozen=True):
    """How pages are made of files on one day."""

    paper: Paper | None
    today: datetime.date
    recipe: bytes
    jobs: int
    store: PageStore | None = None

    def load(self, paths: Iterable[str | os.PathLike[str]]) -> Iterator[PageArticles | Failure]:
        """Yield the pages of files in their order, and why there is none of some."""
        pages = self._segmented(map(self._look, find_files(*paths)))
        return cast("Iterator[PageArticles | Failure]", pages)  # `_look` gives nothing else

    def take_in(self, paths: Iterable[str | os.PathLike[str]]) -> Iterator[Taken | Failure]:
        """Yield what became of each file, as long as the library keeps what it is given."""
        for item in self._segmented(map(self._look_for_new, find_files(*paths))):
            if self.store and self.store.refuses:
                return
            yield Taken.NEW if isinstance(item, PageArticles) else item

    def _look(self, found: Path | Failure | None) -> _Item:
        """Return the page of a file where it is kept, or else what is in the file. None is standard input."""
        if isinstance(found, Failure):
            return found
        kept = self.store.find(found) if self.store and found else None
        return kept or self._read(found)

    def _look_for_new(self, found: Path | Failure | None) -> _Item:
        """Return the contents of a file only where no page of it is kept: nothing is decoded."""
        if isinstance(found, Failure):
            return found
        if self.store and found and self.store.has(found):
            return Taken.KNOWN
        read = self._read(found)
        return Taken.KNOWN if isinstance(read, PageArticles) else read

    def _read(self, path: Path | None) -> _Item:
        """Return what is in a file, or the page where one of the same contents is kept."""
        contents = read_file(path)
        if isinstance(contents, Failure):
            return contents
        return (self.store.find_same(contents) if self.store else None) or contents

    def _segmented(self, items: Iterable[_Item]) -> Iterator[_Result]:
        """Put pages in the place of contents: the first few are segmented here, the others by workers."""
        settings = WorkerSettings(self.recipe, self.paper.id if self.paper else "", self.today.toordinal())
        with Workers(self.jobs, settings) as workers:
            for item, answer in workers.answered(self._begun(items)):
                if isinstance(item, FileContents):
                    yield self._page(item, answer)
                else:
                    yield item

    def _begun(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Segment the first few: workers take some time to start."""
        count = 0
        for item in items:
            if isinstance(item, FileContents) and (count < _ALONE or self.jobs == 1):
                count += 1
                yield self._segment(item)
            else:
                yield item

    def _page(self, contents: FileContents, answer: Answer) -> PageArticles | Failure:
        """Return the page that a worker answered with; keep it."""
        if isinstance(answer, Failure):
            return answer
        if not answer:
            return self._segment(contents)
        page = decode_page(answer)
        if self.store:
            self.store.put(contents, page, answer)
        return replace(page, page=replace(page.page, path=contents.path))

    def _segment(self, contents: FileContents) -> PageArticles | Failure:
        """Return the page of a file, segmented in this process; keep it."""
        page = page_from(contents.data, contents.name, contents.path)
        if isinstance(page, Failure):
            return page
        segmented = segment(page, self.paper, latest=self.today)
        if self.store:
            self.store.put(contents, segmented)
        return segmented


def split_failures(loaded: Iterable[PageArticles | Failure]) -> tuple[list[PageArticles], list[Failure]]:
    """Return the pages of what `load` gives, and what can't be read. Raises `NothingReadableError` where no page is."""
    pages: list[PageArticles] = []
    failures: list[Failure] = []
    for item in loaded:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            pages.append(item)
    if not pages:
        raise NothingReadableError(tuple(failures))
    return pages, failures
