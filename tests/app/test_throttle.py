"""Background work makes way for keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.controllers import throttle as throttle_module
from hnreader.app.controllers.throttle import CALM, Throttle

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Clock:
    """A clock that only moves while somebody sleeps."""

    now: float = 100.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(throttle_module, "monotonic", lambda: made.now)
    monkeypatch.setattr(throttle_module, "sleep", made.sleep)
    return made


def test_work_waits_until_nobody_presses_anything(clock: Clock) -> None:
    """Work goes on at once where nothing is pressed, and after a key when it has been calm for a while."""
    throttle = Throttle()
    throttle.wait(lambda: False)
    assert clock.now == 100
    throttle.hold_off()
    throttle.wait(lambda: False)
    assert clock.now >= 100 + CALM


def test_work_that_is_cancelled_does_not_wait(clock: Clock) -> None:
    """A task that is to end does not wait, however many keys are pressed."""
    throttle = Throttle()
    throttle.hold_off()
    throttle.wait(lambda: clock.now >= 100.05)
    assert 100.05 <= clock.now < 100 + CALM


async def test_scrolling_holds_work_back_and_searching_does_not(
    stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who scrolls gets his frames; somebody who searches waits for the work itself."""
    held_back: list[str] = []
    monkeypatch.setattr(Throttle, "hold_off", lambda _throttle: held_back.append("once"))
    async with stage() as here:
        await here.press("j")
        assert held_back
        await here.press("/")
        held_back.clear()
        await here.press("湖", "南")
        assert not held_back
