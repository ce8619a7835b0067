"""What a process has done, written down by itself as it goes, and whether that is what is there after it was killed.

An operation is written before it is begun, and once more when it was acknowledged. Of one that was begun only, either
state is right: the one before it, or the one behind it.
"""

from __future__ import annotations

import json
import os
from copy import deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    State = dict[str, Any]
    """JSON."""
    Operation = list[Any]
    """Its name, and with what."""

BEGUN, DONE, DROPPED, FOUND = "begun", "done", "dropped", "found"


class LostError(Exception):
    """What was acknowledged is not there, or what is there was never written."""


class Ledger:
    """The operations of a process and of those that took its place when it was killed."""

    def __init__(self, path: Path, *, synced: bool = True) -> None:
        """`synced`: what was acknowledged is on disk before it is gone on with."""
        self._path, self._synced = path, synced
        self._file = path.open("ab", buffering=0)
        if path.stat().st_size:
            self._file.write(b"\n")  # ends a line that a killed process has begun; empty ones count nothing
        self.count = 0
        """How many operations there were."""

    def begin(self, operation: Operation) -> None:
        """Write down what is about to be done."""
        self.count += 1
        self._write([BEGUN, operation])

    def end(self, word: str = DONE) -> None:
        """Write down that it was acknowledged, or that it turned out not to have happened."""
        self._write([word])
        if self._synced:
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def settle(
        self, start: State, apply: Callable[[State, Operation], None], observe: Callable[[State], State]
    ) -> State:
        """Return the state that the ledger says there is, having compared it with what is observed.

        `apply` changes a state by an operation; `observe` is given the state at most, and returns what is there of all
        that it may speak of. Raises `LostError`, once for what is lost.
        """
        state = deepcopy(start)
        begun = None
        for line in self._path.read_bytes().splitlines():
            try:
                word, *rest = json.loads(line)
            except ValueError:  # empty, or torn
                continue
            if word == BEGUN:
                (begun,) = rest
                self.count += 1
            elif word == FOUND:
                state, begun = *rest, None
            elif begun is not None:
                if word == DONE:
                    apply(state, begun)
                begun = None
        behind = deepcopy(state)
        if begun is not None:
            apply(behind, begun)
        found = observe(behind)
        if found not in (state, behind):
            self._write([FOUND, found])
            raise LostError(f"{_difference(state, found)}; in flight: {begun}")
        if begun is not None:
            self.end(DONE if found == behind else DROPPED)
        return found

    def _write(self, line: list[Any]) -> None:
        self._file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def _difference(expected: State, found: State) -> str:
    """Return where two states differ, in some hundred characters."""
    pairs = {name: (expected.get(name), found.get(name)) for name in sorted({*expected, *found})}
    return "; ".join(
        f"{name}: expected {_shown(before, now)}, found {_shown(now, before)}"
        for name, (before, now) in pairs.items()
        if before != now
    )


def _shown(value: Any, other: Any) -> str:
    """Return what a value has that another one lacks."""
    if isinstance(value, dict):
        value = {key: each for key, each in value.items() if not isinstance(other, dict) or other.get(key) != each}
    elif isinstance(value, list):
        value = [each for each in value if each not in (other or [])] or value[-3:]
    return repr(value)[:200]
