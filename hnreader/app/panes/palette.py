"""The rows of the palette, and the line above them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from hnreader.app.commands import bindings
from hnreader.app.panes.row_list import RowList
from hnreader.app.panes.text_input import TextInput
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType

    from hnreader.app.rendering.palette_entries import PaletteEntry
    from hnreader.app.rendering.styled_text import StyledLine

_NAME_WIDTH: Final = 24  # cells: details stand below each other behind it
_DETAIL: Final = 12  # cells: a narrower one is left out


class PaletteInput(TextInput):
    """The line: what is typed into it finds entries, its keys move among them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("palette")

    def __init__(self, placeholder: str, accept: Callable[[], None]) -> None:
        super().__init__(placeholder=placeholder, compact=True)
        self._accept = accept

    def submit(self) -> None:
        """Open the selected entry."""
        self._accept()


class PaletteRows(RowList):
    """An entry in each row: its name, what it does, and its keys at the right end."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__(id="palette-rows")
        self._entries: Sequence[PaletteEntry] = ()

    @property
    def chosen(self) -> PaletteEntry | None:
        """The selected entry."""
        return self._entries[self.position] if self._entries else None

    def show(self, entries: Sequence[PaletteEntry]) -> None:
        """Show other entries: the first is selected, or what the user has selected where it is still there."""
        kept = self.chosen.id if self.chosen and self.position else ""
        self._entries = entries
        self.set_rows(len(entries))
        self.choose(next((number for number, entry in enumerate(entries) if entry.id == kept), 0))

    def row_line(self, position: int, _line: int, width: int) -> StyledLine:
        """Return an entry's name and detail, and at the right end its keys."""
        entry = self._entries[position]
        keys = clip("  ".join(entry.keys), width // 2)
        room = width - cells(keys) - (2 if keys else 0)
        name = clip(entry.name, room)
        indent = max(2, _NAME_WIDTH - cells(name))
        detail_room = room - cells(name) - indent
        detail = clip(entry.detail, detail_room) if entry.detail and detail_room >= _DETAIL else ""
        gap = width - cells(name + detail + keys) - (indent if detail else 0)
        return [(name, "name"), (" " * indent + detail if detail else "", "meta"), (" " * gap, ""), (keys, "strong")]
