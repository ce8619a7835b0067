"""Trends: how often queries are used in the issues held, from one period to the next.

What is counted are the places of a concordance. Counts of two periods can't be compared where more was printed, or is
held, in one of them; so each also stands per 10,000 characters of all articles of the issues held in its period,
whatever filters a query has. A period without an issue held is a gap: it has no counts, which is not the same as 0.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Final, Literal, get_args

from hnreader.errors import WordlessQueryError
from hnreader.research.concordance import concordance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hnreader.archive import Archive
    from hnreader.model import Article
    from hnreader.research.concordance import Concordance, Occurrence
    from hnreader.search.index import Progress
    from hnreader.search.language import Days

By = Literal["issue", "month", "year"]
SCALES: Final[tuple[By, ...]] = get_args(By)

PER: Final = 10_000  # characters


@dataclass(frozen=True, slots=True)
class Use:
    """How often a query is used in a period."""

    occurrences: int
    articles: int
    rate: float
    """Occurrences per 10,000 characters of the issues held."""


@dataclass(frozen=True, slots=True)
class Period:
    """A day, month or year. `first` is its first day, None for what bears no date."""

    label: str
    """2024-03-09, 2024-03 or 2024, as filters take it (日期:2024-03); nothing for what bears no date."""
    first: datetime.date | None
    issues: int
    """How many are held; 0 for what bears no date, for of how many issues that is nobody knows."""
    characters: int
    """How many non-blank ones the articles of these issues have."""
    uses: tuple[Use, ...] | None
    """One for each query; None where no issue is held."""


class Curve:
    """A query over all periods; these go by their number in `Trend.periods`, None is what bears no date."""

    def __init__(self, places: Concordance, number: Callable[[datetime.date], int], periods: range) -> None:
        self.places: Final = places
        """All of them, oldest first, undated ones last."""
        self._articles = places.articles
        days = [number(one.date) if one.date else periods.stop for one in self._articles]
        before = [*accumulate(places.counts, initial=0)]
        cuts = [*(bisect_left(days, one) for one in (*periods, periods.stop)), len(days)]
        self._cuts = [(cut, before[cut]) for cut in cuts]

    @property
    def query(self) -> str:
        """The query."""
        return self.places.query

    @property
    def first(self) -> Occurrence | None:
        """The first use in an issue with a date."""
        return self.places[0] if self._dated else None

    @property
    def last(self) -> Occurrence | None:
        """The last use in an issue with a date."""
        return self.places[self._dated - 1] if self._dated else None

    def use(self, period: int | None, characters: int) -> Use:
        """Return how often the query is used in a period that has so many characters."""
        (articles, occurrences), (others, more) = self._cut(period)
        used = more - occurrences
        return Use(used, others - articles, PER * used / characters if characters else 0.0)

    def articles(self, period: int | None) -> Sequence[Article]:
        """Return the articles behind a period; of one over several pages the first part."""
        (start, _), (end, _) = self._cut(period)
        return self._articles[start:end]

    def occurrences(self, period: int | None) -> Sequence[Occurrence]:
        """Return the places behind a period, oldest first."""
        (_, start), (_, end) = self._cut(period)
        return self.places[start:end]

    @property
    def _dated(self) -> int:
        """How many places have a date."""
        return self._cuts[-2][1]

    def _cut(self, period: int | None) -> tuple[tuple[int, int], tuple[int, int]]:
        """How many articles, and places, lie before a period, and before the one behind it."""
        every = range(len(self._cuts) - 2)
        at = len(every) if period is None else every[period]
        return self._cuts[at], self._cuts[at + 1]


@dataclass(frozen=True, slots=True)
class Trend:
    """Queries over consecutive periods, from the first one of which an issue is held to the last."""

    by: By
    curves: tuple[Curve, ...]
    periods: tuple[Period, ...]
    undated: Period | None
    """What bears no date; None where all issues do."""

    @property
    def gaps(self) -> tuple[tuple[Period, Period], ...]:
        """The first and the last period of each run without an issue held."""
        runs = [[*run] for gap, run in groupby(self.periods, lambda one: one.uses is None) if gap]
        return tuple((run[0], run[-1]) for run in runs)


def trend(
    archive: Archive,
    queries: Sequence[str],
    *,
    by: By = "month",
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Trend:
    """Return how often queries (in the language of `hnreader search --help`) are used by issue, month or year.

    `issue` has a period for each day. Where all queries are restricted to days (日期:2023..2024), only the issues of
    these days count. `progress` and `cancelled` are those of `concordance`, for each query anew. Raises
    `WordlessQueryError` where no query is given or one has no word, and `ValueError` for another scale.
    """
    if by not in SCALES:
        raise ValueError(f"no scale of a trend: {by}")
    if not queries:
        raise WordlessQueryError("")
    places = [concordance(archive, query, progress=progress, cancelled=cancelled) for query in queries]
    number = _NUMBER[by]
    held, undated = _held(archive, number, [one.asked.days for one in places])
    periods = range(min(held), max(held) + 1) if held else range(0)
    curves = tuple(Curve(one, number, periods) for one in places)
    made = (_period(by, one, held.get(one, (0, 0)), at, curves) for at, one in enumerate(periods))
    return Trend(by, curves, tuple(made), _undated(undated, curves))


def _held(
    archive: Archive, number: Callable[[datetime.date], int], asked: Sequence[Days | None]
) -> tuple[dict[int, tuple[int, int]], int | None]:
    """Return how many issues and characters each period holds, and how many characters bear no date."""
    spans = [days for days in asked if days]
    narrow = len(spans) == len(asked)
    first, last = (min(one.first for one in spans), max(one.last for one in spans)) if narrow else _EVER
    held: dict[int, tuple[int, int]] = {}
    undated = None
    for issue, characters in archive.measured:
        if issue.date is None:
            undated = None if narrow else characters
        elif first <= issue.date <= last:
            issues, so_far = held.get(number(issue.date), (0, 0))
            held[number(issue.date)] = issues + 1, so_far + characters
    return held, undated


def _period(by: By, number: int, held: tuple[int, int], at: int, curves: Sequence[Curve]) -> Period:
    first = _FIRST[by](number)
    issues, characters = held
    uses = tuple(curve.use(at, characters) for curve in curves) if issues else None
    return Period(first.isoformat()[: _LABEL[by]], first, issues, characters, uses)


def _undated(characters: int | None, curves: Sequence[Curve]) -> Period | None:
    if characters is None:
        return None
    return Period("", None, 0, characters, tuple(curve.use(None, characters) for curve in curves))


_EVER: Final = (datetime.date.min, datetime.date.max)

# Periods are numbered so that consecutive ones have consecutive numbers.
_NUMBER: Final[dict[By, Callable[[datetime.date], int]]] = {
    "issue": datetime.date.toordinal,
    "month": lambda day: 12 * day.year + day.month - 1,
    "year": lambda day: day.year,
}
_FIRST: Final[dict[By, Callable[[int], datetime.date]]] = {
    "issue": datetime.date.fromordinal,
    "month": lambda number: datetime.date(number // 12, number % 12 + 1, 1),
    "year": lambda number: datetime.date(number, 1, 1),
}
_LABEL: Final[dict[By, int]] = {"issue": 10, "month": 7, "year": 4}  # characters of an ISO date
