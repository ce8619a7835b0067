"""Passages: extracts from an article's texts that show its hits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.model import TextRole
from hnreader.search.entries import Entry, EntryText, entry_texts
from hnreader.search.highlighting import merged, spots, words_outside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.model import Article
    from hnreader.search.entries import Field
    from hnreader.search.matching import Range

_WIDTH: Final = 40  # characters: a line of a list, or of a terminal beside the headline
_TOLERANCE: Final = 10  # characters fewer or more, where the passage then ends with a punctuation mark
_BEFORE: Final = 12  # characters at most that lead up to the hit
_PAUSE: Final = re.compile(r"[。！？；：，,;!?…]+[”’」』）》]*")

_start: Final = itemgetter(0)
_end: Final = itemgetter(1)


class Passage(Struct, frozen=True):
    """An extract from one text of an article, as printed, and the ranges of it to highlight."""

    part: Article
    field: Field
    text: str
    hits: tuple[Range, ...] = ()


def passages(entry: Entry, words: Sequence[str], context: int | None = None) -> Iterator[Passage]:
    """Yield the passages of an article that contain folded words: the best one first, then in the order of print.

    The best one has the most different words; of those the first, a body before a title, for titles are shown anyway.
    `context` characters stand on either side of a hit; by default some 40 in all, ending at punctuation if possible.
    """
    texts: list[_Text] = []
    for source, _, folded in entry.texts:
        wanted = words if source.name == TextRole.PARAGRAPH else words_outside(words)
        if any(map(folded.__contains__, wanted)):
            texts.append(_Text(source, folded, wanted, context))
    with_hits = [text for text in texts if text.hits]
    if not with_hits:
        return
    best = max(with_hits, key=lambda text: (max(text.word_counts), text.source.field == "body"))
    lead = best.around(best.hits[best.word_counts.index(max(best.word_counts))])
    yield best.passage(lead)
    for text in with_hits:
        yield from text.windows(lead if text is best else None)


class _Text:
    """One text of an article, and the ranges of it where words stand."""

    def __init__(self, source: EntryText, folded: str, words: Sequence[str], context: int | None) -> None:
        found = spots(source.text, folded, words)
        if meant := source.meant:  # it is shown as printed
            found = sorted((*meant.columns(*place), word) for *place, word in found if meant.differs(*place))
            source = source._replace(text=meant.printed)
        self.source = source
        self._context = context
        self._reach = 2 * context if context is not None else _WIDTH - _BEFORE
        self._words = found
        self.hits = merged((start, end) for start, end, _ in self._words)

    @cached_property
    def word_counts(self) -> list[int]:
        """For each hit the number of different words from its start on that one passage can show.

        Hits and words move forward together, so that the work grows with the number of words.
        """
        counts: list[int] = []
        shown: Counter[str] = Counter()
        by_end = sorted(self._words, key=_end)
        first = last = 0
        for start, end in self.hits:
            limit = max(end, start + self._reach)
            while last < len(by_end) and by_end[last][1] <= limit:
                shown[by_end[last][2]] += 1
                last += 1
            while self._words[first][0] < start:
                shown[self._words[first][2]] -= 1
                first += 1
            shown = +shown
            counts.append(len(shown))
        return counts

    def around(self, hit: Range) -> Range:
        """Return the range of a passage that shows a hit whole: to punctuation, or with the context requested."""
        if self._context is None:
            start = _passage_start(self.source.text, hit[0])
            return start, _passage_end(self.source.text, start, hit[1])
        return max(0, hit[0] - self._context), min(len(self.source.text), hit[1] + self._context)

    def windows(self, shown: Range | None) -> Iterator[Passage]:
        """Yield passages that show the hits in their order, none that another passage or `shown` shows already."""
        reached = 0
        for hit in self.hits:
            if hit[0] < reached or (shown and shown[0] <= hit[0] < shown[1]):
                continue
            window = self.around(hit)
            reached = window[1]
            yield self.passage(window)

    def passage(self, window: Range) -> Passage:
        """Return the text of a range with its hits."""
        start, end = window
        inside = self.hits[bisect_right(self.hits, start, key=_end) : bisect_left(self.hits, end, key=_start)]
        hits = tuple((max(a, start) - start, min(b, end) - start) for a, b in inside)
        return Passage(self.source.part, self.source.field, self.source.text[start:end], hits)


def opening(parts: Sequence[Article]) -> Passage:
    """Return the beginning of an article, without hits."""
    texts = list(entry_texts(parts))
    first = next((text for text in texts if text.field == "body"), None) or next(iter(texts), None)
    if first is None:
        return Passage(parts[0], "body", "")
    return Passage(first.part, first.field, first.text[: _passage_end(first.text, 0, 0)])


def _passage_start(text: str, hit: int) -> int:
    """Return the column behind the first punctuation mark near enough, so that as much as possible precedes the hit."""
    if hit <= _BEFORE:
        return 0
    mark = _PAUSE.search(text, hit - _BEFORE - 1, hit)
    return mark.end() if mark else hit - _BEFORE


def _passage_end(text: str, start: int, hit_end: int) -> int:
    """Return the column behind the last punctuation mark that is near enough to the full width."""
    full = max(hit_end, start + _WIDTH)
    if full + _TOLERANCE >= len(text):
        return len(text)
    ends = [mark.end() for mark in _PAUSE.finditer(text, max(hit_end, full - _TOLERANCE), full + _TOLERANCE)]
    return ends[-1] if ends else full
