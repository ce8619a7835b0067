"""The reader on pages that were segmented before."""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bare_app import reached
from followed_pages import following, written
from mets_files import DAY, mets
from read_only_folders import refuse_writing

from hnreader.app.application import Reader
from hnreader.app.controllers import watching
from hnreader.app.panes.article_list import ArticleList
from hnreader.app.rendering.list_rows import issue_rows
from hnreader.app.user_state import UserState, user_state
from hnreader.archive import LibraryFile, Taken, TakingIn, View, library_folder, segmenting
from hnreader.archive.looking_over import LookingOver
from hnreader.corrections import Action, Correction, TextQuote
from hnreader.reasons import Reason
from hnreader.storage import database
from hnreader.storage.watching import Watch, WatchEndedError
from hnreader.userdata.correction_file import PageCorrection, add_corrections, correction_path
from hnreader.userdata.correction_places import keep_corrections
from hnreader.userdata.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hnreader.model import Failure


async def opened(path: Path, state: UserState) -> tuple[int, Sequence[Failure]]:
    """Open the reader, wait until all is read, and return the number of pages and what is wrong."""
    app = Reader([str(path)], "en", user_state=state)
    async with app.run_test() as pilot:
        loaded = app.screen_stack[0].controllers.context.loaded
        while not loaded.complete:
            await pilot.pause(0.01)
        return loaded.page_count, app.failures


def unwatchable(*_: object) -> None:
    """As where there are too many folders."""
    raise WatchEndedError


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
    assert await opened(pages, UserState(state.settings)) == (3, ())
    assert not (tmp_path / "library").exists()
    assert await opened(pages, state) == (3, ())
    monkeypatch.setattr(segmenting, "segment", None)
    assert await opened(pages, state) == (3, ())


async def test_many_pages_are_segmented_by_other_processes(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a command; their output does not reach the screen, nor the keys them."""
    monkeypatch.setattr(segmenting, "_ALONE", 0)
    monkeypatch.setattr(segmenting, "available_cores", lambda: 2)
    monkeypatch.setattr(segmenting, "segment", None)
    assert await opened(pages, UserState(Settings())) == (3, ())


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


async def test_what_happens_to_the_files_is_seen(pages: Path, tmp_path: Path) -> None:
    """Pages that come, change, go, and come back in a folder of their own; the selected article stays selected."""
    state = UserState(Settings(library=str(tmp_path / "library")), keeps_pages=True)
    app = Reader([str(pages)], "en", user_state=state)
    async with app.run_test() as pilot:
        until = partial(reached, pilot)
        listed = app.screen_stack[0].query_one(ArticleList)
        controllers = app.screen_stack[0].controllers
        loaded = controllers.context.loaded

        def texts() -> list[str]:
            return sorted(article.paragraphs[-1].text.text[-2] for article in loaded.archive.entries)

        await until(lambda: controllers.context.tasks.busy("watching"))
        assert texts() == ["0", "1", "2"]
        listed.choose(1)
        selected = listed.selected
        (pages / "3.txt").write_text("青石镇通水记\n\n渠道清了，水才走得远3。\n", "utf-8")
        await until(lambda: texts() == ["0", "1", "2", "3"])
        (pages / "2.txt").write_text("青石镇通水记\n\n渠道清了，水才走得远7。\n", "utf-8")
        await until(lambda: texts() == ["0", "1", "3", "7"])
        (pages / "3.txt").unlink()
        await until(lambda: texts() == ["0", "1", "7"])
        (pages / "0.txt").rename(tmp_path / "0.txt")
        (pages / "inner").mkdir()
        (tmp_path / "0.txt").rename(pages / "inner" / "0.txt")
        (pages / "inner" / "notes.bin").write_bytes(b"no page")
        await until(lambda: len(listed.rows.articles) == 3)
        assert texts() == ["0", "1", "7"]
        assert listed.selected.id == selected.id
        assert app.failures == ()


async def test_corrections_of_a_page_are_followed(pages: Path, tmp_path: Path) -> None:
    """When they are written beside it or in the user's folder, and when they go."""
    async with following(tmp_path, pages) as shown:

        def headlines() -> int:
            return sum(bool(article.headline) for article in shown.controllers.context.loaded.archive.entries)

        assert headlines() == 0
        beside = correction_path(pages / "1.txt")
        headline = Correction(Action.IS, TextQuote("青石镇通水记"), role="headline")
        add_corrections(beside, [PageCorrection(headline)])
        await shown.until(lambda: headlines() == 1)
        beside.unlink()
        await shown.until(lambda: headlines() == 0)
        with pytest.MonkeyPatch.context() as patch:
            refuse_writing(patch, pages)
            kept = keep_corrections(pages / "1.txt", [PageCorrection(headline)])
        await shown.until(lambda: headlines() == 1)
        kept.unlink()
        await shown.until(lambda: headlines() == 0)


async def test_what_another_process_takes_in_is_seen(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the system does not say which files change."""
    monkeypatch.setattr(Watch, "wait", unwatchable)
    state = UserState(Settings(library=str(tmp_path / "library")), keeps_pages=True)
    app = Reader([str(pages)], "en", user_state=state)
    async with app.run_test() as pilot:
        until = partial(reached, pilot)
        controllers = app.screen_stack[0].controllers
        await until(lambda: controllers.context.tasks.busy("watching"))
        (pages / "9.txt").write_text("青石镇通水记\n\n渠道清了，水才走得远9。\n", "utf-8")
        assert Taken.NEW in list(TakingIn(pages, library=tmp_path / "library", report=print))
        await until(lambda: controllers.context.loaded.page_count == 4)


async def test_a_library_that_can_only_be_read_is_followed(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one on a shared drive, which somebody else writes; nothing is watched, and no changed file taken in."""
    library = tmp_path / "library"
    assert list(TakingIn(pages, library=library, report=print))
    access = os.access
    monkeypatch.setattr(database.os, "access", lambda path, mode: Path(path).is_dir() and access(path, mode))
    app = Reader([str(pages)], "en", user_state=UserState(Settings(library=str(library)), keeps_pages=True))
    async with app.run_test() as pilot:
        until = partial(reached, pilot)
        controllers = app.screen_stack[0].controllers
        await until(lambda: controllers.context.tasks.busy("watching"))
        assert controllers.context.loaded.page_count == 3
        assert all(thread.name != "hnreader-watch" for thread in threading.enumerate())
        monkeypatch.setattr(database.os, "access", access)
        (pages / "9.txt").write_text("青石镇通水记\n\n渠道清了，水才走得远9。\n", "utf-8")
        assert Taken.NEW in list(TakingIn(pages, library=library, report=print))
        await until(lambda: controllers.context.loaded.page_count == 4)
        assert controllers.context.loaded.failures == ()


async def test_a_library_that_goes_away_does_not_end_the_app(pages: Path, tmp_path: Path) -> None:
    """Another process has cleared it, or its drive was pulled out: that is said where a text is asked for."""
    state = UserState(Settings(library=str(tmp_path / "library")), keeps_pages=True)
    app = Reader([str(pages)], "en", user_state=state)
    async with app.run_test() as pilot:
        screen = app.screen_stack[0]
        listed, controllers = screen.query_one(ArticleList), screen.controllers
        await reached(pilot, lambda: controllers.context.tasks.busy("watching"))
        await reached(pilot, lambda: len(listed.rows.articles) == 3)
        archive = controllers.context.loaded.archive
        with LibraryFile(tmp_path / "library") as library:
            library.forget([pages])
        archive.view = View(archive.view.source)  # nothing was looked at so far
        archive.view.source.article.cache_clear()
        archive.view.source._encoded.cache_clear()
        listed.show(issue_rows(archive))
        for key in ("down", "enter", "escape", "down", "w", "escape", "o", "escape", "y", "r"):
            await pilot.press(key)
            await pilot.pause()
        assert app.is_running


async def test_a_file_that_cannot_be_read_is_listed_once(pages: Path, tmp_path: Path) -> None:
    """However often the files are looked over."""
    (pages / "broken.txt").write_bytes(b"\x00\x01\x02" * 99)
    state = UserState(Settings(library=str(tmp_path / "library")), keeps_pages=True)
    app = Reader([str(pages)], "en", user_state=state)
    async with app.run_test() as pilot:
        controllers = app.screen_stack[0].controllers
        await reached(pilot, lambda: controllers.context.tasks.busy("watching"))
        (pages / "9.txt").write_text("青石镇通水记\n\n渠道清了，水才走得远9。\n", "utf-8")
        await reached(pilot, lambda: controllers.context.loaded.page_count == 4)
        assert [failure.message.reason for failure in app.failures] == [Reason.BINARY]


# ── whatever happens to the files


@pytest.fixture
def full_scans(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One item for each look at all files."""
    looked: list[object] = []
    changes = LookingOver.changes

    def counted(looking: LookingOver, paths: object) -> object:
        looked.append(paths)
        return changes(looking, paths)

    monkeypatch.setattr(LookingOver, "changes", counted)
    return looked


async def test_a_start_looks_once_and_what_is_no_page_is_not_looked_for(
    pages: Path, tmp_path: Path, full_scans: list[object]
) -> None:
    """A file without a suffix is none, nor is one that an editor makes and deletes."""
    async with following(tmp_path, pages) as shown:
        for name in ("notes", "notes.bin", ".hidden", "README.md"):
            (pages / name).write_text("no page", "utf-8")
        (pages / "4913").touch()
        (pages / "4913").unlink()
        written(pages / "9.txt", 9)
        await shown.until(lambda: shown.texts() == ["0", "1", "2", "9"])
        assert len(full_scans) == 1


async def test_what_mets_says_by_now_is_seen(pages: Path, tmp_path: Path, full_scans: list[object]) -> None:
    """Of which day pages are, and which is missing, without a look at all files."""
    async with following(tmp_path, pages) as shown:
        archive = shown.controllers.context.loaded.archive
        (pages / "mets.xml").write_bytes(mets("2.txt", "0.txt"))
        await shown.until(
            lambda: [(str(issue.date), len(issue.pages)) for issue in archive.issues] == [(DAY, 2), ("None", 1)]
        )
        (pages / "2.txt").unlink()
        await shown.until(lambda: [each.message.reason for each in shown.app.failures] == [Reason.METS_MISSING])
        assert shown.texts() == ["0", "1"]
        assert len(full_scans) == 1


async def test_a_folder_that_is_made_again_is_followed(pages: Path, tmp_path: Path) -> None:
    """Its pages were away; what comes in the new one is seen, and the old one is not followed any more."""
    async with following(tmp_path, pages) as shown:
        moved = pages.rename(tmp_path / "elsewhere")  # noqa: ASYNC240 it takes no time
        await shown.until(lambda: [each.message.reason for each in shown.app.failures] == [Reason.MISSING])
        assert shown.texts() == ["0", "1", "2"]
        pages.mkdir()  # noqa: ASYNC240
        written(pages / "7.txt", 7)
        await shown.until(lambda: shown.texts() == ["7"])
        written(moved / "8.txt", 8)
        written(pages / "9.txt", 9)
        await shown.until(lambda: shown.texts() == ["7", "9"])
        assert shown.app.failures == ()


async def test_a_folder_whose_name_has_a_dot_is_moved_away(pages: Path, tmp_path: Path) -> None:
    (pages / "2024.03").mkdir()
    written(pages / "2024.03" / "4.txt", 4)
    async with following(tmp_path, pages) as shown:
        assert shown.texts() == ["0", "1", "2", "4"]
        (pages / "2024.03").rename(tmp_path / "2024.03")
        await shown.until(lambda: shown.texts() == ["0", "1", "2"])


async def test_a_file_that_is_mended_is_no_failure_any_more(pages: Path, tmp_path: Path) -> None:
    """Nor is a path under which there is something by now; what is broken later is one, by the name that was given."""
    other = tmp_path / "other"
    other.mkdir()
    broken = pages / "broken.txt"
    broken.write_bytes(b"\x00\x01\x02" * 99)
    async with following(tmp_path, pages, other) as shown:
        reasons = {str(broken): Reason.BINARY, str(other): Reason.NO_PAGE}

        def failures() -> dict[str, Reason]:
            return {each.path: each.message.reason for each in shown.app.failures}

        assert failures() == reasons
        written(broken, 5)
        written(other / "6.txt", 6)
        await shown.until(lambda: shown.texts() == ["0", "1", "2", "5", "6"])
        await shown.until(lambda: failures() == {})
        broken.write_bytes(b"\x00\x01\x02" * 99)
        (other / "6.txt").unlink()
        await shown.until(lambda: shown.texts() == ["0", "1", "2"])
        await shown.until(lambda: failures() == reasons)


async def test_what_fails_is_said_and_tried_again(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever raises, the files are followed as soon as it does not any more."""
    monkeypatch.setattr(watching, "_AGAIN", 0.1)
    async with following(tmp_path, pages) as shown:
        messages: list[str] = []
        monkeypatch.setattr(shown.controllers.context.view, "show_message", messages.append)
        with monkeypatch.context() as patch:
            patch.setattr(LookingOver, "changes_of", unwatchable)
            patch.setattr(LookingOver, "changes", unwatchable)
            written(pages / "9.txt", 9)
            await shown.until(lambda: bool(messages))
            await asyncio.sleep(1.0)
        await shown.until(lambda: shown.texts() == ["0", "1", "2", "9"])
        assert len(messages) == 1


async def test_the_app_leaves_no_file_open(pages: Path, tmp_path: Path) -> None:
    """Else a system might not let it be deleted, or a drive be taken away."""
    library = tmp_path / "library"

    def is_open() -> bool:
        return any(path.is_relative_to(library) for path in open_files())

    async with following(tmp_path, pages) as shown:
        assert is_open()
        tasks = shown.controllers.context.tasks
    await reached_without_app(lambda: not (tasks.busy("watching") or is_open()))


def open_files() -> Iterator[Path]:
    for path in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            yield path.readlink()


async def reached_without_app(state: Callable[[], bool]) -> None:
    for _ in range(300):
        if state():
            return
        await asyncio.sleep(0.01)
    raise AssertionError
