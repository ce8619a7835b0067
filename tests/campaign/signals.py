"""Signals and streams: what asks the program to end or stop at every 5 ms of a start, and in every screen.

    python tests/campaign/signals.py [--seed N] [--share F]

After each the exit code is the documented one, the terminal is as it was before, nothing was printed of Python's, and
the notebook is whole. After SIGTSTP and SIGCONT keys are answered. A signal that comes while Python itself starts,
before it has read a line of the program, is counted apart: the program is not there to take it.
"""

from __future__ import annotations

import itertools
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from campaign import Tally, options
from terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT: Final = Path(__file__).parents[2]
PROGRAM: Final = str(Path(sys.executable).with_name("hnreader"))
STEP: Final = 0.005  # seconds
PATIENCE: Final = 60.0  # seconds in which whatever is waited for has come, on the slowest of machines
ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
STOPPING: Final = (signal.SIGTSTP, signal.SIGSTOP)
COMMANDS: Final = (("--help",), ("list",), ("search", "湖南"), ("export",))
SCREENS: Final = {
    "list": "", "text": "\r", "search bar": "/湖", "help": "?", "guide": "\x1bOP", "palette": "\x10", "calendar": "i",
    "names": "P", "page": "r", "evidence": "w", "related": "R", "correct": "e", "review": "E", "overview": "o",
    "selecting": "\rv", "bookmarks": "'", "tags": "#", "note": "M", "concordance": "/湖南\rx", "trend": "/湖南\rt",
    "themes": "T", "map": "p", "issue map": "po", "typesetting": "\ra", "paper": "I", "go to": ":", "command": "|",
    "save": "Y", "folded": "Z", "focus": "\rF",
}  # fmt: skip
ARTICLES: Final = "48 篇".encode()
SILENT: Final = {"0<&-", "1>&-", "2>&-", "1>/dev/full", "2>/dev/full", "0</dev/null"}


class Case(NamedTuple):
    """A run of the program."""

    title: str
    arguments: tuple[str, ...]
    number: signal.Signals
    delay: float | None
    """Seconds from the start; None: when the screen has come."""
    keys: str = ""


class Runs:
    """Runs cases in a home folder of their own."""

    def __init__(self, home: Path, tally: Tally) -> None:
        self._tally = tally
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        folders = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
        self.environment = (
            kept | folders | {"HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PAGER": "cat"}
        )
        self._notebook = home / "DATA/hnreader/notebook.sqlite3"
        with closing(self.terminal()) as terminal:  # takes the pages in, and makes a bookmark
            terminal.read_until(lambda output: ARTICLES in output, PATIENCE)
            terminal.send(b"m")
            terminal.read(2)
            terminal.send(b"q")
            if terminal.code(PATIENCE) != 0 or self._damage():
                sys.exit(f"The program does not run: {terminal.output.decode(errors='replace')}")

    def terminal(self, *arguments: str, closed: Callable[[], None] = lambda: None) -> Terminal:
        """Start the program."""
        return Terminal((PROGRAM, "--lang", "zh", *arguments), self.environment, closed=closed)

    def duration(self, arguments: tuple[str, ...]) -> float:
        """Return the seconds until the first articles are shown, or until a command has ended."""
        with closing(self.terminal(*arguments)) as terminal:
            begin = time.monotonic()
            if arguments:
                terminal.code(PATIENCE)
            else:
                terminal.read_until(lambda output: ARTICLES in output, PATIENCE)
            return time.monotonic() - begin

    def run(self, case: Case) -> None:
        """Run a case, and count what came of it."""
        with closing(self.terminal(*case.arguments)) as terminal:
            if case.delay is None:
                if not terminal.read_until(lambda output: ARTICLES in output, PATIENCE):
                    self._tally.fail(case.title, "no articles came")
                    return
                for key in re.findall("\x1bOP|.", case.keys, re.DOTALL):
                    terminal.send(key.encode())
                    terminal.read(0.5)
            else:
                terminal.read(case.delay)
            with suppress(ProcessLookupError):  # a command may have ended
                os.kill(terminal.process, case.number)
            word = stopped(terminal, case) if case.number in STOPPING else ended(terminal, case)
            word = word or self._damage()
            output = terminal.output.decode(errors="replace")
        before = re.search(r"Traceback|Fatal Python", output) and not re.search(r'File "[^"]*hnreader/', output)
        if before and case.number == signal.SIGINT:
            self._tally.count("before the program")
        elif word or "Traceback" in output or "Exception ignored" in output:
            self._tally.fail(case.title, word or "a traceback: " + output[output.find("Traceback") :][:2000])
        else:
            self._tally.count("as it should be")

    def _damage(self) -> str:
        """Return what is wrong with the notebook; nothing where it is whole and has its bookmark."""
        with closing(sqlite3.connect(self._notebook)) as database:
            whole = database.execute("PRAGMA integrity_check").fetchone()[0]
            bookmarks = database.execute("SELECT count(*) FROM bookmark").fetchone()[0]
        return "" if (whole, bookmarks) == ("ok", 1) else f"notebook: {whole}, {bookmarks} bookmarks"


def ended(terminal: Terminal, case: Case) -> str:
    """Return what is wrong after a signal that asks the program to end."""
    code = terminal.code(PATIENCE)
    allowed = {128 + case.number} | ({0} if case.arguments else set())  # it may have been done already
    if code not in allowed:
        return f"exit code {code}"
    return ", ".join(terminal.changed())


def stopped(terminal: Terminal, case: Case) -> str:
    """Return what is wrong after the program was stopped and went on."""
    status = terminal.status(PATIENCE)
    if status is None or not os.WIFSTOPPED(status):
        return f"did not stop: {status}"
    if case.number == signal.SIGTSTP and (changed := terminal.changed()):
        return f"stopped: {', '.join(changed)}"
    os.kill(-terminal.process, signal.SIGCONT)
    if not terminal.read_until(lambda output: ARTICLES in output, PATIENCE):
        return "did not go on"
    for _ in range(10):
        terminal.send(b"\x1b")
        terminal.read(0.3)
        terminal.send(b"q")
        if (code := terminal.code(PATIENCE / 10)) is not None:
            return f"exit code {code}" if code else ", ".join(terminal.changed())
    return "keys are not answered"


def at_every_step(runs: Runs) -> Iterator[Case]:
    """Yield cases at every step of a start of the reader and of commands."""
    for arguments in ((), *COMMANDS):
        steps = int(max(runs.duration(arguments) for _ in range(3)) / STEP) + 1
        signals = ENDING if arguments else (*ENDING, signal.SIGTSTP)
        for number, step in itertools.product(signals, range(steps)):
            title = f"{number.name} after {step * STEP * 1000:.0f} ms of {' '.join(arguments) or 'the reader'}"
            yield Case(title, arguments, number, step * STEP)


def in_every_screen() -> Iterator[Case]:
    """Yield cases in every screen of the reader."""
    for (name, keys), number in itertools.product(SCREENS.items(), (*ENDING, *STOPPING)):
        yield Case(f"{number.name} in {name}", (), number, None, keys)


def try_streams(runs: Runs, tally: Tally, share: float, seed: int) -> None:
    """Run commands, and the reader, with streams that are closed, full, or read by nobody."""
    cases = [*itertools.product(COMMANDS, sorted(SILENT))]
    for arguments, stream in random.Random(seed).sample(cases, max(1, round(len(cases) * share))):
        command = f'"$0" "$@" {stream}'
        done = subprocess.run(
            ["sh", "-c", command, PROGRAM, *arguments], env=runs.environment, capture_output=True, check=False,
            stdin=subprocess.DEVNULL, timeout=PATIENCE,
        )  # fmt: skip
        title = f"{' '.join(arguments)} {stream}"
        expected = {2} if stream.startswith("1") else {0}
        if done.returncode in expected and b"Traceback" not in done.stdout + done.stderr:
            tally.count("as it should be")
        else:
            tally.fail(title, f"exit code {done.returncode}, {done.stderr!r}")
    redirections: dict[str, Callable[[], None]] = {
        "closed": lambda: os.close(2),
        "full": lambda: os.dup2(os.open("/dev/full", os.O_WRONLY), 2) and None,
        "nowhere": lambda: os.dup2(os.open(os.devnull, os.O_WRONLY), 2) and None,
    }
    for name, closed in redirections.items():
        with closing(runs.terminal(closed=closed)) as terminal:
            came = terminal.read_until(lambda output: ARTICLES in output, PATIENCE)
            terminal.send(b"q")
            code = terminal.code(PATIENCE)
            if not came or code != 0 or terminal.changed():
                tally.fail(f"the reader, standard error {name}", f"exit code {code}, {terminal.changed()}")
            else:
                tally.count("as it should be")


def try_hanging_up(runs: Runs, tally: Tally, *, ignoring: bool) -> None:
    """Close the terminal that the reader is in; `ignoring`: behind nohup, so that the system does not end it."""

    def ignore() -> None:
        if ignoring:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    terminal = runs.terminal(closed=ignore)
    terminal.read_until(lambda output: ARTICLES in output, PATIENCE)
    terminal.hang_up()
    if terminal.code(PATIENCE) is None:
        tally.fail(f"closed terminal, ignoring: {ignoring}", "goes on")
    else:
        tally.count("as it should be")
    terminal.close()


def main() -> int:
    """Run the campaign; return the exit code."""
    chosen = options(__doc__ or "")
    tally = Tally(chosen.seed)
    with tempfile.TemporaryDirectory() as home:
        runs = Runs(Path(home), tally)
        for cases in (list(at_every_step(runs)), list(in_every_screen())):
            for case in random.Random(chosen.seed).sample(cases, chosen.part(len(cases))):
                runs.run(case)
        try_streams(runs, tally, chosen.share, chosen.seed)
        for ignoring in (False, True):
            try_hanging_up(runs, tally, ignoring=ignoring)
    return tally.summary()


if __name__ == "__main__":
    sys.exit(main())
