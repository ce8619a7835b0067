"""How long `hnreader search` takes on pages that it sees for the first time, and how long on the same pages again.

    python tests/bench/second_search.py [PAGES]

The pages are those of `second_start.py`. Each run is a process of its own. Printed are the seconds of: a list, which
leaves segmented pages behind; the first search, which indexes them; the second, which finds them indexed; one with one
page in a hundred more; and one after the index was deleted. Then the size of the index.
"""

from __future__ import annotations

import shutil
import sys
from typing import Final

from processes import size_of, temporary_home, write_samples

QUERY: Final = "记者 长沙"


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    with temporary_home() as home:
        write_samples(home.folder, 0, count)
        listed = home.seconds("list")
        first, second = home.seconds("search", QUERY), home.seconds("search", QUERY)
        write_samples(home.folder, count, count // 100)
        more = home.seconds("search", QUERY)
        size = 0
        for index in home.library.glob("index-*"):
            size += size_of(index)
            shutil.rmtree(index)
        anew = home.seconds("search", QUERY)
    print(f"{count} pages, segmented and listed:  {listed:6.2f} s")
    print(f"first search, of pages kept:    {first:6.2f} s")
    print(f"second search:                  {second:6.2f} s, {first / second:.1f} times as fast as the first,")
    print(f"{'':34}{(listed + first) / second:.1f} times as fast as with the pages segmented")
    print(f"… with {count // 100} pages more:           {more:6.2f} s")
    print(f"… with the index deleted:       {anew:6.2f} s")
    print(f"index: {size / 1e6:.1f} MB, {size / count / 1e3:.1f} KB a page")


if __name__ == "__main__":
    main()
