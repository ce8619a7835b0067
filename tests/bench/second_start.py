"""How long `hnreader list` takes on pages that it sees for the first time, and how long on the same pages again.

    python tests/bench/second_start.py [PAGES]

The pages are the sample pages under names of other days, each with a line more, so that no two are alike. Each run is a
process of its own. Printed are the seconds of the first, the second and a third run, in which one page in a hundred is
new, the size of the library, and the ratios.
"""

from __future__ import annotations

import sys

from processes import size_of, temporary_home, write_samples


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with temporary_home() as home:
        write_samples(home.folder, 0, count)
        first, second = home.seconds("list"), home.seconds("list")
        write_samples(home.folder, count, count // 100)
        third = home.seconds("list")
        size = size_of(home.library)
    print(f"{count} pages, first start:   {first:6.2f} s")
    print(f"{count} pages, second start:  {second:6.2f} s, {first / second:.1f} times as fast")
    print(f"{count // 100} pages more:          {third:6.2f} s, {first / third:.1f} times as fast")
    print(f"library: {size / 1e6:.1f} MB, {size / count / 1e3:.1f} KB a page")


if __name__ == "__main__":
    main()
