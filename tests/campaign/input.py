"""Random sizes, keys and bytes into the reader in a terminal, by a state machine; each run ends with a living keyboard.

    python tests/campaign/input.py [--seed N] [--share F]

A run is one to four steps; which ones may follow depends on whether a paste is open and how large the window is. Then
the window gets a size that the reader can be used in, and the keys `Esc` and `?` have to show the help. A flood counts
as consumed when the terminal has taken all of it. How long the answers took is printed; one that takes longer than
`PATIENCE`, or a reader that ends, is a failure; but it may quit, which the palette and a click can do. One process
serves many runs.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from campaign import Tally, options
from terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS: Final = 10_000
SERVED: Final = 200  # runs by one process
PATIENCE: Final = 60.0  # seconds for an answer, on the slowest of machines
CLOSING: Final = 0.1  # seconds at most for what `Esc` changes to be drawn; where nothing is open, nothing is
AGAIN: Final = 3.0  # seconds after which the keys are sent again: `?` may have been typed into a field that Esc closed
PROGRAM: Final = str(Path(sys.executable).with_name("hnreader"))
SEEDS: Final = Path(__file__).parents[2] / "seeds"
ARTICLES, HELP = "篇".encode(), "按键".encode()
ESCAPES: Final = re.compile(r"\x1b\[[\d;?]*[a-zA-Z]")
SETTINGS: Final = '[keys]\nquit = "f12"\nsuspend = "f11"\n'
"""Keys that no random byte is, so that a run mostly ends with the check."""
QUIT: Final = b"\x11"  # Ctrl+Q, which Textual binds
KEYS: Final = [
    *"jkgGJKnN[]{}rwiP:eEfovVmM'yYcC#xt-=uUTpzZDaFLIS?/s()bhl0123456789 <>湖南日报長",
    *(f"\x1b[{code}" for code in ("A", "B", "C", "D", "H", "F", "Z", "5~", "6~", "3~", "1;5C", "1;2B", "11~")),
    *"\r\t\x7f\x01\x02\x04\x05\x06\x0b\x0e\x0f\x10\x15\x17", "\x1bOP", "\x1b",
]  # fmt: skip
SIZES: Final = [(0, 0), (1, 1), (2, 300), (300, 100), (39, 11), (40, 12), (80, 24), (200, 2), (1000, 1), (120, 40)]
NUMBERS: Final = [0, 1, 2, 5, 40, 97, 255, 1004, 2026, 2048, 55296, 57344, 57441, 65535, 1114111, 1114112, 2**31, 2**64]


def a_number(random: Random) -> str:
    """Return a number as it may stand in a sequence, in or out of range."""
    return random.choice([str(random.choice(NUMBERS)), str(random.randrange(300)), "", "9" * random.randrange(500)])


def a_sequence(random: Random) -> bytes:
    """Return what looks like a report of a terminal: a key, the mouse, an answer to a question that nobody asked."""
    few = ";".join(a_number(random) for _ in range(random.randrange(6)))
    many = ":".join(a_number(random) for _ in range(random.randrange(9)))
    form = random.choice(
        [
            "\x1b[{0}u", "\x1b[{0};{1}u", "\x1b[0;;{1}u", "\x1b[<{0}M", "\x1b[<{0}m", "\x1b[{0}R", "\x1b[48;{0}t",
            "\x1b[{0}t", "\x1b[?{0}$y", "\x1b[?{0}c", "\x1b]11;{0}\x07", "\x1b]52;c;{1}\x1b\\", "\x1bP{0}\x1b\\",
            "\x1b[I", "\x1b[O", "\x1b[M{1}", "\x1b[{0}", "\x1b\x1b[{0}~", "\x1b_G{0}\x1b\\", "\x1b[200~", "\x1b[201~",
        ]
    )  # fmt: skip
    return form.format(few, many).encode()


def bytes_of(random: Random) -> bytes:
    """Return bytes of any kind."""
    return random.randbytes(random.randrange(1, 200)).replace(QUIT, b"")


def keys_of(random: Random) -> bytes:
    """Return keys as a person types them."""
    return "".join(random.choices(KEYS, k=random.randint(1, 8))).encode()


def sequences_of(random: Random) -> bytes:
    """Return several sequences."""
    return b"".join(a_sequence(random) for _ in range(random.randint(1, 8)))


def mouse_of(random: Random) -> bytes:
    """Return what a mouse does, also beyond the window."""

    def event() -> str:
        x, y = (random.choice([random.randint(1, 120), random.randint(1, 9999)]) for _ in range(2))
        return f"\x1b[<{random.choice([0, 1, 2, 32, 35, 64, 65, 66, 67, 95])};{x};{y}{random.choice('Mm')}"

    return "".join(event() for _ in range(random.randint(1, 30))).encode()


def paste_of(random: Random) -> bytes:
    """Return a paste that may not end."""
    text = random.choice(["湖南日报", "a\nb\r\n", "\x1b[31m", "x" * 5000, "\x00\x07", "一" * 70_000])
    return f"\x1b[200~{text}{random.choice(['', chr(27) + '[201~'])}".encode()


def flood_of(random: Random) -> bytes:
    """Return much more than the reader can do anything with at once."""
    part = random.choice(
        [b"\x1b", b"\x1b[", b"j", "湖".encode(), b"\r", b"\x1b[B", b"\x1b[<35;9;9M", b"\x1b[<65;9;9M", b"\xff"]
    )
    most = random.choice([1 << 14, 1 << 16, 1 << 16, 1 << 20])
    return random.choice([part * (most // len(part)), random.randbytes(1 << 14).replace(QUIT, b""), b"/" + b"a" * most])


STEPS: Final[tuple[tuple[Callable[[Random], bytes], int], ...]] = (
    (keys_of, 400), (bytes_of, 120), (sequences_of, 200), (mouse_of, 150), (paste_of, 30), (flood_of, 3),
)  # fmt: skip
RESIZING: Final = 300  # the weight of a step that changes the size, beside those of `STEPS`


class Machine:
    """A reader that is run on and on."""

    def __init__(self, home: Path, seed: int) -> None:
        self._seed = seed
        self._home = home
        folders = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
        harmless = {"SHELL": "/bin/true", "VISUAL": "true", "EDITOR": "true", "PAGER": "cat"}
        path = {"PATH": os.environ["PATH"], "HOME": str(home)}
        telling = {"PYTHONFAULTHANDLER": "1"}  # where it is when it is ended for not answering
        self._environment = path | folders | harmless | telling | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        (home / "CONFIG/hnreader").mkdir(parents=True)
        (home / "CONFIG/hnreader/settings.toml").write_text(SETTINGS, encoding="utf-8")
        shutil.copytree(SEEDS, home / "pages")
        self._terminal: Terminal | None = None
        self._served = 0
        self.steps: list[str] = []
        self.seconds: list[float] = []
        """How long the answers took."""

    def close(self) -> None:
        """End the reader."""
        if self._terminal is not None:
            self._terminal.close()
        self._terminal = None

    def _started(self) -> Terminal:
        if self._terminal is None or self._served >= SERVED:
            self.close()
            command = (PROGRAM, "--lang", "zh", str(self._home / "pages"))
            self._terminal = Terminal(command, self._environment, closed=lambda: os.chdir(self._home))
            self._terminal.read_until(lambda output: ARTICLES in output, PATIENCE)
            self._served = 0
        self._served += 1
        self._terminal.output.clear()
        return self._terminal

    def run(self, number: int) -> str:
        """Do the steps of a run, and return what went wrong; nothing where the keyboard lives."""
        random, terminal = Random(f"{self._seed} {number}"), self._started()
        self.steps = []
        weights = [weight for _, weight in STEPS]
        for _ in range(random.randint(1, 4)):
            if random.randrange(sum(weights) + RESIZING) < RESIZING:
                size = random.choice([*SIZES, (random.randint(1, 250), random.randint(1, 80))])
                self.steps.append(f"size {size}")
                terminal.resize(*size)
            else:
                (make, _), *_ = random.choices(STEPS, weights)
                data = make(random)
                self.steps.append(f"{data[:300]!r}{'…' * (len(data) > 300)} ({len(data)} bytes)")
                if not terminal.send(data, 10 * PATIENCE):
                    return "takes no input"
            terminal.read(random.choice([0, 0.01, 0.05]))
        terminal.resize(random.randint(40, 160), random.randint(12, 50))
        return self._answer(terminal) or self._crash()

    def _answer(self, terminal: Terminal) -> str:
        """Close what is open and ask for the help; return how that failed."""
        until = time.monotonic() + PATIENCE
        terminal.output.clear()
        while time.monotonic() < until:
            terminal.send(b"\x1b" * 5)
            terminal.read_until(bool, CLOSING)
            terminal.output.clear()
            begin = time.monotonic()
            terminal.send(b"?")
            if terminal.read_until(lambda output: HELP in output, AGAIN):
                self.seconds.append(time.monotonic() - begin)
                return self._closed(terminal)
            if (ended := self._ended(terminal)) is not None:
                return ended
        terminal.output.clear()
        terminal.resize(99, 33)
        terminal.read(3)
        shown = " ".join(ESCAPES.sub(" ", terminal.output.decode(errors="replace")).split())[:1500]
        return f"no answer: {shown}\n{self._where(terminal)}"

    def _ended(self, terminal: Terminal) -> str | None:
        """Have a reader that was stopped go on; return how it ended where it did, nothing where it was to end."""
        while (status := terminal.status(0.01)) is not None:  # of all runs of this process: each stop has two
            if os.WIFSTOPPED(status):  # by the palette
                os.kill(-terminal.process, signal.SIGCONT)
            elif status == 0:  # by the palette, or a click
                self.close()
                return ""
            elif not os.WIFCONTINUED(status):
                return f"ended with status {status}: {bytes(terminal.output)[-400:]!r}"
        return None

    def _where(self, terminal: Terminal) -> str:
        """End a reader that does not answer, and return its state, as ps(1) names it, and where its threads are."""
        terminal.output.clear()
        state = Path("/proc", str(terminal.process), "stat")
        letter = state.read_text().rpartition(")")[2].split()[0] if state.exists() else ""
        os.kill(-terminal.process, signal.SIGABRT)
        os.kill(-terminal.process, signal.SIGCONT)
        terminal.read(3)
        return f"state {letter}: {terminal.output.decode(errors='replace')[-6000:]}"

    def _closed(self, terminal: Terminal) -> str:
        """Close the help: were it open, closed and opened at once, nothing would be drawn."""
        terminal.output.clear()
        terminal.send(b"\x1b")
        return "" if terminal.read_until(bool, PATIENCE) else "the help stays"

    def _crash(self) -> str:
        reports = sorted((self._home / "STATE").rglob("crash-*.txt"))
        text = "".join(path.read_text("utf-8") for path in reports)
        for path in reports:
            path.unlink()
        return text

    def failed(self, what: str) -> str:
        """Return what is printed of a failure; the next run has a new process."""
        crash = self._crash()
        self.close()
        return "\n".join([what, crash, *self.steps])


def main() -> int:
    """Run the campaign; return the exit code."""
    chosen = options(__doc__ or "")
    tally = Tally(chosen.seed)
    with tempfile.TemporaryDirectory() as home, closing(Machine(Path(home), chosen.seed)) as machine:
        for number in range(chosen.part(RUNS)):
            if wrong := machine.run(number):
                tally.fail(f"run {number}", machine.failed(wrong))
            else:
                tally.count("answered")
        if len(machine.seconds) > 1:
            cuts = statistics.quantiles(machine.seconds, n=20)
            print(
                f"answers: median {cuts[9]:.2f} s, 95 % within {cuts[18]:.2f} s, at most {max(machine.seconds):.2f} s"
            )
    return tally.summary()


if __name__ == "__main__":
    sys.exit(main())
