"""Progress of long work, on standard error where that is a terminal."""

from __future__ import annotations

import os
import sys
from time import monotonic
from typing import TYPE_CHECKING, Final, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from rich.progress import Progress as Display
    from rich.progress import TaskID

    from hnreader.messages import Translator

T = TypeVar("T")

_DELAY: Final = 0.5  # seconds; shorter work shows nothing
_INTERVAL: Final = 0.1  # seconds between updates


class Progress:
    """A line on the terminal that is updated in place, and removed when the block ends."""

    def __init__(self, tr: Translator) -> None:
        self._tr = tr
        self._display: tuple[Display, TaskID] | None = None
        terminal = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._due = monotonic() + _DELAY if terminal else float("inf")

    @property
    def due(self) -> bool:
        """Whether something is to be shown now."""
        return monotonic() >= self._due

    def __call__(self, done: int, total: int) -> None:
        """Show how much of the work is done, if an update is due."""
        self.show(self._tr("Working"), done, total)

    def counted(self, things: Iterable[T], text: Callable[[int], str], total: int | None = None) -> Iterator[T]:
        """Yield the things and show `text` of their number so far."""
        for number, thing in enumerate(things, 1):
            yield thing
            if self.due:
                self.show(text(number), number, total)

    def show(self, text: str, done: int = 0, total: int | None = None) -> None:
        """Show a text, with a bar where it is known how much there is to do, if an update is due."""
        if not self.due:
            return
        self._due = monotonic() + _INTERVAL
        if self._display is None:
            self._display = _start(text, done, total)
            return
        display, task = self._display
        display.update(task, description=text, completed=done, total=total)
        display.refresh()

    def clear(self) -> None:
        """Remove the line, before something else is printed and at the end."""
        if self._display is not None:
            self._display[0].stop()
            self._display = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self.clear()


def pages_read(number: int, tr: Translator) -> str:
    """Return what is shown while pages are read."""
    return tr.plural("{count} page read", "{count} pages read", number)


def _start(text: str, done: int, total: int | None) -> tuple[Display, TaskID]:
    """Draw the line for the first time; it is drawn again when something else is shown, not by a thread."""
    from rich.console import Console  # noqa: PLC0415 - slow to import, and rarely needed
    from rich.progress import BarColumn, SpinnerColumn, TaskProgressColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Display  # noqa: PLC0415

    console = Console(file=sys.stderr, force_terminal=True, color_system=None if os.environ.get("NO_COLOR") else "auto")
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    display = Display(*columns, console=console, transient=True, auto_refresh=False)
    task = display.add_task(text, completed=done, total=total)  # before the start, which draws the first frame
    display.start()
    console.show_cursor()  # whoever ends the program outright, as SIGHUP does, leaves the terminal as it was
    return display, task
