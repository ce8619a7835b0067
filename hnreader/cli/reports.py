"""What commands report beside lists, as records: see `hnreader.research.listings`."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 msgspec reads annotations when a schema is made
from typing import Any, Final, Literal

from msgspec import field

from hnreader.research.listings import (
    ArticleRecord,
    NameRecord,
    OccurrenceRecord,
    Record,
    RelatedRecord,
    ResultRecord,
)


class CountRecord(Record, frozen=True, kw_only=True):
    """What a search has found, counted: `hnreader search --count`."""

    articles: int
    hits: int


class ViolationRecord(Record, frozen=True, kw_only=True):
    """A place of a page from which on text is lost, doubled or altered."""

    line: int
    start: int
    what: Literal["lost", "twice", "altered"]


class PageCheckRecord(Record, frozen=True, kw_only=True):
    """What became of the characters of a page."""

    source: str
    encoding: str
    damaged: int
    characters: int
    violations: list[ViolationRecord]


class DoubtRecord(Record, frozen=True, kw_only=True):
    """A decision on weak evidence; `id` is null where it concerns the whole page."""

    source: str
    line: int | None
    id: str | None
    confidence: float = field(name="sure")
    code: str
    detail: list[str]
    doubt: str | None
    why: str


class CheckReport(Record, frozen=True, kw_only=True):
    """`hnreader check`."""

    pages: list[PageCheckRecord]
    decisions: list[DoubtRecord] = field(name="doubts")


class DoubtedRecord(ArticleRecord, frozen=True, kw_only=True):
    """An article that may be wrong; `right` is the chance that it is not."""

    right: float
    status: str
    doubt: str | None
    why: str
    alternatives: list[dict[str, Any]]
    """Corrections that would change it, as docs/corrections.md has them, each with its `chance` and in `words`."""


class LookedAtRecord(Record, frozen=True, kw_only=True):
    """How many pages or issues there are, and how many have been looked at."""

    all: int
    looked_at: int


class ReviewReportRecord(Record, frozen=True, kw_only=True):
    """`hnreader review`."""

    articles: int
    looked_at: int
    expected: dict[str, float]
    """How many of those not looked at are expected to be wrong, with an interval of 95 %."""
    pages: LookedAtRecord
    issues: LookedAtRecord
    doubted: list[DoubtedRecord]


class UseAtRecord(Record, frozen=True, kw_only=True):
    """The first or last occurrence of a query."""

    id: str
    date: dt.date | None
    text: str
    number: int
    start: int
    end: int
    left: str
    hit: str
    right: str


class TrendQueryRecord(Record, frozen=True, kw_only=True):
    """A query of a trend."""

    query: str
    occurrences: int
    articles: int
    first: UseAtRecord | None
    last: UseAtRecord | None


class TrendUseRecord(Record, frozen=True, kw_only=True):
    """How often a query occurs in a period; `articles` are ids."""

    occurrences: int
    rate: float
    articles: list[str]


class TrendPeriodRecord(Record, frozen=True, kw_only=True):
    """A period; `uses` has one of each query, and is null where no issue of it is in the archive."""

    period: str
    issues: int
    characters: int
    uses: list[TrendUseRecord] | None


class TrendReport(Record, frozen=True, kw_only=True):
    """`hnreader trend`."""

    by: Literal["issue", "month", "year"]
    text_only: bool
    queries: list[TrendQueryRecord]
    periods: list[TrendPeriodRecord]
    undated: TrendPeriodRecord | None


class CorrectionRecord(Record, frozen=True, kw_only=True):
    """A correction: its `id`, the page and its file, and what it says."""

    file: str
    source: str
    """The page."""
    id: str
    state: str
    action: str
    on: dict[str, Any] | None
    other: dict[str, Any] | None
    role: str | None
    digest: str | None
    date: dt.date | None
    page_no: int | None
    text: str | None
    by: str | None
    at: dt.datetime | None
    kept_in: list[str]


class LibraryReport(Record, frozen=True, kw_only=True):
    """`hnreader library`; sizes are in bytes."""

    path: str
    size: int
    pages: int
    current: int
    files: int
    indexes: int
    names: int


OUTPUTS: Final[dict[str, Any]] = {
    "list": list[ArticleRecord],
    "search": list[ResultRecord],
    "search-count": CountRecord,
    "kwic": list[OccurrenceRecord],
    "trend": TrendReport,
    "names": list[NameRecord],
    "related": list[RelatedRecord],
    "check": CheckReport,
    "review": ReviewReportRecord,
    "corrections": list[CorrectionRecord],
    "library": LibraryReport,
}
"""What commands print with `--json`, by the names of their schemas in docs/schemas."""
