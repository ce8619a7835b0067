"""Lines of type: an element broken into lines of a measure, in ems (a 汉字 is 1 wide, Latin and digits about ½)."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.training.elements import Element, slice_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.training.truth import Role

_NO_START: Final = frozenset("，。、；：？！”’）》〉】」』…%％,.;:?!)")
_NO_END: Final = frozenset("“‘（《〈【「『(")
_OF_WORDS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.%,-")
"""Characters between which no line is broken: of words and numbers."""
_LONGEST_WORD: Final = 8
_HALF: Final = "\u2000"
"""Characters below this code are set half-width."""


class TypeLine(NamedTuple):
    """A line of type."""

    element: Element
    indent: float
    """From the left edge of its block."""
    width: float
    """Of its characters."""
    size: float
    short: float = 0.0
    """By how much the characters fall short of a justified line's measure."""

    @property
    def role(self) -> Role:
        """The role of its first characters."""
        return self.element[0].mark.role


class TypeBlock(NamedTuple):
    """Lines of one element that stand under each other: a paragraph, or as much of it as a leg has room for."""

    lines: tuple[TypeLine, ...]
    frame: int
    """Which frame of the page's file has it: a head, a leg of a story, a caption."""
    x: float
    y: float
    """Its left top corner; y grows downwards."""
    pitch: float
    """From one line to the next."""

    def moved(self, x: float, y: float) -> TypeBlock:
        """Return the block at another place."""
        return TypeBlock(self.lines, self.frame, self.x + x, self.y + y, self.pitch)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of its characters."""
        return (
            self.x + min(line.indent for line in self.lines),
            self.y,
            self.x + max(line.indent + line.width for line in self.lines),
            self.y + (len(self.lines) - 1) * self.pitch + self.lines[-1].size,
        )

    @property
    def role(self) -> Role:
        """The role of its first characters."""
        return self.lines[0].role

    @property
    def story(self) -> int:
        """The story that it belongs to."""
        return self.lines[0].element[0].mark.story

    def placed_lines(self) -> Iterator[tuple[float, float, TypeLine]]:
        """Yield left, top and line."""
        for row, line in enumerate(self.lines):
            yield self.x + line.indent, self.y + row * self.pitch, line


class Measure(NamedTuple):
    """How wide lines are set."""

    width: float
    indent: float = 0.0
    """Of the first line."""
    narrow: range = range(0)
    """Lines, by number, beside a picture …"""
    narrow_by: float = 0.0
    """… and how much narrower they are."""

    def room(self, line: int) -> float:
        """Return the room that a line has."""
        return self.width - (0.0 if line else self.indent) - (self.narrow_by if line in self.narrow else 0.0)

    def scaled(self, size: float) -> Measure:
        """Return the measure in ems of another size."""
        return self._replace(width=self.width / size)


def breaks(text: str, measure: Measure) -> list[tuple[int, int, float]]:
    """Return start, end and width of each line of a text.

    >>> breaks("一二三四，五", Measure(4))
    [(0, 5, 5.0), (5, 6, 1.0)]
    """
    edges = [0.0, *accumulate([0.5 if char < _HALF else 1.0 for char in text])]
    lines: list[tuple[int, int, float]] = []
    start, last = 0, len(text)
    while edges[last] - edges[start] > (room := measure.room(len(lines))):
        end = max(start + 1, bisect_right(edges, edges[start] + room) - 1)
        if end < last and text[end] in _NO_START:  # a closing mark may stand out
            end += 1
        if end >= last:
            break
        end = _break_at(text, start, end)
        lines.append((start, end, edges[end] - edges[start]))
        start = end
    lines.append((start, last, edges[last] - edges[start]))
    return lines


def _break_at(text: str, start: int, end: int) -> int:
    """Return where to break at or before `end`: not before a closing mark, behind an opening one, or in a word."""
    place = end
    while place > start + 1 and (
        text[place] in _NO_START
        or text[place - 1] in _NO_END
        or (text[place] in _OF_WORDS and text[place - 1] in _OF_WORDS)
    ):
        place -= 1
        if end - place > _LONGEST_WORD:
            return end
    return place


def set_lines(element: Element, measure: Measure, size: float = 1.0) -> list[TypeLine]:
    """Return an element as lines of a measure."""
    lines = []
    measure = measure.scaled(size)
    places = breaks(text_of(element), measure)
    last = len(places) - 1
    for number, (start, end, width) in enumerate(places):
        indent = 0.0 if number else measure.indent
        short = 0.0 if number == last else measure.room(number) - width
        lines.append(TypeLine(slice_of(element, start, end), indent * size, width * size, size, short))
    return lines
