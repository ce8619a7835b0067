"""What is listed, as records: one for an article, a result, an occurrence, a name, and so on.

The command line prints them (`--json`, `--csv`), `records` yields them as dictionaries, and docs/schemas has
their JSON schemas. A thing has the same name in all of them: `id` is an article's, `source` the name of its page,
`date` that of its issue, `page` the number printed on it; dates are those of ISO 8601. What is not known is null.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import msgspec
from msgspec import UNSET, Struct, UnsetType, field

from hnreader.kinds import Kind  # noqa: TC001 as above
from hnreader.reading import clean
from hnreader.research.tables import csv_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.archive import Archive
    from hnreader.model import Article
    from hnreader.research.concordance import Occurrence
    from hnreader.research.names import Name
    from hnreader.research.related import Related
    from hnreader.research.trends import Curve, Period, Trend
    from hnreader.search import Match, Passage, Result

    Listed = Article | Result | Occurrence | Related | Name
    """What `record_of` takes."""

DIGITS: Final = 4  # of scores and rates

NAME_KINDS: Final = {"people": "people", "places": "places", "offices": "organizations", "phrases": "phrases"}
"""The kinds of names as records and `hnreader names --kind` have them, and as `NameKind` has them."""


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is listed, with named fields."""


class ArticleRecord(Record, frozen=True, kw_only=True):
    """An article, over all its pages."""

    id: str
    headline: str | None
    date: dt.date | None
    page: int | None
    kind: Kind
    source: str
    parts: list[str]
    """Its ids from page to page."""


class MatchRecord(Record, frozen=True, kw_only=True):
    """What stands in an article for a word of a query; both folded."""

    term: str = field(name="asked")
    found: str
    how: Literal["exact", "pinyin", "fuzzy"]
    differ: list[str] | UnsetType = UNSET
    """The first of `differences`."""
    differences: list[list[str]] | UnsetType = UNSET
    """For each character that differs that which was expected, and that which was found."""


class PassageRecord(Record, frozen=True, kw_only=True):
    """An extract from an article."""

    part: str
    """The id of the part that has it."""
    text: str
    hits: list[list[int]]
    """Start and end of each hit."""


class ResultRecord(ArticleRecord, frozen=True, kw_only=True):
    """An article that a search has found."""

    score: float
    why: Literal["headline", "title", "body", "pinyin", "fuzzy", "filter"]
    matches: list[MatchRecord]
    count: int
    part: str
    passage: str
    """The first of `passages`; `part` is the id of the part that has it."""
    passages: list[PassageRecord]


class OccurrenceRecord(ArticleRecord, frozen=True, kw_only=True):
    """An occurrence of a query: characters `start` to `end` of a text of an article."""

    text: str
    number: int
    start: int
    end: int
    left: str
    hit: str
    right: str


class RelatedRecord(ArticleRecord, frozen=True, kw_only=True):
    """An article of another issue that is related to one."""

    score: float
    shared: list[str]
    same: bool


class NameRecord(Record, frozen=True, kw_only=True):
    """A name; `articles` is the number of articles that have it."""

    kind: Literal["people", "places", "offices", "phrases"]
    name: str
    count: int
    articles: int
    first: dt.date | None
    last: dt.date | None


class UseRecord(Record, frozen=True, kw_only=True):
    """How often a query occurs in a period; the counts are null where no issue of it is in the archive."""

    period: str
    issues: int
    characters: int
    query: str
    occurrences: int | None
    articles: int | None
    rate: float | None
    """Per 10,000 characters."""


Item = TypeVar("Item", bound=ArticleRecord)


def record_of(archive: Archive, item: Listed) -> Record:
    """Return the record of what an archive has listed. Raises `TypeError` for anything else."""
    from hnreader.model import Article  # noqa: PLC0415 who prints names needs no search
    from hnreader.research.concordance import Occurrence  # noqa: PLC0415
    from hnreader.research.names import Name  # noqa: PLC0415
    from hnreader.research.related import Related  # noqa: PLC0415
    from hnreader.search import Result  # noqa: PLC0415

    match item:
        case Article():
            return article_record(archive, item)
        case Result():
            return result_record(archive, item)
        case Occurrence():
            return occurrence_record(archive, item)
        case Related():
            return related_record(archive, item)
        case Name():
            return name_record(item)
    raise TypeError(item)


def article_record(archive: Archive, article: Article) -> ArticleRecord:
    """Return the record of an article."""
    return made_record(ArticleRecord, archive, article)


def made_record(form: type[Item], archive: Archive, article: Article, **more: Any) -> Item:
    """Return a record of some form of an article, with the fields that this form has more."""
    return form(
        id=article.id,
        headline=article.headline.text if article.headline else None,
        date=article.date,
        page=article.page_no,
        kind=article.kind,
        source=article.source,
        parts=[part.id for part in archive.parts(article)],
        **more,
    )


def result_record(archive: Archive, result: Result, context: int | None = None) -> ResultRecord:
    """Return the record of a result; `context` characters stand around the hits of its passages."""
    passages = [_passage(each) for each in result.passages(context) or (result.best,)]
    return made_record(
        ResultRecord,
        archive,
        result.article,
        score=round(result.score, DIGITS),
        why=result.why,
        matches=[_match(each) for each in result.matches],
        count=result.count,
        part=passages[0].part,
        passage=passages[0].text,
        passages=passages,
    )


def _passage(passage: Passage) -> PassageRecord:
    return PassageRecord(part=passage.part.id, text=passage.text, hits=[[*hit] for hit in passage.hits])


def _match(found: Match) -> MatchRecord:
    pairs: Any = [[*pair] for pair in found.differences]
    differ = {"differ": pairs[0], "differences": pairs} if pairs else {}
    return MatchRecord(term=found.term, found=found.found, how=found.how, **differ)


POSITION: Final = ("text", "number", "start", "end", "left", "hit", "right")
"""Where in an article an occurrence is."""


def occurrence_record(archive: Archive, occurrence: Occurrence) -> OccurrenceRecord:
    """Return the record of an occurrence."""
    position = {name: getattr(occurrence, name) for name in POSITION}
    return made_record(OccurrenceRecord, archive, occurrence.article, **position)


def related_record(archive: Archive, item: Related) -> RelatedRecord:
    """Return the record of a related article."""
    return made_record(RelatedRecord, archive, item.article, score=item.score, shared=[*item.shared], same=item.same)


def name_record(name: Name) -> NameRecord:
    """Return the record of a name."""
    kind: Any = next(value for value, kind in NAME_KINDS.items() if kind == name.kind)
    return NameRecord(
        kind=kind, name=name.name, count=name.count, articles=name.articles, first=name.first, last=name.last
    )


def use_records(counted: Trend) -> Iterator[UseRecord]:
    """Yield a record for each period and query of a trend."""
    for period in (*counted.periods, *([counted.undated] if counted.undated else [])):
        for number, curve in enumerate(counted.curves):
            yield _use(period, number, curve)


def _use(period: Period, number: int, curve: Curve) -> UseRecord:
    use = period.uses[number] if period.uses is not None else None
    return UseRecord(
        period=period.label,
        issues=period.issues,
        characters=period.characters,
        query=clean(curve.query),
        occurrences=use.occurrences if use else None,
        articles=use.articles if use else None,
        rate=round(use.rate, DIGITS) if use else None,
    )


def columns(form: type[Record]) -> tuple[str, ...]:
    """Return the columns of a table of records: all fields, but those that are records themselves."""
    return tuple(each.encode_name for each in msgspec.structs.fields(form) if not _nested(each.type))


def table_line(record: Record) -> str:
    """Return a record as a line of CSV, with its line end."""
    fields = msgspec.to_builtins(record)
    return csv_line(fields[name] for name in columns(type(record)))


def _nested(kind: Any) -> bool:
    """Tell whether a type is a record, a dictionary or a list of such."""
    members = getattr(kind, "__args__", ())
    is_record = isinstance(kind, type) and (issubclass(kind, Struct | dict))
    return is_record or getattr(kind, "__origin__", None) is dict or any(map(_nested, members))


def records(archive: Archive, items: Iterable[Listed]) -> Iterator[dict[str, Any]]:
    """Yield what an archive has listed as dictionaries of plain values, each when it is asked for; dates are dates.

    All of one kind have the same keys, those of `hnreader … --json` (docs/schemas), so that they make a table:
    `pandas.DataFrame(records(archive, archive.kwic("长沙")))`. Raises `TypeError` for what is not listed.
    """
    return (msgspec.to_builtins(record_of(archive, item), builtin_types=(dt.date,)) for item in items)
