"""How long it takes from a key in the search bar to the frame with its results, on a real terminal.

Beside it, by the same clock, the least that a Textual app can do: an input, and a list whose visible lines change.
"""

from __future__ import annotations

import random
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from terminal import Terminal

from hnreader.search import search

if TYPE_CHECKING:
    from hnreader.archive import Archive

HERE = Path(__file__).parent
WORDS = 25
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


def key_to_frame(archive: Archive, size: int) -> tuple[float, float]:
    """Type words of one to four characters, a key at a time, and return the median and the 95th percentile in ms."""
    bodies = [entry.paragraphs[0].text.text for entry in random.sample(archive.entries, WORDS)]
    terminal = Terminal(READER.format(here=str(HERE), size=size))
    taken = []
    try:
        terminal.until(f"{size:,} articles")
        terminal.rest()
        terminal.write("/")
        terminal.settle(0.5)
        for body in bodies:
            word = "".join(char for char in body if "\u4e00" <= char <= "\u9fff")[:4]
            for end in range(1, len(word) + 1):
                count_shown = f"{search(archive, word[:end], limit=1).articles:,} article"
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
