"""Work behind the screen makes way for keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pytest

from hnreader.app import courtesy
from hnreader.app.courtesy import CALM, Courtesy

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.worker import Worker


@dataclass
class Clock:
    """A clock that only moves while somebody sleeps."""

    now: float = 100.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Job:
    """A worker as far as courtesy looks at it; it is cancelled at a time."""

    clock: Clock
    ends: float = float("inf")

    @property
    def is_cancelled(self) -> bool:
        return self.clock.now >= self.ends


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(courtesy, "monotonic", lambda: made.now)
    monkeypatch.setattr(courtesy, "sleep", made.sleep)
    return made


def stopped(one: Courtesy, job: Job) -> bool:
    return one.stopped(cast("Worker[None]", job))


def test_work_waits_until_nobody_presses_anything(clock: Clock) -> None:
    """Work goes on at once where nothing is pressed, and after a key when it has been calm for a while."""
    one = Courtesy()
    assert not stopped(one, Job(clock))
    assert clock.now == 100
    one.heed()
    assert not stopped(one, Job(clock))
    assert clock.now >= 100 + CALM


def test_work_that_is_cancelled_does_not_wait(clock: Clock) -> None:
    """A worker that is to end says so at once, however many keys are pressed."""
    one = Courtesy()
    one.heed()
    assert stopped(one, Job(clock, ends=100))
    assert clock.now == 100


async def test_keys_in_the_list_are_heeded_and_those_of_a_search_are_not(stage: Callable[..., Any]) -> None:
    """Somebody who scrolls gets his frames; somebody who searches waits for the work itself."""
    async with stage() as here:
        heeded: list[str] = []
        here.app.screen.courtesy.heed = lambda: heeded.append("heeded")
        await here.press("j")
        assert heeded
        await here.press("/")
        heeded.clear()
        await here.press("湖", "南")
        assert not heeded
