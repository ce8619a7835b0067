"""Articles that go on on another page of their issue: the text before 下转2版 and the one behind 上接1版 are tied.

What print says decides first: the turns name each other's pages, and the marks (①) agree. Among what is left the texts
decide: words that both halves share, and a sentence that is cut and goes on. A tie that too little speaks for is not
made, and the parts stay as they were printed.

A turn leads to a later page (下转) and comes from an earlier one (上接), so that parts make chains and never rings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Final

from hnreader.archive.halves import Half, Likeness, edge
from hnreader.model import Evidence, Tie
from hnreader.segment.assignment import assign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.model import Jump, PageArticles

# Odds (natural logarithms) of a pair whose turns fit, before the texts are looked at.
BOTH_MARKED: Final = 4.5  # both say ①
UNMARKED: Final = 2.0  # neither says any
ONE_MARKED: Final = 1.6
CONTESTED: Final = -1.0  # other texts fit as well, and unless both are marked nothing printed tells which
UNNUMBERED: Final = -1.7  # for each of the two pages that does not tell its number

FLOOR: Final = 0.7  # twice as likely as the best way without it; below, nothing is tied
SUREST: Final = 0.99
GOOD: Final = 1.0  # how much the texts must say where a page does not tell its number

MOST: Final = 12  # stories that one page turns to one other; more are no newspaper's


@dataclass(frozen=True, slots=True)
class _Turn:
    """A turn of an article: where it stands, and what it says."""

    half: Half
    jump: Jump
    page: int | None
    place: int
    """Which of the issue's pages it is on."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """An article that may go on in another."""

    first: _Turn
    second: _Turn
    words: float
    edge: float
    marked: bool
    contested: bool

    @property
    def pages(self) -> tuple[int, int]:
        """The pages, as the turns name them."""
        return self.second.jump.page, self.first.jump.page

    @property
    def unnumbered(self) -> int:
        """How many of the two pages do not tell their numbers."""
        return [self.first.page, self.second.page].count(None)

    @property
    def odds(self) -> float:
        """How much speaks for it in all."""
        half_marked = (self.first.jump.mark is None) is not (self.second.jump.mark is None)
        printed = BOTH_MARKED if self.marked else ONE_MARKED if half_marked else UNMARKED
        doubt = UNNUMBERED * self.unnumbered + (CONTESTED if self.contested and not self.marked else 0.0)
        return printed + doubt + self.words + self.edge


def ties_of(pages: Sequence[PageArticles]) -> tuple[Tie, ...]:
    """Return which articles of an issue's pages go on in which, in the order of their ids; each at most once."""
    firsts, seconds = _turns(pages, "jump_to"), _turns(pages, "jump_from")
    if not firsts or not seconds:
        return ()
    held = {article.page_no for page in pages for article in page.articles} | {page.dating.page_no for page in pages}
    fitting = list(_fitting(firsts, seconds, held - {None}))
    halves = {id(one.half): one.half for pair in fitting for one in pair}
    likeness = Likeness(halves.values())
    fits = Counter(id(turn) for pair in fitting for turn in pair)
    weighed = [
        _weigh(first, second, likeness, contested=fits[id(first)] + fits[id(second)] > 2) for first, second in fitting
    ]
    found = [*_numbered(weighed), *_lone(weighed)]
    return tuple(
        sorted(
            (_tie(pair, sure, likeness) for pair, sure in found),
            key=lambda tie: (tie.first.id, tie.second.id),
        )
    )


def _turns(pages: Sequence[PageArticles], side: str) -> list[_Turn]:
    """All turns of one side, in the order of their articles' ids. A page that is held twice counts once."""
    turns: dict[str, _Turn] = {}
    for place, page in enumerate(pages):
        for article in page.articles:
            jump = getattr(article, side)
            if jump is not None and article.id not in turns:
                turns[article.id] = _Turn(Half(article), jump, article.page_no, place)
    return [turns[one] for one in sorted(turns)]


def _fitting(firsts: list[_Turn], seconds: list[_Turn], held: set[int | None]) -> Iterator[tuple[_Turn, _Turn]]:
    """Yield the pairs that print allows. A page without a number may have any that no page of the issue has."""
    going: dict[tuple[int | None, int], list[_Turn]] = defaultdict(list)
    coming: dict[tuple[int, int | None], list[_Turn]] = defaultdict(list)
    for turn in firsts:
        going[turn.page, turn.jump.page].append(turn)
    for turn in seconds:
        coming[turn.jump.page, turn.page].append(turn)
    free = sorted({page for page, _ in coming} - held) if _few(firsts) else []
    lost_too = _few(seconds)
    for (page, to), some in going.items():
        for source in free if page is None else (page,):
            others = coming.get((source, to if to in held else None), ())
            if source < to and (to in held or lost_too) and len(some) <= MOST and len(others) <= MOST:
                for first in some:
                    yield from ((first, one) for one in others if first.place != one.place and _agree(first, one))


def _few(turns: Iterable[_Turn]) -> bool:
    """Tell whether so few turns stand on pages without a number that they can be told apart."""
    return sum(turn.page is None for turn in turns) <= MOST


def _agree(first: _Turn, second: _Turn) -> bool:
    """Tell whether two turns' marks allow them to go together."""
    return first.jump.mark is None or second.jump.mark is None or first.jump.mark == second.jump.mark


def _weigh(first: _Turn, second: _Turn, likeness: Likeness, *, contested: bool) -> _Pair:
    words, edges = likeness.words(first.half, second.half), edge(first.half, second.half)
    marked = first.jump.mark is not None and first.jump.mark == second.jump.mark
    return _Pair(first, second, words, edges, marked, contested)


def _numbered(weighed: Iterable[_Pair]) -> Iterator[tuple[_Pair, float]]:
    """Tie what turns from one numbered page to another: all of it at once, so that the whole fits best.

    How sure a tie is, is how much worse the best way without it would be.
    """
    groups: dict[tuple[int, int], list[_Pair]] = defaultdict(list)
    for pair in weighed:
        if not pair.unnumbered:
            groups[pair.pages].append(pair)
    for group in groups.values():
        rows = sorted({pair.first.half.article.id for pair in group})
        columns = sorted({pair.second.half.article.id for pair in group})
        scores: list[dict[int, float]] = [{} for _ in rows]
        by_place = {}
        for pair in group:
            row, column = rows.index(pair.first.half.article.id), columns.index(pair.second.half.article.id)
            scores[row][column] = pair.odds
            by_place[row, column] = pair
        best, chosen = _best(scores)
        for row, column in chosen:
            less = {key: score for key, score in scores[row].items() if key != column}
            margin = best - _best([*scores[:row], less, *scores[row + 1 :]])[0]
            if margin >= FLOOR:
                yield by_place[row, column], margin


def _best(scores: list[dict[int, float]]) -> tuple[float, list[tuple[int, int]]]:
    """Return what the best assignment is worth, and its pairs."""
    chosen = [(row, column) for row, column in enumerate(assign(scores)) if column is not None]
    return sum(scores[row][column] for row, column in chosen), chosen


def _lone(weighed: Iterable[_Pair]) -> Iterator[tuple[_Pair, float]]:
    """Tie what only one article fits where a page does not tell its number, and the texts say so too.

    Equal marks fit better than a mark that only one of two has. All ties of such a page must give it the same number.
    """
    fits: dict[int, list[_Pair]] = defaultdict(list)
    for pair in weighed:
        fits[id(pair.first)].append(pair)
        fits[id(pair.second)].append(pair)
    found: list[_Pair] = []
    numbers: dict[int, set[int]] = defaultdict(set)
    for pair in weighed:
        rivals = fits[id(pair.first)] + fits[id(pair.second)]
        alone = all(one is pair or (pair.marked and not one.marked) for one in rivals)
        if pair.unnumbered and alone and pair.words + pair.edge >= GOOD and pair.odds >= FLOOR:
            found.append(pair)
            for turn, number in zip((pair.first, pair.second), pair.pages, strict=True):
                numbers[turn.place].add(number)
    for pair in found:
        if len(numbers[pair.first.place]) == len(numbers[pair.second.place]) == 1:
            yield pair, pair.odds


def _tie(pair: _Pair, margin: float, likeness: Likeness) -> Tie:
    first, second = pair.first.half, pair.second.half
    mark = pair.first.jump.mark or pair.second.jump.mark or ""
    code = "why.turn"
    told: tuple[str, ...] = ()
    if pair.marked and not pair.unnumbered:
        pass  # print says it all
    elif pair.edge > max(0.0, pair.words):
        code, told = "why.turn.cut", (f"{first.last[-6:]}|{second.first[:6]}",)
    elif pair.words > 0 and (named := likeness.named(first, second)):
        code, told = "why.turn.words", ("、".join(named),)
    if pair.unnumbered:
        code += ".lone"
    spans = pair.first.jump.text.spans
    detail = (str(pair.pages[0]), str(pair.pages[1]), mark, *told)
    sure = min(SUREST, 1 - exp(-margin))  # the odds are those of being right: so much is left for being wrong
    evidence = Evidence(code, sure, detail, spans[0] if spans else None)
    return Tie(first.article, second.article, pair.pages, first.breaks_off, evidence)
