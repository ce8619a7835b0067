"""The pane that lists names: how often each stands in how many articles, since when and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.message import Message

from hnreader.app.choices import Choices
from hnreader.app.commands import bindings
from hnreader.app.words import printable
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from hnreader.app.namelist import NameList
    from hnreader.app.pieces import Pieces
    from hnreader.messages import Voice
    from hnreader.research.names import Name

_DAYS: Final = (10, 7, 4)  # characters of a day, of a month, of a year
_ROOM: Final = 16  # cells of a name that days and months make way for
_LONGEST: Final = 40  # cells of a name beyond which counts would be far away from it
_TO: Final = "—"


class NamePane(Choices):
    """A name a line, in columns."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("names")

    @dataclass
    class Neared(Message):
        """The end of the list is near, or its last name is asked for."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="names")
        self._voice = voice
        self._names: Sequence[Name] = ()
        self._times = self._articles = 0
        """The cells of both counts."""
        self._whole = True
        """They are all there are."""
        self._to_last = False
        """The last name of all is to be chosen, when all are there."""

    @property
    def chosen(self) -> Name | None:
        """The name that is chosen."""
        return self._names[self.position] if self.position < len(self._names) else None

    def show(self, held: NameList, names: Sequence[Name], kept: str) -> None:
        """Show names out of a list; the one called `kept` is chosen, where it is among them."""
        self._names = names
        self._times = cells(self._voice("names.times", held.times))
        self._articles = cells(self._voice("names.articles", held.articles))
        self.hold(len(names), next((at for at, one in enumerate(names) if one.name == kept), None) if kept else None)
        self._whole = held.whole
        if self._to_last and held.whole:
            self.choose(len(names) - 1)

    def choose(self, position: int) -> None:
        """Choose one; where the end is near, more may be needed."""
        super().choose(position)
        self._to_last = False
        if self.position + self.size.height >= self.count:
            self.post_message(self.Neared())

    def action_last(self) -> None:
        """Choose the last one of all."""
        super().action_last()
        self._to_last = not self._whole

    def pieces(self, position: int, part: int, room: int) -> Pieces:  # noqa: ARG002 of one line
        """Return a name and what there is to say of it: days where there is room, else months or years."""
        one = self._names[position]
        counts = room - self._times - self._articles - 4
        length = next((n for n in _DAYS if counts - _span(n) - 2 >= _ROOM), _DAYS[-1])
        width = max(0, min(_LONGEST, counts - _span(length) - 2))
        name = clip(printable(one.name), width)
        times, articles = self._voice("names.times", one.count), self._voice("names.articles", one.articles)
        said = [times.rjust(self._times - cells(times) + len(times))]
        said += [articles.rjust(self._articles - cells(articles) + len(articles)), self._days(one, length)]
        return [(name, "name"), (" " * (width - cells(name) + 2) + "  ".join(said), "meta")]

    def _days(self, one: Name, length: int) -> str:
        if one.first is None or one.last is None:
            return clip(self._voice("date.unknown"), _span(length))
        first, last = one.first.isoformat()[:length], one.last.isoformat()[:length]
        return first if first == last else f"{first}{_TO}{last}"


def _span(length: int) -> int:
    return 2 * length + cells(_TO)
