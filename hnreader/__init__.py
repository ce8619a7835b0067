"""hnreader: a newspaper's page text, segmented into articles and made readable in a terminal.

    import hnreader
    archive = hnreader.open("pages/")
    for article in archive.articles:
        print(article.id, article.headline.text if article.headline else "")

Importing it starts nothing: the rooms behind `open` are loaded when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from hnreader.archive import Archive

__all__ = ["__version__", "open"]

__version__ = "0.1.0"


def open(*paths: str | os.PathLike[str]) -> Archive:  # noqa: A001 - `hnreader.open(…)` is what a caller reads
    """Read files and folders of pages and return them as an `Archive`; without paths, the sample pages.

    Raises `hnreader.errors.NothingReadableError` where no page could be read; what else could not be read is listed
    in `Archive.failures`.
    """
    from hnreader.archive import open_archive  # noqa: PLC0415 - nothing is loaded by the import alone

    return open_archive(*paths)
