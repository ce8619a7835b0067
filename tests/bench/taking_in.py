"""How fast `hnreader index` takes pages in: with one process, with one for each core, and when it has them all.

    python tests/bench/taking_in.py [PAGES]

The pages are the sample pages under names of other days, each with a line more, so that no two are alike. Each run is a
process of its own with a new library; runs with one process and with all take turns, and the quicker of two counts.
Printed are the pages a second, the ratio (wanted: 1.8 or more with two cores), the seconds of a run over a library that
has all of them, and how many processes wanted to run on the machine meanwhile: others on it make the ratio smaller.
"""

from __future__ import annotations

import shutil
import sys

from processes import print_load, temporary_home, write_samples

from hnreader.archive.workers import available_cores


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    single: list[float] = []
    all_cores: list[float] = []
    with temporary_home() as home:
        write_samples(home.folder, 0, count)
        for _ in range(2):
            shutil.rmtree(home.library, ignore_errors=True)
            single.append(home.seconds("index", "--jobs", "1"))
            shutil.rmtree(home.library)
            all_cores.append(home.seconds("index"))
        again = home.seconds("index")
    print(f"{count} pages, one process:  {count / min(single):6.1f} pages a second")
    print(f"{count} pages, {available_cores()} processes: {count / min(all_cores):6.1f} pages a second")
    print(f"ratio: {min(single) / min(all_cores):.2f}; taken in already: {again:.2f} s")
    print(
        "runs, in seconds:", *(f"{alone:.1f}/{together:.1f}" for alone, together in zip(single, all_cores, strict=True))
    )
    print_load()


if __name__ == "__main__":
    main()
