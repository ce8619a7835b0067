"""The reader on pages that were segmented before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hnreader.app.application import Reader
from hnreader.app.user_state import UserState, user_state
from hnreader.archive import library_folder, loading
from hnreader.reasons import Reason
from hnreader.userdata.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hnreader.model import Failure


async def opened(path: Path, state: UserState) -> tuple[int, Sequence[Failure]]:
    """Open the reader, wait until all is read, and return the number of pages and what is wrong."""
    app = Reader([str(path)], "en", user_state=state)
    async with app.run_test() as pilot:
        loaded = app.screen_stack[0].controllers.context.loaded
        while not loaded.complete:
            await pilot.pause(0.01)
        return loaded.page_count, app.failures


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"青石镇通水记\n\n渠道清了，水才走得远{number}。\n", "utf-8")
    return folder


async def test_a_second_start_segments_nothing(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is that of the settings; what belongs to nobody keeps nothing."""
    state = UserState(Settings(library=str(tmp_path / "library")), keeps_pages=True)
    assert await opened(pages, UserState(state.settings)) == (3, [])
    assert not (tmp_path / "library").exists()
    assert await opened(pages, state) == (3, [])
    monkeypatch.setattr(loading, "segment", None)
    assert await opened(pages, state) == (3, [])


async def test_many_pages_are_segmented_by_other_processes(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a command; their output does not reach the screen, nor the keys them."""
    monkeypatch.setattr(loading, "_ALONE", 0)
    monkeypatch.setattr(loading, "available_cores", lambda: 2)
    monkeypatch.setattr(loading, "segment", None)
    assert await opened(pages, UserState(Settings())) == (3, [])


async def test_a_library_that_cannot_be_used_is_listed(pages: Path, tmp_path: Path) -> None:
    """With what could not be read; the pages are there all the same."""
    (tmp_path / "library").write_text("", "utf-8")
    count, (failure,) = await opened(pages, UserState(Settings(library=str(tmp_path / "library")), keeps_pages=True))
    assert (count, failure.message.reason) == (3, Reason.LIBRARY_UNUSABLE)


def test_the_users_own_state_keeps_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the cache, where the settings name no folder."""
    for kind in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path))
    assert user_state().library() == library_folder()
