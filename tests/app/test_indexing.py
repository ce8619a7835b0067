"""What the reader says and does while its search index is not complete."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from bare_app import reached

from hnreader.app.application import Reader
from hnreader.app.controllers import search as search_controller
from hnreader.app.user_state import UserState
from hnreader.archive import Archive
from hnreader.search import index, index_on_disk
from hnreader.storage.database import exclusive
from hnreader.userdata.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def seen(app: Reader) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Reader, Path]:
    """The reader on three pages, whose index is kept, and the folder of its library."""
    monkeypatch.setattr(index, "_FEWEST", 1)
    pages, library = tmp_path / "pages", tmp_path / "library"
    for folder in (pages, library):
        folder.mkdir()
    for number in range(3):
        (pages / f"{number}.txt").write_text(f"青石镇通水记\n\n渠道清了，水才走得远{number}。\n", "utf-8")
    state = UserState(Settings(library=str(library)), keeps_pages=True)
    return Reader([str(pages)], "en", user_state=state), library


async def test_what_another_process_keeps_from_being_indexed_is_found_when_that_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a large archive: until then it is said why not all is found, and that not all is counted."""
    monkeypatch.setattr(index, "_MOST_IN_MEMORY", 0)
    monkeypatch.setattr(index_on_disk, "_PATIENCE", 0.01)
    monkeypatch.setattr(search_controller, "_AGAIN", 0.1)
    app, library = reader(tmp_path, monkeypatch)
    with ExitStack() as other:
        other.enter_context(exclusive(library / "index"))
        async with app.run_test(size=(120, 30)) as pilot:
            context = app.screen_stack[0].controllers.context  # type: ignore[attr-defined]
            await reached(pilot, lambda: context.loaded.complete and not context.tasks.busy("index"))
            await pilot.press("/", *"渠道", "enter")
            await reached(pilot, lambda: "index incomplete" in seen(app))
            await reached(pilot, lambda: "Another process is writing the search index" in seen(app))
            await pilot.press("x")
            await reached(pilot, lambda: "indexing is not finished: there may be more" in seen(app))
            await pilot.press("escape")
            other.close()
            await reached(pilot, lambda: "3 articles" in seen(app) and "index incomplete" not in seen(app))


async def test_what_could_not_be_written_is_indexed_when_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk that was full for a while: nothing new has to come for it."""
    monkeypatch.setattr(index, "_MOST_IN_MEMORY", 0)
    monkeypatch.setattr(search_controller, "_LATER", 0.1)
    app, _ = reader(tmp_path, monkeypatch)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(index_on_disk.IndexFolder, "_write_seal", full)
        async with app.run_test(size=(120, 30)) as pilot:
            await reached(pilot, lambda: os.strerror(errno.ENOSPC) in seen(app))
            await pilot.press("/", *"渠道", "enter")
            await reached(pilot, lambda: "index incomplete" in seen(app))
            patch.undo()
            await reached(pilot, lambda: "3 articles" in seen(app) and "index incomplete" not in seen(app))


async def test_that_a_small_archive_is_indexed_in_memory_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is found, but the next start has to index it again."""
    monkeypatch.setattr(index_on_disk, "_PATIENCE", 0.01)
    app, library = reader(tmp_path, monkeypatch)
    with exclusive(library / "index"):
        async with app.run_test(size=(120, 30)) as pilot:
            context = app.screen_stack[0].controllers.context  # type: ignore[attr-defined]
            messages: list[str] = []
            monkeypatch.setattr(context.view, "show_message", messages.append)
            await reached(pilot, lambda: context.loaded.complete and not context.tasks.busy("index") and messages)
            (tmp_path / "pages" / "9.txt").write_text("青石镇通水记\n\n渠道清了，水才走得远9。\n", "utf-8")
            await reached(pilot, lambda: context.loaded.page_count == 4 and not context.tasks.busy("index"))
            await pilot.press("/", *"渠道", "enter")
            await reached(pilot, lambda: "4 articles" in seen(app) and "index incomplete" not in seen(app))
    assert messages == ["Another process is writing the search index; this one indexes in memory"]


async def test_an_archive_that_takes_the_place_of_another_is_indexed(stage: Callable[..., Any]) -> None:
    """As where a library turns out not to keep what is new, while what it has is being indexed."""
    async with stage() as here:
        controllers = here.app.screen_stack[0].controllers
        assert not controllers.context.tasks.busy("index")
        controllers.search._indexed(Archive(), search_controller._Outcome((), True, None))
        assert controllers.context.tasks.busy("index")
