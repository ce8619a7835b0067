"""How soon a terminal program of any kind shows a text, and what memory it then takes.

    python tests/bench/any_program.py RUNS TEXT PROGRAM [ARGUMENT…]

The program runs in a pseudo-terminal of 120 by 40. Printed are the medians of the time from starting it to the text on
the screen (some 0.02 s of it are the Python that starts it), and of the memory of all its processes two seconds later,
what they share counted once (Pss).
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from terminal import Terminal

START = "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])"
REST = 2.0  # seconds


def memory(process: int) -> float:
    """Return how many MiB a process and its children hold."""
    folder = Path(f"/proc/{process}")
    lines = (folder / "smaps_rollup").read_text(encoding="ascii").splitlines()
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    children = (folder / f"task/{process}/children").read_text(encoding="ascii").split()
    return own + sum(memory(int(child)) for child in children)


def main() -> int:
    """Measure, print, and return 0."""
    runs, text, *command = sys.argv[1:]
    seconds, sizes = [], []
    for _ in range(int(runs)):
        terminal = Terminal(START, *command)
        try:
            seconds += terminal.reach(text)
            terminal.read_until(time.perf_counter() + REST)
            sizes.append(memory(terminal.child))
        finally:
            terminal.close()
    print(f"{statistics.median(seconds):.2f} s, {statistics.median(sizes):.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
