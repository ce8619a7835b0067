"""How long a search takes in a library of any size, in a running process, with the first twenty results and excerpts.

    python tests/bench/search_in_library.py LIBRARY FOLDER

LIBRARY is a folder in which `hnreader index FOLDER` has kept pages and index. The queries are pieces of two to six
characters from articles here and there; the same with another character in one place; and two words. Printed are the
median, the 95th percentile and the longest, and the greatest memory, files mapped by the index included.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hnreader.archive import Archive, Catalogue
from hnreader.archive.library_database import archive_key
from hnreader.search import index_of, search

if TYPE_CHECKING:
    from collections.abc import Sequence

QUERIES: Final = 150
SHOWN: Final = 20
LISTED: Final = 10_000  # as in the reader
OTHERS: Final = "的一是在不了有和人这中大为上个国我以要他"


def main() -> None:
    """Measure and print."""
    library, folder = sys.argv[1:]
    archive = Archive(source=Catalogue(Path(library), archive_key([folder]) or b""))
    index_of(archive).update(archive)
    choice = random.Random(3)
    exact = [piece for _ in range(QUERIES) if (piece := _piece(archive, choice)).isalnum()]
    wrong = [_misread(piece, choice) for piece in exact if len(piece) > 2]
    two = [f"{first[:2]} {second[:2]}" for first, second in pairwise(exact)]
    for name, queries in (("exact", exact), ("one character wrong", wrong), ("two words", two)):
        _measure(archive, name, queries)
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


def _piece(archive: Archive, choice: random.Random) -> str:
    """Return some characters of an article's text."""
    article = archive.entries[choice.randrange(len(archive.entries))]
    text = "".join(paragraph.text.text for paragraph in article.paragraphs)
    start = choice.randrange(max(1, len(text) - 6))
    return text[start : start + choice.randint(2, 6)]


def _misread(piece: str, choice: random.Random) -> str:
    at = choice.randrange(len(piece))
    return piece[:at] + choice.choice(OTHERS) + piece[at + 1 :]


def _measure(archive: Archive, name: str, queries: Sequence[str]) -> None:
    taken = []
    for query in queries:
        begun = time.perf_counter()
        results = search(archive, query, limit=LISTED)
        for result in results[:SHOWN]:
            _ = result.best
        taken.append(time.perf_counter() - begun)
    taken.sort()
    high = taken[int(0.95 * len(taken))]
    print(f"{name}: {len(queries)} queries, median {statistics.median(taken) * 1000:.1f} ms,", end=" ")
    print(f"95 % within {high * 1000:.0f}, longest {taken[-1] * 1000:.0f}")


if __name__ == "__main__":
    main()
