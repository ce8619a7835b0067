"""The index of names of an archive in a library, as its user sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bare_app import reached

from hnreader.app.application import Reader
from hnreader.app.panes.article_list import ArticleList
from hnreader.app.panes.names import NamePane
from hnreader.app.screens.names import NamesScreen
from hnreader.app.user_state import UserState
from hnreader.archive import View
from hnreader.research.tagging import Tagging
from hnreader.userdata.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from hnreader.archive import Place
    from hnreader.model import Article

DAYS = 60
SHORT = (80, 12)


@pytest.fixture
def reader(tmp_path: Path) -> Any:
    """Opens the reader on an issue a day, each with the same name, and one with another; they are kept."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for day in range(DAYS):
        name = f"2024-{1 + day // 28:02}-{1 + day % 28:02}_01.txt"
        text = f"青石镇第{day}次通水\n\n副省长沈从文到株洲调研，推进春茶第{day}季。\n"
        (folder / name).write_text(text + ("县委书记丁玲表示，路好走。\n" if day == 7 else ""), "utf-8")
    state = UserState(Settings(library=str(tmp_path / "library")), keeps_pages=True)
    return lambda: Reader([str(folder)], "en", user_state=state)


async def people(app: Reader, pilot: Pilot[None]) -> list[str]:
    """Open the index, wait until it is whole, and return what is listed."""
    controllers = app.screen_stack[0].controllers
    await reached(pilot, lambda: controllers.context.loaded.complete)
    await pilot.press("P")
    await reached(pilot, lambda: isinstance(app.screen, NamesScreen))
    screen: Any = app.screen
    await reached(pilot, lambda: not controllers.names.running)
    await reached(pilot, lambda: screen._list is not None and not screen.tasks.busy("list"))
    return [f"{name.name} {name.articles}" for name in screen._list.names]


async def test_names_are_found_once(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the second start they are there, and no process looks for them."""
    for _ in range(2):
        app = reader()
        async with app.run_test() as pilot:
            assert await people(app, pilot) == ["沈从文 60", "丁玲 1"]
        monkeypatch.setattr(Tagging, "__init__", None)


async def test_articles_are_fetched_when_they_are_seen(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a name's articles those in sight; the end of the list is reached, and the place of an article is known."""
    app = reader()
    async with app.run_test(size=SHORT) as pilot:
        await people(app, pilot)
        fetched: set[tuple[int, Place]] = set()
        fetch = View.article

        def counting(view: View, index: int, place: Place) -> Article:
            fetched.add((index, place))
            return fetch(view, index, place)

        monkeypatch.setattr(View, "article", counting)
        app.screen.query_one(NamePane).choose(0)
        await pilot.press("enter")
        listed = app.screen_stack[0].query_one(ArticleList)
        await reached(pilot, lambda: len(app.screen_stack) == 1 and len(listed.rows.articles) == DAYS)
        await pilot.pause(0.2)
        assert 0 < len(fetched) < DAYS // 2
        await pilot.press("G")
        await reached(pilot, lambda: listed.position == DAYS - 1)
        last = listed.rows.articles[DAYS - 1]
        assert (listed.rows.position(last), str(last.date)) == (DAYS - 1, "2024-01-01")
