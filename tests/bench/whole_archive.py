"""What a whole archive takes: taking pages in, every command, the reader; beside SQLite FTS5 (fts_peer.py says how).

    python tests/bench/whole_archive.py [--pages 400] [--folder DIR] [--library DIR] [--runs 3] [--only PART…]

The archive of the newspaper is some 27,300 issues, 218,000 pages, 2.6 million articles; `--pages 218000` makes as many
(made_pages.py; 19 KB each, no sense). With `--folder` the pages are kept there, and those are taken that are there;
with `--library` so is the library, below that folder, and pages that it has are not taken in again. Every command runs
in a process of its own, `--runs` times by turns with the peer, and the median counts. Printed are the pages taken in a
second by one process and by one for each core, bytes of a page in the library by file, seconds to the first and the
last line and the processor's, peak memory of the largest process, and the ratio to each index of the peer; then the
reader on a terminal.

Parts: taking-in, commands, peer, app.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import fts_peer
from made_pages import SEED, write_archive
from made_words import Vocabulary
from processes import Home, Run, print_load
from whole_app import print_app

from hnreader.archive.workers import available_cores
from hnreader.language.pinyin import readings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from fts_peer import Peer

PARTS: Final = ("taking-in", "commands", "peer", "app")
SAMPLE: Final = 400  # pages that one process takes in, and all cores do to compare
EVERY: Final = 53  # articles: so many apart are those that queries are made of
COMMON: Final = 0.2  # of the articles have a common word at most: others, such as 媒体, stand in bylines
SHOWN: Final = ("--limit", "20")
WRONG: Final = "龘"
SEARCHES: Final = 10


class Query(NamedTuple):
    """A search, and how the peer is asked for the same."""

    name: str
    query: str
    words: list[str]
    """Empty: the peer knows nothing like it."""
    year: str = ""


class Sample(NamedTuple):
    """What queries are made of."""

    ids: list[str]
    headlines: list[str]
    names: list[str]
    texts: list[str]


def sampled(articles: Iterable[dict[str, Any]], sample: Sample) -> Iterator[dict[str, Any]]:
    """Pass articles on and keep some of each."""
    for number, article in enumerate(articles):
        if not number % EVERY:
            sample.ids.append(article["id"])
            sample.texts.append(fts_peer.text_of(article))
            headline = re.match("[一-鿿]{5,}", article["headline"] or "")
            sample.headlines.extend([headline[0]] if headline else [])
            sample.names.extend(name for name in article["reporters"] if len(name) == 3)
        yield article


def queries(sample: Sample) -> list[Query]:
    """Return the searches: what is common, what is rare, and what is not quite what is printed."""
    subjects = set(Vocabulary(SEED).subjects)
    counts = Counter(word for text in sample.texts for word in subjects.intersection(_pieces(text)))
    common = [word for word, count in counts.most_common() if count <= max(1, COMMON * len(sample.texts))]
    two, three = (next(word for word in common if len(word) == size) for size in (2, 3))
    headline = sample.headlines[len(sample.headlines) // 2]
    words = headline[:2], headline[2:4]
    initials = "".join(next(iter(readings_of(char)[0]))[:1] for char in headline[:4])
    year = sample.ids[0][:4]
    return [
        Query("common, 2 characters", f'"{two}"', [two]),
        Query("common, 3 characters", f'"{three}"', [three]),
        Query("rare: a name", f'"{sample.names[-1]}"', [sample.names[-1]]),
        Query("rare: of a headline", f'"{headline[:5]}"', [headline[:5]]),
        Query("two words", f'"{words[0]}" "{words[1]}"', [*words]),
        Query("one character wrong", headline[:2] + WRONG + headline[3:5], []),
        Query("pinyin", initials, []),
        Query("a word in a year", f'"{two}" date:{year}', [two], year),
    ]


def _pieces(text: str) -> set[str]:
    return {text[at : at + size] for size in (2, 3) for at in range(len(text) - size + 1)}


def middle(runs: list[Run]) -> Run:
    """Return the medians."""
    return Run(*(statistics.median(figures) for figures in zip(*runs, strict=True)))  # type: ignore[arg-type]


def print_taking_in(home: Home, pages: int) -> None:
    """Print the pages a second of one process and of all; then take in the whole."""
    with tempfile.TemporaryDirectory(prefix="hnreader-bench-") as name:
        folder = Path(name, "pages")
        count = write_archive(folder, min(pages, SAMPLE)).pages
        for jobs, place in (("1", "single"), (str(available_cores()), "all")):
            taken = Home(Path(name, place), folder).run("index", "--jobs", jobs)
            print(f"taking in {count} pages, {jobs} processes: {count / taken.seconds:.1f} a second", end=", ")
            print(f"{1000 * taken.worked / count:.1f} ms of processors each, {taken.peak:.0f} MiB the largest")
    for name in ("the whole", "the whole again"):
        taken = home.run("index")
        print(f"taking in {name}: {taken.seconds:.1f} s, {pages / taken.seconds:.1f} pages a second,", end=" ")
        print(f"{taken.peak:.0f} MiB the largest", flush=True)


def print_sizes(home: Home, pages: int) -> None:
    """Print what the library has on disk: each file, an index as one."""
    sizes: Counter[str] = Counter()
    for path in home.library.rglob("*"):
        if path.is_file():
            name = path.relative_to(home.library).parts[0]
            sizes[re.sub(r"-[0-9a-f]{8,}", "", name)] += path.stat().st_size
    parts = ", ".join(f"{name} {size / pages / 1e3:.1f}" for name, size in sizes.most_common() if size)
    print(f"library: {sum(sizes.values()) / 1e6:.1f} MB; KB a page: {parts}", flush=True)


def print_run(name: str, runs: list[Run], others: dict[str, list[Run | None]]) -> None:
    """Print the line of a command."""
    ours = middle(runs)
    print(f"{name:24}{ours.first:9.2f}{ours.seconds:9.2f}{ours.worked:9.2f}{ours.peak:8.0f}{ours.lines:9.0f}", end="")
    for answers in others.values():
        known = [answer for answer in answers if answer]
        if known:
            peer = middle(known)
            print(f"{peer.seconds:15.3f}{ours.seconds / peer.seconds:8.1f}", end="")
        else:
            print(f"{'-':>15}{'-':>8}", end="")
    print(flush=True)


def print_commands(home: Home, runs: int, sample: Sample, peers: list[Peer]) -> int:
    """Print what each command takes, and return how many stories are listed."""
    peer_columns = "".join(f"{f'{peer.tokens}, s':>15}{'ratio':>8}" for peer in peers)
    print(f"{'':24}{'first, s':>9}{'last, s':>9}{'cpu, s':>9}{'MiB':>8}{'lines':>9}{peer_columns}")
    searches = queries(sample)
    search = ("search", "--lang", "en", *SHOWN)
    listed = [home.run("list") for _ in range(runs)]
    print_run("list", listed, {})
    print_run("first search (indexes)", [home.run(*search, searches[0].query)], {})
    for query in searches:
        ours, others = [], {peer.tokens: list[Run | None]() for peer in peers}
        for _ in range(runs):
            ours.append(home.run(*search, query.query))
            for peer in peers:
                others[peer.tokens].append(peer.ask(home, query.words, query.year) if query.words else None)
        print_run(query.name, ours, others)
    word = searches[0].query
    for name, command in {
        "show": ("show", sample.ids[len(sample.ids) // 2]),
        "kwic, common, 100 lines": ("kwic", "--limit", "100", word),
        "kwic, rare": ("kwic", searches[3].query),
        "trend by year, common": ("trend", "--by", "year", word),
        "trend by month, rare": ("trend", searches[3].query),
    }.items():
        print_run(name, [home.run(*command) for _ in range(runs)], {})
    return listed[0].lines


def measure(home: Home, parts: list[str], runs: int) -> None:
    """Measure and print."""
    pages = sum(1 for _ in home.folder.rglob("*.txt"))
    print(f"{pages} pages", flush=True)
    if "taking-in" in parts:
        print_taking_in(home, pages)
    elif home.run("index").lines:
        print_sizes(home, pages)
    sample = Sample([], [], [], [])
    articles = sampled(fts_peer.articles(home), sample)
    with tempfile.TemporaryDirectory(prefix="hnreader-bench-") as name:
        peers = fts_peer.make(articles, Path(name, "peer")) if "peer" in parts else []
        for _ in articles:  # where there is no peer, all the same
            pass
        for peer in peers:
            print(f"SQLite FTS5, {peer.tokens}: {peer.seconds:.1f} s, {peer.size / pages / 1e3:.1f} KB a page")
        stories = print_commands(home, runs, sample, peers) if "commands" in parts else home.run("list").lines
    print_sizes(home, pages)
    if "app" in parts:
        print_app(home, stories, [query.query for query in queries(sample) * 2][:SEARCHES])


def main() -> None:
    """Make what is to be measured, and measure it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hnreader-bench-") as temporary:
        home = Home(wanted.library or Path(temporary), wanted.folder or Path(temporary, "pages"))
        if next(home.folder.rglob("*.txt"), None) is None:
            begun = time.perf_counter()
            made = write_archive(home.folder, wanted.pages)
            took = time.perf_counter() - begun
            print(f"made in {took:.1f} s, {made.pages / took:.0f} pages a second, {made.size / 1e6:.0f} MB")
        print_load()
        measure(home, list(wanted.only), wanted.runs)
    print_load()


if __name__ == "__main__":
    os.environ.setdefault("COLUMNS", "100")
    sys.exit(main())
