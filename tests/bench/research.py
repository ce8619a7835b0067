"""How soon a concordance and a trend stand, on 10,000 made-up articles, against the goal of 100 ms.

    python tests/bench/research.py [SIZE]

For words that are rare, common and everywhere: milliseconds, best of five, until a concordance is there in each order
and its first screen is made, and until a trend by month, by issue and of two words is; each as a ratio to the goal
(below 1.00 meets it). `first` is until the first occurrence is there, before the others are looked for. The archive is
indexed before; how long that takes is said as well.
"""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING, Final

from made_archive import corpus

from hnreader.archive import Archive
from hnreader.research.concordance import SORTS, concordance, growing_concordance
from hnreader.research.trends import trend
from hnreader.search import index_of

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE: Final = 10_000
GOAL: Final = 100.0  # ms
SCREEN: Final = 60  # lines
WORDS: Final = ("智赋万企", "高质量发展", "长沙|株洲", "湖南", "发展", "的")


def best(do: Callable[[], object]) -> float:
    """Return the best of five in milliseconds."""
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        do()
        taken.append(time.perf_counter() - begun)
    return 1000 * min(taken)


def figure(name: str, taken: float) -> str:
    """Return a time and its ratio to the goal."""
    return f"{name} {taken:.1f} ({taken / GOAL:.2f})"


def main() -> int:
    """Measure and print."""
    size = next((int(word) for word in sys.argv[1:] if word.isdigit()), SIZE)
    archive = Archive(corpus(size).pages)
    begun = time.perf_counter()
    index_of(archive).update(archive)
    print(f"{size:,} articles, indexed in {time.perf_counter() - begun:.1f} s; ms (ratio to {GOAL:.0f} ms)")
    gc.freeze()  # as the app does
    for word in WORDS:
        places = concordance(archive, word)
        lines = [figure("first", best(lambda word=word: next(growing_concordance(archive, word))[:1]))]
        lines += [
            figure(f"by {sort}", best(lambda word=word, sort=sort: concordance(archive, word, sort=sort)[:SCREEN]))
            for sort in SORTS
        ]
        lines += [
            figure("trend by month", best(lambda word=word: trend(archive, [word], by="month"))),
            figure("by issue", best(lambda word=word: trend(archive, [word], by="issue"))),
            figure("of two", best(lambda word=word: trend(archive, [word, "湖南"], by="month"))),
        ]
        print(f"  {word}: {len(places):,} places in {len(places.articles):,} articles: {', '.join(lines)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
