"""How long the names of a large archive take to list, and how much room they take.

    python tests/bench/names_at_size.py FOLDER [ISSUES]

Into FOLDER, unless they are there, the names of ISSUES issues (1,000) are written as they are when they were found:
of eight pages and 98 articles each, with five names an article. Half of the occurrences are of some two thousand
names, and new ones do not cease to come. Printed are articles written a second, bytes an article, and in milliseconds,
at a first and a second time, with the processor's in brackets: the first screen and the first thousand of a list,
filters, the articles of the most frequent name, and all names. The whole archive, 27,330 issues, takes a quarter of
an hour and 0.6 GB.
"""

from __future__ import annotations

import datetime
import math
import random
import resource
import sys
import time
from itertools import accumulate, pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from hnreader.archive.outline import IssueSummary
from hnreader.research.mentions import Mention, NameKind
from hnreader.research.names import Names
from hnreader.research.names_database import NamesDatabase, names_file
from hnreader.research.names_writer import IssueFound, NamesWriter
from hnreader.storage.database import size_on_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEY: Final = b"made up"
LAST_DAY: Final = datetime.date(2024, 12, 31).toordinal()
PAGES: Final = (13, 13, 12, 12, 12, 12, 12, 12)  # articles of each page of an issue
ARTICLES: Final = sum(PAGES)
NAMES: Final = 3_000_000  # that may be drawn
KINDS: Final = [NameKind.PEOPLE] * 5 + [NameKind.PLACES] * 2 + [NameKind.ORGANIZATIONS] + [NameKind.PHRASES] * 2
CHARACTERS: Final = 3_000
AT_ONCE: Final = 7  # issues, some 700 articles: as many as are looked through in a second
FIRST: Final = 1_000
SCREEN: Final = 60


def name_at(rank: int) -> tuple[NameKind, str]:
    """Return the name at a rank: three characters, of other kinds than people up to five."""
    kind = KINDS[rank * 7919 % len(KINDS)]
    rest, text = rank * 2654435761 % (1 << 40), ""
    for _ in range(3 + (rank % 3 if kind is not NameKind.PEOPLE else 0)):
        rest, place = divmod(rest, CHARACTERS)
        text += chr(0x4E00 + 5 * place)
    return kind, text


def mentions(rng: random.Random) -> list[Mention]:
    """Return what is found in an article; a name at rank n is n times as rare as the first."""
    ranks = {int(math.exp(rng.random() * math.log(NAMES))) for _ in range(5)}
    names = {name_at(rank) for rank in ranks}
    return [Mention(kind, text, 1 + (rng.random() < 0.3), rng.random() < 0.9) for kind, text in names]


def made_archive(folder: Path, issues: int) -> Any:
    """Return as much of an archive as names ask for."""
    summaries = [
        IssueSummary(number, LAST_DAY - number, number, len(PAGES), ARTICLES, ARTICLES, 0, inferred=False)
        for number in range(issues)
    ]
    before = [*accumulate((issue.entries for issue in summaries), initial=0)]
    return SimpleNamespace(
        place=(folder, KEY), view=SimpleNamespace(summaries=summaries, entries_before=before, articles_before=before)
    )


def write(folder: Path, summaries: list[IssueSummary]) -> None:
    """Write the names of issues."""
    rng, database = random.Random(5), NamesDatabase(folder)
    places = [*accumulate(PAGES, initial=0)]
    entries = [range(start, end) for start, end in pairwise(places)]
    begun, writing = time.perf_counter(), 0.0
    for at in range(0, len(summaries), AT_ONCE):
        some = summaries[at : at + AT_ONCE]
        found = [(f"{issue.day} {page}".encode(), issue) for issue in some for page in range(len(PAGES))]
        pages = [(key, [mentions(rng) for _ in range(PAGES[at % len(PAGES)])]) for at, (key, _) in enumerate(found)]
        start = time.perf_counter()
        with database.writing() as db:
            writer = NamesWriter(db, KEY)
            for page in pages:
                writer.put_page(*page)
            for issue in some:
                writer.publish(IssueFound(issue.day, issue.state, [key for key, of in found if of is issue], entries))
        writing += time.perf_counter() - start
    database.close()
    count = len(summaries) * ARTICLES
    print(f"{count:,} articles in {time.perf_counter() - begun:.0f} s, written {count / writing:,.0f} a second")


def questions(names: Names) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is asked, by what it is called."""
    for order in ("count", "first"):
        for kind in (NameKind.PEOPLE, NameKind.PLACES):
            yield f"{kind} by {order}", lambda kind=kind, order=order: names.listed(kind, order, "", FIRST)[:SCREEN]
    common, rare = name_at(5)[1][:1], name_at(2_345_678)[1]
    for typed in (common, rare[:2], rare[:2] + "龘", "zhang", "zq"):
        yield f"people with {typed}", lambda typed=typed: names.listed(NameKind.PEOPLE, "count", typed, FIRST)[:SCREEN]
    yield "people with a character, by first", lambda: names.listed(NameKind.PEOPLE, "first", common, FIRST)[:SCREEN]
    yield "widest counts", lambda: names.most(NameKind.PEOPLE)
    yield "all people by count", lambda: names.listed(NameKind.PEOPLE)[-SCREEN:]
    yield "all people by first", lambda: names.listed(NameKind.PEOPLE, "first")[-SCREEN:]
    (most,) = names.ranked(limit=1)
    yield f"the {most.articles:,} articles of a name", lambda: names.articles(most.kind, most.name)


def measure(archive: Any) -> None:
    """Ask, and print how long the answers take."""
    start = time.perf_counter()
    names = Names(archive)
    listed = names.listed(NameKind.PEOPLE, limit=FIRST)[:SCREEN]
    print(f"start and first list: {(time.perf_counter() - start) * 1000:.1f} ms; {len(listed)} rows")
    for text, ask in questions(names):
        took = []
        for _ in range(2):
            start, busy = time.perf_counter(), time.thread_time()
            ask()
            took += [(time.perf_counter() - start) * 1000, (time.thread_time() - busy) * 1000]
        print("{}: {:.1f} ({:.1f}), {:.1f} ({:.1f}) ms".format(text, *took))
    start = time.perf_counter()
    steps = list(names.gather())
    print(f"to see that nothing is to be found: {(time.perf_counter() - start) * 1000:.1f} ms, {len(steps)} steps")
    size, count = size_on_disk(names_file(archive.place[0])), archive.view.articles_before[-1]
    print(f"{size / 1e6:,.0f} MB, {size / count:.0f} bytes an article")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def main(folder: Path, issues: int = 1_000) -> None:
    """Write, unless that was done, and measure."""
    archive = made_archive(folder, issues)
    if not names_file(folder).exists():
        write(folder, archive.view.summaries)
    measure(archive)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
