"""From paths to pages."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from hnreader.errors import NothingReadableError
from hnreader.model import Failure
from hnreader.reading import read
from hnreader.segment import segment

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from hnreader.model import PageArticles


def seeds() -> Path:
    """Return the folder of the sample pages: beside the modules in a wheel, beside the package in a checkout.

    `importlib.resources` finds the package wherever it was installed; wheels of this project are unpacked folders,
    so its files have paths.
    """
    package = Path(str(resources.files("hnreader")))
    shipped = package / "seeds"
    return shipped if shipped.is_dir() else package.parent / "seeds"


def load(*paths: str | os.PathLike[str]) -> Iterator[PageArticles | Failure]:
    """Read and segment pages one by one, in the order of the paths; what can't be read comes as a `Failure`.

    Without paths: the sample pages.
    """
    for item in read(*(paths or (seeds(),))):
        yield item if isinstance(item, Failure) else segment(item)


def sorted_out(loaded: Iterable[PageArticles | Failure]) -> tuple[list[PageArticles], list[Failure]]:
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
