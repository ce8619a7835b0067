"""Threads begin where there is room for them, and nothing waits for one that cannot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hnreader.storage.threads import Threads

ROOT = Path(__file__).parents[2] / "hnreader"

# A process with room for a thread's stack, whose heap is full: in it a thread is made, and may end before it has begun.
FULL = """
import mmap, os, resource, signal, sys
from pathlib import Path
from hnreader.storage.threads import Threads

def full(more):
    used = int(Path("/proc/self/statm").read_text().split()[0]) * mmap.PAGESIZE
    resource.setrlimit(resource.RLIMIT_AS, (used + more, resource.RLIM_INFINITY))
    threads, stack, kept = Threads(1), mmap.mmap(-1, (8 << 20) + (1 << 18)), []
    try:
        while True:
            kept.append(object())
    except MemoryError:
        stack.close()
    try:
        threads.submit(int)
    except MemoryError:
        os._exit(3)

for more in range(9 << 20, 13 << 20, 1 << 17):
    if not (child := os.fork()):
        signal.alarm(20)
        full(more)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_what_they_do_comes_back() -> None:
    with Threads(2) as threads:
        assert threads.submit(int, "12", base=8).result() == 10


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_without_room_none_begins() -> None:
    """Python's own would be waited for without end, or the system says that it cannot make any."""
    done = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {"3"}, done.stderr


def test_all_threads_of_pools_are_such() -> None:
    used = [path for path in ROOT.rglob("*.py") if "ThreadPoolExecutor" in path.read_text("utf-8")]
    assert [path.name for path in used] == ["threads.py"]
