"""How long the map of a page takes: to be worked out in a size, and to be drawn for a key.

    python tests/bench/page_map.py [LINES]

The page is made up, of 300 lines in twelve stories unless another number is given, and the screen of 120 by 40. Printed
are the median and the longest, in ms, and their ratios to a sixtieth of a second.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "app"))
from made_layouts import MadePage, leg

from hnreader.app.application import Reader
from hnreader.app.panes.map import MapPane
from hnreader.app.rendering.map_arrows import arrows
from hnreader.app.rendering.map_drawing import MapDrawing
from hnreader.app.rendering.map_grid import MapGrid, sheet_size
from hnreader.app.rendering.map_layout import map_layout
from hnreader.app.terminal.setup import prepare

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.model import PageArticles

FRAME = 1000 / 60  # ms
STORIES = 12
ROUNDS = 50


def page(lines: int) -> PageArticles:
    """Return a page with so many lines, its stories in three columns and four rows."""
    made = MadePage()
    of_each = lines // STORIES
    for number in range(STORIES):
        left, top = 50 + 305 * (number % 3), 80 + 325 * (number // 3)
        headline = f"第{number}条新闻的标题", (left, top, left + 280, top + 30)
        made.story(leg(left, top + 50, left + 290, of_each, 265 // of_each), headline)
    return made.made()


def report(name: str, times: list[float]) -> None:
    shown = (
        f"{label} {value:.1f} ms ({value / FRAME:.2f} of a frame)"
        for label, value in (("median", statistics.median(times)), ("longest", max(times)))
    )
    print(f"{name:28}", ", ".join(shown))


def timed(work: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begun))
    return times


async def keys(made: PageArticles) -> list[float]:
    """Return what each of some keys takes: choosing a story, and drawing all lines in sight."""
    app = Reader((), "zh", lambda *_: iter([made]))
    times = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.5)
        await pilot.press("p")
        await pilot.pause(0.5)
        pane = app.screen.query_one(MapPane)
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            pane.action_story(1)
            pane.render_lines(pane.size.region)
            times.append(1000 * (time.perf_counter() - begun))
            await pilot.pause()
    return times


def main() -> None:
    prepare()
    made = page(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    layout = map_layout(made)
    assert layout is not None
    boxes = [item.box for item in layout.items]
    size = sheet_size(layout, 60, 36)
    report("page: places and arrows", timed(lambda: (map_layout(made), arrows(boxes))))
    report("size: grid and drawing", timed(lambda: MapDrawing(layout, MapGrid(layout, size))))
    report("key", asyncio.run(keys(made)))


main()
