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

TYPE_CHECKING = False  # as type checkers know it; `typing` takes 10 ms, in which an interrupt prints a traceback
if TYPE_CHECKING:
    import os

    from hnreader.library import Library

__all__ = ["__version__", "open"]

__version__ = "0.1.0"


# `hnreader.open(…)` is what a caller reads
def open(  # noqa: A001
    *paths: "str | os.PathLike[str]", paper: "str | None" = None, library: "str | os.PathLike[str] | None" = None
) -> "Library":
    """Read files and folders of pages and return them as a `Library`; without paths, the sample pages.

    `paper` is the id or name of the newspaper that all pages are of, such as `hunan-daily`; without, each page is
    looked at for it. Raises `hnreader.errors.UnknownPaperError` for one that has no profile, and
    `NothingReadableError` where no page could be read; what else could not be read is listed in `Library.failures`.

    `library` is a folder in which segmented pages are kept, so that none is segmented twice; None: nothing is written.
    `hnreader.archive.library_folder()` is the one of the program. Where it cannot be used, `failures` says why. It is
    a file that is open until the `Library` is closed: use that in a `with` block.
    """
    from pathlib import Path  # noqa: PLC0415

    from hnreader.archive import library_folder  # noqa: PLC0415
    from hnreader.library import opened  # noqa: PLC0415 - nothing is loaded by the import alone

    return opened(paths, paper, None if library is None else library_folder(str(Path(library))))
