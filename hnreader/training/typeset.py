"""Lines of type: an element broken into lines of a measure, in ems (a 汉字 is 1 wide, Latin and digits about ½)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.training.elements import Element, slice_of, text_of

if TYPE_CHECKING:
    from hnreader.training.truth import Role

_NO_START: Final = frozenset("，。、；：？！”’）》〉】」』…%％,.;:?!)")
_NO_END: Final = frozenset("“‘（《〈【「『(")
_HALF: Final = "\u2000"
"""Characters below this code are set half-width."""


class TypeLine(NamedTuple):
    """A line of type on its page; y grows downwards."""

    element: Element
    x: float
    y: float
    width: float
    """Of its characters."""
    size: float
    short: float = 0.0
    """By how much the characters fall short of a justified line's measure."""

    @property
    def role(self) -> Role:
        """The role of its first characters."""
        return self.element[0].mark.role


class Block(NamedTuple):
    """Lines of one element that stand under each other: a paragraph, or as much of it as a leg holds."""

    lines: tuple[TypeLine, ...]
    frame: int
    """Which frame of the page's file holds it: a head, the legs of a story, a caption."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        return (
            min(line.x for line in self.lines),
            self.lines[0].y,
            max(line.x + line.width for line in self.lines),
            self.lines[-1].y + self.lines[-1].size,
        )


def width_of(text: str) -> float:
    """Return a text's width in ems."""
    return sum(0.5 if char < _HALF else 1.0 for char in text)


def breaks(text: str, measure: float, indent: float = 0.0) -> list[tuple[int, int, float]]:
    """Return start, end and width of each line of a text.

    >>> breaks("一二三四，五", 4)
    [(0, 5, 5.0), (5, 6, 1.0)]
    """
    lines = []
    start, width = 0, 0.0
    room = measure - indent
    for index, char in enumerate(text):
        wide = 0.5 if char < _HALF else 1.0
        if width + wide > room and index > start and not (char in _NO_START and width + wide <= room + 1):
            end = _break_at(text, start, index)
            lines.append((start, end, width - width_of(text[end:index])))
            start, room = end, measure
            width = width_of(text[end:index])
        width += wide
    lines.append((start, len(text), width))
    return lines


def _break_at(text: str, start: int, end: int) -> int:
    """Return where to break at or before `end`: not before a closing mark, behind an opening one, or in a word."""
    place = end
    while place > start + 1 and (
        text[place] in _NO_START
        or text[place - 1] in _NO_END
        or (text[place].isascii() and text[place].isalnum() and text[place - 1].isascii() and text[place - 1].isalnum())
    ):
        place -= 1
        if end - place > 6:
            return end
    return place


def set_lines(element: Element, measure: float, size: float = 1.0, indent: float = 0.0) -> list[TypeLine]:
    """Return an element as lines from the left edge, all at the top: the caller places them."""
    lines = []
    places = breaks(text_of(element), measure / size, indent)
    for number, (start, end, width) in enumerate(places):
        part = slice_of(element, start, end)
        x = indent * size if number == 0 else 0.0
        short = measure / size - width - (indent if number == 0 else 0) if number < len(places) - 1 else 0.0
        lines.append(TypeLine(part, x, 0.0, width * size, size, short))
    return lines
