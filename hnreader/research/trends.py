"""Trends: how often queries occur in the archive, by issue, month or year.

The occurrences are those of a concordance. Since the archive has more text of some periods than of others, each count
also comes per 10,000 characters of all articles of the period's issues, whatever filters a query has. A period of which
the archive has no issue is a gap: it has no counts, which is not the same as 0.
"""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from msgspec import Struct

from hnreader.errors import WordlessQueryError
from hnreader.research.concordance import concordance

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hnreader.archive import Archive
    from hnreader.model import Article
    from hnreader.research.concordance import Concordance, Counts, Occurrence
    from hnreader.search.index import ProgressCallback
    from hnreader.search.query_language import DateRange

By = Literal["issue", "month", "year"]
SCALES: Final[tuple[By, ...]] = get_args(By)

PER: Final = 10_000  # characters


class Use(Struct, frozen=True):
    """How often a query occurs in a period."""

    occurrences: int
    articles: int
    rate: float
    """Occurrences per 10,000 characters of the period's issues."""


class Period(Struct, frozen=True):
    """A day, month or year, or all articles without a date."""

    label: str
    """2024-03-09, 2024-03 or 2024, as in a filter (日期:2024-03); empty for articles without a date."""
    first: datetime.date | None
    """Its first day; None for articles without a date."""
    issues: int
    """Issues in the archive; 0 for articles without a date, whose issues are unknown."""
    characters: int
    """Non-blank characters in the articles of these issues."""
    uses: tuple[Use, ...] | None
    """One for each query; None in a gap."""


class _Size(NamedTuple):
    """What the archive has of a period."""

    issues: int
    characters: int


_EMPTY: Final = _Size(0, 0)


class Curve:
    """A query over all periods. A period is an index in `Trend.periods`, or None for articles without a date."""

    def __init__(self, found: Concordance, starts: Sequence[datetime.date]) -> None:
        """Take what a concordance by date has now; `starts` are the first days of the periods."""
        self.concordance: Final = found
        """The occurrences, oldest first, undated ones last; it may have grown meanwhile."""
        self.counts: Final = found.counts
        """The articles and occurrences of all periods and without a date."""
        self._bounds = [*(min(found.before(start), self.counts) for start in (*starts, None)), self.counts]

    @property
    def query(self) -> str:
        """The query."""
        return self.concordance.query

    @property
    def first(self) -> Occurrence | None:
        """The first occurrence in an issue with a date."""
        return self.concordance[0] if self._dated else None

    @property
    def last(self) -> Occurrence | None:
        """The last occurrence in an issue with a date."""
        return self.concordance[self._dated - 1] if self._dated else None

    def use(self, period: int | None, characters: int) -> Use:
        """Return how often the query occurs in a period with that number of characters."""
        start, end = self._range(period)
        count = end.occurrences - start.occurrences
        return Use(count, end.articles - start.articles, PER * count / characters if characters else 0.0)

    def articles(self, period: int | None) -> Sequence[Article]:
        """Return the articles with occurrences in a period; of a story over several pages the first part."""
        start, end = self._range(period)
        return self.concordance.articles[start.articles : end.articles]

    def occurrences(self, period: int | None) -> Sequence[Occurrence]:
        """Return the occurrences in a period, oldest first."""
        start, end = self._range(period)
        return self.concordance[start.occurrences : end.occurrences]

    @property
    def _dated(self) -> int:
        """The number of occurrences with a date."""
        return self._bounds[-2].occurrences

    def _range(self, period: int | None) -> tuple[Counts, Counts]:
        """Return what there is before a period, and with it."""
        periods = range(len(self._bounds) - 2)
        index = len(periods) if period is None else periods[period]
        return self._bounds[index], self._bounds[index + 1]


class Trend(Struct, frozen=True):
    """Queries over consecutive periods, from that of the oldest issue in the archive to that of the newest."""

    by: By
    curves: tuple[Curve, ...]
    periods: tuple[Period, ...]
    undated: Period | None
    """The articles without a date; None where all have one."""

    @property
    def gaps(self) -> tuple[tuple[Period, Period], ...]:
        """The first and the last period of each run of gaps."""
        runs = [[*run] for gap, run in groupby(self.periods, lambda period: period.uses is None) if gap]
        return tuple((run[0], run[-1]) for run in runs)


def trend(
    archive: Archive,
    queries: Sequence[str],
    *,
    by: By = "month",
    text_only: bool = False,
    progress: ProgressCallback | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Trend:
    """Return how often queries (in the language of `hnreader search --help`) occur by issue, month or year.

    `issue` has a period for each day. Where all queries are restricted to days (日期:2023..2024), only the issues of
    these days count. `text_only`, `progress` and `cancelled` are those of `concordance`, which is called for each query
    anew. Raises `WordlessQueryError` where no query is given or one has no word, and `ValueError` for another scale.
    """
    if by not in SCALES:
        raise ValueError(f"no scale of a trend: {by}")
    if not queries:
        raise WordlessQueryError("")
    found = [
        concordance(archive, query, text_only=text_only, progress=progress, cancelled=cancelled) for query in queries
    ]
    return trend_of(archive, found, by)


def trend_of(archive: Archive, found: Sequence[Concordance], by: By) -> Trend:
    """Return the trend of what concordances by date have now: they may be growing."""
    number = _NUMBER[by]
    sizes, undated = _sizes(archive, number, [occurrences.parsed.date_range for occurrences in found])
    periods = range(min(sizes), max(sizes) + 1) if sizes else range(0)
    starts = [*map(_FIRST[by], periods)]
    curves = tuple(Curve(occurrences, starts) for occurrences in found)
    made = (_period(by, period, index, sizes.get(period, _EMPTY), curves) for index, period in enumerate(periods))
    return Trend(by, curves, tuple(made), _undated_period(undated, curves))


def _sizes(
    archive: Archive, number: Callable[[datetime.date], int], restrictions: Sequence[DateRange | None]
) -> tuple[dict[int, _Size], int | None]:
    """Return the size of each period, and the characters of articles without a date, None where there are none.

    `restrictions` are the dates of the queries: where each has some, other issues do not count.
    """
    ranges = [days for days in restrictions if days]
    restricted = len(ranges) == len(restrictions)
    first, last = (min(days.first for days in ranges), max(days.last for days in ranges)) if restricted else _EVER
    sizes: dict[int, _Size] = {}
    undated: int | None = None
    for issue in archive.summaries:  # several may be without a date
        if issue.date is None:
            undated = None if restricted else (undated or 0) + issue.characters
        elif first <= issue.date <= last:
            period = number(issue.date)
            before = sizes.get(period, _EMPTY)
            sizes[period] = _Size(before.issues + 1, before.characters + issue.characters)
    return sizes, undated


def _period(by: By, number: int, index: int, size: _Size, curves: Sequence[Curve]) -> Period:
    first = _FIRST[by](number)
    uses = tuple(curve.use(index, size.characters) for curve in curves) if size.issues else None
    return Period(first.isoformat()[: _LABEL[by]], first, size.issues, size.characters, uses)


def _undated_period(characters: int | None, curves: Sequence[Curve]) -> Period | None:
    if characters is None:
        return None
    return Period("", None, 0, characters, tuple(curve.use(None, characters) for curve in curves))


_EVER: Final = (datetime.date.min, datetime.date.max)

# Consecutive periods have consecutive numbers.
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
