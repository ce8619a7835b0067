"""How soon a query is answered, beside other ways of searching the same texts, and whether nothing is missed.

    python tests/bench/search.py [--big] [SIZE…]

For 10,000 and 100,000 articles (1,000,000 with --big), made from jieba's word frequencies and the sentences of the
sample pages, as long as theirs on average: the time to index, size, memory; median and 95th percentile for queries of
one to six characters that are there, and for those with one wrong character; beside ripgrep -F, SQLite FTS5 (trigrams)
and rapidfuzz over all bodies, where they are to be had. Then the share of substrings and of wrong queries that find
what a scan of all texts finds and, at the first size, the time from a key to its frame in the app on a real terminal.

The index is in memory; at 1,000,000 articles in a folder.
"""

from __future__ import annotations

import gc
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import rapidfuzz
from keys import bare_key_to_frame, key_to_frame
from made_archive import corpus

from hnreader.archive import Archive
from hnreader.language.folding import fold
from hnreader.search import engine, search
from hnreader.search.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIZES: Final = (10_000, 100_000)
BIG: Final = 1_000_000
SHOWN: Final = 10_000  # results listed, as in the app
QUERIES: Final = 200  # of each length; of the slower ways fewer
SLOW: Final = 10
WRONG: Final = "玮赟彧龘芯湘氢硒"
GOALS: Final = {10_000: (1.0, 3.0), 100_000: (10.0, 15.0)}  # ms, 95th percentile: exact, one wrong


class Way(NamedTuple):
    """A way of searching: what it is called, how many it finds of a query, its index's seconds, MiB and memory."""

    name: str
    find: Callable[[str], int]
    seconds: float
    size: float
    memory: float
    shortest: int = 1


def memory() -> float:
    """Return how many MiB the process holds."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 / 2**20


def ours(library: Archive, folder: Path | None) -> Way:
    """Index as the program does. Its size is that of the same index in a folder."""
    before, begun = memory(), time.perf_counter()
    index = Index(folder)
    engine._indexes[library] = index
    index.update(library)
    seconds, grown = time.perf_counter() - begun, memory() - before
    written = folder or Path(tempfile.mkdtemp(prefix="hnreader-bench-"))
    if folder is None:
        Index(written).update(library)
    size = sum(path.stat().st_size for path in written.iterdir()) / 2**20
    if folder is None:
        shutil.rmtree(written)

    def find(query: str) -> int:
        return search(library, query, limit=SHOWN).articles

    return Way("hnreader", find, seconds, size, grown)


def ripgrep(texts: Sequence[str], folder: Path) -> Way | None:
    """Each article on a line of one file."""
    if shutil.which("rg") is None:
        return None
    path, begun = folder / "texts.txt", time.perf_counter()
    path.write_text("\n".join(text.replace("\n", " ") for text in texts), encoding="utf-8")
    seconds = time.perf_counter() - begun

    def find(query: str) -> int:
        done = subprocess.run(["rg", "-F", "-c", "--", query, path], capture_output=True, text=True, check=False)
        return int(done.stdout or 0)

    return Way("ripgrep -F", find, seconds, path.stat().st_size / 2**20, 0)


def sqlite(texts: Sequence[str], folder: Path) -> Way:
    """Trigrams; it finds nothing for fewer than three characters."""
    before, begun = memory(), time.perf_counter()
    path = folder / "texts.db"
    base = sqlite3.connect(path)
    base.execute("create virtual table texts using fts5(text, tokenize='trigram')")
    base.executemany("insert into texts values (?)", ((text,) for text in texts))
    base.commit()
    seconds, grown = time.perf_counter() - begun, memory() - before

    def find(query: str) -> int:
        phrase = '"' + query.replace('"', '""') + '"'
        return len(base.execute("select rowid from texts where texts match ? order by rank", (phrase,)).fetchall())

    return Way("SQLite FTS5", find, seconds, path.stat().st_size / 2**20, grown, shortest=3)


def fuzzy_scan(texts: Sequence[str]) -> Way:
    """The likeness of every body."""

    def find(query: str) -> int:
        least = max(0, 100 * (len(query) - 1) / len(query) - 1)
        alike = rapidfuzz.process.extract_iter(
            query, texts, scorer=rapidfuzz.fuzz.partial_ratio, processor=None, score_cutoff=least
        )
        return sum(1 for _ in alike)

    return Way("rapidfuzz", find, 0, 0, 0)


def pieces(texts: Sequence[str], length: int, count: int) -> list[str]:
    """Return random substrings that stand within one text and do not begin or end with a blank."""
    found: list[str] = []
    while len(found) < count:
        text = random.choice(random.choice(texts).split("\n"))
        at = random.randrange(max(1, len(text) - length))
        piece = text[at : at + length]
        if len(fold(piece).strip()) == length and '"' not in fold(piece):
            found.append(piece)
    return found


def spoilt(piece: str) -> str:
    """Return a piece with one character wrong, but no figure."""
    at = random.choice([at for at, char in enumerate(piece) if not char.isdigit()] or [0])
    return piece[:at] + random.choice(WRONG) + piece[at + 1 :]


def times(find: Callable[[str], int], queries: Sequence[str]) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds."""
    taken = []
    for query in queries:
        begun = time.perf_counter()
        find(query)
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken), sorted(taken)[int(0.95 * len(taken))]


def compare(ways: Sequence[Way], texts: Sequence[str]) -> tuple[float, float]:
    """Print a line for each length and way; return our 95th percentiles over all lengths: exact, and one wrong."""
    for way in ways:
        print(f"  {way.name:12} indexed in {way.seconds:.1f} s, {way.size:.0f} MiB, memory {way.memory:+.0f} MiB")
    exact: list[str] = []
    wrong: list[str] = []
    for length in range(1, 7):
        queries = pieces(texts, length, QUERIES)
        exact += (f'"{query}"' for query in queries)
        print(f"  {length} characters  ", end="")
        for way in ways:
            print_times(way, [f'"{query}"' for query in queries] if way is ways[0] else queries[:SLOW], length)
        print()
    for length in range(3, 7):
        queries = [spoilt(query) for query in pieces(texts, length, QUERIES)]
        wrong += queries
        print(f"  {length}, one wrong ", end="")
        for way in (ways[0], ways[-1]):
            print_times(way, queries if way is ways[0] else queries[:SLOW], length)
        print()
    return times(ways[0].find, exact)[1], times(ways[0].find, wrong)[1]


def print_times(way: Way, queries: Sequence[str], length: int) -> None:
    """Print the figures of one way."""
    if length < way.shortest:
        print(f"  {way.name}: nothing", end="")
    else:
        print(f"  {way.name}: {' / '.join(f'{taken:.2f}' for taken in times(way.find, queries))}", end="")


def recall(library: Archive, texts: Sequence[str]) -> tuple[float, float]:
    """Return the share of articles found, of those that a scan finds: by substrings, and with one character wrong.

    Substrings: every one of two to four characters of some articles. One wrong: of a sample, by edit distance.
    """
    folded = [tuple(fold(line) for line in text.split("\n")) for text in texts]
    entries = sorted(library.entries, key=lambda entry: entry.id)
    keys = [entry.id for entry in entries]
    there = missed = 0
    for at in random.sample(range(len(texts)), 3):
        place = (
            f"日期:{entries[at].date} 版:{entries[at].page_no}"  # what is listed is looked through then, not counted
        )
        for line in folded[at]:
            for length in (2, 3, 4):
                for start in range(len(line) - length + 1):
                    piece = line[start : start + length]
                    if piece.strip() == piece and '"' not in piece:
                        there += 1
                        missed += keys[at] not in {
                            result.article.id for result in search(library, f'"{piece}" {place}')
                        }
    slips = missing = 0
    for length in (3, 4, 5, 6):
        for query in (fold(spoilt(piece)) for piece in pieces(texts, length, 5)):
            found = {result.article.id for result in search(library, query)}
            for key, lines in zip(keys, folded, strict=True):
                if any(one_slip(query, line) for line in lines):
                    slips += 1
                    missing += key not in found
    return 1 - missed / max(1, there), 1 - missing / max(1, slips)


def one_slip(query: str, line: str) -> bool:
    """Tell whether a line has a query with one character wrong; the halves that must be right narrow the places."""
    half = len(query) // 2
    if query[:half] not in line and query[half:] not in line:
        return False
    size = len(query)
    alike = rapidfuzz.distance.Hamming.distance
    return any(
        alike(query, line[at : at + size], score_cutoff=1) <= 1
        for at in range(len(line) - size + 1)
        if line[at : at + half] == query[:half] or line[at + half : at + size] == query[half:]
    )


def print_frames(library: Archive, size: int) -> None:
    """Print how long the app takes from a key to its frame, and how long the least of apps does."""
    ours_taken, bare_app = key_to_frame(library, size), bare_key_to_frame()
    print(f"  from a key to its frame: {ours_taken[0]:.1f} / {ours_taken[1]:.1f} ms, ", end="")
    print(f"a bare app {bare_app[0]:.1f} / {bare_app[1]:.1f} ms, ratio {ours_taken[0] / bare_app[0]:.2f}")


def main() -> int:
    """Measure, print, and return 0 where the goals are met."""
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [*SIZES]
    late = False
    for size in [*sizes, *([BIG] if "--big" in sys.argv else [])]:
        with tempfile.TemporaryDirectory(prefix="hnreader-bench-") as made:
            folder = Path(made)
            pages, texts = corpus(size)
            library = Archive(pages)
            on_disk = folder / "index" if size >= BIG else None
            if on_disk:
                on_disk.mkdir()
            print(
                f"{size:,} articles, {statistics.mean(map(len, texts[:9999])):.0f} characters each; ms: median / 95 %"
            )
            way = ours(library, on_disk)
            gc.freeze()  # as the app does
            others = [ripgrep(texts, folder), sqlite(texts, folder), fuzzy_scan(texts)]
            exact, wrong = compare([way, *(other for other in others if other)], texts)
            exact_goal, wrong_goal = GOALS.get(size, (float("inf"),) * 2)
            late |= exact > exact_goal or wrong > wrong_goal
            print(f"  95 %: exact {exact:.2f} ms (goal {exact_goal}), one wrong {wrong:.2f} ms (goal {wrong_goal})")
            substrings, slips = recall(library, texts)
            late |= substrings < 1 or slips < 1
            print(f"  found of what is there: substrings {substrings:.2%}, with one character wrong {slips:.2%}")
            if size == sizes[0]:
                print_frames(library, size)
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
