"""What stands over the names: their kinds, and the line that narrows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from hnreader.app.commands import bindings
from hnreader.app.line import Line
from hnreader.app.namelist import KINDS
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.binding import BindingType

    from hnreader.messages import Voice
    from hnreader.research.mentions import Kind


class FilterInput(Line):
    """What names are to have in them; `leave` leads to them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("filter")

    def __init__(self, value: str, hint: str, leave: Callable[[], None]) -> None:
        super().__init__(value, placeholder=hint, compact=True, select_on_focus=False)
        self._leave = leave

    def submit(self) -> None:
        """Go to the names."""
        self._leave()


class Tabs(Widget):
    """The kinds, each with its key."""

    kind: reactive[Kind] = reactive(KINDS[0])
    """Which is listed."""

    @dataclass
    class Chosen(Message):
        """A kind is to be listed."""

        kind: Kind

    def __init__(self, voice: Voice, kind: Kind) -> None:
        super().__init__(id="kinds")
        self._labels = {one: f"{at} {voice(f'names.tab.{one}')}" for at, one in enumerate(KINDS, 1)}
        self.set_reactive(Tabs.kind, kind)

    def render(self) -> Content:
        """Draw them; the one that is listed stands in brackets, which needs no colour."""
        parts: list[tuple[str, str]] = []
        before = None
        for kind, label in [*self._labels.items(), (None, "")]:
            edge = "[" if kind == self.kind else "]" if before == self.kind else " "
            parts += [(edge, "bold $accent"), (label, "bold $accent" if kind == self.kind else "$foreground 70%")]
            before = kind
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """List the kind under the mouse."""
        end = 0
        for kind, label in self._labels.items():
            end += 1 + cells(label)
            if event.x <= end:
                self.post_message(self.Chosen(kind))
                return
