"""From paths to pages."""

from __future__ import annotations

from importlib import resources
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from hnreader.archive.page_store import PageStore
from hnreader.archive.segmenting import Segmenting
from hnreader.errors import NothingReadableError
from hnreader.model import Failure
from hnreader.papers import known_papers
from hnreader.reading import find_files

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from hnreader.model import PageArticles
    from hnreader.papers import Papers


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
    by this one, but for PDFs, images, archives, XML and HTML. What comes is the same.
    """
    papers = known_papers()
    named = papers.find(paper) if paper else None
    return _load(paths or (seeds(),), papers, Segmenting.today(papers, named, jobs), library)


def _load(
    paths: Iterable[str | os.PathLike[str]], papers: Papers, pages: Segmenting, library: Path | None
) -> Iterator[PageArticles | Failure]:
    yield from papers.problems
    if library is None:
        yield from _pages(pages, paths)
        return
    with PageStore(library, pages.recipe, pages.day) as store:
        yield from _pages(replace(pages, store=store), paths)
    if store.problem:
        yield store.problem


def _pages(pages: Segmenting, paths: Iterable[str | os.PathLike[str]]) -> Iterator[PageArticles | Failure]:
    """Yield the pages of files in their order, and why there are none of some."""
    made = pages.segmented(chain.from_iterable(map(pages.look, find_files(*paths))))
    return cast("Iterator[PageArticles | Failure]", made)  # `look` gives nothing else


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
