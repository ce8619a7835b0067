"""Text in two columns of lines: a term on the left, what is said of it on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content

from hnreader.typesetting import SetLine, cells, set_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHARE: Final = 3  # the left column takes a third of the width at most
_NOTHING: Final = Content("")


class Hanging(NamedTuple):
    """What is said, and of which term; without one it takes the whole width."""

    text: Content
    term: Content = _NOTHING


def set_entries(entries: Sequence[Hanging], column: int, width: int) -> Iterator[Content]:
    """Yield the lines of entries, none wider than `width` cells (two at least).

    What is said begins `column` cells in, or after a third of the width where that is less; a term that does not fit
    beside it has lines of its own.
    """
    column = min(column, width // _SHARE)
    for text, term in entries:
        indent = column if term else 0
        lead, room = cells(term.plain), max(2, width - indent)
        lines = set_text(text, room)
        if term and lead < column:
            yield Content("").join((term, Content(" " * (column - lead)), lines.pop(0)))
        elif term:
            yield from [term] if lead <= width else set_text(term, width)
        yield from (Content("").join((Content(" " * indent), line)) for line in lines)


def set_text(text: Content, width: int) -> list[Content]:
    """Return the lines of a text, one at least, by the rules of Chinese typesetting: Textual breaks at blanks alone."""
    return [
        whole[line.start : line.end]
        for whole in text.split("\n", allow_blank=True)
        for line in (set_lines(whole.plain, width) or [SetLine(0, 0)])
    ]
