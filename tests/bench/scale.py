"""What pages cost beyond one machine: on the wire, at the scheduler, and at the one process that writes the library.

    python tests/bench/scale.py [PAGES]

Made-up pages (made_pages.py) are taken in four times, each time into a new library: by processes of this computer; by
a cluster of this computer with as many threads; by the same cluster where its workers return pages that were made
before, so that only transport, decoding, publishing and writing remain; and without transport as well. Printed are, a
page: seconds, seconds of processors of the writer (this process), of the scheduler and of the processes that segment,
and bytes over the loopback device, which has the way from here to the scheduler and that from the scheduler to the
workers, and back. Then the search index is made. The writer's processor seconds are what bounds a cluster: other
processes on the machine spoil them less than seconds.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sqlite3
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import psutil
from made_pages import write_archive
from processes import ROOT, print_load, size_of

from hnreader.archive import Archive, Taken, TakingIn, cluster, segmenting, stored_catalogue
from hnreader.archive.library_database import FILE
from hnreader.archive.workers import available_cores
from hnreader.search import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MADE: Final = "HNREADER_BENCH_MADE"  # environment variable: the file with the pages that were made before
WARM: Final = 40  # pages that are taken in before a cluster is measured, so that its processes have started
CLUSTER: Final = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    options = {"n_workers": 1, "threads_per_worker": int(sys.argv[1]), "dashboard_address": None}
    with LocalCluster(processes=True, host="127.0.0.1", silence_logs=50, **options) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


class Cost(NamedTuple):
    """What taking in cost, in all; processors in seconds."""

    seconds: float
    writer: float
    scheduler: float
    segmenting: float
    """That of processes of this computer which have ended."""
    wire: int
    """Bytes."""


@cache
def made_before() -> dict[str, bytes]:
    """Return encoded pages by the names of their files."""
    pages: dict[str, bytes] = pickle.loads(Path(os.environ[MADE]).read_bytes())
    return pages


def return_batch(batch: Sequence[tuple[bytes, str, int]], *_: object) -> list[list[bytes]]:
    """Stand in for `segment_batch` on the workers."""
    return [[made_before()[name]] for _, name, _ in batch]


class StandIn:
    """Stands in for a process that segments."""

    def __init__(self, settings: object) -> None:
        """Do nothing with the settings."""

    def segment(self, batch: Sequence[tuple[bytes, str, int]]) -> list[list[bytes]]:
        """Return pages that were made before."""
        return return_batch(batch)

    def kill(self) -> None:
        """Do nothing."""

    close = kill


@contextlib.contextmanager
def running_cluster(folder: Path) -> Iterator[tuple[str, int]]:
    """Give the address of a cluster and the process of its scheduler."""
    program = folder / "cluster.py"
    program.write_text(CLUSTER, "utf-8")
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "bench")])
    environment = os.environ | {"PYTHONPATH": paths, MADE: str(folder / "made")}
    command = [sys.executable, str(program), str(available_cores())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        yield process.stdout.readline().decode().strip(), process.pid
        process.communicate()


def cost_of(pages: Path, library: Path, scheduler: str | None = None, process: int = 0) -> Cost:
    """Take pages in and measure."""

    def now() -> Cost:
        times = psutil.Process(process or None).cpu_times()
        wire = psutil.net_io_counters(pernic=True)["lo"].bytes_sent
        ended = os.times()
        children = ended.children_user + ended.children_system
        return Cost(time.perf_counter(), time.process_time(), times.user + times.system, children, wire)

    before = now()
    outcomes = list(TakingIn(pages, library=library, report=print, scheduler=scheduler))
    after = now()
    assert set(outcomes) == {Taken.NEW}, set(outcomes)
    return Cost(*(last - first for first, last in zip(before, after, strict=True)))


def print_cost(name: str, count: int, cost: Cost, *, clustered: bool) -> None:
    """Print what a page cost."""
    print(
        f"{name}: {count / cost.seconds:.1f} pages a second, writer {1000 * cost.writer / count:.2f} ms a page", end=""
    )
    if clustered:
        print(
            f", scheduler {1000 * cost.scheduler / count:.2f} ms, {cost.wire / count / 1000:.1f} KB on the wire", end=""
        )
    else:
        print(f", segmenting {1000 * cost.segmenting / count:.1f} ms", end="")
    print(flush=True)


def keep_made(library: Path, path: Path) -> None:
    """Write the encoded pages of a library into a file."""
    with contextlib.closing(sqlite3.connect(library / FILE)) as db:
        path.write_bytes(pickle.dumps(dict(db.execute("SELECT source, data FROM page JOIN body ON page = number"))))


def print_search(pages: Path, library: Path, count: int) -> None:
    """Index the pages for search, and print what that takes."""
    catalogue = stored_catalogue([str(pages)], library)
    assert catalogue
    before = size_of(library)
    archive = Archive(source=catalogue)
    begun, worked = time.perf_counter(), time.process_time()
    index_of(archive).update(archive)
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    articles = len(archive.articles)
    print(f"search index: {articles / count:.1f} articles a page, {articles / seconds:.0f} articles a second,", end=" ")
    print(f"{1000 * worked / articles:.2f} ms of processors an article")
    print(f"library {before / count / 1000:.1f} KB a page, index {(size_of(library) - before) / count / 1000:.1f} KB")


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    from scale import return_batch as stand_in  # noqa: PLC0415 - by this name the workers know it

    with tempfile.TemporaryDirectory(prefix="hnreader-bench-") as name:
        folder = Path(name)
        made = write_archive(folder / "pages", count)
        write_archive(folder / "first", WARM, seed=1)
        print(f"{made.pages} pages, {made.size / made.pages / 1000:.1f} KB each")
        cost_of(folder / "first", folder / "warm")
        print_cost("processes", made.pages, cost_of(folder / "pages", folder / "local"), clustered=False)
        keep_made(folder / "local", folder / "made")
        with running_cluster(folder) as (address, process):
            cost_of(folder / "first", folder / "warm2", address, process)
            cost = cost_of(folder / "pages", folder / "there", address, process)
            print_cost("cluster", made.pages, cost, clustered=True)
            cluster.segment_batch = stand_in
            cost = cost_of(folder / "pages", folder / "again", address, process)
            print_cost("transport and writing only", made.pages, cost, clustered=True)
        os.environ[MADE] = str(folder / "made")
        segmenting.Worker, segmenting._ALONE = StandIn, 0  # type: ignore[assignment, misc]
        print_cost("writing only", made.pages, cost_of(folder / "pages", folder / "only"), clustered=False)
        print_search(folder / "pages", folder / "local", made.pages)
    print_load()


if __name__ == "__main__":
    main()
