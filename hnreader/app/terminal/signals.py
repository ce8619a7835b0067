"""Signals end the app as a key does: what it shows is taken away, and the terminal is given back as it was."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator

SIGNAL_BASE: Final = 128  # plus the number of the signal that ended a program, as in shells
_NAMES: Final = ("SIGHUP", "SIGTERM", "SIGQUIT", "SIGINT")
"""Those that ask a program to end, where the system has them."""
_TIMEOUT: Final = 10.0  # seconds for ending where nothing can be written to the terminal, …
_GONE_TIMEOUT: Final = 2.0  # … and where it is gone


def ending_signals() -> list[signal.Signals]:
    """Return the signals of this system that ask a program to end."""
    return [signal.Signals[name] for name in _NAMES if hasattr(signal, name)]


@contextmanager
def ended_by_signals(end: Callable[[int], bool]) -> Iterator[None]:
    """Have `end` called with the number of a signal; it returns False where it cannot, before the app runs.

    Then the program ends at once. It does so by force, too, where the app waits for ever to write to the terminal.
    """

    def handle(number: int, _frame: object) -> None:
        if not end(number):
            raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(SIGNAL_BASE + number)
        timeout = _GONE_TIMEOUT if number == getattr(signal, "SIGHUP", None) else _TIMEOUT
        timer = threading.Timer(timeout, os._exit, (SIGNAL_BASE + number,))
        timer.daemon = True
        timer.start()

    if threading.current_thread() is not threading.main_thread():  # no other is told
        yield
        return
    before = {number: signal.signal(number, handle) for number in ending_signals()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def woken_by_signals(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """Have a loop that waits go on when a signal has come, also one that the system has given to another thread.

    Python calls handlers in the main thread, when that runs: where it waits, and the signal has not woken it, nothing
    would come of the signal before something else happens.
    """
    is_main = threading.current_thread() is threading.main_thread()  # no other is told
    if not is_main or sys.platform == "win32":
        yield
        return
    ours, theirs = os.pipe()
    for end in (ours, theirs):
        os.set_blocking(end, False)
    loop.add_reader(ours, os.read, ours, 1 << 12)
    before = signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        loop.remove_reader(ours)
        os.close(ours)
        os.close(theirs)


@contextmanager
def signals_held_back() -> Iterator[None]:
    """Let signals that end or stop the program wait for the block, in which the terminal is not as it was."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {*ending_signals(), signal.SIGTSTP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
