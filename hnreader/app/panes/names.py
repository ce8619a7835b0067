"""The list of names: how often each occurs, in how many articles, and from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.message import Message

from hnreader.app.commands import bindings
from hnreader.app.panes.row_list import RowList
from hnreader.app.rendering.formatting import printable
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from textual.binding import BindingType

    from hnreader.app.panes.pane import MoveUnit
    from hnreader.app.rendering.name_listing import NameList
    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator
    from hnreader.research.names import Name
    from hnreader.research.names_listing import Listing

_DATE_LENGTHS: Final = (10, 7, 4)  # characters of a day, of a month, of a year
_NAME_WIDTH: Final = 16  # cells of a name: dates are shortened to leave as many
_WIDEST_NAME: Final = 40  # cells: behind a wider column counts would be too far away from short names
_TO: Final = "—"


class NamePane(RowList):
    """A name in each row, in columns."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("names")

    @dataclass
    class EndReached(Message):
        """The end of the list is visible, or its last name was asked for: more names may be needed."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(id="names")
        self._tr = tr
        self._names: Listing | None = None
        self._count_width = self._articles_width = 0
        self._select_last = False
        """The last name is to be selected when all are there."""

    @property
    def chosen(self) -> Name | None:
        """The selected name."""
        return self._names[self.position] if self._names and self.position < len(self._names) else None

    @property
    def chosen_number(self) -> int | None:
        """The number of the selected name, unless that is the first one: then whichever comes first is selected."""
        return self._names.number_at(self.position) if self._names and self.position else None

    def show(self, shown: NameList, selected: int | None) -> None:
        """Show a list, with the name at the index `selected` selected."""
        self._names = shown.names
        self._count_width = cells(self._tr("{count}×", count=shown.times))
        self._articles_width = cells(self._tr.plural("{count} article", "{count} articles", shown.articles))
        self.set_rows(len(shown.names), selected)
        if self._select_last and shown.whole:
            self.choose(len(shown.names) - 1)

    def choose(self, position: int) -> None:
        """Select a name; near the end of the list more may be needed."""
        super().choose(position)
        self._select_last = False
        if self.position + self.size.height >= self.count:
            self.post_message(self.EndReached())

    def action_move(self, unit: MoveUnit, count: int) -> None:
        """Select another name; the last one is that of all names, which may not be there yet."""
        super().action_move(unit, count)
        if unit == "end" and count > 0:
            self._select_last = self._names is not None and not self._names.whole

    def row_line(self, position: int, line: int, width: int) -> StyledLine:  # noqa: ARG002 rows have one line
        """Return a name with its counts and the first and last date: days where they fit, else months or years."""
        if self._names is None:
            return []
        name = self._names[position]
        room = width - self._count_width - self._articles_width - 4
        fitting = (length for length in _DATE_LENGTHS if room - _period_width(length) - 2 >= _NAME_WIDTH)
        length = next(fitting, _DATE_LENGTHS[-1])
        name_width = max(0, min(_WIDEST_NAME, room - _period_width(length) - 2))
        label = clip(printable(name.name), name_width)
        columns = [
            _right_aligned(self._tr("{count}×", count=name.count), self._count_width),
            _right_aligned(self._tr.plural("{count} article", "{count} articles", name.articles), self._articles_width),
            _period(name, length) or clip(self._tr("date unknown"), _period_width(length)),
        ]
        return [(label, "name"), (" " * (name_width - cells(label) + 2) + "  ".join(columns), "meta")]


def _period(name: Name, length: int) -> str:
    if name.first is None or name.last is None:
        return ""
    first, last = name.first.isoformat()[:length], name.last.isoformat()[:length]
    return first if first == last else f"{first}{_TO}{last}"


def _period_width(length: int) -> int:
    return 2 * length + cells(_TO)


def _right_aligned(text: str, width: int) -> str:
    return " " * (width - cells(text)) + text
