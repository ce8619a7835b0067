"""The way back from wherever a command has led, as its user sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


def where(here: Any) -> tuple[Any, ...]:
    """What is listed, the article, the place in its text, and the pane."""
    return here.lines[0].split("  ")[0], len(here.list.rows.articles), here.selected, here.text.place, here.pane


@pytest.fixture
def lengthy(article: Callable[..., Any], page: Callable[..., Any], long: Any) -> list[Any]:
    """Three articles of forty paragraphs each."""
    articles = [article(number, paragraphs=long.article.paragraphs) for number in (1, 2, 3)]
    return [page(tuple(articles))]


WAYS = [
    (["m", "j", "enter", "space", "space"], ["/", *"芦苇", "enter"]),
    (["j", "enter", "space", "escape"], ["escape"]),
    (["enter"], ["u"]),
    (["enter", "space"], ["'"]),  # by now it is no unread one
    ([], [":", *"000003", "enter"]),
    ([], []),
]
"""Keys that lead to a place, and those that lead away from it."""


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_each_way_is_gone_back(stage: Callable[..., Any], lengthy: list[Any], size: tuple[int, int]) -> None:
    """Back restores article, place, list and pane of each step, and forward leads to where one came from."""
    async with stage(lengthy, size=size) as here:
        places = []
        for there, away in WAYS:
            await here.press(*there)
            places.append(where(here))
            await here.press(*away)
        for place in reversed(places[:-1]):
            await here.press("ctrl+o")
            assert where(here) == place
        for place in places[1:]:
            await here.press(">")
            assert where(here) == place


async def test_there_is_an_end(stage: Callable[..., Any]) -> None:
    """Where nothing is behind or ahead that is said; a new way forgets what was ahead."""
    async with stage() as here:
        await here.press("j", "<")
        assert "没有可返回的位置" in here.message
        await here.press("]", "<", "]", ">")
        assert "没有可前进的位置" in here.message
