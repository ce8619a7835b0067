"""Dates as they are typed into a query: `2024`, `2024-03`, `2024年3月9日`, `2023..2024-06`."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final

_RANGE: Final = re.compile(r"(.*?)(?:\.\.+|…|~|至)(.*)")
_DATE: Final = re.compile(
    r"""(\d{1,4})                            # a year, perhaps incomplete
        (?:[-/.年]? (?:(\d{1,2})             # a month
        (?:[-/.月]? (?:(\d{1,2}) [日号]? )? )? )? )?""",
    re.VERBOSE,
)
_PACKED: Final = re.compile(r"(\d{4})(\d{2})(\d{2})?")


def parse_dates(typed: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of a date or a range of dates; None for other text.

    An incomplete date counts as far as it is typed: `202` is the years 2020 to 2029, `2024-0` January to September.
    An open end of a range reaches to the first or last day that `datetime` has.
    """
    both = _RANGE.fullmatch(typed)
    if both is None:
        return _span(typed)
    ends = [end.strip() for end in both.groups()]
    spans = [_span(end) for end in ends]
    if not any(ends) or any(end and span is None for end, span in zip(ends, spans, strict=True)):
        return None
    first = spans[0][0] if spans[0] else datetime.date.min
    last = spans[1][1] if spans[1] else datetime.date.max
    return (first, last) if first <= last else _reversed(spans)


def _reversed(spans: list[tuple[datetime.date, datetime.date] | None]) -> tuple[datetime.date, datetime.date]:
    """Return a range that was typed with the later date first."""
    known = [span for span in spans if span]
    return min(span[0] for span in known), max(span[1] for span in known)


def _span(typed: str) -> tuple[datetime.date, datetime.date] | None:
    found = _PACKED.fullmatch(typed) or _DATE.fullmatch(typed)
    if found is None:
        return None
    year, month, day = found.groups()
    years = _begun(year, 4, 1, 9999)
    if len(year) < 4:
        return (_first(years[0], 1), _last(years[1], 12)) if years and month is None else None
    months = _begun(month, 2, 1, 12) if month else (1, 12)
    if years is None or months is None:
        return None
    if day is None:
        return _first(years[0], months[0]), _last(years[0], months[1])
    within = _begun(day, 2, 1, calendar.monthrange(years[0], months[0])[1])
    if within is None or months[0] != months[1]:
        return None
    return tuple(datetime.date(years[0], months[0], number) for number in within)  # type: ignore[return-value]


def _begun(typed: str, digits: int, lowest: int, highest: int) -> tuple[int, int] | None:
    """Return the least and the greatest number that begin with the digits; `3` is 3, but `0` is only a beginning."""
    missing = digits - len(typed) if digits > 2 or typed == "0" else 0
    least, most = int(typed) * 10**missing, (int(typed) + 1) * 10**missing - 1
    low, high = max(least, lowest), min(most, highest)
    return (low, high) if low <= high else None


def _first(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, 1)


def _last(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
