"""Output that is longer than the terminal goes through the user's pager."""

from __future__ import annotations

import io
import shutil
import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from hnreader.cli.streams import interactive
from hnreader.errors import HnreaderError
from hnreader.reasons import Message, Reason
from hnreader.storage.programs import shows_colours, start_pager
from hnreader.typesetting import cells

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from typing import IO, TextIO


class PagerError(HnreaderError):
    """The user's pager has ended with an exit code that says that it failed."""

    def __init__(self, code: int) -> None:
        self.message = Message(Reason.PAGER_FAILED, code=code)


class PagedOutput(io.TextIOBase):
    """Keeps text back as long as it fits on one screen; gives longer text to the pager as it comes."""

    def __init__(self, terminal: TextIO, pagers: ExitStack) -> None:
        self._pagers: Final = pagers
        self._size: Final = shutil.get_terminal_size()
        self._kept: list[str] = []
        self._rows = 0
        self._line = 0  # cells of the unfinished line
        self._output: IO[str] | None = None
        self._terminal: Final = terminal
        self._coloured = True

    @property
    def encoding(self) -> str:  # type: ignore[override] # it cannot be set, nor does anybody
        """The encoding of the terminal."""
        return self._terminal.encoding

    def isatty(self) -> bool:
        """Return True: what is written is read on the terminal."""
        return True

    def write(self, text: str, /) -> int:
        """Take text."""
        if self._output is None:
            self._kept.append(text)
            self._count(text)
            if self._rows >= self._size.lines:
                self._open()
        else:
            self._send(text)
        return len(text)

    def flush(self) -> None:
        """Hand on what was written, once the pager is open."""
        if self._output is not None:
            self._output.flush()

    @property
    def opened(self) -> bool:
        """The pager has the terminal."""
        return self._output is not None

    def finish(self) -> None:
        """Print what was kept back: all of it fits on the screen."""
        if self._output is None:
            self._terminal.write("".join(self._kept))

    def _open(self) -> None:
        pager = start_pager(self._terminal.encoding)
        if pager is None or pager.stdin is None:
            self._output = self._terminal
        else:
            self._coloured = shows_colours(pager)
            self._output = self._pagers.enter_context(_waited_for(pager, pager.stdin))
        self._send("".join(self._kept))
        self._kept.clear()

    def _send(self, text: str) -> None:
        from click import unstyle  # noqa: PLC0415 - only where it is needed

        if self._output is not None:
            self._output.write(text if self._coloured else unstyle(text))

    def _count(self, text: str) -> None:
        """Count the rows of the terminal that the text takes."""
        from click import unstyle  # noqa: PLC0415 - only where it is needed

        first, *others = map(cells, unstyle(text).split("\n"))
        self._line += first
        for width in others:
            self._rows += 1 + max(0, self._line - 1) // self._size.columns
            self._line = width


@contextmanager
def _waited_for(pager: subprocess.Popen[str], given: IO[str]) -> Iterator[IO[str]]:
    """Yield what the pager is given, and wait until it has ended. Raises `PagerError` where it has failed."""
    interrupted = False
    try:
        yield given
    except BrokenPipeError:  # it was quit early
        pass
    except Exception:
        pager.terminate()
        raise
    finally:
        with suppress(BrokenPipeError):
            given.close()
        while pager.returncode is None:
            try:
                pager.wait()
            except KeyboardInterrupt:  # Ctrl+C is the pager's: in less it ends a search, say, or less itself
                interrupted = True
    if pager.returncode and not interrupted:
        raise PagerError(pager.returncode)


@contextmanager
def paged() -> Iterator[None]:
    """Page what is printed in the block if it is longer than the terminal. To quit the pager early is no error.

    Raises `PagerError` where it fails: nothing may have been shown.
    """
    if not interactive():
        yield
        return
    terminal = sys.stdout
    with ExitStack() as pagers:
        sys.stdout = output = PagedOutput(terminal, pagers)
        try:
            yield
        finally:
            sys.stdout = terminal
            output.finish()


def in_pager() -> bool:
    """Return whether the pager has the terminal: nothing else is to be shown there."""
    return isinstance(sys.stdout, PagedOutput) and sys.stdout.opened
