"""Whose each character of a page is, and what was decided where, as an open article sees it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from hnreader.archive.evidence import DOUBTFUL, told
from hnreader.model import Article, Duplicate, Furniture
from hnreader.reading.columns import raw_spans
from hnreader.segment.conservation import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.model import Evidence, PageArticles, Span, Text, Tie

Owner = Article | Furniture | Duplicate


@dataclass(frozen=True, slots=True)
class Held:
    """Characters `start` to `end` (exclusive) of a line after cleaning, and what they are part of."""

    start: int
    end: int
    owner: Owner


@dataclass(frozen=True, slots=True)
class Told:
    """Evidence about characters of a line after cleaning; lines count from 0."""

    line: int
    start: int
    end: int
    evidence: Evidence

    @property
    def doubtful(self) -> bool:
        """Whether it is worth a look."""
        return self.evidence.sure < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Seam:
    """A place, `column` of `line` (both from 0), where a text leaves its neighbourhood for line number `to`, or comes.

    `onward` tells which: the text goes on there, or came from there.
    """

    line: int
    column: int
    to: int
    onward: bool


class PageMap:
    """A page's characters by line, in columns after cleaning."""

    def __init__(self, page: PageArticles, article: Article, tie: Tie | None) -> None:
        self._lines = page.page.lines
        self._places = {line.number: at for at, line in enumerate(self._lines)}
        self._kept: dict[int, tuple[tuple[Span, ...], list[int]]] = {}
        self.article = article
        self.held: dict[int, list[Held]] = {}
        """What lies where, by line (from 0), in order."""
        for owner, text in _owned(page):
            for span in text.spans:
                self._hold(span, owner)
        for one in self.held.values():
            one.sort(key=lambda held: held.start)
        self.told = sorted(self._tell(tie), key=lambda one: (one.line, one.start))
        self._own = tuple(_texts(page, article))
        self.seams = tuple(self._seams())

    @property
    def doubts(self) -> tuple[Told, ...]:
        """The doubtful places of the article, from top to bottom."""
        return tuple(one for one in self.told if one.doubtful)

    def lit(self, line: int, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the characters of a stretch of a line that are the open article's."""
        mine = self.article.id
        return tuple(
            (one.start, one.end)
            for one in self._within(line, start, end)
            if isinstance(one.owner, Article) and one.owner.id == mine
        )

    def owners(self, line: int, start: int, end: int) -> tuple[Owner, ...]:
        """Return whose a stretch of a line is, in order, each once."""
        owners: list[Owner] = []
        for one in self._within(line, start, end):
            if not any(one.owner is other for other in owners):
                owners.append(one.owner)
        return tuple(owners)

    def _within(self, line: int, start: int, end: int) -> Iterator[Held]:
        held = self.held.get(line, [])
        for at in range(max(0, bisect_right(held, start, key=lambda one: one.start) - 1), len(held)):
            if held[at].start >= end:
                break
            if start < held[at].end:
                yield held[at]

    def place(self, span: Span) -> tuple[int, int] | None:
        """Return the line (from 0) and the column of the first character of a span that cleaning has left."""
        line = self._places.get(span.line)
        if line is None:
            return None
        return line, next((start for start, _ in self._cleaned(line, span)), 0)

    @property
    def beginning(self) -> tuple[int, int]:
        """Where the article's headline begins, or what it has first, where it has none."""
        texts = (self.article.headline, *self._own)
        mine = (span for text in texts if text is not None for span in text.spans)
        return next((place for span in mine if (place := self.place(span))), (0, 0))

    def _hold(self, span: Span, owner: Owner) -> None:
        line = self._places.get(span.line)
        if line is not None:
            self.held.setdefault(line, []).extend(Held(*here, owner) for here in self._cleaned(line, span))

    def _cleaned(self, line: int, span: Span) -> Iterator[tuple[int, int]]:
        """Yield the columns after cleaning that hold a span of the file's line."""
        if line not in self._kept:
            kept = raw_spans(self._lines[line], 0, len(self._lines[line].text))
            lengths = [0]
            for one in kept:
                lengths.append(lengths[-1] + one.end - one.start)
            self._kept[line] = kept, lengths
        kept, lengths = self._kept[line]
        for at in range(max(0, bisect_right(kept, span.start, key=lambda one: one.start) - 1), len(kept)):
            start, end = max(kept[at].start, span.start), min(kept[at].end, span.end)
            if kept[at].start >= span.end:
                break
            if start < end:
                yield lengths[at] + start - kept[at].start, lengths[at] + end - kept[at].start

    def _tell(self, tie: Tie | None) -> Iterator[Told]:
        for one in told(self.article, tie):
            if one.span is None or one.span.line not in self._places:
                continue
            line = self._places[one.span.line]
            ranges = list(self._cleaned(line, one.span)) or [(0, 0)]
            yield Told(line, ranges[0][0], ranges[-1][1], one)

    def _seams(self) -> Iterator[Seam]:
        for text in self._own:
            for one, behind in pairwise(text.spans):
                here, there = self.place(one), self.place(behind)
                if here is None or there is None or not self._apart(here[0], there[0]):
                    continue
                last = max((end for _, end in self._cleaned(here[0], one)), default=1) - 1
                yield Seam(here[0], last, behind.line, onward=True)
                yield Seam(*there, one.line, onward=False)

    def _apart(self, line: int, behind: int) -> bool:
        """Tell whether other text stands between two lines, or the second one above the first."""
        return behind < line or any(self._lines[at].text.strip() for at in range(line + 1, behind))


def _texts(page: PageArticles, article: Article) -> Iterator[Text]:
    return texts_of(replace(page, articles=(article,), furniture=(), duplicates=()))


def _owned(page: PageArticles) -> Iterator[tuple[Owner, Text]]:
    for article in page.articles:
        for text in _texts(page, article):
            yield article, text
    for piece in page.furniture:
        yield piece, piece.text
    for passage in page.duplicates:
        yield passage, passage.text
