"""A sheet laid over the screen: the keys, or what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hnreader.app.commands import PANES, Pane, bindings
from hnreader.app.overlay import Overlay
from hnreader.app.words import printable
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.commands import Keys
    from hnreader.messages import Voice
    from hnreader.model import Failure


class Leaf(VerticalScroll, inherit_bindings=False):
    """The part of a sheet that scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("sheet")

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll by lines, down is positive."""
        self.scroll_relative(y=lines, animate=False)

    def action_turn(self, way: int) -> None:
        """Scroll by a screen."""
        self.scroll_relative(y=way * max(1, self.size.height - 1), animate=False)

    def action_half(self, way: int) -> None:
        """Scroll by half a screen."""
        self.scroll_relative(y=way * max(1, self.size.height // 2), animate=False)

    def action_first(self) -> None:
        """Scroll to the top."""
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """Scroll to the end."""
        self.scroll_end(animate=False)


class Sheet(Overlay[None]):
    """A titled text that scrolls, closed by Escape."""

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Make the sheet."""
        with Vertical(id="sheet"):
            yield Static(Content(self._title), id="sheet-title")
            with Leaf(id="leaf"):
                yield Static(self._text)

    def action_close(self) -> None:
        """Go back to reading."""
        self.dismiss()


def help_sheet(voice: Voice, keys: Keys, at: Pane) -> Sheet:
    """List the live keys of every pane, those of the one at work first, and what a query may say."""
    parts: list[Content] = []
    for pane in sorted(PANES, key=lambda pane: pane != at):
        parts += [Content.styled(voice(f"pane.{pane}") + "\n", "bold"), *_keys(voice, keys, pane), Content("\n")]
    parts += [Content.styled(voice("sheet.queries") + "\n", "bold"), Content(voice("query.manual"))]
    return Sheet(voice("sheet.help"), Content("").join(parts))


def _keys(voice: Voice, keys: Keys, pane: Pane) -> Iterable[Content]:
    for command in keys.of(pane):
        written = "  ".join(command.written)
        yield Content.assemble(
            ("  " + written + " " * max(1, 20 - cells(written)), "bold $accent"), voice(f"help.{command.id}") + "\n"
        )


def failures_sheet(voice: Voice, failures: Iterable[Failure], problems: Iterable[str]) -> Sheet:
    """List what could not be read, with reasons, and what was wrong with the reader's own files.

    Paths are strangers' text and are never read as markup.
    """
    parts = [Content(printable(problem) + "\n") for problem in problems]
    for failure in failures:
        reason = voice(failure.code, failure.detail)
        parts += [Content.styled(printable(failure.path) + "\n", "bold"), Content(f"  {printable(reason)}\n")]
    return Sheet(voice("sheet.failures"), Content("").join(parts))
