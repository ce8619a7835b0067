"""Which articles a query finds, and in which order: a scan over folded texts, kept for each archive."""

from __future__ import annotations

from dataclasses import dataclass
from operator import is_not
from typing import TYPE_CHECKING, Final, Literal
from weakref import WeakKeyDictionary

from hnreader.search.folding import fold
from hnreader.search.likeness import likeness_of, nearest
from hnreader.search.passages import passage
from hnreader.search.query import ranges, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hnreader.archive import Archive
    from hnreader.model import Article
    from hnreader.search.query import Range

Field = Literal["headline", "title", "body"]
Why = Literal["headline", "title", "body", "fuzzy"]

# What a term is worth by the best field that holds it. Density adds less than 1, so that it never lifts a hit in the
# body over one in a title, and any exact hit scores 1 or more, any fuzzy one less.
_WORTH: Final[dict[Field, int]] = {"headline": 3, "title": 2, "body": 1}
_THIN: Final = 100  # characters of text to one hit: half of what density can add

_FEW: Final = 5  # exact results; from here on nobody needs the fuzzy ones


@dataclass(frozen=True, slots=True)
class Result:
    """An article that was found: why, how good, and a passage that shows it."""

    article: Article
    """Of an article over several pages its first part, by which it is listed."""
    score: float
    """1 and more for exact hits, less for fuzzy ones; comparable within one search only."""
    why: Why
    """The best field that a term was found in (`title` is kicker, subhead or column), or that it was found fuzzily."""
    part: Article
    """The part that the passage is from: the article itself, unless that goes on on another page."""
    passage: str
    passage_hits: tuple[Range, ...]
    count: int
    """How many places of the article were hit."""


@dataclass(frozen=True, slots=True)
class _Haystack:
    """An article's folded texts by field, each field's joined by line ends, which no term contains."""

    parts: tuple[Article, ...]
    fields: dict[Field, str]
    size: int


@dataclass(frozen=True, slots=True)
class _Hit:
    """An article found, before its passage is looked up."""

    parts: tuple[Article, ...]
    score: float
    why: Why
    count: int


_haystacks: Final[WeakKeyDictionary[Archive, dict[str, _Haystack]]] = WeakKeyDictionary()


def search(
    archive: Archive, query: str, *, limit: int | None = None, cancelled: Callable[[], bool] | None = None
) -> list[Result]:
    """Return the articles that hold all terms of the query, best first, then newest first.

    Hits in headlines come before those in kickers, subheads and columns, and these before bodies. Where few articles
    have the terms as typed, those that nearly have them follow. `cancelled` is asked at each article and each result;
    once it says yes, the search is over and has found nothing.
    """
    wanted = terms(query)
    over = cancelled or (lambda: False)
    if not wanted:
        return []
    found: list[_Hit] = []
    for scan in (_exact, _fuzzy):
        known = {hit.parts[0].id for hit in found}
        fresh: list[_Hit] = []
        for hay in _hay(archive):
            if over():
                return []
            if hay.parts[0].id not in known and (hit := scan(hay, wanted)):
                fresh.append(hit)
        found += sorted(fresh, key=lambda hit: -hit.score)
        if len(found) >= _FEW:
            break
    results = [_result(hit, wanted) for hit in found[:limit] if not over()]
    return [] if over() else results


def _hay(archive: Archive) -> Iterator[_Haystack]:
    """Yield the archive's entries in its order, folded when they are first asked for."""
    kept = _haystacks.setdefault(archive, {})
    for article in archive.entries:
        parts = archive.parts(article)
        hay = kept.get(article.id)
        if hay is None or len(hay.parts) != len(parts) or any(map(is_not, hay.parts, parts)):
            hay = kept[article.id] = _fold(parts)
        yield hay


def _fold(parts: tuple[Article, ...]) -> _Haystack:
    fields: dict[Field, list[str]] = {"headline": [], "title": [], "body": []}
    for article in parts:
        for field, text in _texts(article):
            fields[field].append(fold(text))
    joined = {field: "\n".join(texts) for field, texts in fields.items()}
    for name in (fold(name) for article in parts for name in _names(article)):
        if name not in joined["body"]:
            joined["body"] += f"\n{name}"
    return _Haystack(parts, joined, sum(map(len, joined.values())))


def _texts(article: Article) -> Iterator[tuple[Field, str]]:
    """Yield the texts of an article by field, in the order of print."""
    if article.headline:
        yield "headline", article.headline.text
    for title in (article.kicker, article.subhead, article.column):
        if title:
            yield "title", title.text
    for text in (article.byline, *(one.text for one in article.paragraphs), *article.captions):
        if text:
            yield "body", text.text


def _names(article: Article) -> tuple[str, ...]:
    """All who are named as having made it; most stand in its byline or first paragraph as well."""
    people = article.people
    return (*people.reporters, *people.correspondents, *people.photographers, *people.commentators)


def _exact(hay: _Haystack, wanted: Sequence[str]) -> _Hit | None:
    count = worth = 0
    best: Field = "body"
    for term in wanted:
        holding = [field for field, text in hay.fields.items() if term in text]
        if not holding:
            return None
        best = max(best, holding[0], key=_WORTH.__getitem__)
        worth += _WORTH[holding[0]]
        count += sum(hay.fields[field].count(term) for field in holding)
    density = count / (count + hay.size / _THIN)
    return _Hit(hay.parts, (worth + density) / len(wanted), best, count)


def _fuzzy(hay: _Haystack, wanted: Sequence[str]) -> _Hit | None:
    likeness = 0.0
    for term in wanted:
        near = [text for text in hay.fields.values() if likeness_of(term, text)]
        # What is alike may run from one text into the next, and then is not there.
        best = max((likeness_of(term, one) for text in near for one in text.split("\n")), default=0)
        if not best:
            return None
        likeness += best
    return _Hit(hay.parts, likeness / len(wanted) / 100, "fuzzy", len(wanted))


def _result(hit: _Hit, wanted: Sequence[str]) -> Result:
    part, text = _telling(hit, wanted)
    found = nearest(text, wanted) if hit.why == "fuzzy" else ranges(text, wanted)
    shown, lit = passage(text, found)
    return Result(hit.parts[0], round(hit.score, 4), hit.why, part, shown, lit, hit.count)


def _telling(hit: _Hit, wanted: Sequence[str]) -> tuple[Article, str]:
    """Return the text that holds most of the terms, and its part; a body before a title: titles are shown anyway.

    A term that is only nearly there counts double, for it is what the reader wonders about.
    """
    best, most = (hit.parts[0], ""), 0
    texts = [(part, field, text) for part in hit.parts for field, text in _texts(part)]
    texts.sort(key=lambda one: one[1] != "body")
    names = ((part, name) for part in hit.parts for name in _names(part))
    for part, text in (*((part, text) for part, _, text in texts), *names):
        folded = fold(text)
        if hit.why == "fuzzy":
            held = sum(1 if term in folded else 2 * bool(likeness_of(term, folded)) for term in wanted)
        else:
            held = sum(term in folded for term in wanted)
        if held > most:
            best, most = (part, text), held
        if most == len(wanted) and hit.why != "fuzzy":
            break
    return best
