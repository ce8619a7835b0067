"""From paths to pages."""

from __future__ import annotations

import datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hnreader.errors import NothingReadableError
from hnreader.model import Failure
from hnreader.papers import known_papers
from hnreader.reading import read
from hnreader.segment import segment

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from hnreader.model import PageArticles
    from hnreader.papers import Paper

_CHINA: Final = datetime.timezone(datetime.timedelta(hours=8))  # where a paper appears, its day has begun already


def seeds() -> Path:
    """Return the folder of the sample pages: beside the modules in a wheel, beside the package in a checkout.

    `importlib.resources` finds the package wherever it was installed; wheels of this project are unpacked folders,
    so its files have paths.
    """
    package = Path(str(resources.files("hnreader")))
    shipped = package / "seeds"
    return shipped if shipped.is_dir() else package.parent / "seeds"


def load(*paths: str | os.PathLike[str], paper: str | None = None) -> Iterator[PageArticles | Failure]:
    """Read and segment pages one by one, in the order of the paths; what can't be read comes as a `Failure`.

    So do, at first, the user's profiles of newspapers that cannot be used. Without paths: the sample pages. `paper` is
    the id or name of the newspaper that all pages are of; without, each page is looked at for it. No date is inferred
    that lies after the present day in China. Raises `UnknownPaperError` at once.
    """
    papers = known_papers()
    return _load(paths or (seeds(),), papers.find(paper) if paper else None, papers.problems)


def _load(
    paths: Iterable[str | os.PathLike[str]], paper: Paper | None, problems: Iterable[Failure]
) -> Iterator[PageArticles | Failure]:
    yield from problems
    today = datetime.datetime.now(_CHINA).date()
    for item in read(*paths):
        yield item if isinstance(item, Failure) else segment(item, paper, latest=today)


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
