"""Hostile text on the terminal: pages, names, marks and arguments that hold commands for one, and what is sent of them.

    python tests/campaign/terminal_bytes.py [--share 1] [--seed 1]

Every command is run, plain, as JSON and as CSV, in both languages, into a pipe and on a terminal, and every screen of
the app on a terminal, at several sizes. All that comes is parsed: a case fails where something is sent that the
program itself never sends (see `terminal_stream`), a traceback is printed, or the program does not end. A whole run is
some 1,350 cases.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1])]

from campaign import Options, Tally, options  # noqa: E402
from hostile_archive import PAYLOADS, Payloads, make_archive, make_marks  # noqa: E402
from terminal_stream import findings  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SECONDS: Final = 60
FORMS: Final = ((), ("--json",), ("--csv",))
LANGUAGES: Final = ("zh", "en")
SIZES: Final = ((24, 80), (12, 40), (50, 160))
SCREENS: Final = {
    "reading": "\r  ]\r n",
    "search": "/长沙\r n\x1b",
    "query": "/长沙\x1b[200~\x1b]2;LEAK9999\x07\x9b5m\x1b[201~\r",
    "completion": "/标签:\t\t\x1b",
    "page": "\rp",
    "map": "m",
    "picture": "\rM",
    "calendar": "c",
    "overview": "o",
    "names": "N",
    "concordance": "/长沙\rK",
    "trend": "/长沙\rT",
    "notes": "B",
    "bookmark": "\rb",
    "note": "\rw",
    "evidence": "\rw",
    "correct": "\re",
    "review": "R",
    "palette": "\x10leak",
    "guide": "?",
    "keys": "\x1bOP",
    "themes": "t",
    "related": "\rr",
    "failures": "!",
    "typesetting": "\ra",
    "cite": "\ry",
    "export": "x",
    "tag": "\r#",
    "flow": "g",
    "list": "jjjjzZDsG",
}
"""Keys by which the screens are reached."""


class Case(NamedTuple):
    """A run of the program."""

    title: str
    arguments: tuple[str, ...]
    keys: str | None = None
    """What is typed, on a terminal; None into a pipe."""
    size: tuple[int, int] = SIZES[0]

    @property
    def is_app(self) -> bool:
        return self.keys is not None and bool(self.keys)


def commands(pages: str, ids: Sequence[str], output: Path, payloads: Payloads) -> Iterator[tuple[str, ...]]:
    """Yield the arguments of all commands, in every form and with hostile ones."""
    hostile = [payloads.text().replace("\0", "") for _ in PAYLOADS]
    some = (ids[0], ids[len(ids) // 2])
    plain: list[tuple[str, ...]] = [
        ("list", pages),
        ("search", "长沙", pages),
        ("search", "张三", pages),
        ("search", "长莎市", pages),
        ("kwic", "芯片", pages),
        ("trend", "芯片", pages),
        ("names", pages),
        ("related", some[0], pages),
        ("check", pages),
        ("review", pages),
        ("corrections", "list", pages),
        ("library",),
        ("library", "verify"),
        ("notes", "list", pages),
        ("notes", "tags", pages),
        ("notes", "export", pages),
        ("search", "标签:签", pages),
        ("trend", "芯片", "--and", hostile[0], pages),
    ]
    yield from ((*command, *form) for command in plain for form in FORMS)
    yield from (("show", each, pages) for each in some)
    yield from (("show", "--why", each, pages) for each in some)
    yield from (("cite", some[0], "--style", style, pages) for style in ("gb7714", "bibtex", "ris", "csl"))
    yield from (("notes", "export", "--format", form, pages) for form in ("markdown", "ris", "json"))
    yield from (("export", "--format", form, pages) for form in ("json", "jsonl", "csv", "text"))
    yield from (
        ("export", "--format", "markdown", "--output", f"{output}/m{text}"[:200], pages) for text in hostile[:3]
    )
    yield from (("convert", "--to", form, "--output", f"{output}/c{form}", pages) for form in ("alto", "text", "json"))
    yield ("index", pages)
    yield from (("corrections", action, pages) for action in ("show", "export", "apply", "drop"))
    yield from (each for text in hostile for each in hostile_commands(text, pages, output))


def hostile_commands(text: str, pages: str, output: Path) -> Iterator[tuple[str, ...]]:
    """Yield commands with a hostile text in each place of an argument."""
    yield from (
        ("search", text, pages),
        ("search", f"长沙|{text}", pages, "--json"),
        ("kwic", f"'{text}", pages),
        ("show", text, pages),
        ("list", f"{pages}/{text}"),
        ("list", pages, f"--{text}"),
        (text, pages),
        ("list", "--paper", text, pages),
        ("list", "--lang", text, pages),
        ("kwic", "芯片", "--context", text, pages),
        ("serve", "--token", text, "--port", "0"),
        ("serve", "--users", f"{pages}/{text}"),
        ("help", text),
        ("completion", text),
        ("cite", "--query", text, pages),
        ("notes", "list", "--tag", text, pages),
        ("trend", text, pages),
        ("names", "--kind", text, pages),
        ("corrections", text, pages),
        ("export", "--output", f"{output}/{text}/x/y", pages),
        ("export", "--issue", text, pages),
        ("library", "--library", f"{output}/{text}"),
        ("trend", f"日期:{text}", pages),
    )


def cases(pages: Path, ids: Sequence[str], output: Path, payloads: Payloads) -> list[Case]:
    """Return all cases: commands by turns in a language, into a pipe and on a terminal; screens at all sizes."""
    found: list[Case] = []
    for number, arguments in enumerate(commands(str(pages), ids, output, payloads)):
        language = () if "--lang" in arguments else ("--lang", LANGUAGES[number % 2])
        for keys in (None, "") if arguments[0].isalpha() else (None,):  # what is no command would open the app
            title = f"{' '.join(arguments)[:160]!a}"
            found.append(Case(f"{title} {'piped' if keys is None else 'on a terminal'}", (*arguments, *language), keys))
    for number, (name, keys) in enumerate(SCREENS.items()):
        for size in SIZES:
            title = f"{name} at {size[1]} x {size[0]}"
            found.append(Case(title, (str(pages), "--lang", LANGUAGES[number % 2]), keys, size))
    return found


class Runner:
    """Runs the program with a home of its own."""

    def __init__(self, home: Path) -> None:
        names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")
        kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2]), "PAGER": "cat"}
        self._environment = {
            **kept,
            **dict.fromkeys(names, str(home)),
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONUNBUFFERED": "1",
        }

    def streams(self, case: Case) -> tuple[list[bytes], str]:
        """Return what a run has sent, and how it ended wrongly, if it did."""
        command = [sys.executable, "-m", "hnreader", *case.arguments]
        if case.keys is None:
            return self._piped(command)
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", *case.size, 0, 0))
        with subprocess.Popen(
            command, stdin=follower, stdout=follower, stderr=follower, env=self._environment, start_new_session=True
        ) as process:
            os.close(follower)
            sent = _read(leader, process, case.keys)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            os.close(leader)
        return [sent], "" if process.returncode != -signal.SIGKILL else "it did not end"

    def _piped(self, command: Sequence[str]) -> tuple[list[bytes], str]:
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env=self._environment,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            return [error.stdout or b"", error.stderr or b""], "it did not end"
        return [done.stdout, done.stderr], ""


def _read(leader: int, process: subprocess.Popen[bytes], keys: str) -> bytes:
    """Type keys one after another whenever nothing comes any more, then leave; return what came."""
    sent = b""
    waiting = [*_strokes(keys), "\x1b", "\x1b", "\x1b", "q", "\x03", "q"] if keys else []
    end = time.monotonic() + SECONDS
    begun = not keys
    while time.monotonic() < end:
        ready, _, _ = select.select([leader], [], [], 0.4)
        if ready:
            try:
                some = os.read(leader, 65536)
            except OSError:  # the terminal is closed on the other side
                break
            if not some:
                break
            sent += some
            begun = begun or b"\x1b[?1049h" in sent
        elif process.poll() is not None:
            break
        elif begun and waiting:
            os.write(leader, waiting.pop(0).encode())
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=1)
    return sent


def _strokes(keys: str) -> Iterator[str]:
    """Yield keys one by one, what is pasted or an escape sequence in one."""
    while keys:
        size = keys.index("\x1b[201~") + 6 if keys.startswith("\x1b[200~") else 3 if keys.startswith("\x1bO") else 1
        yield keys[:size]
        keys = keys[size:]


def judge(case: Case, runner: Runner, tally: Tally) -> None:
    """Run a case and count what came of it."""
    streams, wrong = runner.streams(case)
    line_ends = "\n" if case.keys is None and "csv" not in " ".join(case.arguments) else "\r\n"
    found = [wrong] if wrong else []
    for stream in streams:
        stream = stream.removeprefix(b"\xef\xbb\xbf")  # noqa: PLW2901 CSV in a file has it
        found += findings(stream, app=case.is_app, line_ends=line_ends)
        if b"Traceback" in stream:
            found.append(f"a traceback: {stream[-300:]!a}")
    if found:
        tally.fail(case.title, "; ".join(dict.fromkeys(found))[:600])
    else:
        tally.count("screens" if case.is_app else "terminals" if case.keys is not None else "pipes")


def chosen_cases(every: Sequence[Case], chosen: Options) -> Sequence[Case]:
    """Return a share of all cases, others by another seed."""
    step = max(1, round(1 / chosen.share))
    return every[chosen.seed % step :: step]


def main() -> int:
    """Run the campaign; return the exit code."""
    chosen = options(__doc__ or "")
    tally = Tally(chosen.seed)
    payloads = Payloads()
    with TemporaryDirectory() as folder:
        pages, home, output = Path(folder, "版\x1b]2;LEAK\x07面"), Path(folder, "home"), Path(folder, "out")
        pages.mkdir()
        output.mkdir()
        make_archive(pages, payloads)
        ids = make_marks(pages, home, payloads)
        runner = Runner(home)
        for case in chosen_cases(cases(pages, ids, output, payloads), chosen):
            judge(case, runner, tally)
    return tally.summary()


if __name__ == "__main__":
    sys.exit(main())
