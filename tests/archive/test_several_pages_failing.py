"""What a page costs that cannot be made, of a file of several. All text is made up."""

from __future__ import annotations

import pickle
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from page_files import write
from parted_files import BROKEN, STARTING, write_pages
from taken_in import same, stored, take

from hnreader.archive import Taken, load, segmenting, worker
from hnreader.model import Failure, PageArticles
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from pathlib import Path

NEW, BINARY = Taken.NEW, Reason.BINARY
FIRST, SECOND = "2024-03-01.txt", "2024-03-02.txt"

# Workers read files of several pages; a page with the word ends the process when it is read, or segmented, or raises.
# One is ended as the system does it where reading takes too long, and an empty file says so: it may write none.
DYING = (
    STARTING
    + """
    import signal
    import hnreader.segment as room
    read, segment = parted_files.text_page, room.segment
    def read_or_die(data, *words):
        if "崩塌".encode() in data:
            os._exit(3)
        if "淤塞".encode() in data:
            open(os.environ["ONCE"] + os.urandom(4).hex(), "w").close()
            os.kill(os.getpid(), signal.SIGPROF)
        return read(data, *words)
    def segment_or_die(page, *words, **options):
        text = "".join(line.text for line in page.lines)
        if "溃堤" in text or ("漫堤" in text and not os.path.exists(os.environ["ONCE"])):
            open(os.environ["ONCE"], "w").close()
            os._exit(3)
        if "决口" in text:
            raise RuntimeError("a defect")
        return segment(page, *words, **options)
    parted_files.text_page, room.segment = read_or_die, segment_or_die
"""
)


@pytest.fixture(autouse=True)
def _dying(parted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have workers die, which begin with the first page."""
    write(parted, DYING)
    monkeypatch.setattr(segmenting, "_ALONE", 0)
    monkeypatch.setenv("ONCE", str(tmp_path / "once"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file of three pages, and one of four of which the second cannot be read."""
    write_pages(tmp_path / "pages" / FIRST, 11, 12, 13)
    write_pages(tmp_path / "pages" / SECOND, 21, BROKEN, 23, 24)
    return tmp_path / "pages"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((1, "溃堤", 3, 4), "1x34"),
        (("溃堤", 2, 3), "x23"),
        ((1, 2, "溃堤"), "12x"),
        ((1, "溃堤", 3, "溃堤", 5), "1x3x5"),
        ((1, "漫堤", 3), "123"),
        ((1, "溃堤", "溃堤", 4), "1x"),
        ((1, 2, "崩塌", 4), "12x4"),
        (("溃堤",), "x"),
        ((1, "溃堤", 3, "决口", 5), "1xx"),
    ],
)
def test_a_page_that_no_worker_survives_costs_itself(
    pages: tuple[int | str, ...], expected: str, tmp_path: Path, library: Path, segmented: list[str]
) -> None:
    """The others are there, in their places. Where it cannot be read past, one failure stands for the rest."""
    folder = write_pages(tmp_path / "pages" / FIRST, *pages).parent
    write_pages(folder / SECOND, 21, 22)
    items = list(load(folder, jobs=2))
    ours, others = items[:-2], items[-2:]
    assert [isinstance(item, PageArticles) for item in ours] == [char != "x" for char in expected]
    assert [each.page.source for each in others if isinstance(each, PageArticles)] == [f"{SECOND}#1", f"{SECOND}#2"]
    numbers = [f"#{number}" for number in range(1, 9)] if len(pages) > 1 else [""]
    for item, number in zip(ours, numbers, strict=False):
        if isinstance(item, Failure):
            assert item.path == f"{folder / FIRST}{number}"
            assert item.message.reason is Reason.SEGMENTATION_ENDED
        else:
            assert item.page.source == f"{FIRST}{number}"
    counts = take(folder, library=library, jobs=2)
    assert (counts[NEW], counts[Reason.SEGMENTATION_ENDED]) == (
        len(expected) - expected.count("x") + 2,
        expected.count("x"),
    )
    assert segmented == []


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="signals of POSIX")
@pytest.mark.parametrize(
    ("pages", "expected", "ended"),
    [((1, "淤塞", 3), "1x3", 1), (("淤塞", 2, "淤塞", "淤塞", 5), "x2x", 3)],
)
def test_a_page_that_takes_too_long_is_tried_once(
    pages: tuple[int | str, ...], expected: str, ended: int, tmp_path: Path
) -> None:
    """The others of its file are there, and those of the batch."""
    folder = write_pages(tmp_path / "pages" / SECOND, *pages).parent
    write_pages(folder / FIRST, 11)
    write_pages(folder / "2024-03-03.txt", 31)
    items = list(load(folder, jobs=2))
    assert [isinstance(item, PageArticles) for item in items] == [char != "x" for char in f"1{expected}3"]
    assert {item.message.reason for item in items if isinstance(item, Failure)} == {Reason.READING_TIME}
    assert len(list(tmp_path.glob("once*"))) == ended


def test_an_error_tells_what_was_answered_before() -> None:
    """Also where it comes from a cluster, which would cut a long text of an error."""
    error = worker.WorkerEndedError([[b"page"] * 9], Reason.READING_TIME)
    again = pickle.loads(pickle.dumps(error))
    assert (again.answers, again.why, str(error)) == (error.answers, error.why, "")


KILLED = """
import os, signal, sys
from pathlib import Path
from hnreader.archive import TakingIn, page_store, segmenting
page_store._BATCH = 1
segment = segmenting.segment
def dying(page, *arguments, **options):
    if page.source.endswith("#3"):
        os.kill(os.getpid(), signal.SIGKILL)
    return segment(page, *arguments, **options)
segmenting.segment = dying
list(TakingIn(sys.argv[1], library=Path(sys.argv[2]), report=print, jobs=1))
"""


def test_a_file_that_was_not_finished_is_done_again(folder: Path, library: Path) -> None:
    """The process was killed amid a file: nothing of that is seen, and no page is there twice."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(library)], check=False)
    assert done.returncode == -9
    assert not len(stored(folder, library=library))
    with closing(sqlite3.connect(library / "pages.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM page").fetchone() == (1,)
    assert take(folder, library=library) == {NEW: 6, BINARY: 1}
    same(folder, library=library)
    with closing(sqlite3.connect(library / "pages.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM page").fetchone() == (6,)
