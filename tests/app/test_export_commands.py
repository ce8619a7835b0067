"""Copying and saving, as their user sees them."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.panes.footer import Footer
from hnreader.app.screens.prompt import PromptInput
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
        assert f"全文 {9 + len(BODY) + 8} 字" in here.message


async def test_an_article_is_copied_from_the_list(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """What is selected in the list is copied without being opened."""
    async with stage(pages, size=(80, 24)) as here:
        await here.press("y")
        assert BODY in here.app.clipboard.split("\n")


async def test_a_selection_is_copied(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """What was selected is copied alone, in one line, and how much it was is said."""
    async with stage(pages) as here:
        await here.press("enter")
        await here.press("v")
        assert here.pane == "selecting"
        assert "选句" in here.lines[-1]
        await here.press("G", "s", "y")
        assert here.app.clipboard == "第二句。"
        assert "选中的" in here.message
        assert here.pane == "reading"
        await here.press("v", "G", "s", "c")
        assert here.app.clipboard == "第二句。\n\n题[b]/名[/][N]. [报名不详], 2024-03-09(1)."
        await here.press("C")
        assert here.app.clipboard.endswith("第二句。\n\n题[b]/名[/][N]. [报名不详], 2024-03-09(1).")
        assert BODY in here.app.clipboard


async def test_selected_words_are_looked_for(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """/ searches for what keys have selected, x lists its occurrences; Esc gives the selection up."""
    async with stage(pages) as here:
        await here.press("enter")
        await here.press("v", "G", "s", "x")
        assert "“第二句。”" in here.lines[0] or "第二句。" in here.lines[0]
        await here.press("escape")
        assert here.pane == "selecting"
        await here.press("/")
        assert here.query == '"第二句。"'
        assert here.text.selected_text == ""
        await here.press("enter", "v", "escape")
        assert here.pane == "reading"


async def test_a_text_is_opened_in_the_editor(
    stage: Callable[..., Any], pages: list[PageArticles], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor gets the text in a file; where there is no such program, that is said."""
    copied = tmp_path / "copied.txt"
    async with stage(pages) as here:
        monkeypatch.setattr(here.app, "suspend", nullcontext)
        monkeypatch.setenv("VISUAL", f"cat >'{copied}' <")
        await here.press("O")
        assert copied.read_text("utf-8") == f"题[b]/名[/]\n{BODY}\n头一句。第二句。\n"
        monkeypatch.setenv("VISUAL", "no-such-editor")
        await here.press("O")
        assert "没有程序 no-such-editor" in here.message


async def test_a_command_gets_the_text(
    stage: Callable[..., Any], pages: list[PageArticles], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its output is shown, cleaned, with its exit code; the command is offered again; without output that is said."""
    monkeypatch.setenv("SHELL", "/bin/sh")
    async with stage(pages) as here:
        for command, seen in (
            ("tail -n 1; printf '\\033[31m[b]\\033]2;x\\007'; exit 3", ["头一句。第二句。[b]  ", "退出码 3"]),
            ("true", ["命令没有输出"]),
            ("sleep 60", ["正在运行"]),
        ):
            await here.press("|")
            here.app.screen.query_one(PromptInput).value = command
            await here.pilot.press("enter")
            await here.until(lambda seen=seen: all(words in here.seen for words in seen))
            if len(here.app.screen_stack) > 1:
                await here.press("escape")
        assert here.pane == "list"
        await here.press("|")
        assert "sleep 60" in here.seen


async def test_no_program_is_run_for_somebody_elsewhere(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """Where the terminal is not that of who started the reader, neither editor nor command is run."""
    async with stage(pages, local=False) as here:
        for key in "O|":
            here.app.screen.query_one(Footer).message = ""
            await here.press(key)
            assert "此会话中不能运行程序" in here.message


async def test_an_article_is_saved(
    stage: Callable[..., Any], pages: list[PageArticles], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is asked for, the article is written where the program was started, and where that is is said."""
    monkeypatch.chdir(tmp_path)
    async with stage(pages, size=(200, 40)) as here:
        await here.press("enter", "Y")
        assert "20240309-abc123-题[b]名[].txt" in here.lines[-1]
        await here.press("enter")
        (written,) = files(tmp_path)
        assert BODY in written.read_text("utf-8").split("\n")
        assert str(written) in here.message


async def test_nothing_is_overwritten(
    stage: Callable[..., Any], pages: list[PageArticles], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the name is left as it is, and the name that was taken instead is said."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("旧", "utf-8")
    async with stage(pages, size=(200, 40)) as here:
        await here.press("Y", *["backspace"] * 40, *"a.txt", "enter")
        assert str(tmp_path / "a-2.txt") in here.message
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
    monkeypatch.setattr("hnreader.app.controllers.saving.save_text", refuse)
    async with stage(pages) as here:
        await here.press("Y", "enter")
        assert "[/]满" in here.message


async def test_the_list_is_saved_as_a_reading_list(
    stage: Callable[..., Any],
    article: Callable[..., Any],
    page: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is listed, in its order, with tags; the name's end says the format, another is refused, too many are too."""
    monkeypatch.chdir(tmp_path)
    async with stage([page((article(1), article(2), article(3)))]) as here:
        await here.press("j", "#", *"水利", "enter", "/", *"标题", "enter", "X", *["backspace"] * 9, *"a.txt", "enter")
        assert ".md, .ris, .json" in here.seen
        assert not files(tmp_path)
        await here.press(*["backspace"] * 3, *"ris", "enter")
        (written,) = files(tmp_path)
        assert str(written) in here.message
        records = written.read_text("utf-8").split("ER  -")[:3]
        assert [f"第{number}篇的标题" in record for number, record in enumerate(records, 1)] == [True] * 3
        assert ["KW  - 水利" in record for record in records] == [False, True, False]
        monkeypatch.setattr("hnreader.app.controllers.saving._MOST_LISTED", 2)
        await here.press("X")
        assert "最多 2 篇" in here.message


async def test_an_article_is_cited(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """The citation goes to the clipboard, and is shown."""
    async with stage(pages, size=(160, 40)) as here:
        await here.press("enter", "c")
        assert here.app.clipboard == "题[b]/名[/][N]. [报名不详], 2024-03-09(1)."
        assert "题[b]/名[/][N]. [报名不详], 2024-03-09(1)." in here.message
