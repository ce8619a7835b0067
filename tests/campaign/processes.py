"""Five readers, a writer, two correctors and an indexer on one library, for an hour, killed now and then.

    nice python tests/campaign/processes.py [--share 1] [--seed 1]

Each does one thing after another, which its seed chooses: readers run commands and the app on a terminal, the writer
notes in the notebook, the correctors decide about pages, some of them the same, and the indexer changes files of pages,
takes them in, and looks after the library. A quarter of all is killed (SIGKILL) at a random moment, and the next begins
at once. A case is a task. It fails if it raises, ends with an exit code that it may not have, prints what is no JSON
where it should, or takes longer than two minutes; a command may say that it lacks texts that were deleted from the
library just then. The writer and the correctors fail, too, where what is there is not
what was acknowledged, be it to one that was killed. In the end the library is compared with a fresh one, and verified.

The hour takes about half a processor, a dozen processes at once, and each of them at most 2 GB.
"""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

sys.path[:0] = [str(Path(__file__).parents[1] / folder) for folder in ("", "archive", "bench")]

import forked  # noqa: E402
from campaign import Tally, options  # noqa: E402
from final_checks import check  # noqa: E402
from library_workers import RESTS, TASKS, Home, Task, prepare  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS: Final = 3_600
WORKERS: Final = {"reader": 5, "writer": 1, "corrector": 2, "indexer": 1}
KILLED: Final = 0.25
"""The share of the tasks that are killed, unless they have ended before."""
LATEST: Final = 3.0
"""Seconds after which it is."""
PATIENCE: Final = 120.0
"""Seconds that a task may take: no lock is waited for so long."""
POLL: Final = 0.02
SHOWN: Final = 6
"""Lines of what a process that failed has printed."""
LACKS: Final = "run again"
"""What a command says whose result lacks texts."""
DELETING: Final = ("forget", "compact")
"""What has the library give up pages that others read."""
MARKS: Final = ("Traceback", "Internal error")
"""What nobody may print."""


class Worker:
    """A process after another that does what one of them does."""

    deleted = 0.0
    """When anybody last deleted from the library; infinite while it is done."""

    def __init__(self, home: Home, role: str, number: int, seed: int) -> None:
        self.role: Final = role
        self._number, self._home = number, home
        self._random = Random(f"{seed} {role} {number}")
        self._output = home.root / f"{role}{number}.out"
        self._errors = home.root / f"{role}{number}.err"
        self._task: Task | None = None
        self.process = 0
        """The one that runs; 0 for none."""
        self._due = self._begun = self._kill = 0.0
        self._killed = False

    def start_sometimes(self) -> None:
        """Begin a task, if it has rested."""
        now = time.monotonic()
        if self.process or now < self._due:
            return
        self._task = TASKS[self.role](self._home, self._random, self._number)
        self._begun, self._killed = now, False
        if self._task.title in DELETING:
            Worker.deleted = math.inf
        self._kill = now + (self._random.uniform(0, LATEST) if self._random.random() < KILLED else 2 * PATIENCE)
        self.process = forked.forked(self._task.work, self._output, self._errors)

    def interrupt(self) -> None:
        """Kill the process if that is due, or if it takes too long."""
        if not self.process or self._killed:
            return
        now = time.monotonic()
        if now > self._kill:
            self._killed = True
            os.kill(self.process, signal.SIGKILL)
        elif now > self._begun + PATIENCE:
            os.kill(self.process, signal.SIGUSR1)  # so that it prints where it is
            time.sleep(1)
            os.kill(self.process, signal.SIGKILL)

    def ended(self, code: int, tally: Tally) -> None:
        """Take note that the process has ended."""
        assert self._task
        if self._task.title in DELETING:
            Worker.deleted = time.monotonic()
        self.process = 0
        self._due = time.monotonic() + (0 if self._killed else self._random.uniform(0, RESTS[self.role]))
        wrong = self._wrong(self._task, code)
        if wrong:
            tally.fail(f"{self.role} {self._number} {self._task.title}", wrong)
        else:
            tally.count(f"{self.role} killed" if code == -signal.SIGKILL else self._task.title)

    def _wrong(self, task: Task, code: int) -> str:
        """Return what was wrong with a task that has ended."""
        errors = self._errors.read_text("utf-8", "replace")
        if any(mark in errors for mark in MARKS):
            return "\n".join(errors.splitlines()[-SHOWN:])
        if self._killed and code == -signal.SIGKILL:
            return ""
        if code == 2 and self.role == "reader" and LACKS in errors and self._begun < Worker.deleted:
            return ""
        if code not in task.codes:
            return f"ended with {code} after {time.monotonic() - self._begun:.0f} s: {errors[-4000:]}"
        if task.lists and code == 0:
            try:
                listed = json.loads(self._output.read_bytes())
            except ValueError as error:
                return f"no JSON: {error}"
            if task.title == "list":
                _keep(listed, self._home.root / "listed.json")
        return ""


def _keep(listed: object, path: Path) -> None:
    waiting = path.with_suffix(".new")
    waiting.write_text(json.dumps(listed), "utf-8")
    waiting.replace(path)


def _reap(workers: list[Worker], tally: Tally) -> bool:
    """Take note of all processes that have ended; tell whether there are others."""
    while True:
        try:
            process, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return False
        if not process:
            return True
        for worker in workers:
            if worker.process == process:
                worker.ended(os.waitstatus_to_exitcode(status), tally)


def work(home: Home, seed: int, seconds: float, tally: Tally) -> None:
    """Have all work for some seconds, and wait until they have ended."""
    workers = [Worker(home, role, number, seed) for role, count in WORKERS.items() for number in range(count)]
    end = time.monotonic() + seconds
    last = end + 2 * PATIENCE
    while (now := time.monotonic()) < last:
        for worker in workers:
            if now < end:
                worker.start_sometimes()
            worker.interrupt()
        if not _reap(workers, tally) and now > end:
            return
        time.sleep(POLL)
    for process in _children():
        tally.fail("the end", f"a process is left: {Path(f'/proc/{process}/cmdline').read_bytes()!r}")
        forked.kill(process)


def _children() -> list[int]:
    return [*map(int, Path("/proc/self/task", str(os.getpid()), "children").read_text().split())]


def _alone(home: Home, name: str, what: Callable[[], None], tally: Tally) -> None:
    """Have a process do something while no other runs, and print the last of what it says."""
    output = home.root / f"{name}.out"
    code = forked.ended(forked.forked(what, output), 5 * PATIENCE)
    lines = output.read_text("utf-8", "replace").splitlines()
    if code == 0:
        tally.count(name)
        print(*lines[-1:])
    else:
        tally.fail(name, "\n".join(lines[-SHOWN:]))


def main() -> int:
    """Run the campaign; return the exit code."""
    chosen = options(__doc__ or "")
    tally = Tally(chosen.seed)
    with forked.scratch("processes") as root:
        home = Home(root)
        forked.preload()
        forked.adopt()
        _alone(home, "prepared", lambda: prepare(home, chosen.seed), tally)
        work(home, chosen.seed, SECONDS * chosen.share, tally)
        _alone(home, "compared", lambda: check(home, WORKERS["corrector"]), tally)
    return tally.summary()


if __name__ == "__main__":
    sys.exit(main())
