"""How far a review is, by issue and page: as Markdown for people, as JSON for programs."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hnreader.messages.review import say_expected, say_looked_at, say_number, say_progress
from hnreader.reading import clean
from hnreader.research.json_text import json_text
from hnreader.research.markdown import escaped
from hnreader.research.review import Tally

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from hnreader.messages import Translator
    from hnreader.research.review import JudgedPage, Review

_DIGITS: Final = 2  # of expected numbers in JSON


class _Page(NamedTuple):
    issue: int
    date: datetime.date | None
    source: str
    tally: Tally


class ReviewReport:
    """The pages of a review."""

    def __init__(self, tr: Translator) -> None:
        self._tr = tr
        self._pages: list[_Page] = []

    def add(self, page: JudgedPage) -> None:
        """Take in a page, in the order of the archive."""
        tally = Tally()
        tally.add(page.articles)
        self._pages.append(_Page(page.issue, page.date, page.source, tally))

    def summary(self, review: Review) -> dict[str, Any]:
        """Return how far it is as a whole, for JSON."""
        return {
            **_counts(review.articles),
            **{
                name: {"all": each.count, "looked_at": each.complete}
                for name, each in (("pages", review.pages), ("issues", review.issues))
            },
        }

    def json(self, review: Review) -> Iterator[str]:
        """Yield the report as one JSON object."""
        issues = [
            {"date": date.isoformat() if date else None}
            | _counts(tally)
            | {"pages": [{"source": clean(page.source)} | _counts(page.tally) for page in pages]}
            for date, tally, pages in self._issues()
        ]
        yield json_text(self.summary(review) | {"by_issue": issues}, indent=1)
        yield "\n"

    def markdown(self, review: Review) -> Iterator[str]:
        """Yield the report as lines of Markdown: how far the review is, a table of issues, one of pages."""
        tr = self._tr
        pages, issues = say_progress(review.pages, tr), say_progress(review.issues, tr)
        yield "# " + tr("Review of articles") + "\n\n"
        yield f"- {say_looked_at(review.articles, tr)}; {say_expected(review.articles, tr)}\n"
        yield "- " + tr("Pages looked at: {progress}", progress=pages) + "\n"
        yield "- " + tr("Issues looked at: {progress}", progress=issues) + "\n"
        shown = [(str(date or tr("date unknown")), tally) for date, tally, _ in self._issues()]
        yield from self._table(tr("Issue"), shown)
        yield from self._table(tr("Page"), [(escaped(clean(page.source)), page.tally) for page in self._pages])

    def _issues(self) -> Iterator[tuple[datetime.date | None, Tally, list[_Page]]]:
        for _, group in groupby(self._pages, key=lambda page: page.issue):
            pages, tally = list(group), Tally()
            for page in pages:
                tally += page.tally
            yield pages[0].date, tally, pages

    def _table(self, first: str, rows: list[tuple[str, Tally]]) -> Iterator[str]:
        tr = self._tr
        head = (first, tr("Articles"), tr("Looked at"), tr("Expected to be wrong among the others"))
        yield f"\n| {' | '.join(head)} |\n|---|---:|---:|---:|\n"
        for name, tally in rows:
            expected = "–" if tally.complete else say_number(tally.expected, tr)
            yield f"| {name} | {tally.articles} | {tally.looked_at} | {expected} |\n"


def _counts(tally: Tally) -> dict[str, Any]:
    expected = {name: round(value, _DIGITS) for name, value in tally.expected._asdict().items()}
    return {"articles": tally.articles, "looked_at": tally.looked_at, "expected": expected}
