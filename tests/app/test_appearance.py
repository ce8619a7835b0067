"""Colours, measure and size, as their user sees them."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.terminal.capabilities import read_background
from hnreader.app.themes.files import ThemeFiles
from hnreader.app.themes.theme import show_theme
from hnreader.app.user_state import UserState
from hnreader.userdata.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DRAWN = {*"─▌│▔▁▂▃▄▅▆▇█▏▎▍▌▋▊▉·", *map(chr, range(0x2800, 0x2900))}


def luminance(colour: Any) -> float:
    """WCAG 2 relative luminance."""
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: Any, second: Any) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def ground(here: Any) -> tuple[int, ...]:
    """The colour behind the text, as it is drawn."""
    strip = here.app.screen._compositor.render_strips()[20]
    return tuple(next(iter(strip.crop(100, 101))).style.bgcolor.triplet)


def measure(here: Any) -> int:
    """The most characters of a line of the text."""
    return max(
        len(line[45:].strip(" ▌█│")) for line in here.lines[1:-1] if "这是第6篇" in line[45:] or "湖南" in line[45:]
    )


@pytest.mark.parametrize(
    ("number", "keys"),
    enumerate(
        [
            *([], ["m", "enter"], ["enter", "J", "escape"], ["/", "长"], ["enter", "v", "j"], ["u"], ["'"]),
            *(
                ["o"],
                ["i"],
                ["i", "h"],
                ["?"],
                ["enter", "w"],
                ["enter", "r"],
                ["M", "记"],
                [":", "9", "enter"],
                ["ctrl+p"],
                ["x", "湖", "enter", "j", "s"],
                ["t", "湖", "enter", "+", "篇", "enter", "h"],
                ["P"],
                ["P", "4", "s", "/", "长"],
                ["R"],
                ["T"],
            ),
        ]
    ),
)
async def test_everything_drawn_can_be_read(stage: Callable[..., Any], number: int, keys: list[str]) -> None:
    """Whatever is written on the screen stands out from its ground by 4.5 to 1, each screen in two themes."""
    files = ThemeFiles()
    first, second = (files.names[(2 * number + each) % len(files.names)] for each in range(2))
    async with stage(user_state=UserState(Settings(theme=first))) as here:
        await here.press(*keys)
        assert not list(faint(here))
        show_theme(here.app, second, files.load(second))
        await here.settle()
        assert not list(faint(here))


def faint(here: Any) -> Iterator[str]:
    """Yield what is written and stands out from its ground by less than 4.5 to 1."""
    strips = here.app.screen._compositor.render_strips()
    # What a screen is laid over is dimmed on purpose, and shows around what lies on it.
    rows = [(y, widget.region) for widget in here.app.screen.children for y in widget.region.line_range]
    for y, region in rows:
        for segment in strips[y].crop(*region.column_span):
            style = segment.style
            written = style and style.color and style.bgcolor and set(segment.text) - DRAWN - {" "}
            if written and contrast(style.color.triplet, style.bgcolor.triplet) < 4.5:
                yield segment.text


@pytest.mark.parametrize(
    ("theme", "background", "light"), [("auto", "dark", False), ("auto", "light", True), ("dark", "light", False)]
)
async def test_a_theme_is_chosen(stage: Callable[..., Any], theme: str, background: str, light: bool) -> None:
    """The setting chooses the colours, and where it is left to the terminal, its ground does."""
    async with stage(user_state=UserState(Settings(theme=theme)), ground=background) as here:
        assert (luminance(ground(here)) > 0.5) is light


async def test_a_theme_is_kept(stage: Callable[..., Any], tmp_path: Path) -> None:
    """A theme is shown when it is selected; Enter keeps it and says so, Esc brings back the one before."""
    path = tmp_path / "settings.toml"
    path.write_text("# 我的\nambiguous = 1\n", "utf-8")
    async with stage(user_state=UserState(path=path)) as here:
        dark = ground(here)
        await here.press("T", "j")
        assert luminance(here.app.screen_stack[0].background_colors[1].rgb) > 0.5
        await here.press("escape")
        assert ground(here) == dark
        assert "theme" not in tomllib.loads(path.read_text("utf-8"))
        await here.press("T", "j", "enter")
        assert luminance(ground(here)) > 0.5 > luminance(dark)
        assert "浅色" in here.message
        assert tomllib.loads(path.read_text("utf-8")) == {"ambiguous": 1, "theme": "light"}
        assert "# 我的" in path.read_text("utf-8")


async def test_a_measure_is_kept(stage: Callable[..., Any], tmp_path: Path) -> None:
    """Lines get shorter and longer by a key, which is said, and the settings keep it."""
    path = tmp_path / "settings.toml"
    async with stage(user_state=UserState(Settings(measure=20), path=path)) as here:
        await here.press("enter")
        begun = measure(here)
        await here.press("-")
        shorter, kept = measure(here), tomllib.loads(path.read_text("utf-8"))["measure"]
        assert shorter < begun
        assert f"每行 {kept} 字" in here.message
        assert kept < 20
        await here.press("=")
        assert measure(here) == begun
        assert tomllib.loads(path.read_text("utf-8"))["measure"] == 20


async def test_settings_that_cannot_be_kept_are_told(stage: Callable[..., Any], tmp_path: Path) -> None:
    """A settings file that is broken stays as it is, and that is said."""
    path = tmp_path / "settings.toml"
    path.write_text("theme = [", "utf-8")
    async with stage(user_state=UserState(path=path), size=(200, 40)) as here:
        await here.press("T", "j", "enter")
        assert path.name in here.message
        assert luminance(ground(here)) > 0.5
        await here.press("enter", "-")
        assert path.name in here.message
    assert path.read_text("utf-8") == "theme = ["


@pytest.mark.parametrize("size", [(39, 12), (40, 11), (10, 3)])
async def test_a_small_window_is_told(stage: Callable[..., Any], size: tuple[int, int]) -> None:
    """Below 40 columns or 12 lines the screen says so, and all is back when there is room again."""
    async with stage(size=(120, 40)) as here:
        await here.press("j", "enter")
        await here.pilot.resize_terminal(*size)
        await here.settle()
        assert "太小" in here.seen.replace("\n", "")
        assert "正文" not in here.seen
        await here.pilot.resize_terminal(120, 40)
        await here.settle()
        assert "太小" not in here.seen
        assert "这是第7篇的正文" in here.seen


@pytest.mark.parametrize(
    ("answer", "background"),
    [
        ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c", "light"),
        ("\x1b]11;rgb:0000/0000/0000\x07\x1b[?1;2c", "dark"),
        ("\x1b]11;rgb:f/f/f\x07", "light"),
        ("\x1b]11;rgb:fa/f6/ec\x07", "light"),
        ("\x1b]11;rgba:1b1b/1a1a/1818/ffff\x07", "dark"),
        ("\x1b]11;rgb:0000/ffff/0000\x07", "light"),
        ("\x1b]11;rgb:0000/0000/ffff\x07", "dark"),
        ("\x1b[?62;22c", "dark"),
        ("\x1b]11;rgb:zz/zz/zz\x07", "dark"),
        ("", "dark"),
    ],
)
def test_a_terminal_tells_its_ground(answer: str, background: str) -> None:
    """A ground brighter than one half is light; a terminal that tells nothing that can be read is dark."""
    assert read_background(answer) == background
