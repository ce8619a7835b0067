"""How long `hnreader list` takes on pages that it sees for the first time, and how long on the same pages again.

    python tests/bench/second_start.py [PAGES]

The pages are the sample pages under names of other days, each with a line more, so that no two are alike. Each run is a
process of its own. Printed are the seconds of the first, the second and a third run, in which one page in a hundred is
new, the size of the library, and the ratios.
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIRST_DAY = datetime.date(1990, 1, 1)
LONG_AGO = 1_000_000_000  # seconds: a file that was changed just now is read again


def write_pages(folder: Path, first: int, count: int) -> None:
    """Write so many pages, each of a day of its own, from the day of number `first` on."""
    samples = cycle(path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt")))
    for number, text in enumerate(islice(samples, count), first):
        path = folder / f"{FIRST_DAY + datetime.timedelta(days=number):%Y-%m-%d}_01.txt"
        path.write_text(f"{text}\n第{number}页\n", "utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO))


def seconds(folder: Path, home: Path, *command: str) -> float:
    """Return how long a command takes on the pages, from the start of the process to its end."""
    places = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CACHE", "CONFIG", "DATA")}
    environment = os.environ | places | {"PYTHONPATH": str(ROOT)}
    begun = time.perf_counter()
    program = [sys.executable, "-m", "hnreader", *command, str(folder)]
    subprocess.run(program, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    home = Path(tempfile.mkdtemp())
    try:
        folder = home / "pages"
        folder.mkdir()
        write_pages(folder, 0, count)
        first, second = seconds(folder, home, "list"), seconds(folder, home, "list")
        write_pages(folder, count, count // 100)
        third = seconds(folder, home, "list")
        size = sum(path.stat().st_size for path in (home / "CACHE").rglob("*") if path.is_file())
    finally:
        shutil.rmtree(home)
    print(f"{count} pages, first start:   {first:6.2f} s")
    print(f"{count} pages, second start:  {second:6.2f} s, {first / second:.1f} times as fast")
    print(f"{count // 100} pages more:          {third:6.2f} s, {first / third:.1f} times as fast")
    print(f"library: {size / 1e6:.1f} MB, {size / count / 1e3:.1f} KB a page")


if __name__ == "__main__":
    main()
