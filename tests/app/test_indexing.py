"""What the reader says and does while its search index is not complete."""

from __future__ import annotations

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


async def test_what_another_process_keeps_from_being_indexed_is_found_when_that_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a large archive: until then it is said why not all is found, and that not all is counted."""
    monkeypatch.setattr(index, "_FEWEST", 1)
    monkeypatch.setattr(index, "_MOST_IN_MEMORY", 0)
    monkeypatch.setattr(index_on_disk, "_PATIENCE", 0.01)
    monkeypatch.setattr(search_controller, "_AGAIN", 0.1)
    pages, library = tmp_path / "pages", tmp_path / "library"
    for folder in (pages, library):
        folder.mkdir()
    for number in range(3):
        (pages / f"{number}.txt").write_text(f"青石镇通水记\n\n渠道清了，水才走得远{number}。\n", "utf-8")
    app = Reader([str(pages)], "en", user_state=UserState(Settings(library=str(library)), keeps_pages=True))
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


async def test_an_archive_that_takes_the_place_of_another_is_indexed(stage: Callable[..., Any]) -> None:
    """As where a library turns out not to keep what is new, while what it has is being indexed."""
    async with stage() as here:
        controllers = here.app.screen_stack[0].controllers
        assert not controllers.context.tasks.busy("index")
        controllers.search._indexed(Archive(), search_controller._Outcome((), True, None))
        assert controllers.context.tasks.busy("index")
