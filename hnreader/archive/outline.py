"""The outline of an issue: the order of its pages, the ids of their articles, and which of these are one story.

All that a list needs but the articles themselves. It is worked out from the pages of one issue and of no other, so an
issue is changed without looking at the rest.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Raw, Struct
from msgspec.structs import replace

from hnreader.archive.continuations import find_continuations
from hnreader.archive.page_forms import other_forms
from hnreader.kinds import Kind
from hnreader.model import AUTHOR_ROLES, JUMP_ROLES, Article, Continuation, Dating, Evidence, Page, PageArticles
from hnreader.packing import pack
from hnreader.reading import page_place

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

Tallies = Mapping[str, Mapping[str, int]]
"""The number of an issue's articles by field of the query language and value; kinds by their own names."""
FORM: Final = 2
"""The form of outlines: raised where what is in them changes, or how continuations are found."""
UNDATED: Final = 0
"""The day of pages without a date. Issues of such pages have it, or where there are many, one below."""
_UNNUMBERED: Final = 10_000  # sorts behind every page number


class Place(NamedTuple):
    """Where an article stands in its issue: the index of its page, and its own on that page."""

    page: int
    article: int


class NumberedPage(NamedTuple):
    """A page, the number by which it is found, and bytes that no other page has."""

    number: int
    key: bytes
    page: PageArticles


class PageOutline(Struct, frozen=True, array_like=True, gc=False):
    """A page without its texts."""

    number: int
    """By which the page is found."""
    source: str
    printed: int | None
    """The page number that it states."""
    inferred: bool
    """It does not state its date."""
    ids: tuple[str, ...]
    """Of its articles, as printed."""
    later: tuple[int, ...] = ()
    """Indices of those that continue an article of another page."""
    forms: tuple[str, ...] = ()
    """The names of the same page in forms that say less of it: they are not shown."""

    @property
    def entries(self) -> int:
        """The number of stories that begin on it."""
        return len(self.ids) - len(self.later)


class StoredContinuation(Struct, frozen=True, array_like=True):
    """A continuation, with its articles by their places."""

    first: Place
    second: Place
    pages: tuple[int, int]
    cut: bool
    evidence: Evidence

    def between(self, first: Article, second: Article) -> Continuation:
        """Return it with its articles."""
        return Continuation(first, second, self.pages, self.cut, self.evidence)


_NO_TALLIES: Final = Raw(pack({}))


class IssueOutline(Struct, frozen=True, array_like=True):
    """The pages of an issue in order, and the continuations between them, sorted by ids."""

    pages: tuple[PageOutline, ...]
    continuations: tuple[StoredContinuation, ...] = ()
    tallies: Raw = _NO_TALLIES
    """`Tallies` in MessagePack: they are rarely looked at, and half of the bytes."""


class IssueSummary(Struct, frozen=True, weakref=True):
    """The size of an issue."""

    number: int
    """By which its outline is found; another one where the issue has changed."""
    day: int
    """Its date as an ordinal; `UNDATED` or less where it has none."""
    state: int
    """Less than 2⁶³: equal where the pages are the same, in whichever process."""
    pages: int
    articles: int
    entries: int
    """Articles without those that continue another."""
    characters: int
    """Non-blank characters in its articles, titles and captions included."""
    inferred: bool
    """No page of it states its date."""
    begins: bytes = b""
    """Where there are several without a date, the path at which it begins."""

    @property
    def date(self) -> datetime.date | None:
        """Its date."""
        return datetime.date.fromordinal(self.day) if self.day > UNDATED else None

    @property
    def order(self) -> tuple[int, bytes]:
        """Its place among others: the newest first, those without a date last, by where they begin."""
        return -max(self.day, UNDATED), self.begins


def outline(
    number: int, day: int, pages: Iterable[NumberedPage], begins: bytes = b""
) -> tuple[IssueSummary, IssueOutline]:
    """Return what an issue consists of. A page given twice is taken once: a file under two paths, or in two forms.

    Nothing continues on pages without a date: they are of unknown issues.
    """
    shown = _shown(_distinct(pages), day)
    ordered = [each for each, _ in shown]
    places = {
        article.id: Place(index, place)
        for index, page in reversed([*enumerate(each.page for each in ordered)])
        for place, article in reversed([*enumerate(page.articles)])
    }
    found = find_continuations([each.page for each in ordered]) if day > UNDATED else ()
    continuations = tuple(
        StoredContinuation(places[each.first.id], places[each.second.id], each.pages, each.cut, each.evidence)
        for each in found
    )
    later = {each.second.id for each in found}
    outlined = IssueOutline(
        tuple(_page(each, later, forms) for each, forms in shown),
        continuations,
        Raw(pack(_tallies(article for each in ordered for article in each.page.articles))),
    )
    articles = sum(len(page.ids) for page in outlined.pages)
    summary = IssueSummary(
        number,
        day,
        _state(day, ordered),
        len(ordered),
        articles,
        sum(page.entries for page in outlined.pages),
        sum(_characters(each.page) for each in ordered),
        all(each.page.dating.inferred for each in ordered),
        begins,
    )
    return summary, outlined


def day_of(dating: Dating) -> int:
    """Return the day of a page's issue as an ordinal, or `UNDATED`."""
    return dating.date.toordinal() if dating.date else UNDATED


def page_order(page: PageArticles) -> tuple[int, int, str, int, str]:
    """Return the sort key of a page in its issue: its number; without one as METS has it, or else by file and place.

    Then its first article.
    """
    first = page.articles[0].id if page.articles else ""
    order = page.page.stated.order if page.page.stated else 0
    return page.dating.page_no or _UNNUMBERED, order, *page_place(page.page.source), first


def turns(outlined: IssueOutline) -> Mapping[Place, tuple[StoredContinuation | None, StoredContinuation | None]]:
    """Return, for each article that is part of a story over several pages, what leads to it and what leads from it."""
    leading_to = {each.second: each for each in outlined.continuations}
    leading_from = {each.first: each for each in outlined.continuations}
    return {place: (leading_to.get(place), leading_from.get(place)) for place in {*leading_to, *leading_from}}


def lost_outline(summary: IssueSummary) -> IssueOutline:
    """Return what stands for the outline of an issue that cannot be had: as many pages, articles and entries."""
    empty = PageOutline(-1, "", None, summary.inferred, ())
    later = tuple(range(summary.entries, summary.articles))
    return IssueOutline((replace(empty, ids=("",) * summary.articles, later=later), *[empty] * (summary.pages - 1)))


def lost_page(summary: IssueSummary, outlined: PageOutline) -> PageArticles:
    """Return what stands for a page that cannot be had: articles with their ids and without texts."""
    articles = (lost_article(summary, outlined, place) for place in range(len(outlined.ids)))
    dating = Dating(summary.date, page_no=outlined.printed, inferred=outlined.inferred)
    return PageArticles(Page(outlined.source, ()), dating, tuple(articles))


def lost_article(summary: IssueSummary, outlined: PageOutline, place: int) -> Article:
    """Return what stands for an article that cannot be had: with its id, where that can be had."""
    name = outlined.ids[place] if place < len(outlined.ids) else ""
    return Article(name, Kind.NEWS, outlined.source, summary.date, outlined.printed)


def _distinct(pages: Iterable[NumberedPage]) -> Sequence[NumberedPage]:
    """Return the pages in their order, equal ones once."""
    ordered = sorted(pages, key=lambda each: (*page_order(each.page), [line.text for line in each.page.page.lines]))
    known = {(each.page.page.source, each.page.page.lines): each for each in reversed(ordered)}
    return [each for each in ordered if known[each.page.page.source, each.page.page.lines] is each]


def _shown(pages: Sequence[NumberedPage], day: int) -> list[tuple[NumberedPage, tuple[str, ...]]]:
    """Return the pages that stand for themselves, each with the names of its other forms."""
    others = other_forms([each.page for each in pages]) if day > UNDATED else {}
    forms: defaultdict[int, list[str]] = defaultdict(list)
    for other, best in others.items():
        forms[best].append(pages[other].page.page.source)
    return [(each, tuple(forms[index])) for index, each in enumerate(pages) if index not in others]


def _page(numbered: NumberedPage, later: Container[str], forms: tuple[str, ...]) -> PageOutline:
    """`later` are the ids of articles that continue others: of a page under two names both copies do."""
    page = numbered.page
    return PageOutline(
        numbered.number,
        page.page.source,
        page.dating.page_no,
        page.dating.inferred,
        tuple(article.id for article in page.articles),
        tuple(place for place, article in enumerate(page.articles) if article.id in later),
        forms,
    )


def _tallies(articles: Iterable[Article]) -> Tallies:
    """Count the articles of each writer, column, kind, page and newspaper."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        found["names"].update({name for role in AUTHOR_ROLES for name in article.people.by_role(role)})
        found["column"].update([article.column.text] if article.column else ())
        found["kind"].update([str(article.kind)])
        found["page"].update([str(article.page_no)] if article.page_no else ())
        found["paper"].update([article.paper] if article.paper else ())
    return found


def _state(day: int, pages: Iterable[NumberedPage]) -> int:
    digest = blake2b(repr((day, [each.key for each in pages])).encode(), digest_size=8)
    return int.from_bytes(digest.digest()) >> 1


def _characters(page: PageArticles) -> int:
    """Return the number of non-blank characters in the articles of a page."""
    texts = (text for article in page.articles for role, text, *_ in article.texts if role not in JUMP_ROLES)
    return sum(len("".join(text.text.split())) for text in texts)
