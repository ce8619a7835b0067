"""Themes: every text in every one of them can be read, users have their own, and one is chosen by looking at it."""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_appearance import contrast, ground
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

import hnreader.app
from hnreader.app.themes.files import ThemeError, ThemeFiles
from hnreader.app.themes.theme import make_theme
from hnreader.app.user_state import UserState
from hnreader.messages import Translator
from hnreader.messages.reasons import words_of
from hnreader.userdata.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES = ThemeFiles().names
DECORATION = {"rule"}
"""Lines that say nothing."""
MARKS = {"bar", "gap", "frame", "body"}
"""What is drawn and not written, by the last word of a component class; `body` on maps alone."""
CONTENT_STYLE = re.compile(r'"(?:bold )?\$([a-z-]+(?: \d+%)?)"')
GOOD = {
    "background": "#101010",
    "foreground": "#eeeeee",
    "accent": "#ffcc66",
    "primary": "#ff8866",
    "match": "#ffdd55",
}


@cache
def styles_of_widgets() -> tuple[tuple[str, str], ...]:
    """The styles of all widgets of the app, by their class."""
    found = {}
    for module in pkgutil.walk_packages(hnreader.app.__path__, "hnreader.app."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, Widget) and value.__module__.startswith("hnreader."):
                css = value.__dict__.get("DEFAULT_CSS")
                if css:
                    found[value.__qualname__] = css
    return tuple(found.items())


def rules(variables: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each selector with its styles, where variables have their values."""
    sheet = Stylesheet(variables=variables)
    for name, css in styles_of_widgets():
        sheet.add_source(css, read_from=(name, ""), is_default_css=True, scope="")
    for rule in sheet.rules:
        for selectors in rule.selector_set:
            yield selectors.css, rule.styles.get_rules()


def ratio(colour: Color, behind: Color) -> float:
    """The contrast of a colour that may let through what is behind it."""
    return contrast((behind + colour).rgb, behind.rgb)


@pytest.mark.parametrize("name", NAMES)
def test_everything_in_a_theme_can_be_read(name: str) -> None:
    """Each text stands out by 4.5 to 1 from all that it may stand on, each mark by 3 to 1, in all styles there are."""
    theme = make_theme(name, ThemeFiles().load(name))
    variables = theme.to_color_system().generate() | theme.variables
    plain = [Color.parse(variables[each]) for each in ("background", "surface", "panel", "sheet")]
    styles = dict(rules(variables))
    tints = [each["background"] for each in styles.values() if "background" in each and "color" not in each]
    tinted = [ground + tint for ground in plain[:2] for tint in tints if 0 < tint.a < 0.3]
    assert tinted
    for selector, style in styles.items():
        word = selector.rpartition("--")[2]
        if "color" in style and word not in DECORATION:
            own = style.get("background")
            behind = [own] if own is not None and own.a == 1 else [*plain, *tinted]
            least = 3 if word in MARKS and (word != "body" or "map" in selector) else 4.5
            assert min(ratio(style["color"], each) for each in behind) >= least, selector
    sources = (path.read_text("utf-8") for path in Path(hnreader.app.__path__[0]).rglob("*.py"))
    written = {found for source in sources for found in CONTENT_STYLE.findall(source)}
    assert len(written) >= 3
    for style in written:
        assert min(ratio(Color.parse(variables[style]), each) for each in plain) >= 4.5, style


def write(folder: Path, name: str, **changes: object) -> Path:
    """Write a theme with changes; a colour that is changed to None is left out."""
    path = folder / f"{name}.toml"
    colours = {key: value for key, value in (GOOD | changes).items() if value is not None}
    path.write_text("".join(f"{key} = {value!r}\n" for key, value in colours.items()), "utf-8")
    return path


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"acent": "#ffffff"}, "没有“acent”这一项"),
        ({"accent": None}, "“accent”应为“#1b1a18”这样的颜色（现为“”）"),
        ({"accent": "red\x1b[2J"}, "“accent”应为“#1b1a18”这样的颜色"),
        ({"match": 3}, "“match”应为“#1b1a18”这样的颜色（现为“3”）"),
        ({"foreground": "#555555"}, "“foreground”不够醒目（对比度 2."),
        ({"primary": "#303030"}, "至少应为 3:1"),
        ({"accent": "#777777"}, "至少应为 4.5:1"),
        ({"match": [1]}, "“match”应为"),
    ],
)
def test_what_is_wrong_with_a_theme_is_said(tmp_path: Path, changes: dict[str, Any], expected: str) -> None:
    """A theme of which something is wrong is not used, and one line says what, and where."""
    path = write(tmp_path, "mine", **changes)
    name, _palette, (problem,) = ThemeFiles(tmp_path).chosen("mine", "light")
    words = words_of(problem, Translator("zh"))
    assert name == "light"
    assert expected in words
    assert str(path) in words


@pytest.mark.parametrize("data", [b"\xff\xfe", b"accent = ", b"x = " + b"[" * 10_000, None])
def test_a_file_that_is_no_theme_is_said(tmp_path: Path, data: bytes | None) -> None:
    """Whatever the file is, the reader starts with the default."""
    path = tmp_path / "mine.toml"
    path.mkdir() if data is None else path.write_bytes(data)
    name, _palette, problems = ThemeFiles(tmp_path).chosen("mine", "dark")
    assert (name, len(problems)) == ("dark", 1)
    with pytest.raises(ThemeError):
        ThemeFiles(tmp_path / "none").load("../dark")


async def test_users_have_themes_of_their_own(stage: Callable[..., Any], tmp_path: Path) -> None:
    """One is shown by its name in the settings, and is in the list; one that cannot be used is not chosen there."""
    write(tmp_path, "mine", background="#102030")
    write(tmp_path, "zz", foreground="#102030")
    write(tmp_path, "No Name")
    assert "No Name" not in ThemeFiles(tmp_path).names
    settings = Settings(theme="mine")
    async with stage(user_state=UserState(settings, themes=ThemeFiles(tmp_path))) as here:
        assert ground(here) == (0x10, 0x20, 0x30)
        await here.press("T", "G", "enter")
        assert "不够醒目" in here.seen
        await here.press("k", "escape")
        assert ground(here) == (0x10, 0x20, 0x30)
