"""A terminal for campaigns: a program runs in it as a shell would start it, and what is left of it is looked at.

The program is a job in the foreground of a session of its own, whose leader tells when it stops, goes on, and ends.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SET: Final = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_KITTY: Final = re.compile(rb"\x1b\[([<>])\d*u")
_AS_BEFORE: Final = {7: True, 25: True}
"""Private modes that are set in a terminal that nobody has changed: line wrap and the cursor. All others are not."""
_QUESTION, _ANSWER = b"\x1b[c", b"\x1b[?62;22c"
"""DA1, which every terminal answers."""
_STATUS: Final = struct.Struct("i")


class Terminal:
    """A terminal with a program in it."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], *, closed: Callable[[], None] = lambda: None
    ) -> None:
        """`closed` is called in the program's process, to redirect or close what it gets."""
        self._end, self._other = os.openpty()
        self._hung_up = False
        self.resize(100, 30)
        self._before = termios.tcgetattr(self._other)
        self.output = bytearray()

        statuses, tell = os.pipe()
        self._leader = os.fork()
        if self._leader == 0:
            os.close(statuses)
            os.close(self._end)
            _lead(self._other, tell, command, environment, closed)
        os.close(tell)
        self._status_pipe = statuses
        self.process = self._next_status(60) or 0
        """The program's, which leads a group of its own."""

    def close(self) -> None:
        """End what still runs, and give back what the system has lent."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        if not self._hung_up:
            self.hang_up()
        os.waitpid(self._leader, 0)
        os.close(self._status_pipe)

    def hang_up(self) -> None:
        """Close the terminal, as its window is closed."""
        os.close(self._end)
        os.close(self._other)
        self._hung_up = True

    def resize(self, columns: int, lines: int) -> None:
        """Give it another size; the program is told."""
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def send(self, data: bytes, seconds: float = 60) -> bool:
        """Type, reading meanwhile; return whether all of it was taken in time."""
        os.set_blocking(self._end, False)
        rest, until = memoryview(data), time.monotonic() + seconds
        while rest and time.monotonic() < until:
            readable, writable, _ = select.select([self._end], [self._end], [], 1)
            if readable:
                self._read()
            if writable:
                with suppress(BlockingIOError):
                    rest = rest[os.write(self._end, rest[:4096]) :]
        return not rest

    def read_until(self, holds: Callable[[bytes], bool], seconds: float) -> bool:
        """Read what the program writes until something holds of all of it; return whether it came to that."""
        until = time.monotonic() + seconds
        while not holds(bytes(self.output)):
            if (left := until - time.monotonic()) <= 0:
                return False
            if select.select([self._end], [], [], left)[0]:
                self._read()
        return True

    def read(self, seconds: float) -> None:
        """Read what the program writes for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and select.select([self._end], [], [], left)[0]:
            self._read()

    def _read(self) -> None:
        with suppress(OSError):
            data = os.read(self._end, 65536)
            if _QUESTION in data:
                os.write(self._end, _ANSWER)
            self.output += data

    def status(self, seconds: float) -> int | None:
        """Return the next of the program's statuses, reading meanwhile; None where none comes in time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            watched = [self._status_pipe] if self._hung_up else [self._status_pipe, self._end]
            readable = select.select(watched, [], [], left)[0]
            if self._end in readable:
                self._read()
            if self._status_pipe in readable:
                return self._next_status(1)
        return None

    def code(self, seconds: float) -> int | None:
        """Return the exit code as a shell has it once the program ends; None where it does not in time."""
        until = time.monotonic() + seconds
        while (status := self.status(until - time.monotonic())) is not None:
            if os.WIFEXITED(status):
                return os.WEXITSTATUS(status)
            if os.WIFSIGNALED(status):
                return 128 + os.WTERMSIG(status)
        return None

    def _next_status(self, seconds: float) -> int | None:
        if not select.select([self._status_pipe], [], [], seconds)[0]:
            return None
        data = os.read(self._status_pipe, _STATUS.size)
        return int(_STATUS.unpack(data)[0]) if data else None

    def changed(self) -> list[str]:
        """Return what is not as it was before the program."""
        self.read(0.01)
        found = [] if termios.tcgetattr(self._other) == self._before else ["stty"]
        modes: dict[int, bool] = {}
        for numbers, how in _SET.findall(self.output):
            modes |= dict.fromkeys(map(int, numbers.split(b";")), how == b"h")
        found += [f"mode {mode}" for mode, is_set in modes.items() if is_set != _AS_BEFORE.get(mode, False)]
        depth = 0
        for how in _KITTY.findall(self.output):
            depth = depth + 1 if how == b">" else max(depth - 1, 0)
        return found + ["kitty's keyboard"] * (depth > 0)


def _lead(
    terminal: int, tell: int, command: Sequence[str], environment: Mapping[str, str], closed: Callable[[], None]
) -> None:
    """Be the shell: start the program in the foreground, and tell its number and what becomes of it."""
    os.login_tty(terminal)
    for number in (signal.SIGTTOU, signal.SIGTTIN, signal.SIGTSTP, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    process = os.fork()
    if process == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        for number in (signal.SIGTTOU, signal.SIGTTIN, signal.SIGTSTP, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
            signal.signal(number, signal.SIG_DFL)
        os.write(tell, _STATUS.pack(os.getpid()))  # from here on it takes signals
        os.close(tell)
        closed()
        os.execve(command[0], list(command), dict(environment))
    while True:
        _, status = os.waitpid(process, os.WUNTRACED | os.WCONTINUED)
        with suppress(BrokenPipeError):
            os.write(tell, _STATUS.pack(status))
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            os._exit(0)
