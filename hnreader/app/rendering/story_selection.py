"""What is selected in a story: by sentences with keys, by characters with the mouse; one range at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader.app.rendering.copying import copied_text
from hnreader.app.rendering.story_view import NOT_ARTICLE_TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.rendering.segments import Ranges
    from hnreader.app.rendering.story_layout import StoryLayout, TextPosition
    from hnreader.app.rendering.story_view import Block

_SENTENCE: Final = re.compile(r"""[^。！？!?]*[。！？!?…]+[”’」』）)〕》"]*|[^。！？!?]+""")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the ranges of a text's sentences; together they cover all its characters."""
    return [sentence.span() for sentence in _SENTENCE.finditer(text)]


class StorySelection:
    """A range between two positions. Keys extend it by sentences from an anchor to a cursor."""

    def __init__(self) -> None:
        self._blocks: Sequence[Block] = ()
        self._sentences: list[tuple[TextPosition, TextPosition]] | None = None
        self._anchor: int | None = None
        self._cursor = 0
        self.start: TextPosition = (0, 0)
        self.end: TextPosition = (0, 0)

    def __bool__(self) -> bool:
        return self.start < self.end

    @property
    def by_keys(self) -> bool:
        """Whether keys extend the selection."""
        return bool(self) and self._anchor is not None

    @property
    def text(self) -> str:
        """The selected text as it is copied."""
        return copied_text(self._blocks, self.start, self.end) if self else ""

    def ranges(self, block: int) -> Ranges:
        """Return the selected characters of a block."""
        if not self.start[0] <= block <= self.end[0] or not self:
            return ()
        first = self.start[1] if block == self.start[0] else 0
        end = self.end[1] if block == self.end[0] else len(self._blocks[block].text)
        return ((first, end),) if first < end else ()

    def follow(self, before: StoryLayout, after: StoryLayout) -> None:
        """Keep the same text selected in the layout of a story that has grown; without that text select nothing."""
        last = (self.end[0], self.end[1] - 1)  # the end of a block is no position in its text
        start, end = before.translate(self.start, after), before.translate(last, after)
        by_keys, forward = self.by_keys, self._anchor is not None and self._cursor >= self._anchor
        self.reset(after.blocks)
        if start is None or end is None or start > end:
            return
        if by_keys:
            ends = [self._sentence_at(start), self._sentence_at(end)]
            self._anchor, self._cursor = ends if forward else reversed(ends)
            self._update()
        else:
            self.select(start, (end[0], end[1] + 1))

    def reset(self, blocks: Sequence[Block]) -> None:
        """Select nothing; other blocks are shown."""
        self._blocks = blocks
        self._sentences = None
        self.clear()

    def clear(self) -> None:
        """Select nothing."""
        self.start = self.end = (0, 0)
        self._anchor = None

    def select(self, start: TextPosition, end: TextPosition) -> None:
        """Select the characters from one position to another."""
        self.start, self.end, self._anchor = start, end, None

    def begin(self, position: TextPosition) -> bool:
        """Select the sentence at a position, or the next one; tell whether there is any."""
        if not self._all_sentences:
            return False
        self._anchor = self._cursor = self._sentence_at(position)
        self._update()
        return True

    def restart(self) -> None:
        """Select only the sentence at the cursor."""
        self._anchor = self._cursor
        self._update()

    def extend(self, count: int) -> None:
        """Move the cursor by so many sentences, down is positive."""
        self._cursor = max(0, min(self._cursor + count, len(self._all_sentences) - 1))
        self._update()

    def extend_to(self, position: TextPosition) -> None:
        """Move the cursor to the sentence at a position."""
        self._cursor = self._sentence_at(position)
        self._update()

    @property
    def cursor(self) -> tuple[TextPosition, TextPosition]:
        """Start and end of the sentence at the cursor."""
        return self._all_sentences[self._cursor]

    @property
    def _all_sentences(self) -> list[tuple[TextPosition, TextPosition]]:
        if self._sentences is None:
            self._sentences = [
                ((index, start), (index, end))
                for index, block in enumerate(self._blocks)
                if block.role not in NOT_ARTICLE_TEXT
                for start, end in sentences(block.text)
                if not block.text[start:end].isspace()
            ]
        return self._sentences

    def _sentence_at(self, position: TextPosition) -> int:
        """Return the index of the first sentence that ends after a position, of the last one if none does."""
        ends = enumerate(end for _, end in self._all_sentences)
        return next((index for index, end in ends if end > position), len(self._all_sentences) - 1)

    def _update(self) -> None:
        first, last = sorted((self._anchor if self._anchor is not None else self._cursor, self._cursor))
        self.start, self.end = self._all_sentences[first][0], self._all_sentences[last][1]
