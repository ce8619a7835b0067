"""How soon a query is answered, against another checkout: the same articles and queries, the two by turns.

    python tests/bench/search_against.py PYTHON [SIZE…]

PYTHON is the interpreter of the other checkout's environment. For 5,000 articles (or each SIZE) two processes index the
same made-up archive and answer the same queries, each by turns the first; a turn takes all queries, so that neither
finds one remembered. Counted is the processor's time, the least of several turns, for other work on the machine only
adds to it: "found" is the search, "shown" the passages of the first rows beside it. Printed are for each kind of query
our median and 95th percentile, and the ratios to the other's: of the medians, of the 95th percentiles, and the median
and 95th percentile of the ratios by query; then how many queries find as many articles in both.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from made_archive import corpus
from search import pieces, spoilt

from hnreader.language.pinyin import readings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE: Final = 5_000
SOURCES: Final = 2_000  # articles that queries are taken from: the first ones, which are the same in every size
QUERIES: Final = 80  # of each kind; more than are remembered
TURNS: Final = 5
ERRORS: Final = 0.15  # of a sentence that is remembered badly

ANSWER: Final = """
import gc, json, sys; sys.path.insert(0, {here!r})
from itertools import islice
from time import process_time
from made_archive import corpus
from hnreader.archive import Archive
from hnreader.search import search
archive = Archive(corpus({size}).pages)
search(archive, "字")
gc.collect(); gc.freeze()
print("ready", flush=True)
for line in sys.stdin:
    begun = process_time()
    results = search(archive, json.loads(line), limit=10_000)
    found = process_time()
    for result in islice(results, 20):
        result.best
    print(found - begun, process_time() - begun, results.articles, flush=True)
"""

Answer = tuple[float, float, int]
"""Seconds to find, seconds to find and show, articles found."""


class Program:
    """One checkout, answering queries in a process of its own."""

    def __init__(self, python: str, size: int) -> None:
        code = ANSWER.format(here=str(Path(__file__).parent), size=size)
        self._child = subprocess.Popen(
            [python, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/"
        )
        assert self._child.stdin
        assert self._child.stdout
        self._queries, self._answers = self._child.stdin, self._child.stdout

    def wait(self) -> None:
        """Wait until all is indexed."""
        self._answers.readline()

    def ask(self, query: str) -> Answer:
        """Put a query."""
        self._queries.write(json.dumps(query) + "\n")
        self._queries.flush()
        found, shown, articles = self._answers.readline().split()
        return float(found), float(shown), int(articles)

    def close(self) -> None:
        """End the process."""
        self._child.communicate()


def kinds(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return the queries of each kind."""

    def some(*lengths: int) -> list[str]:
        return [piece for length in lengths for piece in pieces(texts, length, QUERIES // len(lengths))]

    def words(*lengths: int) -> list[str]:
        """Pieces without a mark or a blank, which would be part of the query's language."""
        found: list[str] = []
        while len(found) < QUERIES:
            found += (piece for piece in some(*lengths) if all("一" <= char <= "鿿" for char in piece))
        return found[:QUERIES]

    headlines = [text.split("\n")[0] for text in texts]
    two = words(2)
    return {
        "exact, one to six characters": [f'"{piece}"' for piece in some(1, 2, 3, 4, 5, 6)],
        "one character": words(1),
        "two characters": words(2),
        "three to six characters": words(3, 4, 5, 6),
        "one wrong of three to six": [spoilt(piece) for piece in words(3, 4, 5, 6)],
        "one wrong of eight to ten": [spoilt(piece) for piece in words(8, 9, 10)],
        "two words": [f"{a} {b}" for a, b in zip(words(2, 3), two, strict=True)],
        "two words, one wrong": [f"{spoilt(a)} {b}" for a, b in zip(words(4), two, strict=True)],
        "pinyin": [in_pinyin(piece) for piece in pieces_of(headlines, 3)],
        "pattern with a word": [f"{a} /{b[0]}.{{0,3}}{b[1]}/" for a, b in zip(words(2), two, strict=True)],
        "title": [f"标题:{piece}" for piece in pieces_of(headlines, 3)],
        "contributor": [f"记者:{random.choice('李王张刘陈')}{random.choice('吴伟芳娜')}" for _ in range(QUERIES)],
        "date and page with a word": [f"{a} 日期:19{random.randint(49, 55)} 版:1" for a in words(2)],
        "not": [f"{a} -{b}" for a, b in zip(words(2), two, strict=True)],
        "or": [f"{a}|{b}" for a, b in zip(words(2), two, strict=True)],
        "sentence": words(16, 24, 32, 40),
        "sentence, 15 % wrong": [remembered(piece) for piece in words(16, 24, 32, 40)],
    }


def pieces_of(texts: Sequence[str], length: int) -> list[str]:
    """Return pieces of texts that are 汉字."""
    found: list[str] = []
    while len(found) < QUERIES:
        found += (piece for piece in pieces(texts, length, QUERIES) if all("一" <= char <= "鿿" for char in piece))
    return found[:QUERIES]


def in_pinyin(text: str) -> str:
    """Return the first letters of some characters and the syllables of the others."""
    syllables = [readings[0] for readings in readings_of(text) if readings]
    return "".join(syllable if random.random() < 0.5 else syllable[0] for syllable in syllables)


def remembered(sentence: str) -> str:
    """Return a sentence with some of its characters wrong."""
    for _ in range(int(ERRORS * len(sentence))):
        sentence = spoilt(sentence)
    return sentence


def take_turns(ours: Program, other: Program, queries: Sequence[str]) -> list[tuple[Answer, Answer]]:
    """Put all queries to both several times, and return the least times of each."""
    answers: list[tuple[list[Answer], list[Answer]]] = [([], []) for _ in queries]
    for turn in range(TURNS):
        for query, (our, others) in zip(queries, answers, strict=True):
            for program, into in ((ours, our), (other, others))[:: 1 if turn % 2 else -1]:
                into.append(program.ask(query))
    return [(least(our), least(others)) for our, others in answers]


def least(answers: Sequence[Answer]) -> Answer:
    """Return the least times of the answers to one query."""
    found, shown, articles = zip(*answers, strict=True)
    return min(found), min(shown), articles[0]


def high(numbers: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(numbers)[int(0.95 * len(numbers))]


def report(name: str, answers: Sequence[tuple[Answer, Answer]]) -> None:
    """Print the line of one kind."""
    print(f"{name:30}", end="")
    for at in (0, 1):
        our, others = [1000 * a[at] for a, _ in answers], [1000 * b[at] for _, b in answers]
        ratios = [a / b for a, b in zip(our, others, strict=True)]
        middle, top = statistics.median(our), high(our)
        print(f"  {middle:7.2f} {top:7.2f} ms", end="")
        print(f" {middle / statistics.median(others):5.2f} {top / high(others):5.2f}", end="")
        print(f" | {statistics.median(ratios):5.2f} {high(ratios):5.2f}", end="")
    same = sum(a[2] == b[2] for a, b in answers)
    print(f"  {same:3} of {len(answers)}", flush=True)


def main() -> int:
    """Measure and print."""
    python, sizes = sys.argv[1], [int(word) for word in sys.argv[2:]] or [SIZE]
    random.seed(1)
    queries = kinds(corpus(SOURCES).texts)
    columns = "median  95 %  ratios of these, by query"
    for size in sizes:
        print(f"{size:,} articles\n{'':30}  {'found: ' + columns:52}{'shown: ' + columns:52}as many")
        ours, other = Program(sys.executable, size), Program(python, size)
        ours.wait()
        other.wait()
        for name, some in queries.items():
            report(name, take_turns(ours, other, some))
        ours.close()
        other.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
