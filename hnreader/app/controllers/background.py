"""The one way in which the app works in the background: a thread for each lane, cancellation, progress, errors.

All callbacks run in the message loop of the screen that the tasks belong to, in the order in which the work made them,
and none runs once its task was cancelled. A task ends with its screen.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import wait
from functools import partial
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TypeVar

from hnreader.storage.threads import Threads

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from textual.screen import Screen
    from textual.timer import Timer
    from textual.worker import Worker

    from hnreader.app.controllers.throttle import Throttle

PATIENCE: Final = 0.5  # seconds of work before its progress is shown
_INTERVAL: Final = 0.2  # seconds from one report of progress to the next

Result = TypeVar("Result")


class TaskCancelledError(Exception):
    """Raised inside the work of a cancelled task by `Task.progress`."""


class Task:
    """A piece of work under way, as seen by the function that does it (in a thread)."""

    def __init__(self, screen: Screen[Any], throttle: Throttle, receive: Callable[[Any], None] | None) -> None:
        self._screen = screen
        self._throttle = throttle
        self._receive = receive
        self._ended = Event()
        self._on_cancel: Callable[[], None] = lambda: None
        self.worker: Worker[None] | None = None
        self.completed = 0, 1
        """How many steps are done, and of how many."""

    def cancelled(self) -> bool:
        """Tell whether nobody waits for the result any more."""
        return self._ended.is_set() or (self.worker is not None and self.worker.is_cancelled)

    def wait(self, seconds: float) -> None:
        """Wait for so long, or until the task is cancelled."""
        self._ended.wait(seconds)

    def on_cancel(self, wake: Callable[[], None]) -> None:
        """Have something called that ends what the work waits for when the task is cancelled, or at once if it was."""
        self._on_cancel = wake
        if self.cancelled():
            wake()

    def stopped(self) -> bool:
        """Wait while the user scrolls, then tell whether the task was cancelled; for work that nobody waits for."""
        self._throttle.wait(self.cancelled)
        return self.cancelled()

    def progress(self, done: int, total: int) -> None:
        """Note how far the work is; raise `TaskCancelledError` where it was cancelled."""
        self.completed = done, total
        if self.cancelled():
            raise TaskCancelledError

    def send(self, value: object) -> None:
        """Have `receive`, as given to `start`, called with a part of the result."""
        self._screen.call_later(self._deliver, value)

    def _deliver(self, value: object) -> None:
        if self._receive is not None and not self.cancelled():
            self._receive(value)

    def cancel(self) -> None:
        """End the task at its next look."""
        self._ended.set()
        self._on_cancel()
        if self.worker is not None:
            self.worker.cancel()


class BackgroundTasks:
    """The tasks of a screen, in lanes: those of one lane run one after another, and a newer one cancels the older."""

    def __init__(self, screen: Screen[Any], throttle: Throttle, on_error: Callable[[Exception], None]) -> None:
        """`on_error` gets whatever a task without a handler of its own raises."""
        self._screen = screen
        self._throttle = throttle
        self._on_error = on_error
        self._executors: dict[str, Threads] = {}
        self._tasks: dict[str, Task] = {}
        self._timers: dict[str, Timer] = {}

    def start(
        self,
        lane: str,
        work: Callable[[Task], Result],
        done: Callable[[Result], None] = lambda _result: None,
        *,
        receive: Callable[[Any], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        blocking: float = 0.0,
    ) -> None:
        """Run `work` in a thread, then call `done` with its result or `failed` with its error.

        `receive` is called with whatever the work sends, `progress` now and then once it takes longer than `PATIENCE`.
        For up to `blocking` seconds the caller waits: a result that is there by then is delivered before this returns.
        """
        self.cancel(lane)
        task = self._tasks[lane] = Task(self._screen, self._throttle, receive)
        executor = self._executors.get(lane)
        if executor is None:
            executor = self._executors[lane] = Threads(1, f"hnreader-{lane}")
        future = executor.submit(work, task)
        finish = partial(self._finish, lane, task, future, done, failed or self._on_error)
        if blocking and wait((future,), blocking).done:
            finish()
        else:
            watch = partial(self._watch, task, future, finish, progress)
            task.worker = self._screen.run_worker(watch, group=lane)

    def start_later(
        self, delay: float, lane: str, work: Callable[[Task], Result], done: Callable[[Result], None]
    ) -> None:
        """Run `work` after `delay` seconds, unless the lane is cancelled before."""
        self.cancel(lane)
        self._timers[lane] = self._screen.set_timer(delay, partial(self.start, lane, work, done))

    async def _watch(
        self,
        task: Task,
        future: Future[Any],
        finish: Callable[[], None],
        progress: Callable[[int, int], None] | None,
    ) -> None:
        """Wait for the thread; report progress meanwhile."""
        begun = monotonic()
        result = asyncio.wrap_future(future)
        try:
            while not (await asyncio.wait((result,), timeout=_INTERVAL if progress else None))[0]:
                if progress is not None and monotonic() - begun >= PATIENCE:
                    self._screen.call_later(self._report, task, progress)
        except asyncio.CancelledError:
            result.cancel()
            raise
        result.exception()  # else asyncio complains that nobody has looked at it
        self._screen.call_later(finish)

    @staticmethod
    def _report(task: Task, progress: Callable[[int, int], None]) -> None:
        if not task.cancelled():
            progress(*task.completed)

    def _finish(
        self,
        lane: str,
        task: Task,
        future: Future[Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        if task.cancelled():
            return
        if self._tasks.get(lane) is task:
            del self._tasks[lane]
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, Exception):
            failed(error)
        else:
            raise error

    def busy(self, lane: str) -> bool:
        """Tell whether a task of the lane is under way."""
        return lane in self._tasks

    def cancel(self, lane: str) -> None:
        """Cancel the task of a lane, also one that is to start later."""
        if lane in self._timers:
            self._timers.pop(lane).stop()
        if lane in self._tasks:
            self._tasks.pop(lane).cancel()

    def close(self) -> None:
        """Cancel all tasks and let their threads end."""
        for lane in {*self._timers, *self._tasks}:
            self.cancel(lane)
        for executor in self._executors.values():
            executor.shutdown(wait=False, cancel_futures=True)
