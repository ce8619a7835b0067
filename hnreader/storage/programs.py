"""Programs that run as processes of their own: those of this package, and the user's."""

from __future__ import annotations

import os
import selectors
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.storage.private import private_file

if sys.platform != "win32":
    import termios

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

_WINDOWS: Final = sys.platform == "win32"
_MISSING: Final = (126, 127)  # POSIX, sh: the command cannot be run, or is not found
_EDITOR: Final = "notepad" if _WINDOWS else "vi"  # POSIX has it everywhere
_PLAIN_TERMINALS: Final = ("dumb", "emacs")  # where less is of no use
_PAGER: Final = "more" if _WINDOWS else "less"
_CHUNK: Final = 1 << 16
_TICK: Final = 0.1  # seconds after which it is seen that a signal has come, or a command has ended …
_AFTERWARDS: Final = 0.3  # … and what it has left running may still write


def own_program(module: str) -> tuple[list[str], dict[str, str]]:
    """Return command and environment by which a module is run by the same Python, with the same package."""
    path = os.pathsep.join(str(Path(folder).resolve()) for folder in sys.path)
    return [sys.executable, "-P", "-m", module], os.environ | {"PYTHONPATH": path}


def start_own_program(
    module: str, variables: Mapping[str, str] | None = None, errors: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """Start a module as a process that is spoken to by pipes, with variables added to its environment.

    The terminal is the parent's: what goes to standard error is dropped unless `errors` is `subprocess.PIPE`. Raises
    `OSError`.
    """
    command, environment = own_program(module)
    try:
        return subprocess.Popen(  # noqa: S603 a module of ours
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**environment, **(variables or {})},
        )
    except ValueError as error:  # a variable that the environment cannot have
        raise OSError(str(error)) from error


def end_own_program(process: subprocess.Popen[bytes]) -> None:
    """End such a process, whatever it does, and close its pipes; who waits for it in another thread goes on."""
    process.kill()
    for stream in (process.stdin, process.stdout, process.stderr):
        with suppress(OSError):  # what was not sent is not needed any more
            if stream:
                stream.close()
    process.wait()


class Program(NamedTuple):
    """The user's program for texts: a command of the shell, which is given the file's path behind it."""

    command: str
    environment: Mapping[str, str]

    def open(self, path: Path) -> int:
        """Run it on a file in this terminal until it ends, and return its exit code. Raises OSError.

        Ctrl+C is meant for the program: this process ignores it meanwhile. Other signals are handled while it waits,
        also those that the system gives to another thread, which does not wake this one.
        """
        command = f'{self.command} "{path}"' if _WINDOWS else ["/bin/sh", "-c", f'{self.command} "$1"', "sh", str(path)]
        environment = os.environ | self.environment
        with (
            _terminal_restored(),
            subprocess.Popen(command, shell=_WINDOWS, env=environment) as process,  # noqa: S603 the user's own
            _uninterrupted(),
        ):
            while True:
                with suppress(subprocess.TimeoutExpired):
                    return process.wait(_TICK)


def editor() -> Program:
    """Return the user's editor: `VISUAL`, `EDITOR`, or that of the system."""
    return Program(_named("VISUAL", "EDITOR") or _EDITOR, {})


def viewer() -> Program:
    """Return the user's editor, or else the pager: `PAGER`, or that of the system."""
    chosen = _named("VISUAL", "EDITOR")
    # With F less would end at once where the text fits on the screen.
    return Program(chosen or _named("PAGER") or _PAGER, {} if chosen else {"LESS": f"{os.environ.get('LESS', '')} -+F"})


def start_pager(encoding: str) -> subprocess.Popen[str] | None:
    """Start the user's pager, which shows on this terminal what is written to it; None where there is none to start.

    `PAGER` is a command without the shell's syntax. Colours are shown by less alone (see `shows_colours`).
    """
    chosen = _named("PAGER") or ("" if os.environ.get("TERM") in _PLAIN_TERMINALS else _PAGER)
    try:
        words = shlex.split(chosen)
        program = shutil.which(words[0]) if words else None
        if program is None:
            return None
        return subprocess.Popen(  # noqa: S603 the user's own
            [program, *words[1:]],
            stdin=subprocess.PIPE,
            env=os.environ | {"LESS": f"-R {os.environ.get('LESS', '')}"},
            encoding=encoding,
            errors="backslashreplace",
        )
    except (OSError, ValueError):  # no program; a quote that is not closed
        return None


def shows_colours(pager: subprocess.Popen[str]) -> bool:
    """Return whether a pager of `start_pager` takes the terminal's sequences for colours."""
    return isinstance(pager.args, list) and Path(pager.args[0]).stem == "less"


def missing(exit_code: int) -> bool:
    """Whether an exit code says that there is no such program."""
    return exit_code in _MISSING


@contextmanager
def private_text(name: str, text: str) -> Iterator[Path]:
    """Write a text to a temporary file that only its owner may read, in a folder of its own; both are removed."""
    with tempfile.TemporaryDirectory(prefix="hnreader-") as folder:
        path = Path(folder, name)
        private_file(path)
        path.write_text(text, encoding="utf-8")
        yield path


class Output(NamedTuple):
    """What a command has written, on either stream, and how it ended."""

    text: str
    exit_code: int
    """Negative: the number of the signal that ended it."""
    cut: bool
    """It wrote more than was taken."""
    late: bool
    """It was ended since it took too long."""


class ShellCommand:
    """A command of the user's shell that is given a text on its standard input."""

    def __init__(self, command: str, text: str) -> None:
        self._command = command
        self._text = text
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = threading.Event()
        self._late = threading.Event()

    def run(self, most: int, seconds: float) -> Output:
        """Run it, and return no more than `most` bytes of what it writes; end it after so long. Raises OSError."""
        shell = os.environ.get("SHELL") or "/bin/sh"
        command = self._command if _WINDOWS else [shell, "-c", self._command]
        with (
            _as_file(self._text) as text,
            subprocess.Popen(  # noqa: S603 the user typed it
                command,
                shell=_WINDOWS,
                stdin=text,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=not _WINDOWS,
            ) as self._process,
        ):
            timer = threading.Timer(seconds, self._give_up)
            timer.start()
            if self._ended.is_set():
                self.end()
            try:
                written, cut = self._read(self._process, most)
            finally:
                timer.cancel()
            code = self._process.wait()
        return Output(written.decode("utf-8", "replace"), code, cut, self._late.is_set())

    def end(self) -> None:
        """End it with all that it has started, from another thread; before it runs, as soon as it does."""
        self._ended.set()
        if self._process is not None:
            with suppress(ProcessLookupError):
                if _WINDOWS:
                    self._process.kill()
                else:
                    os.killpg(self._process.pid, signal.SIGKILL)

    def _give_up(self) -> None:
        self._late.set()
        self.end()

    def _read(self, process: subprocess.Popen[bytes], most: int) -> tuple[bytes, bool]:
        written = b""
        for chunk in _chunks(process):
            written += chunk
            if len(written) > most:
                self.end()
                return written[:most], True
        return written, False


@contextmanager
def _as_file(text: str) -> Iterator[IO[bytes]]:
    """Give a text as a file without a name: into a pipe nobody could write it whole while its readers do not read."""
    with tempfile.TemporaryFile() as file:
        file.write(text.encode())
        file.seek(0)
        yield file


def _chunks(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """Yield what a process writes until it ends: what it leaves running may keep its output open for ever."""
    if process.stdout is None:
        return
    until: float | None = None
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if until is None and process.poll() is not None:
                until = time.monotonic() + _AFTERWARDS
            wait = _TICK if until is None else max(0.0, until - time.monotonic())
            if _WINDOWS or selector.select(wait):  # there sockets alone can be waited for
                if not (chunk := os.read(process.stdout.fileno(), _CHUNK)):
                    return
                yield chunk
            elif until is not None:
                return


def _named(*variables: str) -> str:
    return next((value for name in variables if (value := os.environ.get(name, "").strip())), "")


@contextmanager
def _terminal_restored() -> Iterator[None]:
    """Have the terminal as it was behind a program that was killed, say, and left it without echo."""
    if _WINDOWS or not sys.__stdin__ or not sys.__stdin__.isatty():
        yield
        return
    terminal = sys.__stdin__.fileno()
    before = termios.tcgetattr(terminal)
    try:
        yield
    finally:
        with suppress(termios.error):  # it is gone
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ignore Ctrl+C, which the terminal sends to this process as well. What it did before it does again behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
