"""What the campaigns have in common that try every step of the scenarios: the loop over both."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from campaign import Tally, options
from failing_calls import preloaded
from sandbox import load, sandbox
from scenarios import scenarios

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sandbox import Sandbox, Scenario

UNREACHED: Final = "not reached"
"""A case whose call was not made: threads took other turns than when the run was recorded."""


class Step(NamedTuple):
    """A case of a scenario."""

    name: str
    kind: str
    """What it is counted by."""
    wrong: Callable[[], str]
    """Tries it, and returns what is wrong then: "" for nothing, and `UNREACHED`."""


def run(description: str, steps_of: Callable[[Sandbox, Scenario, int], Sequence[Step]]) -> int:
    """Run a campaign, and return the exit code; `steps_of` is given a scenario that is prepared, and the seed."""
    chosen = options(description, names=[scenario.name for scenario in scenarios()])
    if (code := preloaded()) is not None:
        return code
    load()
    tally, random = Tally(chosen.seed), Random(chosen.seed)
    every = [scenario for scenario in scenarios() if not chosen.only or scenario.name in chosen.only]
    with sandbox() as place:
        for scenario in random.sample(every, chosen.part(len(every), 0.5)):
            place.prepare(scenario)
            found = steps_of(place, scenario, chosen.seed)
            for step in random.sample(found, chosen.part(len(found), 0.5)):
                what = step.wrong()
                if what and what != UNREACHED:
                    tally.fail(f"{scenario.name}, {step.name}", what)
                else:
                    tally.count(what or step.kind)
    return tally.summary()
