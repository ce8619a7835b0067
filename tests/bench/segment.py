"""How long segmenting a page takes, against `jieba.cut` on the same text.

    python tests/bench/segment.py [FOLDER…]

The sample pages, and the pages of the folders given, are segmented; printed are the ratio for each (the dictionary
loaded beforehand on both sides, best of several runs by turns), the ratio over all, pages a second and peak memory;
then, for a page of 5 MB, on one line and page after page, the time per character against that of the pages themselves
(linear work: near 1).
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import jieba

from hnreader.model import Page
from hnreader.reading import pages_from
from hnreader.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = Path(__file__).parents[2] / "seeds"
BYTES = 5_000_000
RUNS = 7
GOAL = 1.5  # of jieba's time, on every page
LINEAR = 1.5


def seconds(work: Callable[[], object]) -> float:
    """Do the work once and return how long it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def page_of(text: str) -> Page:
    """Return the page that the text makes."""
    page = next(pages_from(text.encode(), "page.txt"))
    if not isinstance(page, Page):
        raise TypeError(page)
    return page


def against_jieba(text: str) -> tuple[float, float]:
    """Return the best time of segmenting a page, and of cutting its text into words."""
    page = page_of(text)
    segment(page)
    runs = [(seconds(lambda: segment(page)), seconds(lambda: list(jieba.cut(text)))) for _ in range(RUNS)]
    return min(ours for ours, _ in runs), min(cut for _, cut in runs)


def peak(page: Page) -> float:
    """Return how many MiB segmenting the page takes at its height."""
    tracemalloc.start()
    segment(page)
    height = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return height / 2**20


def compare(paths: list[Path]) -> tuple[float, float]:
    """Print the figures of the pages; return the highest ratio, and the seconds per character."""
    texts = [path.read_text(encoding="utf-8") for path in paths]
    times = [against_jieba(text) for text in texts]
    for path, (ours, cut) in zip(paths, times, strict=True):
        print(f"{path.name}: {ours * 1000:.1f} ms, jieba.cut {cut * 1000:.1f} ms, ratio {ours / cut:.2f}")
    whole = sum(ours for ours, _ in times)
    print(f"ratio over all: {whole / sum(cut for _, cut in times):.2f} (goal for each: {GOAL})")
    memory = max(peak(page_of(text)) for text in texts)
    print(f"pages a second: {len(paths) / whole:.0f}; peak memory of a page: {memory:.1f} MiB")
    return max(ours / cut for ours, cut in times), whole / sum(map(len, texts))


def main() -> int:
    """Measure, print, and return 0 where the goals are met."""
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    seeds = sorted(SEEDS.glob("*.txt"))
    highest, base = compare([*seeds, *(path for folder in sys.argv[1:] for path in sorted(Path(folder).glob("*.txt")))])
    pages = "\n".join(path.read_text(encoding="utf-8") for path in seeds)
    unbroken = "".join(pages.split())
    steepest = 0.0
    for name, text in {"on one line": unbroken, "page after page": pages}.items():
        page = page_of((text * (BYTES // len(text.encode()) + 1))[: BYTES * len(text) // len(text.encode())])
        took = seconds(partial(segment, page))
        share = took / sum(len(line.text) for line in page.lines) / base
        steepest = max(steepest, share)
        print(f"5 MB {name}: {took:.1f} s, {share:.2f} × a page's time a character, {peak(page):.0f} MiB")
    return int(highest > GOAL or steepest > LINEAR)


if __name__ == "__main__":
    sys.exit(main())
