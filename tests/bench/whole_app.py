"""The reader on a terminal, over many pages: how soon it shows them, and what it holds while it is used."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, Final

from terminal import READER, Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from processes import Home

PAGE_DOWN: Final = "\x1b[6~"
ESCAPE: Final = "\x1b"
RATE: Final = 30  # keys a second, of a key held down
HELD_FOR: Final = 8  # seconds
PATIENCE: Final = 3600.0  # seconds


def print_app(home: Home, stories: int, queries: Sequence[str]) -> None:
    """Print the seconds until the reader shows its first text, pages and all stories; then what it holds, and keys."""
    terminal = Terminal(READER, "--lang", "en", str(home.folder), environment=home.environment)
    try:
        marks = ("Search", " pages · ", f"{stories:,} articles")
        text, first, complete = terminal.reach(*marks, patience=PATIENCE)
        print(f"app: first text {text:.2f} s, first pages {first:.2f} s, all listed {complete:.2f} s")
        _print_memory(terminal, "all listed")
        begun, worked = time.perf_counter(), terminal.worked
        terminal.rest()
        print(f"  then at work for {terminal.worked - worked:.1f} s of {time.perf_counter() - begun:.1f}")
        _print_memory(terminal, "at rest")
        gaps, work = terminal.hold_down(PAGE_DOWN, 1, RATE * HELD_FOR, RATE)
        frames = (len(gaps) + 1) / HELD_FOR
        median, high = statistics.median(gaps), sorted(gaps)[int(0.95 * len(gaps))]
        print(f"  Page Down held, {RATE} a second for {HELD_FOR} s: {frames:.0f} frames a second,", end=" ")
        print(f"{median:.0f} ms apart, 95 % {high:.0f}, worked {work:.1f} ms each")
        _print_memory(terminal, "after paging")
        _print_searches(terminal, queries)
        _print_memory(terminal, f"after {len(queries)} searches")
    finally:
        terminal.close()


def _print_searches(terminal: Terminal, queries: Sequence[str]) -> None:
    """Search, and print how long it takes until the matches are counted; Escape leaves the search each time."""
    taken = []
    for query in queries:
        terminal.write("/")
        terminal.settle(0.4)
        terminal.write(query)
        taken.append(terminal.until(" match", patience=PATIENCE))
        terminal.settle(0.6)
        terminal.write(ESCAPE)
        terminal.settle(0.6)
    print(f"  searches until the matches are counted: first {taken[0]:.0f} ms,", end=" ")
    print(f"median {statistics.median(taken):.0f}, longest {max(taken):.0f}")


def _print_memory(terminal: Terminal, when: str) -> None:
    print(f"  memory {when}: {terminal.memory():.0f} MiB, at most {terminal.memory('VmHWM'):.0f}")
