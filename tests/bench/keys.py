"""How long it takes from a key in the search bar to the frame with its results, on a real terminal.

Beside it, by the same clock, the least that a Textual app can do: an input, and a list whose visible lines change.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import signal
import statistics
import struct
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

from hnreader.search import search

if TYPE_CHECKING:
    from hnreader.archive import Archive

HERE = Path(__file__).parent
PATIENCE = 120.0  # seconds
WORDS = 25
_FRAMES_ASKED, _FRAMES_TOLD, _FRAME_END = b"\x1b[?2026$p", b"\x1b[?2026;2$y", b"\x1b[?2026l"
READER = """
import sys; sys.path.insert(0, {here!r})
from made_archive import corpus
from hnreader.app.application import Reader
from hnreader.app.terminal.setup import prepare
prepare()
Reader((), "en", lambda *_: iter(corpus({size}).pages)).run()
"""

BARE = """
from rich.segment import Segment
from textual.app import App
from textual.containers import Horizontal
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

class Lines(ScrollView):
    count = 0
    def render_line(self, y):
        return Strip([Segment(f"row {y} of {self.count}. " + "长沙" * 10)]).adjust_cell_length(self.size.width)

class Bare(App):
    CSS = "Lines { width: 40; overflow-y: scroll; } Static { width: 1fr; }"
    def compose(self):
        line = Input(compact=True)
        line.cursor_blink = False
        yield line
        yield Horizontal(Lines(), Static("text"))
    def on_input_changed(self):
        lines = self.query_one(Lines)
        lines.count += 1
        lines.refresh()

Bare().run()
"""


class Terminal:
    """A child on a pseudo-terminal of 120 by 40, which tells where a frame begins and ends (mode 2026)."""

    def __init__(self, code: str) -> None:
        self.frames: list[float] = []
        """When each frame had been drawn, by the clock."""
        self._seen = b""
        self.child, self._end = pty.fork()
        if self.child == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
            os.execv(sys.executable, [sys.executable, "-c", code])
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    @property
    def worked(self) -> float:
        """The seconds that the child has kept a processor busy."""
        fields = Path(f"/proc/{self.child}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def write(self, text: str) -> None:
        """Type."""
        os.write(self._end, text.encode())

    def _read(self) -> bytes:
        read = os.read(self._end, 1 << 20)
        if _FRAMES_ASKED in read:
            os.write(self._end, _FRAMES_TOLD)
        self.frames += [time.perf_counter()] * (self._seen + read).count(_FRAME_END)
        self._seen = read[-len(_FRAME_END) + 1 :]
        return read

    def read_until(self, end: float) -> None:
        """Read what is drawn until the clock says so much."""
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._end], [], [], left)[0]:
                self._read()

    def until(self, mark: str) -> float:
        """Wait for a text to be drawn, and return how long it took in milliseconds."""
        begun, seen = time.perf_counter(), b""
        while mark.encode() not in seen:
            left = begun + PATIENCE - time.perf_counter()
            if left <= 0 or not select.select([self._end], [], [], left)[0]:
                raise TimeoutError(mark)
            seen += self._read()
        return 1000 * (time.perf_counter() - begun)

    def settle(self, seconds: float) -> None:
        """Read until nothing has come for so long."""
        while select.select([self._end], [], [], seconds)[0]:
            self._read()

    def rest(self) -> None:
        """Read until the child has nothing to do: pages are read and indexed behind what it shows."""
        worked = -1.0
        while worked != self.worked:
            worked = self.worked
            self.settle(2)

    def close(self) -> None:
        """End the child."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._end)


def key_to_frame(archive: Archive, size: int) -> tuple[float, float]:
    """Type words of one to four characters, a key at a time, and return the median and the 95th percentile in ms."""
    bodies = [entry.paragraphs[0].text.text for entry in random.sample(archive.entries, WORDS)]
    terminal = Terminal(READER.format(here=str(HERE), size=size))
    taken = []
    try:
        terminal.until(f"{size} articles")
        terminal.rest()
        terminal.write("/")
        terminal.settle(0.5)
        for body in bodies:
            word = "".join(char for char in body if "\u4e00" <= char <= "\u9fff")[:4]
            for end in range(1, len(word) + 1):
                count_shown = f"{search(archive, word[:end], limit=1).articles:,} found"
                terminal.write(word[end - 1])
                taken.append(terminal.until(count_shown))
                terminal.settle(0.6)  # the places are counted, and that is drawn too
            terminal.write("\x7f" * len(word))
            terminal.settle(0.6)
    finally:
        terminal.close()
    return statistics.median(taken), sorted(taken)[int(0.95 * len(taken))]


def bare_key_to_frame() -> tuple[float, float]:
    """Do the same with the bare app."""
    terminal = Terminal(BARE)
    taken = []
    try:
        terminal.until("row 0")
        terminal.settle(1)
        for count in range(1, 4 * WORDS):
            terminal.write("a")
            taken.append(terminal.until(f"of {count}."))
            terminal.settle(0.2)
    finally:
        terminal.close()
    return statistics.median(taken), sorted(taken)[int(0.95 * len(taken))]
