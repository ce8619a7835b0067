"""What benches share that run `hnreader` in processes of its own: sample pages, a home, seconds and memory of a run."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
FIRST_DAY: Final = datetime.date(1990, 1, 1)
LONG_AGO: Final = 1_000_000_000  # seconds: a file that was changed just now is read again
_NOT_FOUND: Final = 1  # exit code of a search without a result


class Run(NamedTuple):
    """What a process took."""

    first: float
    """Seconds until its first line."""
    seconds: float
    """Seconds until its end."""
    worked: float
    """Seconds of processors, those of its children included."""
    peak: float
    """MiB; the largest of it and its children."""
    lines: int
    """Lines that it printed."""


class Home:
    """A folder with pages, and settings and caches of its own."""

    def __init__(self, home: Path, folder: Path | None = None) -> None:
        self.home: Final = home
        self.folder: Final = folder or home / "pages"
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def library(self) -> Path:
        """Where segmented pages and the index are kept."""
        return self.home / "CACHE" / "hnreader" / "library"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process in it."""
        places = {f"XDG_{kind}_HOME": str(self.home / kind) for kind in ("CACHE", "CONFIG", "DATA")}
        return os.environ | places | {"PYTHONPATH": str(ROOT)}

    def run(self, *command: str | Path, on: Path | None = None) -> Run:
        """Run a command of `hnreader` on the pages, or on those of another folder."""
        program = [sys.executable, "-m", "hnreader", *map(str, command), str(on or self.folder)]
        return run(program, self.environment)

    def seconds(self, *command: str | Path) -> float:
        """Return how long a command takes on the pages, from the start of the process to its end."""
        return self.run(*command).seconds


def run(command: list[str], environment: dict[str, str]) -> Run:
    """Run a program, read what it prints, and measure it.

    A small process starts it: the peak memory of a process is at least that of the one which started it.
    """
    starter = [sys.executable, "-S", __file__, *command]
    done = subprocess.run(starter, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, _NOT_FOUND):
        raise subprocess.CalledProcessError(done.returncode, command)
    first, seconds, worked, peak, lines = map(float, done.stdout.split())
    return Run(first, seconds, worked, peak, int(lines))


def _measure(command: list[str]) -> int:
    """Run a program, print what it took, and return its exit code."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        lines = int(bool(process.stdout.readline()))
        first = time.perf_counter() - begun
        while some := process.stdout.read1(1 << 16):
            lines += some.count(b"\n")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    print(first, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, lines)
    return process.returncode


@contextmanager
def temporary_home() -> Iterator[Home]:
    """Give a home that is deleted in the end."""
    with tempfile.TemporaryDirectory(prefix="hnreader-bench-") as home:
        yield Home(Path(home))


def write_samples(folder: Path, first: int, count: int) -> None:
    """Write so many pages, each of a day of its own, from the day of number `first` on: samples with a line more."""
    samples = cycle(path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt")))
    for number, text in enumerate(islice(samples, count), first):
        path = folder / f"{FIRST_DAY + datetime.timedelta(days=number):%Y-%m-%d}_01.txt"
        path.write_text(f"{text}\n第{number}页\n", "utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO))


def size_of(folder: Path) -> int:
    """Return how many bytes the files of a folder have."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def print_load() -> None:
    """Print how many processes wanted to run on the machine meanwhile: others on it spoil figures."""
    if hasattr(os, "getloadavg"):
        print(f"load of the machine in the last minute: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    sys.exit(_measure(sys.argv[1:]))
