"""hnreader: a newspaper's page text, segmented into articles and made readable in a terminal.

    import hnreader
    archive = hnreader.open("pages/")
    for article in archive.articles:
        print(article.id, article.headline.text if article.headline else "")
    for result in archive.search("智赋万企 日期:2024"):
        print(result.article.id, result.best.text)
    archive.export("found.csv", "csv", articles=[result.article for result in archive.search("芯片")])

Importing it starts nothing: the rooms behind `open` are loaded when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from hnreader.library import Library

__all__ = ["__version__", "open"]

__version__ = "0.1.0"


def open(*paths: str | os.PathLike[str]) -> Library:  # noqa: A001 - `hnreader.open(…)` is what a caller reads
    """Read files and folders of pages and return them as a `Library`; without paths, the sample pages.

    Raises `hnreader.errors.NothingReadableError` where no page could be read; what else could not be read is listed
    in `Library.failures`.
    """
    from hnreader.archive import load, sorted_out  # noqa: PLC0415 - nothing is loaded by the import alone
    from hnreader.library import Library  # noqa: PLC0415

    return Library(*sorted_out(load(*paths)))
