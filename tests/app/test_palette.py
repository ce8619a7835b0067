"""The palette: what is typed finds commands, searches made before, themes, issues and articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.panes.palette import PaletteRows
from hnreader.app.rendering.palette_entries import PaletteEntry, find_entries

if TYPE_CHECKING:
    from collections.abc import Callable


def entry(name: str, detail: str = "", key: str = "", *, common: bool = True) -> PaletteEntry:
    return PaletteEntry(name, name, lambda: None, detail, (key,), common)


ENTRIES = [
    entry("page down", "One screen down", "Space", common=False),
    entry("bookmark", "Mark the page", "m"),
    entry("page map", "See it in miniature", "p"),
    entry("go to page", "Its number is asked for", ":"),
    entry("original", "The page as it came", "r"),
    entry("书签", "记下这一篇", "m"),
    entry("语境索引", "每一处及其上下文", "x"),
]


@pytest.mark.parametrize(
    ("typed", "recent", "found"),
    [
        ("page", [], ["page map", "page down", "go to page", "bookmark", "original"]),
        ("page", ["original", "go to page"], ["page map", "page down", "go to page", "original", "bookmark"]),
        ("PAGE m", [], ["page map"]),
        ("m", [], ["bookmark", "书签", "page map", "original", "page down"][:2]),
        ("came page", [], ["original"]),
        ("yjsy", [], ["语境索引"]),
        ("shuq", [], ["书签"]),
        ("[b]", [], []),
        (" ", ["语境索引"], ["语境索引", *(each.name for each in ENTRIES[1:6]), "page down"]),
    ],
)
def test_the_best_come_first(typed: str, recent: list[str], found: list[str]) -> None:
    """Keys, then names that begin so, contain it or sound so, then details; used ones before others, motions last."""
    assert [each.name for each in find_entries(ENTRIES, typed, recent)][: len(found) or None] == found


def names(here: Any) -> list[str]:
    rows = here.app.screen.query_one(PaletteRows)
    return ["".join(text for text, _ in rows.row_line(row, 0, 60)).split("  ")[0] for row in range(rows.count)]


async def test_a_command_is_run_and_comes_first_from_then_on(stage: Callable[..., Any]) -> None:
    """A command has its keys at the right end; the one used last is the first when the palette is opened again."""
    async with stage() as here:
        await here.press("ctrl+p", *"配色")
        assert here.lines[2].split() == ["▌", "配色", "选择配色", "T"]
        await here.press("enter")
        await here.until(lambda: "high-contrast" in here.seen)
        await here.press("escape", "ctrl+p")
        assert names(here)[0] == "配色"
        await here.press("escape", "j")
        assert here.selected == "第7篇的标题"


async def test_it_leads_to_what_the_reader_has(stage: Callable[..., Any]) -> None:
    """An article is found by its words, an issue by its date; a theme is shown, and a search made again."""
    async with stage() as here:
        await here.press("ctrl+p", *"第4")
        await here.until(lambda: "第4篇的标题" in names(here))
        await here.press(*["down"] * names(here).index("第4篇的标题"), "enter")
        assert here.selected == "第4篇的标题"
        await here.press("escape", "/", *"第5", "enter", "escape", "ctrl+p", "5")
        assert names(here)[0] == "第5"
        await here.press("enter")
        assert "第5" in here.lines[0]
        await here.press("escape", "ctrl+p", *"2024-3")
        assert names(here)[0] == "2024年3月11日一期"
        await here.press("escape", "ctrl+p", *"newsp", "enter")
        assert here.app.theme.endswith("newsprint")


async def test_what_finds_nothing_can_be_searched_for(stage: Callable[..., Any]) -> None:
    """The last entry searches for what is typed; brackets in it are no markup."""
    async with stage() as here:
        await here.press("ctrl+p", *"[b]苇")
        assert names(here) == ["检索“[b]苇”"]
        await here.press("enter")
        assert "[b]苇" in here.lines[0]
