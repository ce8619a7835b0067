"""How long a decision in the reader takes until its effect can be shown, and is kept: asserts nothing.

    python tests/bench/correcting.py FILE…

Of each file the first page is corrected at some of its texts, in a copy: the page is segmented again, what is decided
written beside it, and the articles compared.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Final

import hnreader
from hnreader.app.rendering.page_pieces import PagePieces
from hnreader.archive.page_correcting import PageCorrecting
from hnreader.corrections import Action

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTS: Final = slice(5, 45, 10)


def times(path: Path, folder: Path) -> Iterator[float]:
    """Yield the milliseconds of each decision about a page, and of taking the last one back."""
    copy = Path(shutil.copy(path, folder))
    archive = hnreader.open(copy)
    correcting = PageCorrecting(archive, archive.articles[0])
    correcting.segmented()
    for piece in PagePieces(correcting.page, correcting.characters).pieces[_TEXTS]:
        begun = perf_counter()
        correcting.decide(Action.BEGINS_STORY, [piece.run])
        yield 1000 * (perf_counter() - begun)
    begun = perf_counter()
    correcting.undo()
    yield 1000 * (perf_counter() - begun)


def main() -> None:
    """Print the median, what 95 of 100 take at the most, and the longest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    with tempfile.TemporaryDirectory() as folder:
        found = [each for path in parser.parse_args().files for each in times(path, Path(folder))]
    print(f"{len(found)} decisions: median {median(found):.0f} ms, 95 % within {quantiles(found, n=20)[-1]:.0f} ms,"
          f" all within {max(found):.0f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
