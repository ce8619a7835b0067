"""How long a frame takes while text and list are scrolled, on a real terminal and inside the app.

    python tests/bench/frames.py [KEYS]

Scrolled are the longest article of the samples, one of 200,000 characters, and a list of 100,000 rows: by lines and by
screens. "held" is a key held down on a pseudo-terminal of 120 by 40, that is typed sixty times a second: the time from
frame to frame, and the frames that came of a hundred keys. "worked" is the processor's time for each of those frames:
what is above a sixtieth of a second there could not keep up on any screen. "drawn" is the drawing of all lines in sight
alone. Printed are the median, the 95th percentile and its ratio to a sixtieth of a second. Last comes the setting of
6,000 characters (goal: 5 ms).
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from keys import READER
from terminal import Terminal

import hnreader
from hnreader.app.terminal.setup import prepare

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.model import Article, PageArticles

prepare()

HERE = Path(__file__).parent
FRAME = 1000 / 60  # ms
SETTING = 5.0  # ms
RATE = 60  # keys a second, of a key held down
KEYS = 120
ROWS = 100_000
FEW = 8_000  # rows of a list that is drawn in this process
LONG = 200_000  # characters
REST = 0.1  # seconds
STORY = """
import sys; sys.path.insert(0, {here!r})
from frames import page
from hnreader.app.application import Reader
from hnreader.app.terminal.setup import prepare
prepare()
Reader((), "en", lambda *_: iter([page({length})])).run()
"""


def characters(article: Article) -> int:
    """Return how many characters the body of an article has."""
    return sum(len(paragraph.text.text) for paragraph in article.paragraphs)


def longest() -> Article:
    """Return the longest article of the samples."""
    return max(hnreader.open().entries, key=characters)


def page(length: int) -> PageArticles:
    """Return a page with one article of so many characters or more, 0: the longest of the samples."""
    from msgspec.structs import replace  # noqa: PLC0415

    from hnreader.model import Dating, Line, Page, PageArticles  # noqa: PLC0415

    article = longest()
    size = characters(article)
    article = replace(article, paragraphs=article.paragraphs * max(1, -(-length // size)), jump_to=None, jump_from=None)
    return PageArticles(Page("made", (Line(1, "字"),)), Dating(article.date), (article,))


def report(name: str, taken: list[float], more: str = "", goal: float = FRAME) -> bool:
    """Print the figures, and tell whether the goal is met."""
    taken = sorted(taken)
    high = taken[int(0.95 * len(taken))]
    print(f"{name:44} {statistics.median(taken):7.2f} ms {high:7.2f} ms   ratio {high / goal:.2f}{more}", flush=True)
    return high <= goal


def scrolled(name: str, code: str, mark: str, first: str, screens: int, count: int) -> bool:
    """Scroll down and up again, by lines and by screens, of which there are so many, and print what it took."""
    terminal = Terminal(code)
    met = True
    try:
        terminal.until(mark)
        terminal.rest()
        for key in first:
            terminal.write(key)
            terminal.settle(1)
        for keys, by, run in (("jk", "lines", 20 * screens), (" b", "screens", screens)):
            gaps, worked = terminal.hold_down(keys, run, count, RATE)
            met &= report(f"{name}, held by {by}", gaps, f", {100 * (len(gaps) + 1) / count:.0f} frames of 100 keys")
            met &= report(f"{name}, worked", [worked])
            terminal.settle(1)
    finally:
        terminal.close()
    return met


async def drawn(name: str, pages: list[PageArticles], pane: str, count: int) -> bool:
    """Draw all lines in sight of a pane, at another place each time, and print what it took."""
    from hnreader.app.application import Reader  # noqa: PLC0415

    app = Reader((), "en", lambda *_: iter(pages))
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.screen.controllers.panes.articles.rows.articles:
            await pilot.pause(REST)
        await app.workers.wait_for_complete()
        await pilot.press("j" if pane == "#list" else "enter")
        await pilot.pause()
        shown = app.screen.query_one(pane)
        taken = []
        for _ in range(count):
            shown.scroll_relative(y=7, animate=False, force=True)
            begun = time.perf_counter()
            shown.render_lines(shown.size.region)
            taken.append(1000 * (time.perf_counter() - begun))
        return report(f"{name}, drawn", taken)


def setting(count: int) -> bool:
    """Print what setting 6,000 characters takes."""
    from hnreader.app.rendering.story_layout import StoryLayout  # noqa: PLC0415
    from hnreader.app.rendering.story_view import Block, BlockRole  # noqa: PLC0415

    text = "".join(paragraph.text.text for paragraph in longest().paragraphs)
    text = (text * (6_000 // len(text) + 1))[:6_000]
    blocks = tuple(Block(BlockRole.BODY, text[at : at + 300]) for at in range(0, len(text), 300))
    return report(
        "6,000 characters set", [1000 * timed(lambda: StoryLayout(blocks, 76)) for _ in range(count)], goal=SETTING
    )


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
    for name, length, screens in (("longest of the samples", 0, 1), ("200,000 characters", LONG, count)):
        met.append(asyncio.run(drawn(name, [page(length)], "#reading", count)))
        met.append(scrolled(name, STORY.format(here=str(HERE), length=length), "1 article", "\r", screens, count))
    met.append(setting(count))
    from made_archive import corpus  # noqa: PLC0415 what jieba loads would be measured too

    met.append(asyncio.run(drawn(f"{FEW:,} rows", corpus(FEW).pages, "#list", count)))
    code = READER.format(here=str(HERE), size=ROWS)
    met.append(scrolled(f"{ROWS:,} rows", code, f"{ROWS:,} articles", "j", count, count))
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main())
