"""What a screen shows may be gone from the archive when it is chosen: that is said, and nothing else is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.panes.row_list import RowList
from hnreader.archive import Archive, View
from hnreader.archive.outline import lost_page
from hnreader.research import related

if TYPE_CHECKING:
    from collections.abc import Callable

GONE = "没有编号为"


def empty(here: Any) -> None:
    """Take everything out of the archive, as when its files were deleted."""
    here.app.screen_stack[0].controllers.context.loaded.archive.view = Archive().view


@pytest.mark.parametrize("keys", [("/", *"湖南日报讯", "enter", "x"), ("R",)], ids=["concordance", "related"])
async def test_an_article_that_is_gone_is_said_to_be(
    stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    def found(archive: Archive, *_: object) -> related.RelatedArticles:
        return related.RelatedArticles(
            related.Related(article, 0.5, ("湖南",), same=False) for article in archive.articles[4:6]
        )

    monkeypatch.setattr(related, "related", found)
    async with stage() as here:
        await here.press("enter", "escape", *keys)
        if keys == ("R",):
            await here.until(lambda: here.app.screen.query_one(RowList).count > 0)
        elif "x" in keys:
            await here.until(lambda: "处" in here.lines[0])
        query, opened = here.query, here.text.story
        empty(here)
        here.app.screen.refresh(layout=True)
        await here.press("down", "enter")
        await here.until(lambda: GONE in here.seen)
        assert (here.query, here.text.story) == (query, opened)


async def test_an_article_of_a_page_that_is_gone(stage: Callable[..., Any]) -> None:
    async with stage() as here:
        await here.press("enter", "r")
        chosen = here.app.screen_stack[0].controllers.context.loaded.archive.articles[4]
        empty(here)
        here.app.screen.dismiss(chosen)
        await here.until(lambda: GONE in here.seen)


async def test_a_page_that_cannot_be_read_at_this_moment(
    stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its articles were looked at before: that is said."""
    async with stage() as here:
        await here.press("enter")
        monkeypatch.setattr(
            View, "page", lambda view, index, page: lost_page(view.summaries[index], view.open(index).pages[page])
        )
        await here.press("r")
        assert "版面暂时无法读取" in here.seen
