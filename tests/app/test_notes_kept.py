"""Notes are not lost: where two keys undo each other, an editor fails, or the notebook cannot be written."""

from __future__ import annotations

import stat
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.user_state import UserState, user_state
from hnreader.errors import NotebookError
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def again(tmp_path: Path) -> Iterator[Callable[[], UserState]]:
    """Opens what is kept anew, from one folder."""
    states: list[UserState] = []

    def make() -> UserState:
        states.append(user_state(tmp_path))
        return states[-1]

    yield make
    for state in states:
        state.notebook.close()


async def test_a_removed_bookmark_is_set_again_with_its_note(
    stage: Callable[..., Any], again: Callable[[], UserState]
) -> None:
    """The key that took both away brings both back, and says so."""
    state = again()
    async with stage(user_state=state) as here:
        await here.press("M", *"zhu", "enter")
        await here.press("m")
        assert "撤销" in here.message
        assert state.notebook.bookmarks() == ()
        await here.press("m")
        assert [bookmark.note for bookmark in state.notebook.bookmarks()] == ["zhu"]


EDITORS = {
    "ended with a code": ("w() { printf 所写 >>$1; return 3; }; w", "退出码 3"),
    "killed": ("w() { printf 所写 >>$1; kill -9 $$; }; w", "退出码 -9"),
    "too long": ("w() { yes | head -c 1100000 >$1; }; w", "附注读不出来"),
    "gone": ("rm", "附注读不出来"),
    "left a file": ("w() { printf 未存 >$1.swp; return 1; }; w", "退出码 1"),
}


@pytest.mark.parametrize(("editor", "problem"), EDITORS.values(), ids=EDITORS)
async def test_what_an_editor_wrote_before_it_failed_is_kept(
    editor: str,
    problem: str,
    stage: Callable[..., Any],
    again: Callable[[], UserState],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In a file that is named, and that the next start tells of; the notebook has nothing of it."""
    state = again()
    assert state.drafts_folder
    monkeypatch.setenv("VISUAL", editor)
    async with stage(user_state=state) as here:
        monkeypatch.setattr(here.app, "suspend", nullcontext)
        await here.press("W")
        assert problem in here.message
        (draft,) = state.drafts_folder.iterdir()
        assert "所写内容在" in here.message
        assert state.notebook.bookmarks() == ()
    assert {path.read_text("utf-8").strip()[:2] for path in draft.iterdir()} & {"所写", "未存", "y\n"} or editor == "rm"
    assert stat.S_IMODE(draft.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in draft.glob("hnreader.txt")} <= {0o600}
    draft.rename(draft.with_name("4194305-ended"))  # no process has a number above 2²²
    assert Reason.NOTE_DRAFTS in [problem.reason for problem in again().problems]


async def test_what_cannot_be_stored_stays_in_a_file(
    stage: Callable[..., Any], again: Callable[[], UserState], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the notebook is locked; what is stored stays nowhere else."""
    state = again()
    assert state.drafts_folder
    monkeypatch.setenv("VISUAL", "printf 所写 >")

    def locked(*_: object) -> None:
        raise NotebookError("database is locked")

    async with stage(user_state=state) as here:
        monkeypatch.setattr(here.app, "suspend", nullcontext)
        with monkeypatch.context() as patch:
            patch.setattr(state.notebook, "bookmark", locked)
            await here.press("W")
        (draft,) = state.drafts_folder.glob("*/hnreader.txt")
        assert draft.read_text("utf-8") == "所写"
        assert str(draft.parent.parent.name) in here.seen
        draft.unlink()
        draft.parent.rmdir()
        await here.press("W")
        assert [bookmark.note for bookmark in state.notebook.bookmarks()] == ["所写"]
        assert [*state.drafts_folder.iterdir()] == []
        assert again().problems == ()


async def test_a_line_that_cannot_be_stored_is_asked_for_again(
    stage: Callable[..., Any], again: Callable[[], UserState], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what was typed: it can be stored when the notebook is free, or given up."""
    state = again()

    def locked(*_: object) -> None:
        raise NotebookError("database is locked")

    async with stage(user_state=state) as here:
        with monkeypatch.context() as patch:
            patch.setattr(state.notebook, "bookmark", locked)
            await here.press("M", *"zhu", "enter")
            assert "附注未保存" in here.seen
        await here.press("enter")
        assert [bookmark.note for bookmark in state.notebook.bookmarks()] == ["zhu"]


async def test_that_notes_are_not_kept_is_told(
    stage: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written in an editor is kept in a file then."""
    (tmp_path / "notebook.sqlite3").mkdir()
    state = user_state(tmp_path)
    assert state.drafts_folder
    monkeypatch.setenv("VISUAL", "printf 所写 >")
    async with stage(user_state=state) as here:
        monkeypatch.setattr(here.app, "suspend", nullcontext)
        for keys in (["m"], ["u"], ["M", *"zhu", "enter"], ["#", *"tag", "enter"]):
            await here.press(*keys)
            assert "仅本次有效" in here.message, keys
        await here.press("W")
        assert len([*state.drafts_folder.glob("*/hnreader.txt")]) == 1
