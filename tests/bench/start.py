"""How soon the reader shows its first text, against the smallest Textual app there is.

    python tests/bench/start.py [RUNS]

Both run by turns in a pseudo-terminal of 120 by 40. Printed are the medians of the time from starting the process to
the first text on the screen, for the reader also to the first article and to the result of a search that is typed as
soon as there is one, and the ratio of the first texts (goal: 1.5).
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile

from processes import ROOT
from terminal import READER, Terminal

GOAL = 1.5

SMALLEST = """
from textual.app import App
from textual.widgets import Input, OptionList, Static

class Smallest(App):
    def compose(self):
        yield Input()
        yield OptionList(*(f"row {n}" for n in range(60)))
        yield Static("text")

Smallest().run()
"""


def until(code: str, marks: tuple[str, ...], typed: str = "", found: str = "") -> list[float]:
    """Start Python on the code and return the seconds until each mark is on the screen, in order.

    Then something may be typed, and what is `found` waited for.
    """
    with tempfile.TemporaryDirectory() as home:  # nothing is remembered from the run before
        places = {f"XDG_{kind}_HOME": home for kind in ("CACHE", "CONFIG", "DATA")}
        environment = os.environ | places | {"PYTHONPATH": str(ROOT)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled once, as where a wheel is installed
        terminal = Terminal(code, environment=environment)
        try:
            times = terminal.reach(*marks)
            if typed:
                terminal.write(typed)
                times += terminal.reach(found)
        finally:
            terminal.close()
    return times


def main() -> int:
    """Measure, print, and return 0 where the goal is met."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    smallest, first, article, search = [], [], [], []
    until(SMALLEST, ("row 0",))  # fills the caches of both
    until(READER, ("Search",))
    for _ in range(runs):
        smallest.append(until(SMALLEST, ("row 0",))[0])
        text, row, found = until(READER, ("Search", " articles"), "/长沙", " matches")
        first.append(text)
        article.append(row)
        search.append(found)
    base, ours = statistics.median(smallest), statistics.median(first)
    print(f"smallest app, first text: {base * 1000:.0f} ms")
    print(f"hnreader, first text:     {ours * 1000:.0f} ms")
    print(f"hnreader, first articles: {statistics.median(article) * 1000:.0f} ms")
    print(f"hnreader, first results:  {statistics.median(search) * 1000:.0f} ms")
    print(f"ratio: {ours / base:.2f} (goal: {GOAL})")
    return int(ours / base > GOAL)


if __name__ == "__main__":
    sys.exit(main())
