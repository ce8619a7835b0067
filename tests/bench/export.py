"""What an export holds in memory, and how fast it is: `hnreader export` of few pages, and of ten times as many.

    python tests/bench/export.py [PAGES]

The pages are those sample pages that print no date, under names that give them one, two an issue. Printed are, for
each form, the peak memory of the process at both sizes and their ratio (1: memory does not grow with the archive), and
the processor's time that the larger one takes against `hnreader list`, which reads and segments the same pages and
holds them all. A query has to hold them as well.
"""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING

from processes import temporary_home

import hnreader

if TYPE_CHECKING:
    from pathlib import Path

PAGES = 40
GROWTH = 10
LIMIT = 1.25  # of the ratio, without a query
FORMS = ("json", "jsonl", "csv", "text", "markdown")


def make(folder: Path, count: int) -> Path:
    """Write so many pages, two an issue, into a folder."""
    folder.mkdir()
    seeds = [page.page.path for page in hnreader.open().pages if page.dating.inferred]
    for number in range(count):
        day = datetime.date(2000, 1, 1) + datetime.timedelta(number // 2)
        text = seeds[number % len(seeds)].read_text(encoding="utf-8")
        (folder / f"{day}_{number % 2 + 1:02d}.txt").write_text(text, encoding="utf-8")
    return folder


def main() -> int:
    """Measure, and say whether memory grows."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    grown = 0
    with temporary_home() as home:
        folder = home.home
        sizes = [make(folder / str(count), count) for count in (pages, pages * GROWTH)]
        few, many = (home.run("list", "--in-memory", on=size) for size in sizes)
        print(f"{pages} and {pages * GROWTH} pages; list: {few.peak:.0f} and {many.peak:.0f} MiB, {many.worked:.1f} s")
        for form, query in [*((form, ()) for form in FORMS), ("jsonl", ("--query", "湖南"))]:
            command = ("export", "--in-memory", "--format", form)
            runs = [
                home.run(*command, *query, "--output", folder / f"{size.name}.{form}{len(query)}", on=size)
                for size in sizes
            ]
            ratio = runs[1].peak / runs[0].peak
            grown += ratio > LIMIT and not query
            print(
                f"{' '.join((form, *query))}: {runs[0].peak:.0f} and {runs[1].peak:.0f} MiB, {ratio:.2f} ×; "
                f"{runs[1].worked / many.worked:.2f} × the time of list"
            )
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
