"""What is printed on a page: what readers of formats with places give, and what it becomes."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import east_asian_width

from hnreader.model import Failure, Page
from hnreader.reading.cleaning import clean, clean_line
from hnreader.reading.layout import laid_out
from hnreader.reading.placed_text import PlacedText
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from hnreader.reading.xy_cut import Box

MEASURED: Final = 1.25
"""Times that type may seem larger where its size is measured from what is printed, and not known."""

VERTICAL: Final = 1.5
"""Times that a line set vertically is at least as high as it is wide."""
LONG: Final = 8
"""Characters of a line by whose width the size of its type is known well."""
LOOKED_AT: Final = 2000
"""Long lines that tell the size of type; a broadsheet has less than a thousand."""
ALIKE: Final = 1.15
"""Times that one box may be higher than another for the same type."""


class PrintedPage(NamedTuple):
    """What is printed on a page, in any unit."""

    lines: list[PlacedText]
    """From top to bottom."""
    width: float
    height: float
    unknown: int = 0
    """Characters of which the file does not say what they are: each is U+FFFD in the text."""
    same_size: float = MEASURED
    """Times that type may seem larger and be of one size."""
    drawn: Sequence[Box] = ()
    """The boxes of rules and frames."""


def measured_page(
    lines: Iterable[tuple[str, Box]],
    width: float = 0.0,
    height: float = 0.0,
    drawn: Iterable[Box] = (),
    *,
    loose: bool = False,
) -> PrintedPage | Message:
    """Return the page on which texts stand in boxes; as large as these where it is not said how large it is.

    `drawn` are the boxes of rules and frames. With `loose` those of texts have white above and below the type, and most
    of that between title and text is in them.
    """
    placed = [measured(" ".join(text.split()), box) for text, box in lines if text.strip()]
    if not placed:
        return Message(Reason.EMPTY)
    if loose:
        placed = _tight(placed)
    width, height = width or max(line.right for line in placed), height or max(line.bottom for line in placed)
    return PrintedPage(sorted(placed, key=lambda line: line.baseline), width, height, drawn=tuple(drawn))


def measured(text: str, box: Box) -> PlacedText:
    """Return a printed line with the size of its type: the room that a 汉字 has, no more than the line is high.

    A line of several that is higher than it is wide is set vertically.
    """
    (left, right), (top, bottom) = sorted((box[0], box[2])), sorted((box[1], box[3]))
    ems = sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text)
    along, across = right - left, bottom - top
    if ems > 1 and across > VERTICAL * along:
        along, across = across, along
    return PlacedText(text, left, top, right, bottom, bottom, max(min(along / ems, across), 1.0))


def _tight(lines: list[PlacedText]) -> list[PlacedText]:
    """Return lines without the white that their boxes have above and below the type.

    Short ones have so much at their sides, too, that their type would seem larger: it is what it is in long ones.
    """
    long = [(line.bottom - line.top, line.size) for line in lines if len(line.text) >= LONG][:LOOKED_AT]
    return [
        _trimmed(line, long) if line.bottom - line.top <= VERTICAL * (line.right - line.left) else line
        for line in lines
    ]


def _trimmed(line: PlacedText, long: Sequence[tuple[float, float]]) -> PlacedText:
    """Return a line as high as its type; `long` are the heights of boxes, and the sizes of type in them."""
    height, size = line.bottom - line.top, line.size
    if len(line.text) < LONG:
        alike = [known for box, known in long if max(box, height) < ALIKE * min(box, height)]
        size = min(size, median(alike)) if alike else size
    margin = (height - size) / 2
    return line._replace(top=line.top + margin, bottom=line.bottom - margin, baseline=line.bottom - margin, size=size)


def pages_from_print(
    found: Iterable[PrintedPage | Message], source: str, path: Path | None, form: str, before: int = 0
) -> Iterator[Page | Failure]:
    """Yield the pages that are printed so, with the places of their lines; `form` is the name of the format.

    So many others come `before` them.
    """
    number = before
    for number, printed in enumerate(found, before + 1):
        if isinstance(printed, Message):
            yield Failure(clean(str(path or source)), printed)
            continue
        texts, layout = laid_out(printed.lines, printed.width, printed.height, printed.same_size, printed.drawn)
        lines = tuple(clean_line(number, text) for number, text in enumerate(texts, 1))
        yield Page(clean(source), lines, form, printed.unknown, path, layout)
    if not number:
        yield Failure(clean(str(path or source)), Message(Reason.EMPTY))
