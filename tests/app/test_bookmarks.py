"""What is read, bookmarks and the place, as their user sees them, in one session and the next."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.user_state import UserState
from hnreader.model import Paragraph, Text
from hnreader.userdata.notebook import Notebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HOSTILE = "[b]粗[/] [/] [@click=app.quit]退"


@pytest.fixture
def again(tmp_path: Path) -> Iterator[Callable[[], UserState]]:
    """Opens what is kept anew, from one file."""
    books: list[Notebook] = []

    def make() -> UserState:
        books.append(Notebook(tmp_path / "notebook"))
        return UserState(notebook=books[-1])

    yield make
    for book in books:
        book.close()


def row(here: Any, number: int) -> str:
    """The row of the list that shows an article."""
    return next(line[:38] for line in here.lines if f"第{number}篇的标题" in line[:38])


async def test_what_is_read_is_ticked(stage: Callable[..., Any], again: Callable[[], UserState]) -> None:
    """An article that was opened is ticked, one only passed by is not, and the next session knows it."""
    async with stage(user_state=again()) as here:
        await here.press("j", "j", "enter", "escape")
        assert "✓" in row(here, 8)
        assert "✓" not in row(here, 7)
    async with stage(user_state=again()) as here:
        await here.press("G")
        assert "✓" in row(here, 8)
        assert "✓" not in row(here, 7)


async def test_reading_on_ticks(stage: Callable[..., Any]) -> None:
    """What is come to in the text is ticked as well."""
    async with stage() as here:
        await here.press("enter", "J")
        assert "✓" in row(here, 6)
        assert "✓" in row(here, 7)


async def test_a_tick_is_taken_and_set(stage: Callable[..., Any]) -> None:
    """U takes the tick away and sets it, and says so."""
    async with stage() as here:
        await here.press("U")
        assert "✓" in row(here, 6)
        assert "已标为已读" in here.message
        await here.press("U")
        assert "✓" not in row(here, 6)
        assert "已标为未读" in here.message


async def test_the_unread_are_listed(stage: Callable[..., Any]) -> None:
    """Only what is unread is listed, with how much that is, and everything again at the second stroke."""
    async with stage() as here:
        await here.press("U", "u")
        assert "未读 8 篇" in here.lines[0]
        assert "第6篇的标题" not in "".join(line[:38] for line in here.lines)
        assert "第7篇的标题" in here.seen
        await here.press("u")
        assert "9 篇" in here.lines[0]
        assert "未读" not in here.lines[0]
        assert "✓" in row(here, 6)


async def test_nothing_unread_is_said(
    stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """A list of nothing unread says so, and Escape lists everything."""
    async with stage([page((article(1),))]) as here:
        await here.press("U", "u")
        assert "没有未读的文章" in here.seen
        await here.press("escape")
        assert "第1篇的标题" in here.seen


async def test_a_bookmark_is_set_and_taken_away(stage: Callable[..., Any]) -> None:
    """A bookmark shows in the list, and is listed alone, until it is taken away."""
    async with stage() as here:
        await here.press("j", "m")
        assert "⚑" in row(here, 7)
        await here.press("'")
        assert "书签 1 条" in here.lines[0]
        assert "第8篇的标题" not in here.seen
        await here.press("'", "m")
        assert "⚑" not in row(here, 7)
        await here.press("'")
        assert "还没有书签" in here.seen


@pytest.mark.parametrize("note", ["可引", HOSTILE])
async def test_a_note_stands_in_the_list(stage: Callable[..., Any], again: Callable[[], UserState], note: str) -> None:
    """A note is written to a bookmark, stands with it in the list as typed, and is there in the next session."""
    async with stage(size=(200, 40), user_state=again()) as here:
        await here.press("M", *note, "enter", "'")
        assert f"  {note[:9]}" in here.seen
    async with stage(size=(200, 40), user_state=again()) as here:
        await here.press("'")
        assert f"  {note[:9]}" in here.seen
        assert "书签 1 条" in here.lines[0]
        await here.press("M")
        assert note in here.lines[-1]


async def test_a_note_is_given_up(stage: Callable[..., Any]) -> None:
    """Escape writes no note and sets no bookmark."""
    async with stage() as here:
        await here.press("M", *"可引", "escape")
        assert "⚑" not in here.seen


async def test_bookmarks_elsewhere_are_counted(stage: Callable[..., Any]) -> None:
    """How many bookmarks are of articles that are not held is said."""
    user_state = UserState()
    user_state.notebook.bookmark("19990101-abcdef", HOSTILE, None)
    user_state.notebook.bookmark("[/]", HOSTILE, "[b]")
    async with stage(user_state=user_state) as here:
        await here.press("m", "'")
        assert "另有 2 条书签" in here.message
        assert "书签 1 条" in here.lines[0]


async def test_reading_goes_on_where_it_was_left(
    stage: Callable[..., Any], again: Callable[[], UserState], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """The next session opens the article that was read last, where it was left."""
    texts = tuple(Paragraph(Text(f"第{number}段。" * 9)) for number in range(200))
    pages = [page((article(1), article(2, paragraphs=texts)))]
    async with stage(pages, user_state=again()) as here:
        await here.press("j", "enter", "space", "space", "space")
        top = here.lines[1][45:].strip() or here.lines[2][45:].strip()
        await here.press("q")
    async with stage(pages, user_state=again(), size=(120, 40)) as here:
        assert "已接着上次阅读的位置" in here.message
        assert top in here.seen
        assert here.selected == "第2篇的标题"
        assert "第0段" not in here.seen


async def test_what_was_left_may_be_gone(
    stage: Callable[..., Any], again: Callable[[], UserState], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """Where the article read last is not held, the session begins with the overview."""
    async with stage(user_state=again()) as here:
        await here.press("j", "enter", "q")
    async with stage([page((article(1),))], user_state=again()) as here:
        assert "接着" not in here.seen
        assert "hnreader" in here.seen


async def test_tags_are_given_shown_and_searched(stage: Callable[..., Any], again: Callable[[], UserState]) -> None:
    """# asks for tags, Tab completes a known one; they stand in list and text, and tag: finds them at once."""
    async with stage(user_state=again()) as here:
        await here.press("j", "#", *"[b] yy", "enter")
        assert "标签：#[b]  #yy" in here.message
        assert "#[b]  #yy" in row(here, 7)
        await here.press("j", "#", "y", "tab", "enter", "enter")
        assert "#yy" in row(here, 8)
        assert here.seen.count("#yy") >= 3  # two rows, and the head of the text
        await here.press("escape", "/", *"tag:y", "right", "enter")
        assert here.list.count == 2
        assert here.query == "tag:yy"
        await here.press("#", *["backspace"] * 9, "enter")
        assert here.list.count == 1
    async with stage(user_state=again()) as here:
        await here.press("/", *"tag:yy", "enter")
        assert here.list.count == 1
        await here.press("ctrl+p", *"全部标签", "enter")
        assert "#yy  1 篇" in here.seen


async def test_a_long_note_is_written_in_the_editor(
    stage: Callable[..., Any], again: Callable[[], UserState], monkeypatch: pytest.MonkeyPatch
) -> None:
    """W opens the note in the editor, lines are kept, and M leads there for a note that has several."""
    state = again()
    async with stage(user_state=state) as here:
        monkeypatch.setattr(here.app, "suspend", nullcontext)
        for key, written, note in (("W", "一行\\n\\033[31m二行\\n", "一行\n二行"), ("M", "三行", "一行\n二行\n三行")):
            monkeypatch.setenv("VISUAL", f"printf '{written}' >>")
            await here.press(key)
            assert [bookmark.note.split() for bookmark in state.notebook.bookmarks()] == [note.split()], key
        monkeypatch.setenv("VISUAL", "false")
        await here.press("W")
        assert "退出码 1" in here.message
        await here.press("'")
        assert "一行" in here.seen
