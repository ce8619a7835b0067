"""Several processes take the same files in, or one is killed again and again: every page is there once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from page_files import TEXT, write
from parted_files import write_pages
from stored_pages import agree, described

from hnreader.archive import Archive, Taken, TakingIn, load, stored_catalogue
from hnreader.model import PageArticles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DAYS, PAGES = 4, 3
MODULE = [sys.executable, "-c"]

# A process of its own: takes pages in, each written as it comes.
TAKING_IN = """
import sys
from pathlib import Path
from hnreader.archive import TakingIn, page_store
page_store._BATCH = 1
print("ready", flush=True)
sys.stdin.readline()
taken = [str(item) for item in TakingIn(sys.argv[1], library=Path(sys.argv[2]), report=print, jobs=1)]
print(sorted(taken))
"""

# Another one, whose children take pages in and are killed before one of the next statements of SQL, or page.
# It prints what a reader finds after each: the number of pages of each issue.
KILLED = """
import json, os, random, signal, sys
from pathlib import Path
from hnreader.archive import TakingIn, library_database, page_store, segmenting, stored_catalogue
page_store._BATCH = 2
chance, left = random.Random(int(sys.argv[3])), 0
open_database, segment = library_database.open_database, segmenting.segment

def tick(*_):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

def watched(*words, **options):
    opened = open_database(*words, **options)
    opened.connection.set_trace_callback(tick)
    return opened

def counted(*words, **options):
    tick()
    return segment(*words, **options)

folder, library = sys.argv[1], Path(sys.argv[2])
for left in (chance.randint(0, 70) for _ in range(int(sys.argv[4]))):
    child = os.fork()
    if child == 0:
        library_database.open_database, segmenting.segment = watched, counted
        for _ in TakingIn(folder, library=library, report=lambda problem: os._exit(1), jobs=1):
            pass
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    catalogue = stored_catalogue([folder], library)
    print(json.dumps([status, [issue.pages for issue in catalogue.summaries()]]))
    catalogue.close()
"""


@pytest.fixture(params=["a file each", "in one file"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Issues of several pages, the pages of one story each."""
    for day in range(1, DAYS + 1):
        texts = [TEXT.replace("渠道", f"渠道{day}{number}") for number in range(1, PAGES + 1)]
        name = tmp_path / "pages" / f"2024-03-0{day}"
        if request.param == "in one file":
            request.getfixturevalue("parted")
            write_pages(name.with_suffix(".txt"), *texts)
        else:
            for number, text in enumerate(texts, 1):
                write(name.with_name(f"{name.name}_0{number}.txt"), text)
    return tmp_path / "pages"


def complete(folder: Path, library: Path) -> None:
    """The library has what the files have, each page once, and nothing is left to do."""
    assert [*TakingIn(folder, library=library, report=pytest.fail)] == [Taken.KNOWN] * (DAYS * PAGES)
    catalogue = stored_catalogue([folder], library)
    assert catalogue
    loaded = (each for each in load(folder, jobs=1) if isinstance(each, PageArticles))
    expected = Archive(replace(each, page=replace(each.page, path=None)) for each in loaded)
    agree(described(expected), described(Archive(source=catalogue)))


def test_several_processes_take_the_same_in(folder: Path, library: Path) -> None:
    """None fails, says anything or doubles a page."""
    command = [*MODULE, TAKING_IN, str(folder), str(library)]
    running = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    for process in running:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in running:  # all have been loaded
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    for process in running:
        printed, _ = process.communicate()
        assert process.returncode == 0
        assert printed.count("Taken.") == DAYS * PAGES
        assert printed.count("\n") == 1
    complete(folder, library)


def killed(folder: Path, library: Path, seed: int, times: int) -> Sequence[tuple[int, list[int]]]:
    command = [*MODULE, KILLED, str(folder), str(library), str(seed), str(times)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(("place", "seed"), [("cache", 1), ("named", 2)])
def test_a_process_that_is_killed_again_and_again_gets_there(
    place: str, seed: int, folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A reader never finds half of an issue, and what was there once stays."""
    if place == "cache":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        library = tmp_path / "cache" / "hnreader" / "library"
    seen: list[list[int]] = [[]]
    deaths = 0
    for status, counts in killed(folder, library, seed, 10):
        deaths += os.WIFSIGNALED(status)
        assert os.WIFSIGNALED(status) or status == 0
        assert {*counts} <= {PAGES}
        assert len(counts) >= len(seen[-1])
        seen.append(counts)
    assert deaths > 5
    list(TakingIn(folder, library=library, report=pytest.fail))
    complete(folder, library)
