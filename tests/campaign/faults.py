"""Each system call that writes fails once, at every step of every command that writes and of a session of the app.

    python tests/campaign/faults.py [--share 1] [--seed 1] [--only NAME]

A case is a call of a recorded run and what happens to it: no room (ENOSPC), an error of the disk (EIO), an interrupt
(EINTR), no right (EACCES), half of it written, the process killed before it (`kill -9`) or in the middle of it. Then
all that the user had is there, what was said to be kept is kept, files are whole or not there, a command that failed
says why in a line and ends with 1 or 2, the next start has nothing to say about it, and no leftover is there behind it.
The same holds where memory ends: fifty times for each, after so many megabytes. Then the app may crash, and the index's
library end the process.
"""

from __future__ import annotations

import re
import resource
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from every_step import UNREACHED, Step, run
from failing_calls import CUT, KILLED, KINDS, SHORT, Operation
from promises import broken, next_start, reference
from sandbox import CRASHED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from failing_calls import Outcome
    from promises import Reference
    from sandbox import Sandbox, Scenario

_DEFECTS: Final = ("Traceback", "Internal error (", "Exception ignored", CRASHED)
_NO_MEMORY: Final = re.compile(r"memory allocation of \d+ bytes failed|cannot allocate memory for thread-local data")
"""What Rust and glibc say before they end the process: there is nothing that could be caught."""
_ENDED: Final = (-signal.SIGABRT, 127)
"""How they do."""
_NO_ROOM: Final = "failed to map segment"
"""What is said of a module that is loaded late. Above a session there is no command line, which would say more."""
_BY_WRITES: Final = (SHORT, CUT)
"""What happens to calls that write only."""
_MEMORY: Final = "memory"
_LIMITS: Final = 50
_MEGABYTES: Final = 200
"""More than what commands need beyond what is loaded."""


class Case(NamedTuple):
    """A call of a scenario and what happens to it, or after how many steps of memory there is none."""

    kind: str
    at: int


def cases(place: Sandbox, scenario: Scenario) -> Iterator[Case]:
    """Yield all cases of a scenario, as they are in a recorded run."""
    place.put_back()
    count = place.run(scenario.act, record=True).calls
    written = {call.number for call in place.calls.record() if call.operation is Operation.WRITE}
    for number in range(1, count + 1):
        for kind, how in KINDS.items():
            if how not in _BY_WRITES or number in written:
                yield Case(kind, number)
    yield from (Case(_MEMORY, number) for number in range(_LIMITS))


def wrong(place: Sandbox, scenario: Scenario, case: Case, known: Reference) -> str:
    """Try a case, and return what is wrong then: "" for nothing, and `UNREACHED`."""
    place.put_back()
    if case.kind == _MEMORY:
        outcome = place.run(partial(_limited, scenario.act, case.at * (_MEGABYTES << 20) // _LIMITS))
    else:
        outcome = place.run(scenario.act, KINDS[case.kind], case.at)
        if not outcome.failed:
            return UNREACHED
    if what := _ended_wrong(case.kind, known, outcome):
        return what
    messages = place.messages()
    done = outcome.code == known.first.code and not messages
    acknowledged = known.acknowledged(messages)
    try:
        found = place.observed()
    except AssertionError as error:
        return str(error)
    what = broken(found, known, scenario, lambda each: done or acknowledged(each), half=KINDS.get(case.kind) == CUT)
    return what or next_start(place, scenario, known)


def _ended_wrong(kind: str, known: Reference, outcome: Outcome) -> str:
    last = outcome.errors.strip()[-1500:]
    if kind == _MEMORY and (
        CRASHED in last or _NO_ROOM in last or (outcome.code in _ENDED and _NO_MEMORY.search(outcome.errors))
    ):
        return ""
    if defect := next((each for each in _DEFECTS if each in outcome.errors), ""):
        return f"{defect}: {last}"
    if KINDS.get(kind) in {KILLED, CUT} and outcome.code == -signal.SIGKILL:
        return ""
    if outcome.code not in {0, 1, 2}:
        return f"ended with {outcome.code}: {last}"
    if outcome.code != known.first.code and not last:
        return f"ended with {outcome.code} without a word"
    return ""


def _limited(act: Callable[[], int], more: int) -> int:
    """Do something with so many bytes more than there are in use."""
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + more, resource.RLIM_INFINITY))
    return act()


def steps(place: Sandbox, scenario: Scenario, _seed: int) -> list[Step]:
    """Return all cases of a scenario."""
    known = reference(place, scenario)
    return [
        Step(f"{case.kind} at {case.at}", case.kind, partial(wrong, place, scenario, case, known))
        for case in cases(place, scenario)
    ]


if __name__ == "__main__":
    sys.exit(run(__doc__ or "", steps))
