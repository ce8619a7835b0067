"""How fast `hnreader index` takes pages in: with one process, with one for each core, and when it has them all.

    python tests/bench/taking_in.py [PAGES]

The pages are the sample pages under names of other days, each with a line more, so that no two are alike. Each run is a
process of its own with a new library; runs with one process and with all take turns, and the quicker of two counts.
Printed are the pages a second, the ratio (wanted: 1.8 or more with two cores), the seconds of a run over a library that
has all of them, and how many processes wanted to run on the machine meanwhile: others on it make the ratio smaller.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from second_start import ROOT, write_pages

from hnreader.archive.workers import available_cores


def seconds(folder: Path, home: Path, *options: str) -> float:
    """Return how long it takes to take the pages in, from the start of the process to its end."""
    places = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CACHE", "CONFIG", "DATA")}
    environment = os.environ | places | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "hnreader", "index", *options, str(folder)]
    begun = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    home = Path(tempfile.mkdtemp())
    single: list[float] = []
    all_cores: list[float] = []
    try:
        folder = home / "pages"
        folder.mkdir()
        write_pages(folder, 0, count)
        for _ in range(2):
            shutil.rmtree(home / "CACHE", ignore_errors=True)
            single.append(seconds(folder, home, "--jobs", "1"))
            shutil.rmtree(home / "CACHE")
            all_cores.append(seconds(folder, home))
        again = seconds(folder, home)
    finally:
        shutil.rmtree(home)
    print(f"{count} pages, one process:  {count / min(single):6.1f} pages a second")
    print(f"{count} pages, {available_cores()} processes: {count / min(all_cores):6.1f} pages a second")
    print(f"ratio: {min(single) / min(all_cores):.2f}; taken in already: {again:.2f} s")
    print(
        "runs, in seconds:", *(f"{alone:.1f}/{together:.1f}" for alone, together in zip(single, all_cores, strict=True))
    )
    if hasattr(os, "getloadavg"):
        print(f"load of the machine in the last minute: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
