"""What holds after a fault: what the user had and was told to have is there, the rest as before or as it was to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from failing_calls import Outcome
    from sandbox import Observed, Sandbox, Scenario

HALF: Final = re.compile(r"Line \d+: this correction cannot be read; it is left as it is and has no effect")
"""What may be said of the half of a line, which no kill and only a power cut leaves."""
_UNKEPT: Final = ("notes", "tags", "read", "history", "place")
"""What a session keeps in memory whose notebook cannot be written; it says so."""


class Reference(NamedTuple):
    """A scenario without a fault."""

    before: Observed
    after: Observed
    first: Outcome
    again: Outcome
    messages: Mapping[str, object]
    """What the app has said of each step."""

    def acknowledged(self, messages: Mapping[str, object]) -> Callable[[str], bool]:
        """Return what tells whether the user was told by messages that something is kept."""
        in_memory = bool(messages.get("problems"))
        return lambda what: (
            what in messages and messages[what] == self.messages.get(what) and not (in_memory and what in _UNKEPT)
        )


def reference(place: Sandbox, scenario: Scenario) -> Reference:
    """Run a scenario without faults, twice."""
    place.put_back()
    before = place.observed()
    place.put_back()
    first = place.run(scenario.act)
    messages = place.messages()
    after = place.observed()
    again = place.run(scenario.again)
    for outcome in (first, again):
        assert outcome.code in {0, 1}, f"{scenario.name}: {outcome}"
    return Reference(before, after, first, again, messages)


def broken(
    found: Observed, known: Reference, scenario: Scenario, acknowledged: Callable[[str], bool], *, half: bool
) -> str:
    """Return which promise is not kept by what is found; "" for none. `half` a line may be left."""
    for what, value in found.items():
        kept = acknowledged(what)
        if value == known.after[what] or (not kept and value == known.before[what]):
            continue
        if half and what == "problems" and all(map(HALF.fullmatch, value)):
            continue
        if not kept and scenario.piecewise and what == "files" and _is_mixed(value, known):
            continue
        wanted = f"{known.after[what]}{'' if kept else f' or {known.before[what]}'}"
        return f"{what} is {value}, not {wanted}"
    return ""


def next_start(place: Sandbox, scenario: Scenario, known: Reference) -> str:
    """Return what is wrong with the next start, which does the same again; "" for nothing."""
    again = place.run(scenario.again)
    if again.code not in {known.first.code, known.again.code}:
        return f"the next start ends with {again.code}: {again.errors}"
    errors = "".join(line for line in again.errors.splitlines(keepends=True) if not HALF.search(line))
    if errors not in {known.first.errors, known.again.errors}:
        return f"the next start says: {again.errors.strip()}"
    if left := place.leftovers():
        return f"left behind: {left}"
    if known.messages:  # a second session adds to what the first did
        return ""
    last = {**place.observed(), "problems": []}
    return "" if last == known.after else f"the next time it comes to {last}, not {known.after}"


def _is_mixed(files: Observed, known: Reference) -> bool:
    """Whether each of several files is as it was or as it was to be."""
    before, after = known.before["files"], known.after["files"]
    return all(files.get(name) in {before.get(name), after.get(name)} for name in {*files, *before, *after})
