"""What the campaigns have in common: how much of one is run, by which seed, and what is printed.

A campaign is a script of this folder with a figure of its own, how many cases a whole run tries. A failed case is
printed with what makes it again, and every minute how many were tried. The last line is the summary:
`NAME: 50,000 tried, 0 failed (seed 1)`; the exit code is 1 where a case failed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


_INTERVAL: Final = 60.0  # seconds from one report of how far it is to the next


class Options(NamedTuple):
    """What a run was asked for."""

    seed: int
    share: float
    """Of a whole run, above 0 and up to 1."""
    only: tuple[str, ...]
    """Names of what alone is tried; none: all."""

    def part(self, whole: int, power: float = 1.0) -> int:
        """Return how many of the cases of a whole run this one tries, at least one.

        Where cases are of groups that are chosen as well, each takes a `power` of the share.
        """
        return max(1, round(whole * self.share**power))


def options(description: str, names: Sequence[str] = ()) -> Options:
    """Return what the command line asks for: `--seed N` and `--share F`, and `--only NAME` where there are names."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="another seed tries other cases")
    parser.add_argument("--share", type=float, default=1.0, help="0.01 tries a hundredth")
    if names:
        parser.add_argument("--only", action="append", choices=names, help="tries what has this name; can be repeated")
    found = parser.parse_args()
    if not 0 < found.share <= 1:
        parser.error("--share is above 0 and at most 1")
    return Options(found.seed, found.share, tuple(getattr(found, "only", None) or ()))


class Tally:
    """Counts the cases of a run by what came of them."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.outcomes: Counter[str] = Counter()
        self.failures = 0
        self._reported_at = monotonic()

    def count(self, outcome: str) -> None:
        """Count a case that ended as it may, by a word."""
        self.outcomes[outcome] += 1
        self._report()

    def fail(self, case: str, what: str) -> None:
        """Count a case that failed, and print at once which it was and what happened."""
        self.failures += 1
        print(f"FAILED {case}: {what}", flush=True)
        self._report()

    def summary(self) -> int:
        """Print the outcomes and the summary; return the exit code."""
        print(", ".join(f"{count:,} {word}" for word, count in self.outcomes.most_common()))
        print(self._so_far, flush=True)
        return int(self.failures > 0)

    @property
    def _so_far(self) -> str:
        tried = self.outcomes.total() + self.failures
        return f"{Path(sys.argv[0]).stem}: {tried:,} tried, {self.failures:,} failed (seed {self.seed})"

    def _report(self) -> None:
        if monotonic() - self._reported_at > _INTERVAL:
            self._reported_at = monotonic()
            print(f"… {self._so_far}", file=sys.stderr, flush=True)
