"""Copying and saving, as their user sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hnreader.model import Paragraph, Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hnreader.model import PageArticles

BODY = "湖南日报讯，" + "一二三四五六七八九十" * 12 + "。"


@pytest.fixture
def pages(article: Callable[..., Any], page: Callable[..., Any]) -> list[PageArticles]:
    texts = (Paragraph(Text(BODY)), Paragraph(Text("头一句。第二句。")))
    return [page((article(1, id="20240309-abc123", headline=Text("题[b]/名[/]"), paragraphs=texts),))]


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_an_article_is_copied(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """The whole article goes to the clipboard, each paragraph one line, and how much it was is said."""
    async with stage(pages) as here:
        await here.press("enter", "y")
        assert here.app.clipboard == f"题[b]/名[/]\n{BODY}\n头一句。第二句。"
        assert f"全文 {9 + len(BODY) + 8} 字" in here.lines[-1]


async def test_an_article_is_copied_from_the_list(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """What is selected in the list is copied without being opened."""
    async with stage(pages, size=(80, 24)) as here:
        await here.press("y")
        assert BODY in here.app.clipboard.split("\n")


async def test_a_selection_is_copied(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """What was selected is copied alone, in one line, and how much it was is said."""
    async with stage(pages) as here:
        await here.press("enter", "v", "j", "y")
        assert here.app.clipboard
        assert here.app.clipboard != f"题[b]/名[/]\n{BODY}\n头一句。第二句。"
        assert "选中的" in here.lines[-1]


async def test_an_article_is_saved(
    stage: Callable[..., Any], pages: list[PageArticles], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is asked for, the article is written where the program was started, and where that is is said."""
    monkeypatch.chdir(tmp_path)
    async with stage(pages, size=(200, 40)) as here:
        await here.press("enter", "Y")
        assert "20240309-abc123 题[b]/名[/]" in here.lines[-1]
        await here.press("enter")
        (written,) = files(tmp_path)
        assert BODY in written.read_text("utf-8").split("\n")
        assert str(written) in here.lines[-1]


async def test_nothing_is_overwritten(
    stage: Callable[..., Any], pages: list[PageArticles], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the name is left as it is, and the name that was taken instead is said."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("旧", "utf-8")
    async with stage(pages, size=(200, 40)) as here:
        await here.press("Y", *["backspace"] * 40, *"a.txt", "enter")
        assert str(tmp_path / "a-2.txt") in here.lines[-1]
    assert (tmp_path / "a.txt").read_text("utf-8") == "旧"
    assert BODY in (tmp_path / "a-2.txt").read_text("utf-8")


async def test_saving_is_given_up(
    stage: Callable[..., Any], pages: list[PageArticles], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape writes nothing."""
    monkeypatch.chdir(tmp_path)
    async with stage(pages) as here:
        await here.press("Y", "escape")
    assert not files(tmp_path)


async def test_a_failure_is_told(
    stage: Callable[..., Any], pages: list[PageArticles], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be written is told, and is not the end."""

    def refuse(*_: object) -> Path:
        raise OSError(28, "[/]满")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hnreader.storage.files.save_text", refuse)
    async with stage(pages) as here:
        await here.press("Y", "enter")
        assert "[/]满" in here.lines[-1]


async def test_an_article_is_cited(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """The citation goes to the clipboard, and is shown."""
    async with stage(pages, size=(160, 40)) as here:
        await here.press("enter", "c")
        assert here.app.clipboard == "题[b]/名[/][N]. [报名不详], 2024-03-09(1)."
        assert "题[b]/名[/][N]. [报名不详], 2024-03-09(1)." in here.lines[-1]
