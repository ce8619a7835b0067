"""How fast names are gathered and listed, and what is related is found.

    python tests/bench/names.py [SIZE]

For SIZE articles (10,000), made from jieba's word frequencies and the sentences of the sample pages: articles and
characters a second, the time of a list of all names, and median and longest of `related`. What names take in a library
is measured by `names_at_size.py`.
"""

from __future__ import annotations

import statistics
import sys
import time

from made_archive import corpus

from hnreader.archive import Archive
from hnreader.research.names import Names
from hnreader.research.related import related
from hnreader.search import index_of

SAMPLED = 100


def timed(work) -> float:
    """Return how many seconds something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(size: int) -> None:
    """Measure and print."""
    made = corpus(size)
    archive = Archive(made.pages)
    characters = sum(map(len, made.texts))
    names = Names(archive)
    first = timed(lambda: list(names.gather()))
    print(f"{size} articles, {characters / 1e6:.1f} million characters")
    print(f"gathered in {first:.1f} s: {len(archive) / first:.0f} articles,", end=" ")
    print(f"{characters / first / 1e3:.0f} thousand characters a second")
    print(f"listing of {len([*names.ranked()])} names {timed(lambda: [*names.ranked()]) * 1000:.0f} ms")
    print(f"search's index {timed(lambda: index_of(archive).update(archive)):.1f} s")
    step = max(1, len(archive.entries) // SAMPLED)
    took = [timed(lambda article=article: related(archive, article)) for article in archive.entries[::step]]
    print(f"related: median {statistics.median(took) * 1000:.0f} ms, longest {max(took) * 1000:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
