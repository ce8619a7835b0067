"""The rows above the names: tabs of their kinds, and the input that filters them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from hnreader.app.commands import bindings
from hnreader.app.panes.text_input import TextInput
from hnreader.app.rendering.name_listing import KINDS
from hnreader.messages.terms import NAME_KINDS
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.binding import BindingType

    from hnreader.messages import Translator
    from hnreader.research.mentions import NameKind


class FilterInput(TextInput):
    """Filters the names. `leave` is called to move the focus to them."""

    DEFAULT_CSS: ClassVar = """
    FilterInput {
        width: 1fr;
        min-width: 14;
    }
    FilterInput.-textual-compact {
        padding: 0 1;
    }
    FilterInput:focus {
        background: $panel;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("filter")

    def __init__(self, value: str, hint: str, leave: Callable[[], None]) -> None:
        super().__init__(value, placeholder=hint, compact=True, select_on_focus=False)
        self._leave = leave

    def submit(self) -> None:
        """Move to the names."""
        self._leave()


class KindTabs(Widget):
    """The kinds of names, each with its key."""

    DEFAULT_CSS: ClassVar = """
    KindTabs {
        height: 1;
        background: $panel;
    }
    """
    kind: reactive[NameKind] = reactive(KINDS[0])
    """The kind that is listed."""

    @dataclass
    class Chosen(Message):
        """A kind is to be listed."""

        kind: NameKind

    def __init__(self, tr: Translator, kind: NameKind) -> None:
        super().__init__()
        self._labels = {each: f"{number} {tr(NAME_KINDS[each])}" for number, each in enumerate(KINDS, 1)}
        self.set_reactive(KindTabs.kind, kind)

    def render(self) -> Content:
        """Draw the tabs; the one that is listed is in brackets, which are visible without colours."""
        return Content.assemble(
            *(
                (f"[{label}]", "bold $accent") if kind == self.kind else (f" {label} ", "$text-quiet")
                for kind, label in self._labels.items()
            )
        )

    def on_click(self, event: events.Click) -> None:
        """List the kind under the mouse."""
        end = 0
        for kind, label in self._labels.items():
            end += 2 + cells(label)
            if event.x < end:
                self.post_message(self.Chosen(kind))
                return
