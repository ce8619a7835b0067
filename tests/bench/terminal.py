"""A program on a pseudo-terminal: what it draws, when, and what it takes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE: Final = 120.0  # seconds
IDLE: Final = 0.05  # seconds of work in two: it looks at what others write
READER: Final = "import sys; from hnreader.__main__ import main; sys.exit(main())"
"""The reader. Its arguments are those of the terminal."""
_FRAME_END: Final = b"\x1b[?2026l"
_ANSWERS: Final = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[c": b"\x1b]11;rgb:1b1b/1a1a/1818\x1b\\\x1b[?62;c",  # its colour, and what it is
}
"""What programs ask of a terminal, and what it answers."""


class Terminal:
    """A Python program on a pseudo-terminal of 120 by 40, which tells where a frame begins and ends (mode 2026)."""

    def __init__(self, code: str, *arguments: str, environment: Mapping[str, str] = os.environ) -> None:
        self.begun: Final = time.perf_counter()
        self.frames: list[float] = []
        """When each frame had been drawn, by the clock."""
        self._seen = b""
        self.child, self._end = pty.fork()
        if self.child == 0:
            kind = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
            os.execve(sys.executable, [sys.executable, "-c", code, *arguments], {**environment, **kind})
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    @property
    def worked(self) -> float:
        """The seconds that the child has kept a processor busy."""
        fields = Path(f"/proc/{self.child}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, what: str = "VmRSS") -> float:
        """Return how many MiB the child holds, or with `VmHWM` has held."""
        lines = Path(f"/proc/{self.child}/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(what))

    def write(self, text: str) -> None:
        """Type."""
        os.write(self._end, text.encode())

    def _read(self) -> bytes:
        read = os.read(self._end, 1 << 20)
        for question, answer in _ANSWERS.items():
            if question in read:
                os.write(self._end, answer)
        self.frames += [time.perf_counter()] * (self._seen + read).count(_FRAME_END)
        self._seen = read[-len(_FRAME_END) + 1 :]
        return read

    def read_until(self, end: float) -> None:
        """Read what is drawn until the clock says so much."""
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._end], [], [], left)[0]:
                self._read()

    def until(self, mark: str, patience: float = PATIENCE) -> float:
        """Wait for a text to be drawn, and return how long it took in milliseconds."""
        begun = time.perf_counter()
        self.reach(mark, patience=patience)
        return 1000 * (time.perf_counter() - begun)

    def reach(self, *marks: str, patience: float = PATIENCE) -> list[float]:
        """Wait for texts to be drawn, and return the seconds from the start of the child to each, in their order."""
        end, seen, times = time.perf_counter() + patience, b"", []
        for mark in marks:
            while mark.encode() not in seen:
                left = end - time.perf_counter()
                if left <= 0 or not select.select([self._end], [], [], left)[0]:
                    raise TimeoutError(mark)
                seen += self._read()
            times.append(time.perf_counter() - self.begun)
        return times

    def hold_down(self, keys: str, run: int, count: int, rate: int) -> tuple[list[float], float]:
        """Hold keys down by turns, `run` times each, `rate` times a second, `count` times in all.

        Return the milliseconds from frame to frame, and those worked for each.
        """
        self.frames.clear()
        begun, worked = time.perf_counter(), self.worked
        for number in range(count):
            self.write(keys[number // run % len(keys)])
            self.read_until(begun + (number + 1) / rate)
        gaps = [1000 * (after - before) for before, after in pairwise(self.frames)]
        return gaps, 1000 * (self.worked - worked) / max(1, len(self.frames))

    def settle(self, seconds: float) -> None:
        """Read until nothing has come for so long."""
        while select.select([self._end], [], [], seconds)[0]:
            self._read()

    def rest(self) -> None:
        """Read until the child has next to nothing to do: pages are read and indexed behind what it shows."""
        worked = -1.0
        while self.worked - worked > IDLE:
            worked = self.worked
            self.settle(2)

    def close(self) -> None:
        """End the child."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._end)
