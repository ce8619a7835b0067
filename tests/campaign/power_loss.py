"""The power is cut at every step of every command that writes and of a session of the app.

    python tests/campaign/power_loss.py [--share 1] [--seed 1] [--only NAME]

A case is a recorded run up to one of its calls, and what of all that was not synced by then is on the disk: nothing,
all, names without what was written, or, five times, what chance takes (`disk.py` says what may be). The program is
started on it. What it had said to be kept is there, files are whole or not there, and nothing is reported to be wrong.
"""

from __future__ import annotations

import copy
import shutil
import sys
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from disk import Disk, by_chance, everything, names_only, nothing
from every_step import Step, run
from promises import broken, next_start, reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from failing_calls import Call
    from promises import Reference
    from sandbox import Sandbox, Scenario

WAYS: Final = {"nothing kept": nothing, "names kept": names_only, "all kept": everything}
CHANCES: Final = 5
"""Cuts at each call of which chance decides what is kept."""


class Case(NamedTuple):
    """After how many of the calls the power is cut, and what is kept."""

    calls: int
    way: str


class Recording:
    """A run of a scenario, and the disk before it."""

    def __init__(self, place: Sandbox, scenario: Scenario) -> None:
        self.scenario: Final = scenario
        self.known: Final[Reference] = reference(place, scenario)
        place.put_back()
        self._disk = Disk(place.root)
        outcome = place.run(scenario.act, record=True)
        assert outcome.code == self.known.first.code, outcome
        self.calls: Final[Sequence[Call]] = [*place.calls.record()]
        self._messages = place.timed_messages()

    def cases(self) -> list[Case]:
        """Return all cases."""
        ways = [*WAYS, *(f"chance {number}" for number in range(CHANCES))]
        return [Case(calls, way) for calls in range(len(self.calls) + 1) for way in ways]

    def wrong(self, place: Sandbox, case: Case, seed: int) -> str:
        """Try a case, and return what is wrong then; "" for nothing."""
        disk = copy.deepcopy(self._disk)
        disk.make(self.calls[: case.calls])
        shutil.rmtree(place.root)
        place.root.mkdir()
        disk.cut(WAYS.get(case.way) or by_chance(Random(f"{seed} {self.scenario.name} {case}")))
        number = self.calls[case.calls - 1].number if case.calls else 0
        ended = case.calls == len(self.calls)
        messages = {what: message for what, message, made in self._messages if ended or made <= number}
        acknowledged = self.known.acknowledged(messages)
        done = ended and not messages
        try:
            found = place.observed()
        except AssertionError as error:
            return str(error)
        what = broken(found, self.known, self.scenario, lambda each: done or acknowledged(each), half=True)
        return what or next_start(place, self.scenario, self.known)


def steps(place: Sandbox, scenario: Scenario, seed: int) -> list[Step]:
    """Return all cases of a scenario."""
    recording = Recording(place, scenario)
    return [
        Step(f"call {case.calls}, {case.way}", case.way, partial(recording.wrong, place, case, seed))
        for case in recording.cases()
    ]


if __name__ == "__main__":
    sys.exit(run(__doc__ or "", steps))
