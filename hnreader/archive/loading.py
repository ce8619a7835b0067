"""From paths to pages."""

from __future__ import annotations

import datetime
from hashlib import blake2b
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.archive.codec import CODEC
from hnreader.archive.page_store import PageStore
from hnreader.errors import NothingReadableError
from hnreader.model import Failure
from hnreader.papers import known_papers
from hnreader.reading import find_files, page_from, read_file
from hnreader.segment import fingerprint, segment

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from hnreader.model import PageArticles
    from hnreader.papers import Paper, Papers

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
    *paths: str | os.PathLike[str], paper: str | None = None, library: Path | None = None
) -> Iterator[PageArticles | Failure]:
    """Read and segment pages one by one, in the order of the paths; what can't be read comes as a `Failure`.

    So do, at first, the user's profiles of newspapers that cannot be used. Without paths: the sample pages. `paper` is
    the id or name of the newspaper that all pages are of; without, each page is looked at for it. No date is inferred
    that lies after the present day in China. Raises `UnknownPaperError` at once.

    `library` is the folder in which segmented pages are kept: what was segmented before is taken from there. What is
    wrong with it comes last, as a `Failure`; without it pages are segmented all the same. None: nothing is kept.
    """
    papers = known_papers()
    return _load(paths or (seeds(),), papers, papers.find(paper) if paper else None, library)


def _load(
    paths: Iterable[str | os.PathLike[str]], papers: Papers, paper: Paper | None, library: Path | None
) -> Iterator[PageArticles | Failure]:
    yield from papers.problems
    today = datetime.datetime.now(_CHINA).date()
    if library is None:
        yield from _Pages(paper, today).load(paths)
        return
    with PageStore(library, _recipe(papers, paper), today) as store:
        yield from _Pages(paper, today, store).load(paths)
    if store.problem:
        yield store.problem


class _Pages(Struct, frozen=True):
    """How pages are made of files on one day."""

    paper: Paper | None
    today: datetime.date
    store: PageStore | None = None

    def load(self, paths: Iterable[str | os.PathLike[str]]) -> Iterator[PageArticles | Failure]:
        for found in find_files(*paths):
            yield found if isinstance(found, Failure) else self._page(found)

    def _page(self, path: Path | None) -> PageArticles | Failure:
        """Return the page of a file, segmented unless it is kept; None is standard input."""
        kept = self.store.find(path) if self.store and path else None
        if kept:
            return kept
        contents = read_file(path)
        if isinstance(contents, Failure):
            return contents
        kept = self.store.find_same(contents) if self.store else None
        if kept:
            return kept
        page = page_from(contents.data, contents.name, contents.path)
        if isinstance(page, Failure):
            return page
        segmented = segment(page, self.paper, latest=self.today)
        if self.store:
            self.store.put(contents, segmented)
        return segmented


def _recipe(papers: Papers, paper: Paper | None) -> bytes:
    """Return the digest of what a page depends on besides its bytes, its name and the day.

    All profiles are in it: to recognise a newspaper they are compared.
    """
    ingredients = (CODEC, fingerprint(), papers.digest, paper.id if paper else None)
    return blake2b(repr(ingredients).encode(), digest_size=16).digest()


def recipes() -> frozenset[bytes]:
    """Return what pages would be made by now: of a recognised newspaper, or of any that may be named."""
    papers = known_papers()
    return frozenset(_recipe(papers, paper) for paper in (None, papers.generic, *papers.papers.values()))


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
