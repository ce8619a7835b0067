"""Pages segmented by a cluster: the same bytes as here, whatever becomes of its workers; else one line says why."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from importlib.util import find_spec
from threading import Event
from typing import TYPE_CHECKING

import pytest
from page_files import PAGES, TEXT, write
from parted_files import STARTING, page_text, write_pages

from hnreader.archive import Taken, TakingIn, cluster, cluster_worker, segmenting, workers
from hnreader.archive.cluster import Cluster
from hnreader.archive.library_database import FILE
from hnreader.archive.segmenting import Segmenting
from hnreader.archive.worker import Worker, WorkerSettings
from hnreader.cli import main
from hnreader.errors import ClusterError
from hnreader.messages import Translator
from hnreader.messages.reasons import words_of
from hnreader.model import Failure
from hnreader.packing import pack
from hnreader.papers import known_papers
from hnreader.reasons import Message, Reason
from hnreader.segment import version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hnreader.archive.worker import Answer, FilePart

# Not imported here, which takes each worker of the suite more than a second.
pytestmark = pytest.mark.skipif(find_spec("distributed") is None, reason="needs distributed")


# A page with the word kills the process that segments it; one with the other, the first time, the cluster's worker.
DYING = """
import os, signal
import hnreader.segment as room
segment = room.segment
def dying(page, *arguments, **options):
    text = "".join(line.text for line in page.lines)
    if "溃堤" in text:
        os._exit(3)
    if "决口" in text and not os.path.exists(os.environ["DYING"]):
        open(os.environ["DYING"], "w").close()
        os.kill(os.getppid(), signal.SIGKILL)
        os._exit(3)
    return segment(page, *arguments, **options)
if os.environ.get("DYING"):
    room.segment = dying
"""

# A scheduler and some workers with two threads each: the address is printed, and they end with standard input.
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    options = {"n_workers": int(sys.argv[1]), "threads_per_worker": 2, "dashboard_address": None}
    with LocalCluster(processes=True, host="127.0.0.1", silence_logs=50, **options) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@contextmanager
def running(folder: Path, count: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start a cluster of so many workers, and yield its address and the process that has the scheduler."""
    program = write(folder / "cluster.py", CLUSTER)
    write(folder / "start" / "sitecustomize.py", STARTING + DYING)
    path = os.pathsep.join([str(folder / "start"), *sys.path])
    environment = os.environ | {"PYTHONPATH": path, "DYING": str(folder / "died"), "PARTED": "1"}
    with subprocess.Popen(
        [sys.executable, str(program), str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as process:
        assert process.stdout
        yield process.stdout.readline().decode().strip(), process
        process.communicate()  # it ends with its input


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def shared(base: Path) -> Iterator[str]:
    """A cluster for all tests: it takes a second to start."""
    with running(base, 2) as (address, _):
        yield address


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have small batches, and no patience."""
    monkeypatch.setattr(workers, "_BATCH_ITEMS", 4)
    for name in ("_CONNECTING", "_GATHERING"):
        monkeypatch.setattr(cluster, name, 5.0)
    monkeypatch.setattr(cluster, "_WAITING", 0.5)


def taken(folder: Path, library: Path, scheduler: str | None = None) -> Counter[Taken | Failure]:
    """Return what became of the files."""
    return Counter(TakingIn(folder, library=library, report=pytest.fail, jobs=1, scheduler=scheduler))


def stored(library: Path) -> list[tuple[object, ...]]:
    """Return what a library holds, but for the numbers of pages, which are those of their arrival."""
    db = sqlite3.connect(library / FILE)
    try:
        query = "SELECT path, page.*, data FROM file JOIN page USING (digest) JOIN body ON page = number ORDER BY path"
        return db.execute(query).fetchall()
    finally:
        db.close()


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process segment nothing."""
    monkeypatch.setattr(segmenting, "segment", None)


def refusal(folder: Path, library: Path, scheduler: str) -> Message:
    """Return why pages were not taken in."""
    with pytest.raises(ClusterError) as error:
        taken(folder, library, scheduler)
    return error.value.message


def test_a_cluster_gives_what_this_computer_gives(
    many: Path, tmp_path: Path, shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same library, byte for byte; pages of a newspaper that is named as well; the next run has nothing to do."""
    expected = taken(many, tmp_path / "here")
    (many / "2024-03-07_02.txt").unlink()
    taken(many, tmp_path / "here")
    forbid(monkeypatch)
    outcomes = taken(many, tmp_path / "there", shared)
    assert outcomes == Counter({Taken.NEW: PAGES})
    assert expected[Taken.NEW] == PAGES
    assert stored(tmp_path / "there") == stored(tmp_path / "here")
    assert len(stored(tmp_path / "there")) == PAGES
    assert taken(many, tmp_path / "there", shared) == Counter({Taken.KNOWN: PAGES})


def test_a_page_that_kills_what_segments_it_costs_itself(many: Path, tmp_path: Path, shared: str) -> None:
    """All others are taken in; that one is reported, as it is without a cluster."""
    path = write(many / "2024-03-13_02.txt", "溃堤\n" + TEXT)
    outcomes = taken(many, tmp_path / "there", shared)
    assert outcomes[Taken.NEW] == PAGES
    assert outcomes[Failure(str(path), Message(Reason.SEGMENTATION_ENDED))] == 1
    assert outcomes.total() == PAGES + 2


def test_a_page_of_several_that_kills_costs_itself(many: Path, tmp_path: Path, shared: str) -> None:
    """The others of its file are there, however much was answered before."""
    large = "".join(map(page_text, range(300)))
    path = write_pages(many / "2024-04-01.txt", large, "溃堤\n" + TEXT, 3)
    outcomes = taken(many, tmp_path / "there", shared)
    assert outcomes[Failure(f"{path}#2", Message(Reason.SEGMENTATION_ENDED))] == 1
    assert outcomes[Taken.NEW] == PAGES + 2
    assert outcomes.total() == PAGES + 4


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_worker_that_is_killed_costs_time_only(many: Path, tmp_path: Path, base: Path, shared: str) -> None:
    """It dies while it segments: all pages are there once."""
    write(many / "2024-03-13_02.txt", "决口\n" + TEXT)
    outcomes = taken(many, tmp_path / "there", shared)
    assert (base / "died").exists()
    assert outcomes[Taken.NEW] == PAGES + 1
    assert outcomes.total() == PAGES + 2
    assert len(stored(tmp_path / "there")) == PAGES + 1
    taken(many, tmp_path / "here")
    assert stored(tmp_path / "there") == stored(tmp_path / "here")


def test_a_worker_of_another_recipe_ends_the_command(
    many: Path, tmp_path: Path, shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version is installed there: no page is kept, neither of there nor of here."""
    monkeypatch.setattr(version, "VERSION", "another")
    message = refusal(many, tmp_path / "there", shared)
    assert message.reason is Reason.CLUSTER_RECIPE
    assert stored(tmp_path / "there") == []
    monkeypatch.undo()
    assert taken(many, tmp_path / "there", shared)[Taken.NEW] == PAGES


def test_what_the_cluster_cannot_run_is_one_line(shared: str) -> None:
    """As where its machines lack this package: the task raises what it does not raise on purpose."""
    with pytest.MonkeyPatch.context() as patch, Cluster(shared) as there:
        settings = WorkerSettings(b"", "", "no day")  # type: ignore[arg-type]
        patch.setattr(cluster, "segment_batch", int)
        with pytest.raises(ClusterError) as error:
            there.wait(there.submit([], settings))
    assert error.value.message.reason is Reason.CLUSTER_TASK
    assert "\n" not in words_of(error.value.message, Translator("en"))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere", "tcp://", "ftp://x:1", "tcp://a:b", "::"])
def test_an_address_that_is_none_is_one_line(
    address: str, many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It says where nobody answers, exits with 2, and the library is not even made."""
    monkeypatch.setattr(cluster, "_CONNECTING", 0.3)
    words = ["index", "--lang", "en", "--scheduler", address, "--library", str(tmp_path / "none"), str(many)]
    assert main(words) == 2
    output = capfd.readouterr()
    assert output.out == ""
    assert output.err.startswith(f"hnreader: No scheduler answers at {address} (")
    assert output.err.count("\n") == 1
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("address", ["nowhere", "tls://127.0.0.1:9"])
def test_nothing_is_printed_behind_the_line_when_the_program_ends(address: str, tmp_path: Path) -> None:
    """As by a client that is half made; for TLS keys are missing."""
    words = ["index", "--lang", "en", "--scheduler", address, "--library", str(tmp_path / "none"), str(tmp_path)]
    command = [sys.executable, "-m", "hnreader", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_without_the_extra_it_says_what_to_install(
    many: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["index", "--lang", "en", "--scheduler", "tcp://127.0.0.1:9", str(many)]) == 2
    assert "pip install 'hnreader[cluster]'" in capsys.readouterr().err


def test_processes_of_this_computer_and_a_cluster_are_two_things(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "--lang", "en", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "--jobs and --scheduler" in capsys.readouterr().err


def test_a_scheduler_without_workers_is_one_line(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_GATHERING", 0.3)
    with running(tmp_path, 0) as (address, _):
        message = refusal(many, tmp_path / "none", address)
        assert message == Message(Reason.CLUSTER_EMPTY, scheduler=address)


def test_a_cluster_that_has_lost_all_its_workers_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody would ever answer."""
    with running(tmp_path, 1) as (address, _), Cluster(address) as there:
        there._client.retire_workers()
        with pytest.raises(ClusterError) as error:
            there.wait(there.submit([], WorkerSettings(b"", "", 0)))
        assert error.value.message == Message(Reason.CLUSTER_EMPTY, scheduler=address)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_scheduler_that_is_gone_ends_the_command(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was taken in until then is kept, and the next run takes in the rest."""
    monkeypatch.setattr(workers, "_AHEAD", 0)
    monkeypatch.setattr(workers, "_BATCH_ITEMS", 1)
    with running(tmp_path, 1) as (address, process):
        outcomes = iter(TakingIn(many, library=tmp_path / "there", report=pytest.fail, scheduler=address))
        first = [next(outcomes) for _ in range(5)]
        assert first.count(Taken.NEW) >= 4
        process.kill()
        with pytest.raises(ClusterError) as error:
            list(outcomes)
        assert error.value.message == Message(Reason.CLUSTER_LOST, scheduler=address)
    again = taken(many, tmp_path / "there")
    assert again[Taken.KNOWN] >= 4
    assert again[Taken.KNOWN] + again[Taken.NEW] == PAGES


def test_processes_of_a_worker_keep_their_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What its worker has set for itself makes segmenting slow, and is not handed on."""
    small = 1 << 16
    monkeypatch.setenv("MALLOC_TRIM_THRESHOLD_", str(small))
    monkeypatch.setenv("MALLOC_MMAP_THRESHOLD_", str(small))
    environments: list[dict[str, str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *_, env, **__: environments.append(env))
    Worker(WorkerSettings(b"", "", 0))
    assert environments[0]["OMP_NUM_THREADS"] == "1"
    for name in ("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"):
        assert int(environments[0][name]) > 100 * small


def test_a_process_that_has_grown_gets_no_further_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ended behind its answer."""
    today = Segmenting.today(known_papers(), None, 1)
    settings = WorkerSettings(today.recipe, "", today.day.toordinal())
    ended: list[Worker] = []
    segment, close = Worker.segment, Worker.close

    def closed(worker: Worker) -> None:
        close(worker)
        ended.append(worker)

    def grown(worker: Worker, batch: Sequence[FilePart]) -> list[Answer]:
        answers = segment(worker, batch)
        worker.is_spent = True
        return answers

    monkeypatch.setattr(Worker, "segment", grown)
    monkeypatch.setattr(Worker, "close", closed)
    processes = cluster_worker.Processes()
    for count in range(2):
        pages = processes.segment([(TEXT.encode(), "a.txt", 0, pack(()), b"")], settings)
        assert list(map(bool, pages)) == [True]
        assert len(ended) == count + 1


def test_processes_without_work_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command that wanted them may have been killed."""
    today = Segmenting.today(known_papers(), None, 1)
    settings = WorkerSettings(today.recipe, "", today.day.toordinal())
    ended: list[Worker] = []
    done = Event()
    close = Worker.close

    def closed(worker: Worker) -> None:
        close(worker)
        ended.append(worker)
        done.set()

    monkeypatch.setattr(Worker, "close", closed)
    monkeypatch.setattr(cluster_worker, "_IDLE", 0.2)
    processes = cluster_worker.Processes()
    assert [bool(page) for page in processes.segment([(TEXT.encode(), "a.txt", 0, pack(()), b"")], settings)] == [True]
    assert done.wait(60)
    assert len(ended) == 1
    assert [bool(page) for page in processes.segment([(TEXT.encode(), "a.txt", 0, pack(()), b"")], settings)] == [True]
