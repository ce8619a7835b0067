"""Pages segmented by several processes: the same pages in the same order, whatever becomes of the processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from page_files import OLD, PAGES, TEXT, write

from hnreader.archive import Taken, TakingIn, load, segmenting, worker, workers
from hnreader.archive.codec import encode_page
from hnreader.errors import ModelError
from hnreader.model import Failure, PageArticles
from hnreader.reading import FileContents
from hnreader.reasons import Message, Reason
from hnreader.segment import version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


# What Python runs in each worker before anything else: a page with the word ends the process, kills it or raises.
DYING = """
import os, signal
import hnreader.segment as room
segment = room.segment
def dying(page, *arguments, **options):
    text = "".join(line.text for line in page.lines)
    if "溃堤" in text:
        os._exit(3)
    if "决口" in text:
        raise RuntimeError("a defect")
    return segment(page, *arguments, **options)
if os.environ.get("DYING"):
    room.segment = dying
"""

# Likewise: what a worker has in memory is more than it may keep.
GROWN = """
import os
from hnreader.reading import limits
if os.environ.get("GROWN"):
    limits.KEPT = 0
"""

# A process of its own that takes pages in: a folder, the folder of the library, and the number to stop at, 0 for none.
TAKING_IN = """
import sys, time
from pathlib import Path
from hnreader.archive import TakingIn, segmenting, workers
segmenting._ALONE, workers._BATCH_ITEMS = 0, 4
for number, item in enumerate(TakingIn(sys.argv[1], library=Path(sys.argv[2]), report=print, jobs=2), 1):
    if number == int(sys.argv[3]):
        print("there", flush=True)
        time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers begin with the first page, and have small batches."""
    monkeypatch.setattr(segmenting, "_ALONE", 0)
    monkeypatch.setattr(workers, "_BATCH_ITEMS", 4)


@pytest.fixture
def many(many: Path) -> Path:
    """The same, with more that is none, and as old: a file of just now may be read again."""
    write(many / "2024-03-09_02.txt", "\0\1\2\3" * 100)
    (many / "2024-03-11_02.txt").symlink_to("nowhere")
    return many


@pytest.fixture
def dying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have workers die of certain pages."""
    write(tmp_path / "start" / "sitecustomize.py", DYING)
    monkeypatch.syspath_prepend(tmp_path / "start")
    monkeypatch.setenv("DYING", "1")


def loaded(folder: Path, jobs: int, library: Path | None = None) -> list[bytes | Failure]:
    """Return what comes, pages as bytes with their paths."""
    items = load(folder, jobs=jobs, library=library)
    return [item if isinstance(item, Failure) else encode_page(item) for item in items]


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process segment nothing."""
    monkeypatch.setattr(segmenting, "segment", None)


@pytest.mark.parametrize(("alone", "size"), [(0, 1), (0, 1 << 17), (7, 500)])
def test_several_processes_give_what_one_gives(
    alone: int, size: int, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes, the same failures, in the order of the paths."""
    expected = loaded(many, 1)
    assert len(expected) == PAGES + 3
    monkeypatch.setattr(segmenting, "_ALONE", alone)
    monkeypatch.setattr(workers, "_BATCH_BYTES", size)
    assert loaded(many, 3) == expected


def test_a_newspaper_that_is_named_is_that_of_all_pages(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers know it, and segment for themselves."""
    expected = list(load(many, jobs=1, paper="湖南日报"))
    forbid(monkeypatch)
    assert list(load(many, jobs=2, paper="湖南日报")) == expected
    assert {item.paper for item in expected if isinstance(item, PageArticles)} == {"hunan-daily"}


def test_what_they_segment_is_kept(many: Path, library: Path, segmented: list[str]) -> None:
    """With files that have changed between files that have not, everything comes in its place."""
    first = loaded(many, 2, library)
    assert segmented == []
    assert loaded(many, 1, library) == first
    assert segmented == []
    for number in (3, 17, 18, 24):
        write(many / f"2024-03-{number:02}_01.txt", TEXT.replace("渠道", f"茶园{number}"), OLD + 60)
    second = loaded(many, 2, library)
    assert segmented == []
    assert second == loaded(many, 1)
    assert [before == now for before, now in zip(first, second, strict=True)].count(False) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell what a process has")
def test_a_process_that_has_grown_is_followed_by_another(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind each batch, of which nothing is lost."""
    expected = loaded(many, 1)
    write(tmp_path / "start" / "sitecustomize.py", GROWN)
    monkeypatch.syspath_prepend(tmp_path / "start")
    monkeypatch.setenv("GROWN", "1")
    started: list[subprocess.Popen[bytes]] = []
    start = worker.start_own_program

    def counted(module: str, variables: Mapping[str, str]) -> subprocess.Popen[bytes]:
        started.append(start(module, variables))
        return started[-1]

    monkeypatch.setattr(worker, "start_own_program", counted)
    assert loaded(many, 2) == expected
    assert len(started) > PAGES / 4
    assert all(process.returncode is not None for process in started)


def test_few_pages_start_no_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor do many that are kept."""
    monkeypatch.setattr(segmenting, "_ALONE", 3)
    monkeypatch.setattr(worker.Worker, "__init__", None)
    assert len(loaded(folder, 2)) == 3


@pytest.mark.usefixtures("dying")
def test_a_process_that_dies_costs_the_page_it_dies_of(many: Path, library: Path) -> None:
    """All others come, each once; that one comes as a failure, and is tried again next time."""
    expected = loaded(many, 1)
    path = write(many / "2024-03-13_02.txt", "溃堤\n" + TEXT)
    place = sorted(each.name for each in many.iterdir()).index(path.name)
    failure = Failure(str(path), Message(Reason.SEGMENTATION_ENDED))
    for _ in range(2):
        assert loaded(many, 2, library) == [*expected[:place], failure, *expected[place:]]


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_processes_that_are_killed_cost_time_only(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever kills them: what they had is done again."""
    expected = loaded(many, 1)
    forbid(monkeypatch)
    segment, count = worker.Worker.segment, 0

    def killed(self: worker.Worker, batch: list[tuple[bytes, str]]) -> list[bytes]:
        nonlocal count
        answer = segment(self, batch)
        count += 1
        if count % 3 == 1 and len(batch) > 1:  # when it has answered: the next batch finds it dead
            self.kill()
        return answer

    monkeypatch.setattr(worker.Worker, "segment", killed)
    assert loaded(many, 2) == expected
    assert count >= PAGES // 4


@pytest.mark.usefixtures("dying")
def test_what_raises_in_a_process_raises_as_it_does_without(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that only a worker fails on is segmented here; a missing model is reported as ever."""
    write(many / "2024-03-13_02.txt", "决口\n" + TEXT)
    assert loaded(many, 2) == loaded(many, 1)
    monkeypatch.setattr(version, "WEIGHTS", tmp_path / "none.npz")
    with pytest.raises(ModelError):
        loaded(many, 2)


@pytest.mark.parametrize("executable", ["", "/nonexistent/python", "/bin/true", "/bin/echo"])
def test_without_processes_pages_come_all_the_same(
    executable: str, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Python is a part of another program, none can be started."""
    monkeypatch.setattr(sys, "executable", executable)
    assert loaded(many, 2) == loaded(many, 1)


def test_a_process_with_another_recipe_is_not_used(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would make other pages: the program was upgraded while this one runs."""
    expected = loaded(many, 1)
    monkeypatch.setattr(version, "VERSION", "another")
    used: list[object] = []
    segment = segmenting.segment
    monkeypatch.setattr(
        segmenting, "segment", lambda *words, **options: used.append(words) or segment(*words, **options)
    )
    assert loaded(many, 2) == expected
    assert len(used) == PAGES


def test_a_library_takes_in_what_it_does_not_have(many: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file has its outcome; what is kept is not even decoded."""
    reports: list[Failure] = []

    def outcomes() -> Counter[Taken | Failure]:
        return Counter(TakingIn(many, library=library, report=reports.append, jobs=2))

    failures = Counter(item for item in load(many, jobs=1) if isinstance(item, Failure))
    assert failures.total() == 3
    assert outcomes() == failures | Counter({Taken.NEW: PAGES})
    monkeypatch.setattr("hnreader.archive.page_store.EncodedPage", None)
    assert outcomes() == failures | Counter({Taken.KNOWN: PAGES})
    assert reports == []
    monkeypatch.undo()
    forbid(monkeypatch)
    assert len([item for item in load(many, library=library) if isinstance(item, PageArticles)]) == PAGES


@pytest.mark.parametrize(("enough", "begun"), [(1 << 20, 7), (1000, 3)])
def test_little_is_read_ahead_of_large_files(enough: int, begun: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each worker has one to do; what waits for them is bounded by its number and by its size."""
    monkeypatch.setattr(workers, "_AHEAD_BYTES", enough)
    read: list[FileContents] = []

    class Busy:
        """A worker that never answers."""

        is_spent = False

        def __init__(self) -> None:
            self._killed = threading.Event()

        def segment(self, _: object) -> list[worker.Answer]:
            self._killed.wait()
            raise worker.WorkerEndedError

        def kill(self) -> None:
            self._killed.set()

        def close(self) -> None:
            pass

    def files() -> Iterator[FileContents]:
        for number in range(20):
            read.append(FileContents(b"x" * 600, f"{number}.txt"))
            yield read[-1]

    with workers.Workers(2, Busy, 1) as busy:
        assert list(busy.answered(files(), lambda: True)) == []
    assert len(read) == begun


def children(pid: int) -> set[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return {int(word) for word in listed.stdout.split()}


def alive(pid: int) -> bool:
    """Whether it is a process, and not one that has ended and that nobody has asked for."""
    state = subprocess.run(["ps", "-o", "stat=", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state) and not state.startswith("Z")


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for what has to come; the limit is that of a machine under load."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    pytest.fail("it never came")


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs the ps of Linux")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_the_one_that_started_it(number: int, many: Path, library: Path) -> None:
    """However that ends, and what it has written is there for the next start."""
    command = [sys.executable, "-c", TAKING_IN, str(many), str(library), "20"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        assert process.stdout.readline() == b"there\n"
        started = children(process.pid)
        assert len(started) == 2
        process.send_signal(number)
    wait_until(lambda: not any(map(alive, started)))
    assert len(list(TakingIn(many, library=library, report=print, jobs=1))) == PAGES + 3
    assert len([item for item in load(many, library=library) if isinstance(item, PageArticles)]) == PAGES


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs the ps of Linux")
def test_a_reader_that_stops_early_leaves_no_process(many: Path) -> None:
    """Leaving the iterator ends them."""
    before = children(os.getpid())
    pages = load(many, jobs=2)
    next(pages)
    started = children(os.getpid()) - before
    assert started
    pages.close()  # type: ignore[attr-defined]
    assert not any(map(alive, started))
