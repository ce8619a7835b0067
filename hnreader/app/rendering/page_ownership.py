"""What each character of a page is part of, and what was decided about it, as seen from an open article."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from hnreader.archive.effective_evidence import DOUBTFUL, effective_evidence
from hnreader.model import Article, Duplicate, Furniture
from hnreader.reading import raw_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.model import Continuation, Evidence, PageArticles, Span, Text

TextOwner = Article | Furniture | Duplicate


class OwnedRange(Struct, frozen=True):
    """Characters `start` to `end` (exclusive) of a line after cleaning, and what they are part of."""

    start: int
    end: int
    owner: TextOwner


class EvidenceMark(Struct, frozen=True):
    """Evidence about characters `start` to `end` of a line (from 0) after cleaning."""

    line: int
    start: int
    end: int
    evidence: Evidence

    @property
    def doubtful(self) -> bool:
        """Whether the confidence is low."""
        return self.evidence.confidence < DOUBTFUL


class FlowBreak(Struct, frozen=True):
    """A place, `column` of `line` (both from 0), where a text does not go on on the next line but elsewhere.

    `to` is the number of the other line: the text goes on there (`onward`), or comes from there.
    """

    line: int
    column: int
    to: int
    onward: bool


class PageOwnership:
    """The characters of a page by line; lines count from 0, columns are those after cleaning."""

    def __init__(self, page: PageArticles, article: Article, continuation: Continuation | None) -> None:
        self._lines = page.page.lines
        self._line_indices = {line.number: index for index, line in enumerate(self._lines)}
        self._kept_spans: dict[int, tuple[tuple[Span, ...], list[int]]] = {}
        self.article = article
        self._owned: dict[int, list[OwnedRange]] = {}
        for owner, text in _texts(page):
            for span in text.spans:
                self._add(span, owner)
        for ranges in self._owned.values():
            ranges.sort(key=lambda owned: owned.start)
        marks = self._marks(continuation)
        self.evidence_marks = sorted(marks, key=lambda mark: (mark.line, mark.start))
        self.flow_breaks = tuple(self._flow_breaks())

    @property
    def doubtful_marks(self) -> tuple[EvidenceMark, ...]:
        """The doubtful places of the article, from top to bottom."""
        return tuple(mark for mark in self.evidence_marks if mark.doubtful)

    def article_ranges(self, line: int, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the characters in a part of a line that are the open article's."""
        return tuple(
            (owned.start, owned.end)
            for owned in self._within(line, start, end)
            if isinstance(owned.owner, Article) and owned.owner.id == self.article.id
        )

    def owners(self, line: int, start: int, end: int) -> tuple[TextOwner, ...]:
        """Return what a part of a line is part of, in order, each once."""
        owners: list[TextOwner] = []
        for owned in self._within(line, start, end):
            if not any(owned.owner is owner for owner in owners):
                owners.append(owned.owner)
        return tuple(owners)

    def _within(self, line: int, start: int, end: int) -> Iterator[OwnedRange]:
        ranges = self._owned.get(line, [])
        for index in range(max(0, bisect_right(ranges, start, key=lambda owned: owned.start) - 1), len(ranges)):
            if ranges[index].start >= end:
                break
            if start < ranges[index].end:
                yield ranges[index]

    def position(self, span: Span) -> tuple[int, int] | None:
        """Return line and column of the first character of a span that cleaning has kept."""
        line = self._line_indices.get(span.line)
        if line is None:
            return None
        return line, next((start for start, _ in self._cleaned(line, span)), 0)

    @property
    def first_position(self) -> tuple[int, int]:
        """Line and column of the article's headline, or of its first text where it has none."""
        texts = (self.article.headline, *(text.text for text in self.article.texts))
        spans = (span for text in texts if text is not None for span in text.spans)
        return next((position for span in spans if (position := self.position(span))), (0, 0))

    def _add(self, span: Span, owner: TextOwner) -> None:
        line = self._line_indices.get(span.line)
        if line is not None:
            self._owned.setdefault(line, []).extend(OwnedRange(*chars, owner) for chars in self._cleaned(line, span))

    def _cleaned(self, line: int, span: Span) -> Iterator[tuple[int, int]]:
        """Yield the columns after cleaning that hold a span of the file's line."""
        if line not in self._kept_spans:
            kept = raw_spans(self._lines[line], 0, len(self._lines[line].text))
            offsets = [0]
            for part in kept:
                offsets.append(offsets[-1] + part.end - part.start)
            self._kept_spans[line] = kept, offsets
        kept, offsets = self._kept_spans[line]
        for index in range(max(0, bisect_right(kept, span.start, key=lambda part: part.start) - 1), len(kept)):
            start, end = max(kept[index].start, span.start), min(kept[index].end, span.end)
            if kept[index].start >= span.end:
                break
            if start < end:
                yield offsets[index] + start - kept[index].start, offsets[index] + end - kept[index].start

    def _marks(self, continuation: Continuation | None) -> Iterator[EvidenceMark]:
        for evidence in effective_evidence(self.article, continuation):
            if evidence.span is None or evidence.span.line not in self._line_indices:
                continue
            line = self._line_indices[evidence.span.line]
            ranges = list(self._cleaned(line, evidence.span)) or [(0, 0)]
            yield EvidenceMark(line, ranges[0][0], ranges[-1][1], evidence)

    def _flow_breaks(self) -> Iterator[FlowBreak]:
        for text in self.article.texts:
            for span, next_span in pairwise(text.text.spans):
                here, there = self.position(span), self.position(next_span)
                if here is None or there is None or not self._is_break(here[0], there[0]):
                    continue
                last = max((end for _, end in self._cleaned(here[0], span)), default=1) - 1
                yield FlowBreak(here[0], last, next_span.line, onward=True)
                yield FlowBreak(*there, span.line, onward=False)

    def _is_break(self, line: int, next_line: int) -> bool:
        """Tell whether other text is between two lines, or the second one is above the first."""
        return next_line < line or any(self._lines[index].text.strip() for index in range(line + 1, next_line))


def _texts(page: PageArticles) -> Iterator[tuple[TextOwner, Text]]:
    for article in page.articles:
        for text in article.texts:
            yield article, text.text
    for furniture in page.furniture:
        yield furniture, furniture.text
    for duplicate in page.duplicates:
        yield duplicate, duplicate.text
