"""Where a cursor goes in the text of a story: by characters, words, sentences, paragraphs and lines of the screen.

A position is that of a character of the article's own text: what the program says between its texts is passed over.
Characters without a width belong to the one before them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from hnreader.app.rendering.story_view import NOT_ARTICLE_TEXT
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hnreader.app.rendering.story_layout import ScreenLine, StoryLayout, TextPosition

Unit = Literal["word", "sentence", "paragraph"]
Range = tuple["TextPosition", "TextPosition"]
"""The positions of the first and the last character."""

_SENTENCE: Final = re.compile(r"""[^。！？!?]*[。！？!?…]+[”’」』）)〕》"]*|[^。！？!?]+""")
_KEPT: Final = 64  # paragraphs whose words are kept


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the ranges of a text's sentences; together they cover all its characters."""
    return [sentence.span() for sentence in _SENTENCE.finditer(text)]


class TextMotions:
    """The ways through the article's text as it is laid out."""

    def __init__(self, layout: StoryLayout) -> None:
        self._layout = layout
        blocks = enumerate(layout.blocks)
        self._texts = [i for i, block in blocks if block.role not in NOT_ARTICLE_TEXT and block.text.strip()]
        self._order = {index: at for at, index in enumerate(self._texts)}

    def __bool__(self) -> bool:
        return bool(self._texts)

    def nearest(self, position: TextPosition) -> TextPosition:
        """Return the position itself, or that of the next character of the article's text, or else of the last."""
        index, char = position
        if index in self._order and char < len(self._text(index).rstrip()):
            return index, max(char, self._first(index))
        below = next((text for text in self._texts if text > index), None)
        return self.end(1) if below is None else (below, self._first(below))

    def end(self, direction: int) -> TextPosition:
        """Return the position of the first character (-1) or of the last one (1)."""
        index = self._texts[0 if direction < 0 else -1]
        return index, self._first(index) if direction < 0 else self._last(index)

    def after(self, position: TextPosition) -> TextPosition:
        """Return where the text behind a character begins."""
        index, char = position
        text, char = self._text(index), char + 1
        while char < len(text) and not cells(text[char]):
            char += 1
        return index, char

    def by_character(self, position: TextPosition, count: int) -> TextPosition:
        """Return the position so many characters further on; back where the number is negative."""
        for _ in range(abs(count)):
            position = self._neighbour(position, 1 if count > 0 else -1)
        return position

    def by_unit(self, position: TextPosition, unit: Unit, direction: int) -> TextPosition:
        """Return where the next unit begins (1), or this one, or else the one before (-1); at an end, the end."""
        index, char = position
        starts = _STARTS[unit](self._text(index))
        if direction > 0:
            further = [start for start in starts if start > char]
            return (index, further[0]) if further else self._beside(index, 1, unit)
        before = [start for start in starts if start < char]
        return (index, before[-1]) if before else self._beside(index, -1, unit)

    def unit_at(self, position: TextPosition, unit: Unit) -> Range:
        """Return the unit that a character is in."""
        index, char = position
        text = self._text(index)
        starts = _STARTS[unit](text)
        at = max(0, bisect_right(starts, char) - 1)
        end = starts[at + 1] if at + 1 < len(starts) else len(text)
        start = starts[at] if starts else 0
        return (index, start), (index, max(start, len(text[:end].rstrip()) - 1))

    def column(self, position: TextPosition) -> int:
        """Return how many cells from the edge of the measure a character stands."""
        line = self._line(self._layout.line_of(position))
        return 0 if line is None else _left(line) + cells(line.block.text[line.range.start : position[1]])

    def by_line(self, position: TextPosition, count: int, column: int) -> TextPosition:
        """Return the position in a column so many lines with text further down; up where the number is negative."""
        y = self._layout.line_of(position)
        ahead = range(y + 1, len(self._layout.lines)) if count > 0 else range(y - 1, -1, -1)
        lines = [y, *islice((at for at in ahead if self._line(at) is not None), abs(count))]
        return self._in_column(lines[-1], column)

    def text_lines(self, position: TextPosition, lines: int) -> int:
        """Return how many lines with text there are within so many lines of the screen, at least one."""
        y, step = self._layout.line_of(position), 1 if lines > 0 else -1
        last = max(0, min(y + lines, len(self._layout.lines) - 1))
        return step * max(1, sum(self._line(at) is not None for at in range(y + step, last + step, step)))

    def line_range(self, position: TextPosition) -> Range:
        """Return the first and the last character of the line of the screen that a character stands in."""
        line = self._line(self._layout.line_of(position))
        if line is None:
            return position, position
        return (line.index, line.range.start), (line.index, max(line.range.start, line.range.end - 1))

    def _in_column(self, y: int, column: int) -> TextPosition:
        line = self._line(y)
        if line is None:
            return self.end(-1)
        char, left = line.range.start, _left(line)
        while char + 1 < line.range.end and left + cells(line.block.text[char]) <= column:
            left += cells(line.block.text[char])
            char += 1
        return line.index, char

    def _line(self, y: int) -> ScreenLine | None:
        """Return a line with text of the article, None for any other."""
        line = self._layout.line(y)
        return line if line is not None and line.index in self._order else None

    def _text(self, index: int) -> str:
        return self._layout.blocks[index].text

    def _first(self, index: int) -> int:
        return _blanks(self._text(index))

    def _last(self, index: int) -> int:
        return self._neighbour((index, len(self._text(index).rstrip())), -1)[1]

    def _neighbour(self, position: TextPosition, step: int) -> TextPosition:
        index, char = position
        text, char, first = self._text(index).rstrip(), char + step, self._first(index)
        while first <= char < len(text) and not cells(text[char]):
            char += step
        if first <= char < len(text):
            return index, char
        at = self._order[index] + step
        if not 0 <= at < len(self._texts):
            return position
        return self._texts[at], self._first(self._texts[at]) if step > 0 else self._last(self._texts[at])

    def _beside(self, index: int, direction: int, unit: Unit) -> TextPosition:
        """Return the beginning of the first unit of the next text, or of the last one of the text before."""
        at = self._order[index] + direction
        if not 0 <= at < len(self._texts):
            return self.end(direction)
        index = self._texts[at]
        starts = _STARTS[unit](self._text(index)) or [self._first(index)]
        return index, starts[0 if direction > 0 else -1]


def _left(line: ScreenLine) -> int:
    return line.indent + (cells(line.block.lead) if line.first else 0)


@lru_cache(_KEPT)
def _words(text: str) -> list[int]:
    """Return where the words begin; marks and blanks are none."""
    import rjieba  # noqa: PLC0415 its dictionary takes 40 MB and some 100 ms, once

    starts, at = [], 0
    for word in rjieba.cut(text):
        if any(map(str.isalnum, word)):
            starts.append(at)
        at += len(word)
    return starts


def _sentences(text: str) -> list[int]:
    starts = (start + _blanks(text[start:end]) for start, end in sentences(text) if not text[start:end].isspace())
    return list(starts)


def _paragraph(text: str) -> list[int]:
    return [_blanks(text)]


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


_STARTS: Final[dict[Unit, Callable[[str], Sequence[int]]]] = {
    "word": _words,
    "sentence": _sentences,
    "paragraph": _paragraph,
}
"""Where the units of a text begin."""
