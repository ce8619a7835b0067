"""How articles are set, in a corner of the reader: each value is shown at once, and all are kept when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from msgspec.structs import replace
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from hnreader.app.commands import bindings
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.row_list import RowList
from hnreader.app.screens.overlay import Overlay
from hnreader.messages import N_
from hnreader.typesetting import cells, clip
from hnreader.userdata.settings import values_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.controllers.appearance import Appearance
    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.context import Context
    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator

_ROWS: Final[Mapping[str, tuple[str, Mapping[str | int, str]]]] = {
    "punctuation": (N_("Punctuation"), {"printed": N_("as printed"), "full-width": N_("full-width")}),
    "line_spacing": (N_("Line spacing"), {0: N_("tight"), 1: N_("a blank line")}),
    "paragraphs": (
        N_("Paragraphs"),
        {"indent": N_("indented"), "blank": N_("blank line between"), "both": N_("indent, blank line")},
    ),
    "columns": (N_("Columns"), {1: N_("one"), 2: N_("two"), "auto": N_("two if there is room")}),
}
"""Settings → what they are called, and their values."""

_STYLE: Final = """
TypesettingScreen {
    align: left bottom;
    background: transparent;
}
#typesetting-box {
    width: 38;
    height: 5;
    background: $surface;
}
#typesetting {
    background: $surface;
    scrollbar-size-vertical: 0;
}
"""


def open_screen(controllers: Controllers) -> None:
    """Choose how articles are set."""
    controllers.context.view.push(
        TypesettingScreen(controllers.context, controllers.appearance),
        lambda _result: controllers.appearance.save_style(),
    )


class TypesettingPane(RowList):
    """A setting and its value in a row."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("typesetting")
    row_height = 1

    def __init__(self, tr: Translator, appearance: Appearance) -> None:
        super().__init__(id="typesetting")
        self._tr = tr
        self._appearance = appearance
        self._name_width = max(cells(tr(name)) for name, _ in _ROWS.values()) + 2

    def row_line(self, position: int, _line: int, width: int) -> StyledLine:
        """Return what a setting is called, and its value."""
        setting = list(_ROWS)[position]
        name, values = _ROWS[setting]
        words = self._tr(name)
        value = self._tr(values[getattr(self._appearance.style, setting)])
        gap = " " * (self._name_width - cells(words))
        return [(words + gap, "name"), (clip(value, width - self._name_width), "strong")]

    def action_change(self, step: int) -> None:
        """Give the selected setting its next value (1) or the one before (-1); the first follows the last."""
        setting, style = list(_ROWS)[self.position], self._appearance.style
        values = values_of(setting)
        value = values[(values.index(getattr(style, setting)) + step) % len(values)]
        self._appearance.set_style(replace(style, **{setting: value}))
        self.redraw([self.position])

    def action_open(self) -> None:
        """Give the row that is clicked its next value."""
        self.action_change(1)


class TypesettingScreen(Overlay[None]):
    """The settings, a row each."""

    DEFAULT_CSS: ClassVar = _STYLE

    def __init__(self, context: Context, appearance: Appearance) -> None:
        super().__init__()
        self._tr = context.tr
        self._keys = context.user_state.keys
        self._appearance = appearance

    def compose(self) -> ComposeResult:
        """Yield the settings."""
        with Vertical(id="typesetting-box"):
            yield Static(Content(self._tr("Typesetting")), id="title")
            yield TypesettingPane(self._tr, self._appearance)
        footer = Footer(self._tr, self._keys)
        footer.pane = "typesetting"
        yield footer

    def on_mount(self) -> None:
        """Begin with the first row."""
        pane = self.query_one(TypesettingPane)
        pane.set_rows(len(_ROWS))
        pane.focus()
