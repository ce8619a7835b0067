"""Work in the background: its results, its progress, its errors, and how it is cancelled."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from bare_app import Bare

from hnreader.app.controllers import background
from hnreader.app.controllers.background import BackgroundTasks, Task
from hnreader.app.controllers.throttle import Throttle

if TYPE_CHECKING:
    from collections.abc import Callable


class Host(Bare):
    """An app with background tasks, and what they have delivered."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Any] = []
        self.release = threading.Event()

    def on_mount(self) -> None:
        self.tasks = BackgroundTasks(self.screen, Throttle(), lambda error: self.events.append(("error", str(error))))

    def wait(self, result: str) -> Callable[[Task], str]:
        """Work that ends when it is cancelled or released."""

        def work(task: Task) -> str:
            while not task.cancelled() and not self.release.wait(0.005):
                pass
            return result

        return work


async def until(pilot: Any, reached: Callable[[], bool]) -> None:
    for _ in range(3_000):
        if reached():
            return
        await pilot.pause(0.01)
    raise AssertionError(pilot.app.events)


async def test_a_newer_task_cancels_the_older_of_its_lane() -> None:
    """Only the newest of a lane is delivered; another lane is not touched."""
    app = Host()
    async with app.run_test() as pilot:
        app.tasks.start("a", app.wait("old"), app.events.append)
        app.tasks.start("b", app.wait("other"), app.events.append)
        app.tasks.start("a", app.wait("new"), app.events.append)
        assert app.tasks.busy("a")
        app.release.set()
        await until(pilot, lambda: len(app.events) == 2)
        assert sorted(app.events) == ["new", "other"]
        assert not app.tasks.busy("a")


async def test_what_is_sent_comes_before_the_result() -> None:
    """Parts of a result come in order, and all of them before the end."""

    def work(task: Task) -> str:
        for number in range(50):
            task.send(number)
        return "end"

    app = Host()
    async with app.run_test() as pilot:
        app.tasks.start("a", work, app.events.append, receive=app.events.append)
        await until(pilot, lambda: "end" in app.events)
        assert app.events == [*range(50), "end"]


async def test_a_quick_result_is_there_at_once() -> None:
    """A caller that waits has the result when `start` returns; one that takes longer comes later."""
    app = Host()
    async with app.run_test() as pilot:
        app.tasks.start("a", lambda _task: "quick", app.events.append, blocking=30)
        assert app.events == ["quick"]
        app.tasks.start("a", app.wait("slow"), app.events.append, blocking=0.001)
        assert app.events == ["quick"]
        app.release.set()
        await until(pilot, lambda: app.events == ["quick", "slow"])


@pytest.mark.parametrize("blocking", [0.0, 30.0])
async def test_an_error_is_reported(blocking: float) -> None:
    """What a task raises goes to its own handler or to that of all; the app runs on."""

    def fail(_task: Task) -> None:
        raise RuntimeError("broken")

    app = Host()
    async with app.run_test() as pilot:
        app.tasks.start("a", fail, app.events.append, blocking=blocking)
        await until(pilot, lambda: app.events == [("error", "broken")])
        app.tasks.start("a", fail, failed=lambda error: app.events.append(type(error)), blocking=blocking)
        await until(pilot, lambda: app.events[1:] == [RuntimeError])
        assert app.is_running


async def test_progress_is_reported_until_it_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress comes while the work goes on; once cancelled, reporting it ends the work, and nothing is delivered."""
    monkeypatch.setattr(background, "PATIENCE", 0)
    ended = threading.Event()

    def work(task: Task) -> None:
        try:
            while True:
                task.progress(3, 7)
        finally:
            ended.set()

    app = Host()
    async with app.run_test() as pilot:
        app.tasks.start("a", work, app.events.append, progress=lambda *steps: app.events.append(steps))
        await until(pilot, lambda: (3, 7) in app.events)
        app.tasks.cancel("a")
        await until(pilot, ended.is_set)
        await pilot.pause()
        assert set(app.events) == {(3, 7)}


async def test_a_task_that_is_to_start_later_can_be_cancelled() -> None:
    """Only the one that is not cancelled runs."""
    app = Host()
    async with app.run_test() as pilot:
        app.tasks.start_later(0.01, "a", lambda _task: "first", app.events.append)
        app.tasks.cancel("a")
        app.tasks.start_later(0.01, "b", lambda _task: "second", app.events.append)
        await until(pilot, lambda: "second" in app.events)
        assert app.events == ["second"]


async def test_a_search_that_fails_leaves_the_app_running(
    stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error nobody expected is one line at the foot, and the next search works."""
    async with stage() as here:

        def fail(*_: object, **__: object) -> None:
            raise RecursionError("[b]too deep[/]")

        with monkeypatch.context() as patch:
            patch.setattr("hnreader.search.search", fail)
            await here.press("/", "第")
            await here.until(lambda: "意外错误：RecursionError: [b]too deep[/]" in here.message)
        await here.press("4", "篇")
        assert "1 篇" in here.lines[0]


@pytest.mark.parametrize("key", ["x", "t", "R", "P"])
async def test_other_work_that_fails_leaves_the_app_running(
    stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """So is one of the screens that lie over the reader."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("hnreader.app.screens.concordance.growing_concordance", fail)
    monkeypatch.setattr("hnreader.app.screens.trend.growing_concordance", fail)
    monkeypatch.setattr("hnreader.research.related.related", fail)
    monkeypatch.setattr("hnreader.research.names.Names.gather", fail)
    async with stage() as here:
        await here.press("/", "正", "文", "enter", key)
        await here.until(lambda: "意外错误：RuntimeError: broken" in here.message)
        await here.press("escape")
        assert len(here.app.screen_stack) == 1
