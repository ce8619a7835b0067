"""Finds the articles that go on on another page of their issue: one ends in 下转2版, another begins with 上接1版.

The jumps must name each other's pages, and their marks (①) must agree. Among the pairs left the texts decide: words
that both halves share, and a sentence that is cut and goes on. Where the evidence is weak there is no continuation,
and the articles stay as they were printed.

A jump leads to a later page (下转) or comes from an earlier one (上接), so that continuations form chains, not rings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import exp
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.archive.continuation_halves import Half, WordOverlap, continuity
from hnreader.assignment import assign
from hnreader.model import Continuation, Evidence
from hnreader.reasons import Argument, Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.model import Jump, PageArticles

# Log odds of a pair whose jumps fit, before the texts are compared.
_BOTH_MARKED: Final = 4.5
_UNMARKED: Final = 2.0
_ONE_MARKED: Final = 1.6
_CONTESTED: Final = -1.0  # other articles fit as well, and no equal marks distinguish them
_DECIDED: Final = 3.0  # for each of the two of which a person says that it goes on there, or comes from there
_UNNUMBERED: Final = -1.7  # for each of the two pages that does not state its number

_FLOOR: Final = 0.7  # least log odds of a continuation against the best solution without it
_HIGHEST: Final = 0.99  # limit of a confidence
_TEXTS_AGREE: Final = 1.0  # least score of the texts where a page does not state its number

MOST: Final = 12  # articles that jump from one page to one other; more are not compared


class _End(Struct, frozen=True):
    """The end of a half at which it jumps to or from another page."""

    half: Half
    jump: Jump
    page: int | None
    page_index: int
    """Index of its page in the issue."""


class _Pair(Struct, frozen=True):
    """Two halves that may be one story."""

    first: _End
    second: _End
    overlap: float
    continuity: float
    marked: bool
    """Both jumps have the same mark."""
    contested: bool
    """One of the two fits other halves as well."""

    @property
    def pages(self) -> tuple[int, int]:
        """The pages of the two halves, as the jumps name them."""
        return self.second.jump.page, self.first.jump.page

    @property
    def unnumbered(self) -> int:
        """How many of the two pages do not state their number."""
        return [self.first.page, self.second.page].count(None)

    @property
    def decided(self) -> int:
        """Of how many of the two a person says where the other is."""
        return self.first.jump.decided + self.second.jump.decided

    @property
    def text_score(self) -> float:
        """The log odds that the texts give."""
        return self.overlap + self.continuity

    @property
    def log_odds(self) -> float:
        """All evidence: marks, what people say, page numbers, rivals and texts."""
        half_marked = (self.first.jump.mark is None) is not (self.second.jump.mark is None)
        printed = _BOTH_MARKED if self.marked else _ONE_MARKED if half_marked else _UNMARKED
        doubt = _UNNUMBERED * self.unnumbered + (_CONTESTED if self.contested and not self.marked else 0.0)
        return printed + _DECIDED * self.decided + doubt + self.overlap + self.continuity


def find_continuations(pages: Sequence[PageArticles]) -> tuple[Continuation, ...]:
    """Return the continuations among the pages of one issue, sorted by ids.

    An article jumps to one other at most, and one other to it.
    """
    firsts, seconds = _ends(pages, "jump_to"), _ends(pages, "jump_from")
    if not firsts or not seconds:
        return ()
    numbers = {article.page_no for page in pages for article in page.articles} | {page.dating.page_no for page in pages}
    fitting = list(_fitting(firsts, seconds, numbers - {None}))
    overlap = WordOverlap({id(end.half): end.half for ends in fitting for end in ends}.values())
    fits = Counter(id(end) for ends in fitting for end in ends)
    pairs = [
        _pair(first, second, overlap, contested=fits[id(first)] + fits[id(second)] > 2) for first, second in fitting
    ]
    found = [*_on_numbered_pages(pairs), *_on_unnumbered_pages(pairs)]
    continuations = (_continuation(pair, margin, overlap) for pair, margin in found)
    return tuple(sorted(continuations, key=lambda continuation: (continuation.first.id, continuation.second.id)))


def _ends(pages: Sequence[PageArticles], side: str) -> list[_End]:
    """Return the ends with a jump of one side, sorted by their articles' ids.

    An id on two pages counts on the first, whether or not the article there has the jump: were each end taken from
    another page, an id could lead to itself.
    """
    ends: dict[str, _End | None] = {}
    for index, page in enumerate(pages):
        for article in page.articles:
            jump = getattr(article, side)
            if article.id not in ends:
                ends[article.id] = _End(Half(article), jump, article.page_no, index) if jump is not None else None
    return [end for _, end in sorted(ends.items()) if end is not None]


def _fitting(firsts: list[_End], seconds: list[_End], numbers: set[int | None]) -> Iterator[tuple[_End, _End]]:
    """Yield the pairs that the jumps allow. A page without a number may have any that no page of the issue has."""
    leaving: dict[tuple[int | None, int], list[_End]] = defaultdict(list)
    arriving: dict[tuple[int, int | None], list[_End]] = defaultdict(list)
    for end in firsts:
        leaving[end.page, end.jump.page].append(end)
    for end in seconds:
        arriving[end.jump.page, end.page].append(end)
    free = sorted({page for page, _ in arriving} - numbers) if _few_unnumbered(firsts) else []
    may_arrive_unnumbered = _few_unnumbered(seconds)
    for (page, target), some in leaving.items():
        for source in free if page is None else (page,):
            others = arriving.get((source, target if target in numbers else None), ())
            reachable = source < target and (target in numbers or may_arrive_unnumbered)
            if reachable and len(some) <= MOST and len(others) <= MOST:
                for first in some:
                    yield from (
                        (first, second)
                        for second in others
                        if first.page_index != second.page_index and _marks_agree(first, second)
                    )


def _few_unnumbered(ends: Iterable[_End]) -> bool:
    """Whether few enough ends are on pages without a number for comparing all of them."""
    return sum(end.page is None for end in ends) <= MOST


def _marks_agree(first: _End, second: _End) -> bool:
    return first.jump.mark is None or second.jump.mark is None or first.jump.mark == second.jump.mark


def _pair(first: _End, second: _End, overlap: WordOverlap, *, contested: bool) -> _Pair:
    scores = overlap.score(first.half, second.half), continuity(first.half, second.half)
    marked = first.jump.mark is not None and first.jump.mark == second.jump.mark
    return _Pair(first, second, *scores, marked, contested)


def _on_numbered_pages(pairs: Iterable[_Pair]) -> Iterator[tuple[_Pair, float]]:
    """Yield the pairs of the best assignment between each two pages that state their numbers, with their margins.

    The margin of a pair is how much worse the best assignment without it is.
    """
    groups: dict[tuple[int, int], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        if not pair.unnumbered:
            groups[pair.pages].append(pair)
    for group in groups.values():
        rows = sorted({pair.first.half.article.id for pair in group})
        columns = sorted({pair.second.half.article.id for pair in group})
        scores: list[dict[int, float]] = [{} for _ in rows]
        by_cell = {}
        for pair in group:
            row, column = rows.index(pair.first.half.article.id), columns.index(pair.second.half.article.id)
            scores[row][column] = pair.log_odds
            by_cell[row, column] = pair
        best, chosen = _best(scores)
        for row, column in chosen:
            without = {key: score for key, score in scores[row].items() if key != column}
            margin = best - _best([*scores[:row], without, *scores[row + 1 :]])[0]
            if margin >= _FLOOR:
                yield by_cell[row, column], margin


def _best(scores: list[dict[int, float]]) -> tuple[float, list[tuple[int, int]]]:
    """Return the score of the best assignment, and its cells."""
    chosen = [(row, column) for row, column in enumerate(assign(scores)) if column is not None]
    return sum(scores[row][column] for row, column in chosen), chosen


def _on_unnumbered_pages(pairs: Iterable[_Pair]) -> Iterator[tuple[_Pair, float]]:
    """Yield the pairs with an unnumbered page that have no rival and whose texts agree, with their log odds.

    Texts need not agree where people say both jumps. Equal marks beat a mark on one side only. All pairs of a page must
    give it the same number.
    """
    fits: dict[int, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        fits[id(pair.first)].append(pair)
        fits[id(pair.second)].append(pair)
    found: list[_Pair] = []
    numbers: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        rivals = fits[id(pair.first)] + fits[id(pair.second)]
        alone = all(rival is pair or (pair.marked and not rival.marked) for rival in rivals)
        agree = pair.decided == 2 or pair.text_score >= _TEXTS_AGREE
        if pair.unnumbered and alone and agree and pair.log_odds >= _FLOOR:
            found.append(pair)
            for end, number in zip((pair.first, pair.second), pair.pages, strict=True):
                numbers[end.page_index].add(number)
    for pair in found:
        if len(numbers[pair.first.page_index]) == len(numbers[pair.second.page_index]) == 1:
            yield pair, pair.log_odds


def _continuation(pair: _Pair, margin: float, overlap: WordOverlap) -> Continuation:
    first, second = pair.first.half, pair.second.half
    mark = pair.first.jump.mark or pair.second.jump.mark or ""
    lone = pair.unnumbered
    jumps: dict[str, Argument] = {"page": pair.pages[0], "next_page": pair.pages[1], "mark": mark}
    why = Message(Reason.TURN_LONE if lone else Reason.TURN, **jumps)
    if pair.decided:
        why = Message(Reason.TURN_DECIDED, page=pair.pages[0], next_page=pair.pages[1])
    elif pair.marked and not lone:
        pass  # the jumps alone decide
    elif pair.continuity > max(0.0, pair.overlap):
        sentence = f"{first.end[-6:]}|{second.start[:6]}"
        why = Message(Reason.TURN_CUT_LONE if lone else Reason.TURN_CUT, **jumps, sentence=sentence)
    elif pair.overlap > 0 and (words := overlap.words(first, second)):
        why = Message(Reason.TURN_WORDS_LONE if lone else Reason.TURN_WORDS, **jumps, words=words)
    spans = pair.first.jump.text.spans
    confidence = min(_HIGHEST, 1 - exp(-margin))
    evidence = Evidence(why, confidence, spans[0] if spans else None)
    return Continuation(first.article, second.article, pair.pages, first.breaks_off, evidence)
