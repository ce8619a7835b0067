"""Several programs read a library while another one writes it: how long a reader waits, and whether anything fails.

    python tests/bench/readers_and_writer.py [SECONDS [READERS [DAYS]]]

A process takes in pages of which some change and some come again and again. Others, each with a view of its own, look
for what is new, and read outlines, pages and articles here and there. Each question is timed, and each issue that is
read is looked at for whether it is whole: its pages are all of one writing. Printed are the number of questions, the
longest wait, the 99.9th percentile, and what went wrong.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, Final

from processes import Home, temporary_home

if TYPE_CHECKING:
    from pathlib import Path

DAYS: Final = 20
PAGES: Final = 4  # of an issue

READER: Final = """
import json, random, sys, time
from pathlib import Path
from hnreader.archive import Archive, Catalogue
from hnreader.archive.library_database import archive_key
folder, library, seconds, seed = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
catalogue = Catalogue(library, archive_key([folder]))
archive, choice = Archive(source=catalogue), random.Random(seed)
waits, torn, lost, end = [], 0, 0, time.monotonic() + seconds
while time.monotonic() < end:
    begun = time.perf_counter()
    archive.refresh()
    waits.append(time.perf_counter() - begun)
    if not archive.summaries:
        continue
    at = choice.randrange(len(archive.summaries))
    begun = time.perf_counter()
    pages = archive.issues[at].pages
    waits.append(time.perf_counter() - begun)
    writings = {page.page.lines[0].text for page in pages}
    torn += len(writings) != 1
    lost += any(not page.page.lines for page in pages)
    time.sleep(0.005)
print(json.dumps({"waits": waits, "torn": torn, "lost": lost}))
"""


def write_issue(folder: Path, day: int, writing: int) -> None:
    """Write all pages of a day; the first line says which writing it is."""
    for page in range(1, PAGES + 1):
        text = f"第{writing}稿\n\n青石镇通水记\n\n渠道清了，水才走得远，第{day}天第{page}版，第{writing}稿。\n"
        path = folder / f"2024-03-{day:02d}_{page:02d}.txt"
        waiting = path.with_suffix(".new")
        waiting.write_text(text, "utf-8")
        waiting.replace(path)


def main() -> None:
    """Measure and print."""
    seconds, readers, days = (*map(int, sys.argv[1:]), *(60, 5, DAYS)[len(sys.argv) - 1 :])
    with temporary_home() as home:
        for day in range(1, days + 1):
            write_issue(home.folder, day, 0)
        home.run("index")
        running = [_reader(home, seconds, number) for number in range(readers)]
        rounds, choice, end = 0, random.Random(0), time.monotonic() + seconds
        while time.monotonic() < end:
            rounds += 1
            for day in choice.sample(range(1, days + 1), 3):
                write_issue(home.folder, day, rounds)
            home.run("index")  # raises where it fails
        _print([json.loads(process.communicate()[0] or "{}") for process in running], rounds)


def _reader(home: Home, seconds: int, seed: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", READER, str(home.folder), str(home.library), str(seconds), str(seed)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=home.environment)


def _print(found: list[dict[str, Any]], rounds: int) -> None:
    waits = sorted(wait for each in found for wait in each.get("waits", ()))
    ended = sum(not each for each in found)
    print(f"{len(found)} readers, a writer that wrote {rounds} times, {len(waits):,} questions")
    print(f"longest wait {waits[-1] * 1000:.0f} ms, 99.9 % within {waits[int(0.999 * len(waits))] * 1000:.1f} ms")
    torn, lost = (sum(each.get(name, 0) for each in found) for name in ("torn", "lost"))
    print(f"readers that ended early: {ended}; issues that were not whole: {torn}; pages that could not be had: {lost}")


if __name__ == "__main__":
    main()
