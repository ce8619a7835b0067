"""What a view finds without walking through all issues."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from stored_pages import made_pages, publish, stored

from hnreader.archive import Archive, Catalogue, catalogue
from hnreader.archive.outline import IssueSummary

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from hnreader.model import PageArticles

days = st.dates(dt.date(2023, 11, 1), dt.date(2024, 3, 31))


@given(made_pages, days, days)
def test_the_newest_issue_of_some_days(pages: list[PageArticles], first: dt.date, last: dt.date) -> None:
    view = Archive(pages).view
    dates = [issue.date for issue in view.summaries]
    within = [index for index, date in enumerate(dates) if date and first <= date <= last]
    assert view.newest_within(first.toordinal(), last.toordinal()) == (within[0] if within else None)
    assert view.newest_within(1, 0) is None


@given(made_pages)
def test_the_sizes_by_date(pages: list[PageArticles]) -> None:
    """Newest first, pages without a date last, together."""
    archive = Archive(pages)
    expected: dict[dt.date | None, int] = {}
    for article in archive.entries:
        expected[article.date] = expected.get(article.date, 0) + 1
    assert {date: size for date, size in archive.view.sizes.items() if size} == expected
    dates = [date for date in archive.view.sizes if date]
    assert dates == sorted(dates, reverse=True)


def test_an_id_is_looked_for_in_few_issues(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its beginning is that of a range of days, and no key that is typed waits for all of them to be written out."""
    publish(library, [])
    opened = stored(library)._source
    assert isinstance(opened, Catalogue)
    first, last = dt.date(1950, 1, 1).toordinal(), dt.date(2024, 12, 31).toordinal()
    opened._sorted = tuple(
        IssueSummary(day, day, day, 1, 1, 1, 1, inferred=False) for day in [*range(last, first - 1, -1), 0]
    )
    written: list[int] = []
    head = catalogue._head

    def counted(day: int) -> str:
        written.append(day)
        return head(day)

    monkeypatch.setattr(catalogue, "_head", counted)

    def found(text: str) -> list[Any]:
        return [dt.date.fromordinal(day) if day else None for day in opened.days_starting(text)]

    assert found("20240309-k7") == [dt.date(2024, 3, 9)]
    assert found("202403") == [dt.date(2024, 3, day) for day in range(31, 0, -1)]
    assert found("zzzzzz") == found("1949") == found("2025") == found("20240309000") == []
    assert found("und") == found("undated-x") == [None]
    assert len(written) < 400
    assert len(found("")) == len(found("2")) + len(found("1")) + 1 == last - first + 2
