"""The picture of a page beside its map: the lines of the selected story are marked in what the terminal is sent."""

from __future__ import annotations

import re
import shutil
import sys
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest
from pdf_files import HEIGHT, WIDTH, Drawn, paragraph, pdf_of
from PIL import Image
from sent_pictures import picture_in

from hnreader.app.controllers import page_picture
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.picture import PicturePane
from hnreader.app.rendering.map_arrangement import map_arrangement
from hnreader.app.rendering.map_layout import Box, MapLayout
from hnreader.app.rendering.marked_picture import Canvas, in_pixels, marked, shown
from hnreader.app.terminal.capabilities import Capabilities
from hnreader.app.terminal.graphics import CellSize, protocol_of
from hnreader.app.user_state import UserState
from hnreader.messages import Translator
from hnreader.model import Page
from hnreader.reading import pages_from
from hnreader.segment import segment
from hnreader.userdata.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from hnreader.app.terminal.graphics import Protocol

LEFT = [f"渔民{name}说，今年的春汛来得早。" for name in "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"]
RIGHT = [f"{name}家湾的人不必再绕行过河。" for name in "何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章"]
STORIES = [
    Drawn("渔村里的春天", 40, 60, 24), *paragraph(LEFT, 40, 100),
    Drawn("新桥通车", 320, 60, 24), *paragraph(RIGHT, 320, 100),
]  # fmt: skip
ON_THE_LEFT, ON_THE_RIGHT, BELOW = (100, 200), (380, 200), (300, 600)  # in points
WHITE = (255, 255, 255)


@pytest.mark.parametrize(
    ("setting", "term", "sixel", "protocol"),
    [
        ("auto", "xterm-kitty", False, "kitty"),
        ("auto", "xterm-ghostty", False, "kitty"),
        ("auto", "xterm-256color", True, "sixel"),
        ("auto", "xterm-256color", False, None),
        ("auto", "tmux-256color", True, "sixel"),
        ("auto", "", False, None),
        ("kitty", "tmux-256color", True, "kitty"),
        ("sixel", "xterm-kitty", False, "sixel"),
        ("off", "xterm-kitty", True, None),
    ],
)
def test_how_pictures_are_shown(
    monkeypatch: pytest.MonkeyPatch, setting: str, term: str, sixel: bool, protocol: Protocol | None
) -> None:
    """By what the terminal is or says, unless the user has set it."""
    monkeypatch.setenv("TERM", term)
    assert protocol_of(setting, sixel=sixel) == protocol


@pytest.mark.parametrize(
    ("box", "scale", "pixels"),
    [
        (Box(100, 200, 300, 400), 0.1, (10, 20, 29, 39)),
        (Box(100, 200, 301, 401), 0.1, (10, 20, 30, 40)),
        (Box(109, 209, 291, 391), 0.1, (10, 20, 29, 39)),
        (Box(100, 200, 100, 200), 0.1, (10, 20, 10, 20)),
        (Box(1, 2, 3, 4), 2.0, (2, 4, 5, 7)),
    ],
)
def test_a_box_has_the_pixels_that_it_touches(box: Box, scale: float, pixels: tuple[int, int, int, int]) -> None:
    """In what is drawn, the last pixel counts as well; a line too fine for a pixel has one."""
    assert in_pixels(box, scale) == pixels


@pytest.mark.parametrize("protocol", ["kitty", "sixel"])
def test_a_picture_is_sent_as_it_is(protocol: Protocol) -> None:
    """What is marked is yellow, type on it is black, the rest as it was; white fills the last cells."""
    page = Image.new("L", (95, 118), 255)
    page.paste(0, (20, 20, 30, 30))
    canvas = Canvas(30, 10, CellSize(10, 20), (0, 0, 255), protocol)
    sent = shown(marked(page, [Box(100, 100, 500, 500)], 950), canvas)
    assert (sent.columns, len(sent.rows)) == (10, 6)
    picture = picture_in("".join(sent.rows))
    assert picture.size == (100, 120)
    seen = [picture.getpixel(place) for place in ((14, 15), (25, 25), (70, 90), (0, 60))]
    for pixel, colour in zip(seen, [(255, 221, 87), (0, 0, 0), WHITE, (0, 0, 255)], strict=True):
        assert pixel == pytest.approx(colour, abs=4)


def test_a_terminal_keeps_one_picture() -> None:
    """All pictures have one number, which has 32 bits, so that each takes the place of the last."""
    canvas = Canvas(3, 3, CellSize(10, 20), WHITE, "kitty")
    sent = ["".join(shown(Image.new("RGB", (20, side)), canvas).rows) for side in (10, 20)]
    (number,) = {found for text in sent for found in re.findall(r"\bi=(\d+)", text)}
    assert 0 < int(number) < 1 << 32


PAGE, COLUMN = MapLayout(6000, 8000, (), 0), MapLayout(1000, 8000, (), 0)


@pytest.mark.parametrize(
    ("layout", "size", "wanted", "expected"),
    [
        pytest.param(PAGE, (220, 50), None, (71, 60), id="all beside each other"),
        pytest.param(PAGE, (180, 50), None, (71, 36), id="a narrow panel"),
        pytest.param(PAGE, (160, 50), None, (68, 0), id="the panel below"),
        pytest.param(PAGE, (80, 24), None, (0, 46), id="too small to be read"),
        pytest.param(PAGE, (80, 24), True, (29, 0), id="small, but wanted"),
        pytest.param(PAGE, (40, 24), True, (0, 0), id="no room"),
        pytest.param(PAGE, (220, 50), False, (0, 60), id="not wanted"),
        pytest.param(COLUMN, (160, 50), None, (0, 60), id="a narrow page"),
        pytest.param(PAGE, (3, 3), True, (0, 0), id="a tiny screen"),
    ],
)
def test_what_there_is_room_for(
    layout: MapLayout, size: tuple[int, int], wanted: bool | None, expected: tuple[int, int]
) -> None:
    """Cells across of the picture and of the panel beside the map."""
    arrangement = map_arrangement(layout, *size, zoomed=None, picture=wanted, cell=10)
    assert (arrangement.picture, arrangement.panel) == expected


class Looking:
    """A reader on a PDF of two stories, and what the terminal shows of it beside the map."""

    def __init__(self, here: Any, path: Path) -> None:
        self.here, self.path = here, path

    @property
    def screen(self) -> Any:
        return self.here.app.screen

    @property
    def marked(self) -> list[bool]:
        """Whether the left story is marked, the right one, and the white below them; nothing without a picture."""
        if not self.screen.has_class("pictured"):
            return []
        picture = picture_in("".join(self.here.lines))
        assert picture.width / picture.height == pytest.approx(WIDTH / HEIGHT, abs=0.05)
        scale = picture.width / WIDTH
        return [_is_marked(picture, int(scale * x), int(scale * y)) for x, y in (ON_THE_LEFT, ON_THE_RIGHT, BELOW)]

    @property
    def message(self) -> str:
        return self.here.message.strip()


def _is_marked(picture: Image.Image, x: int, y: int) -> bool:
    """Tell whether there is marked paper about a place; type may stand on the very place."""
    around = picture.crop((x - 6, y - 6, x + 6, y + 6))
    return any(blue < 128 < green for _, green, blue in around.get_flattened_data())


@pytest.fixture
def looking(stage: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    path = tmp_path / "2024-03-09_01.pdf"
    path.write_bytes(pdf_of(STORIES))
    pages = [segment(page) for page in pages_from(path.read_bytes(), path.name, path) if isinstance(page, Page)]

    @asynccontextmanager
    async def opened(pictures: str = "sixel", size: tuple[int, int] = (160, 50)) -> AsyncIterator[Looking]:
        async with stage(pages, size, user_state=UserState(Settings(pictures=pictures))) as here:
            yield Looking(here, path)

    return opened


async def test_the_selected_story_is_marked(looking: Callable[..., Any]) -> None:
    """Another one is when it is selected, also while the picture is hidden; a small picture is shown on demand."""
    async with looking() as it:
        await it.here.press("p")
        await it.here.until(lambda: it.marked == [True, False, False])
        await it.here.press("tab")
        await it.here.until(lambda: it.marked == [False, True, False])
        await it.here.pilot.click(PicturePane, offset=(10, 15))
        await it.here.settle()
        await it.here.until(lambda: it.marked == [True, False, False])
        await it.here.press("o", "enter", "tab", "v", "tab")
        await it.here.until(lambda: it.marked == [])
        await it.here.press("v")
        await it.here.until(lambda: it.marked == [True, False, False])
        await it.here.press("z")
        await it.here.until(lambda: it.marked == [])
        await it.here.pilot.resize_terminal(80, 24)
        await it.here.press("v")
        await it.here.until(lambda: it.marked == [True, False, False])
        await it.here.pilot.resize_terminal(40, 24)
        await it.here.until(lambda: not it.screen.has_class("pictured"))
        await it.here.press("v")
        await it.here.until(lambda: it.marked == [])
        await it.here.until(lambda: it.message == "窗口太小，放不下原图")


async def test_a_page_that_cannot_be_drawn_has_its_map(looking: Callable[..., Any]) -> None:
    """Why, is told in a line, when it is found and when the picture is asked for."""
    async with looking() as it:
        it.path.write_bytes(b"%PDF-1.7\n")
        await it.here.press("p")
        assert "PDF 已损坏" in it.message
        await it.here.until(lambda: it.marked == [])
        assert "渔村里的春天" in it.here.seen
        await it.here.press("escape", "p", "tab")
        it.screen.query_one(Footer).show_message("")
        await it.here.press("v")
        assert "PDF 已损坏" in it.message


async def test_who_draws_may_end(looking: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it dies of, the app goes on."""
    monkeypatch.setattr(sys, "executable", shutil.which("true"))
    async with looking() as it:
        await it.here.press("p")
        assert "意外退出" in it.message
        assert "渔村里的春天" in it.here.seen


async def test_what_is_missing_is_told_to_who_wants_pictures(
    looking: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the map is opened, and no key is shown that can do nothing."""
    monkeypatch.setattr(page_picture, "can_draw", lambda: False)
    async with looking() as it:
        await it.here.press("p")
        assert "pip install 'hnreader[pictures]'" in it.message
        it.screen.query_one(Footer).show_message("")
        await it.here.settle()
        assert "放大" in it.here.lines[-1]
        assert "原图" not in it.message


@pytest.mark.parametrize(
    ("pictures", "sixel", "installed", "page", "lacks_extra", "obstacle"),
    [
        ("auto", True, True, "a.pdf", False, ""),
        ("auto", True, True, "gone.pdf", False, "不含原图"),
        ("auto", False, True, "a.pdf", False, "未表明能显示图片"),
        ("auto", True, False, "a.pdf", False, "pip install"),
        ("kitty", True, False, "a.pdf", True, "pip install"),
        ("off", True, False, "a.pdf", False, "已由设置项 pictures 关闭"),
    ],
)
def test_why_there_is_no_picture(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pictures: str,
    sixel: bool,
    installed: bool,
    page: str,
    lacks_extra: bool,
    obstacle: str,
) -> None:
    """Of a terminal without pictures nothing is said before it is asked for one."""
    (tmp_path / "a.pdf").touch()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(page_picture, "can_draw", lambda: installed)
    context: Any = SimpleNamespace(
        tr=Translator("zh"), user_state=UserState(Settings(pictures=pictures)), terminal=Capabilities(sixel=sixel)
    )
    found = page_picture.PagePictures(context, Mock(), Mock(), Mock())
    found.look_at(Page(page, (), "pdf", path=tmp_path / page))
    assert found.lacks_extra is lacks_extra
    assert obstacle in found.obstacle
    assert bool(obstacle) == bool(found.obstacle)
