"""How long a frame takes while text and list are scrolled, on a real terminal and inside the app.

    python tests/bench/frames.py [KEYS]

Scrolled are the longest article of the samples, one of 200,000 characters, and a list of 100,000 rows: by lines and by
screens. "key to frame" is from a key to the end of what is then drawn, on a pseudo-terminal of 120 by 40; "drawn" is
the drawing of all lines in sight alone. Printed are the median, the 95th percentile and its ratio to a sixtieth of a
second (goal: 1). Last comes the setting of 6,000 characters (goal: 5 ms).
"""

from __future__ import annotations

import asyncio
import select
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from keys import READER, Terminal

import hnreader
from hnreader.app.terminal import prepare

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.model import Article, PageArticles

prepare()

HERE = Path(__file__).parent
FRAME = 1000 / 60  # ms
SETTING = 5.0  # ms
KEYS = 60
ROWS = 100_000
LONG = 200_000  # characters
REST = 0.1  # seconds without anything drawn, after which a frame has ended
STORY = """
import sys; sys.path.insert(0, {here!r})
from frames import page
from hnreader.app.reader import Reader
from hnreader.app.terminal import prepare
prepare()
Reader((), "en", lambda *_: iter([page({length})])).run()
"""


def longest() -> Article:
    """Return the longest article of the samples."""
    return max(hnreader.open().entries, key=lambda article: sum(len(one.text.text) for one in article.paragraphs))


def page(length: int) -> PageArticles:
    """Return a page with one article of so many characters or more, 0: the longest of the samples."""
    from dataclasses import replace  # noqa: PLC0415

    from hnreader.model import Dating, Line, Page, PageArticles  # noqa: PLC0415

    article = longest()
    size = sum(len(one.text.text) for one in article.paragraphs)
    article = replace(article, paragraphs=article.paragraphs * max(1, -(-length // size)), jump_to=None, jump_from=None)
    return PageArticles(Page("made", (Line(1, "字"),)), Dating(article.date), (article,))


def told(name: str, taken: list[float], goal: float = FRAME) -> bool:
    """Print the figures, and tell whether the goal is met."""
    taken = sorted(taken)
    high = taken[int(0.95 * len(taken))]
    print(f"{name:44} {statistics.median(taken):7.2f} ms {high:7.2f} ms   ratio {high / goal:.2f}", flush=True)
    return high <= goal


def frame(terminal: Terminal, key: str) -> float:
    """Type a key and return the milliseconds until the last of what is drawn then; none: nothing was drawn."""
    begun = last = time.perf_counter()
    terminal.write(key)
    while select.select([terminal._end], [], [], REST)[0]:
        terminal.settle(0)
        last = time.perf_counter()
    return 1000 * (last - begun)


def scrolled(name: str, code: str, mark: str, first: str, keys: dict[str, str], count: int) -> bool:
    """Scroll by each of the keys, and print what it took."""
    terminal = Terminal(code)
    met = True
    try:
        terminal.until(mark)
        terminal.settle(3)
        for key in first:
            terminal.write(key)
            terminal.settle(1)
        for key, by in keys.items():
            taken = [frame(terminal, key) for _ in range(count)]
            met &= told(f"{name} by {by}, key to frame", [one for one in taken if one])
    finally:
        terminal.close()
    return met


async def drawn(name: str, pages: list[PageArticles], pane: str, count: int) -> bool:
    """Draw all lines in sight of a pane, at another place each time, and print what it took."""
    from hnreader.app.reader import Reader  # noqa: PLC0415

    app = Reader((), "en", lambda *_: iter(pages))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("j" if pane == "#list" else "enter")
        await pilot.pause()
        shown = app.screen.query_one(pane)
        taken = []
        for _ in range(count):
            shown.scroll_relative(y=7, animate=False, force=True)
            begun = time.perf_counter()
            shown.render_lines(shown.size.region)
            taken.append(1000 * (time.perf_counter() - begun))
        return told(f"{name}, drawn", taken)


def setting(count: int) -> bool:
    """Print what setting 6,000 characters takes."""
    from hnreader.app.laid import Laid  # noqa: PLC0415
    from hnreader.app.story import Block, Role  # noqa: PLC0415

    text = "".join(one.text.text for one in longest().paragraphs)
    text = (text * (6_000 // len(text) + 1))[:6_000]
    blocks = tuple(Block(Role.BODY, text[at : at + 300]) for at in range(0, len(text), 300))
    return told("6,000 characters set", [1000 * timed(lambda: Laid(blocks, 76)) for _ in range(count)], SETTING)


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> int:
    """Measure, print, and return 0 where every goal is met."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else KEYS
    print(f"{'':44} {'median':>10} {'95 %':>10}")
    met = []
    by = {"j": "lines", " ": "screens"}
    for name, length in (("longest of the samples", 0), ("200,000 characters", LONG)):
        met.append(asyncio.run(drawn(name, [page(length)], "#reading", count)))
        # The sample ends after some screens: from its end the first key that draws nothing is left out.
        met.append(scrolled(name, STORY.format(here=str(HERE), length=length), "1 articles", "\r", by, count))
    met.append(setting(count))
    from made_archive import corpus  # noqa: PLC0415 what jieba loads would be measured too

    met.append(asyncio.run(drawn(f"{ROWS:,} rows", corpus(8_000).pages, "#list", count)))
    code = READER.format(here=str(HERE), size=ROWS)
    met.append(scrolled(f"{ROWS:,} rows", code, f"{ROWS:,} articles", "j", by, count))
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main())
