"""Processes killed while they write as fast as they can: nothing that was acknowledged is lost, nothing is half there.

    python tests/campaign/kills.py [--share 1] [--seed 1]

A case is a kill (SIGKILL) of a process that writes notes, corrections, exports, or pages into a library and its index,
or that opens such files for the first time. Each process looks at what the one before it has left, and then goes on: it
compares what is there with a ledger of all that was acknowledged, or with the files of the pages, and sees that what
killed processes leave behind goes. Some are killed while they look. The processes are forked from one that has
everything loaded, so that a kill costs little; where the processor that they get is scarce, it costs more.
"""

from __future__ import annotations

import os
import select
import shutil
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "archive")]

import forked  # noqa: E402
from campaign import Tally, options  # noqa: E402
from killed_writers import WRITERS  # noqa: E402

if TYPE_CHECKING:
    from killed_writers import Writer

KILLS: Final = 1_000
AT_ONCE: Final = 25
"""Kills in one folder; then what is in it is looked at, and it goes: so ledgers stay short."""
IMPATIENT: Final = 0.15
"""The share of the processes that are killed before they are known to have begun to write."""
PATIENCE: Final = 120.0
"""Seconds within which a process has looked at what there is."""


class Case(NamedTuple):
    """A process to be killed: what it writes, where, by which seed."""

    writer: Writer
    folder: Path
    seed: str

    @property
    def title(self) -> str:
        """Which it is, for who wants it again."""
        return f"{self.writer.name} {self.seed}"

    def start(self, *, writes: bool) -> tuple[int, int]:
        """Have a process look at what there is, and then maybe write; return it, and a pipe for when it has looked."""
        looked, answer = os.pipe()

        def work() -> None:
            os.close(looked)
            self.writer.check(self.folder)
            os.write(answer, b".")
            if writes:
                self.writer.write(self.folder, Random(self.seed))

        process = forked.forked(work, self.output)
        os.close(answer)
        return process, looked

    @property
    def output(self) -> Path:
        """What the process prints: why it has failed."""
        return self.folder.parent / f"{self.folder.name}.out"

    def killed(self) -> str:
        """Start it and kill it; return what went wrong."""
        random = Random(f"{self.seed} kill")
        process, looked = self.start(writes=True)
        try:
            if random.random() < IMPATIENT:
                code = forked.ended(process, random.uniform(0, self.writer.span))
            else:
                with suppress(TimeoutError):
                    _wait(looked)
                code = forked.ended(process, random.uniform(0, self.writer.span))
        finally:
            os.close(looked)
        code = forked.kill(process) if code is None else code
        return "" if code == -9 else self._why(code)

    def left_well(self) -> str:
        """Look at what the last process has left; return what went wrong."""
        process, looked = self.start(writes=False)
        code = forked.ended(process, PATIENCE)
        os.close(looked)
        if code is None:
            forked.kill(process)
        return "" if code == 0 else self._why(code)

    def _why(self, code: int | None) -> str:
        lines = self.output.read_text("utf-8", "replace").split("\n")
        return f"ended with {code}: {' / '.join(filter(None, lines[-6:]))}"


def _wait(pipe: int) -> None:
    """Wait until something comes, or the other end is closed. Raises TimeoutError."""
    if not select.select([pipe], [], [], PATIENCE)[0]:
        raise TimeoutError


def run(kills: int, seed: int, root: Path, tally: Tally) -> None:
    """Kill so many processes."""
    counts: Counter[str] = Counter()
    folders: dict[str, Path] = {}
    for number in range(kills):
        writer = Random(f"{seed} {number}").choice(WRITERS)
        folder = folders.get(writer.name)
        if folder is None:
            folder = folders[writer.name] = root / f"{writer.name}-{number}"
            folder.mkdir()
            writer.prepare(folder)
        case = Case(writer, folder, f"{seed} {number}")
        wrong = case.killed()
        counts[writer.name] += 1
        last = counts[writer.name] % AT_ONCE == 0
        if not wrong and last:
            wrong = case.left_well()
        if wrong:
            tally.fail(case.title, wrong)
        else:
            tally.count(writer.name)
        if wrong or last:
            shutil.rmtree(folders.pop(writer.name))
    for name, folder in folders.items():
        writer = next(writer for writer in WRITERS if writer.name == name)
        case = Case(writer, folder, f"{seed} end")
        if wrong := case.left_well():
            tally.fail(case.title, wrong)


def main() -> int:
    """Run the campaign; return the exit code."""
    chosen = options(__doc__ or "")
    tally = Tally(chosen.seed)
    with forked.scratch("kills") as root:
        forked.preload()
        run(chosen.part(KILLS), chosen.seed, root, tally)
    return tally.summary()


if __name__ == "__main__":
    sys.exit(main())
