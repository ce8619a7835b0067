"""A page as the characters of its file behind each other, without blanks: what corrections quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.corrections import TextQuote
from hnreader.segment.rows import compact_offset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.model import Line, Span

_WHOLE: Final = 24  # characters up to which a quote has them all; of more …
_BEGINS, _ENDS = 14, 10  # … so many of their beginning and their end, or more where those stand earlier as well


_CONTEXT: Final = 24


class WordsInContext(NamedTuple):
    """The characters of a quote, without blanks, and some before and behind them on the page."""

    line: int
    """On which they begin."""
    before: str
    words: str
    behind: str


class PageCharacters:
    """The characters of a page in the order of its file."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = {line.number: line for line in lines}
        compact = [_compact(line.text) for line in lines]
        self._begins = dict(zip(self._lines, accumulate(map(len, compact), initial=0), strict=False))
        self._numbers, self._starts = [*self._begins], [*self._begins.values()]
        self.text: Final = "".join(compact)

    def find(self, quote: TextQuote) -> range | None:
        """Return the characters that a quote is of; None where the page has no such."""
        at = -1
        for _ in range(quote.occurrence):
            at = self.text.find(quote.begins, at + 1)
            if at < 0:
                return None
        end = at + len(quote.begins)
        if quote.ends:
            last = self.text.find(quote.ends, max(at, end - len(quote.ends)))
            if last < 0:
                return None
            end = last + len(quote.ends)
        return range(at, end) if end > at else None

    def in_context(self, quote: TextQuote) -> WordsInContext | None:
        """Return the characters that a quote is of with those around them; None where the page has no such."""
        found = self.find(quote)
        if found is None:
            return None
        before, behind = max(0, found.start - _CONTEXT), found.stop + _CONTEXT
        line = next(number for number, *_ in self.pieces(found))
        texts = (self.text[before : found.start], self.text[found.start : found.stop], self.text[found.stop : behind])
        return WordsInContext(line, *texts)

    def quote(self, characters: range) -> TextQuote:
        """Return the quote by which some characters, at least one, are found again."""
        text = self.text[characters.start : characters.stop]
        begins, ends = (text, "") if len(text) <= _WHOLE else (text[:_BEGINS], text[-_ENDS:])
        while True:
            quote = TextQuote(begins, ends, self._occurrence(begins, characters.start))
            if self.find(quote) == characters:
                return quote
            begins, ends = (begins, text[-2 * len(ends) :]) if 2 * len(ends) < len(text) else (text, "")

    def _occurrence(self, text: str, start: int) -> int:
        """Return which of its places it is, from 1, at which a text stands at a character."""
        number, at = 1, self.text.find(text)
        while at < start:
            number, at = number + 1, self.text.find(text, at + 1)
        return number

    def place(self, line: int, column: int) -> int:
        """Return how many characters come before a column of a line after cleaning."""
        return self._begins[line] + len(_compact(self._lines[line].text[:column]))

    def pieces(self, characters: range) -> Iterator[tuple[int, int, str]]:
        """Yield the pieces of lines that some characters are: the line's number, the first column, and the text.

        Columns are those after cleaning; a piece may begin with blanks.
        """
        first = max(0, bisect_right(self._starts, characters.start) - 1)
        for index in range(first, bisect_left(self._starts, characters.stop)):
            number, begins = self._numbers[index], self._starts[index]
            line = self._lines[number].text
            start, end = (compact_offset(line, at - begins) for at in (characters.start, characters.stop))
            if line[start:end].strip():
                yield number, start, line[start:end]

    def position(self, at: int) -> tuple[int, int]:
        """Return line and column after cleaning of a character, given by how many come before it."""
        line = self._numbers[bisect_right(self._starts, at) - 1]
        text = self._lines[line].text
        columns = (column for column, char in enumerate(text) if not char.isspace())
        return line, next(islice(columns, at - self._begins[line], None), len(text))

    def runs(self, spans: Iterable[Span]) -> list[range]:
        """Return the characters of some spans of the file, in their order; those that go on from each other are one."""
        runs: list[range] = []
        for span in spans:
            start, stop = (self._place_in_file(span.line, column) for column in (span.start, span.end))
            if runs and runs[-1].stop == start:
                runs[-1] = range(runs[-1].start, stop)
            elif stop > start:
                runs.append(range(start, stop))
        return runs

    def _place_in_file(self, line: int, column: int) -> int:
        removed = self._lines[line].removed
        return self.place(line, column - sum(min(len(gone), column - at) for at, gone in removed if at < column))


def _compact(text: str) -> str:
    return "".join(text.split())
