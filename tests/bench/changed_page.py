"""How soon the reader shows a page file that is changed while it runs.

    python tests/bench/changed_page.py [PAGES [TIMES]]

A made-up archive is taken in; then a page of a later day is written, and again and again with another headline, each
time when all is at rest. Printed are the seconds from the end of writing to the frame that shows the new headline in
the list.
"""

from __future__ import annotations

import datetime
import statistics
import sys
import time
from typing import Final

from made_pages import LAST_DAY, write_archive
from processes import print_load, temporary_home
from terminal import READER, Terminal

BODY: Final = (
    "本报讯 会议听取了有关情况的汇报，研究了下一阶段的工作。会议指出，各地各部门要认真做好各项准备，及时解决问题。"
)


def main() -> None:
    """Measure and print."""
    pages, times = int(sys.argv[1]) if len(sys.argv) > 1 else 400, int(sys.argv[2]) if len(sys.argv) > 2 else 10
    day = LAST_DAY + datetime.timedelta(days=1)
    print_load()
    with temporary_home() as home:
        write_archive(home.folder, pages)
        home.seconds("index")
        terminal = Terminal(READER, "--lang", "en", str(home.folder), environment=home.environment)
        try:
            terminal.reach(" articles")
            terminal.rest()
            taken = []
            for number in range(times):
                headline = f"全省第{1001 + 111 * number}号通报发布"
                (home.folder / f"{day.isoformat()}_01.txt").write_text(f"{headline}\n{BODY}\n", encoding="utf-8")
                written = time.perf_counter()
                terminal.reach(headline)
                taken.append(time.perf_counter() - written)
                terminal.rest()
        finally:
            terminal.close()
    print(f"a page of {pages:,} changed, until it is shown: median {statistics.median(taken):.2f} s, ", end="")
    print(f"longest of {times} {max(taken):.2f}")


if __name__ == "__main__":
    main()
