"""How soon the reader shows its first text, against the smallest Textual app there is.

    python tests/bench/start.py [RUNS]

Both run by turns in a pseudo-terminal of 120 by 40. Printed are the medians of the time from starting the process to
the first text on the screen, for the reader also to the first article and to the result of a search that is typed as
soon as there is one, and the ratio of the first texts (goal: 1.5).
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
GOAL = 1.5
PATIENCE = 20.0  # seconds

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
TERMINAL_QUERY, ANSWER = b"\x1b[c", b"\x1b]11;rgb:1b1b/1a1a/1818\x1b\\\x1b[?62;c"
"""What the reader asks of the terminal (its colour, and what it is), and what one says to it."""
READER = "import sys; from hnreader.__main__ import main; sys.exit(main())"


def until(code: str, marks: tuple[bytes, ...], typed: bytes = b"") -> list[float]:
    """Start Python on the code and return the seconds until each mark is on the screen, in order.

    What is typed is typed when all but the last are.
    """
    begun = time.perf_counter()
    home = tempfile.mkdtemp()  # nothing is remembered from the run before
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="120", LINES="40", LC_ALL="C.UTF-8")
        os.environ.update(XDG_DATA_HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled once, as where a wheel is installed
        os.execv(sys.executable, [sys.executable, "-c", code])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen, times, answered = b"", [], False
    try:
        for mark in marks:
            if typed and mark == marks[-1]:
                os.write(terminal, typed)
            while mark not in seen:
                left = begun + PATIENCE - time.perf_counter()
                if left <= 0 or not select.select([terminal], [], [], left)[0]:
                    raise TimeoutError(mark)
                seen += os.read(terminal, 65536)
                if TERMINAL_QUERY in seen and not answered:
                    os.write(terminal, ANSWER)
                    answered = True
            times.append(time.perf_counter() - begun)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
        shutil.rmtree(home)
    return times


def main() -> int:
    """Measure, print, and return 0 where the goal is met."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    smallest, first, article, search = [], [], [], []
    until(SMALLEST, (b"row 0",))  # fills the caches of both
    until(READER, (b"Search",))
    for _ in range(runs):
        smallest.append(until(SMALLEST, (b"row 0",))[0])
        text, row, found = until(READER, (b"Search", b" articles", b" matches"), "/长沙".encode())
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
