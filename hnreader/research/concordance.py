"""A concordance (KWIC, key word in context): every occurrence of a query's words with the text around it.

`search.occurrences` defines the occurrences. Duplicated passages and furniture belong to no article, so that a text
printed twice on a page has its occurrences once.

It grows while the archive is looked through, oldest issue first. What is kept of an article is where it stands, and of
an occurrence its range, some eight bytes each; texts are fetched when they are looked at.

The context ends where the text (paragraph, headline, caption) ends: what stands next to it on the page is often another
story. It has a greatest length, and sorting compares no more than that.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import deque
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from hnreader.archive import LostPageError, Place
from hnreader.errors import WordlessQueryError
from hnreader.lazy_sequence import LazySequence
from hnreader.research.context_order import sorted_numbers
from hnreader.search import OccurrenceFinder, find_exact
from hnreader.search.documents import PLACE_BITS
from hnreader.search.entries import TEXT_SEPARATOR, TextPlaces, entry_of
from hnreader.search.exact_matches import LAST, Where

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hnreader.archive import Archive
    from hnreader.model import Article, Text
    from hnreader.search.entries import Entry
    from hnreader.search.exact_matches import ExactMatches
    from hnreader.search.index import ProgressCallback
    from hnreader.search.matching import Range

Sort = Literal["date", "left", "right"]
SORTS: Final[tuple[Sort, ...]] = get_args(Sort)

CONTEXT: Final = 80  # characters: as many as either half of a terminal of 320 cells shows
_CACHED_ARTICLES: Final = 256  # a screen reads the occurrences of the same articles again and again


class Occurrence(NamedTuple):
    """An occurrence of a query: characters `start` to `end` (exclusive) of one text of an article, with its context."""

    article: Article
    """Of a story over several pages the part that has the text."""
    text: str
    """The role of the text (`TextRole`; a heading is a paragraph), or `maker` for the name of a contributor."""
    number: int
    """Index in the article's paragraphs, captions or contributors; 0 for other texts."""
    start: int
    end: int
    left: str
    hit: str
    right: str
    source: Text | None
    """The text; None for the name of a contributor, which no text of the article has."""


class Counts(NamedTuple):
    """How much there is."""

    articles: int
    occurrences: int


class Concordance(LazySequence[Occurrence]):
    """The occurrences of a query in one order. Each is made on access."""

    def __init__(self, table: OccurrenceTable, sort: Sort = "date", order: Sequence[int] | None = None) -> None:
        """Give an order as the numbers of occurrences by date; without, the concordance grows with its table."""
        self._table = table
        self._order = order
        self.sort: Final = sort
        self.query: Final = table.query
        self.parsed: Final = table.parsed
        """The query as it was understood; its `notes` are what was not."""
        self.text_only: Final = table.text_only
        """Datelines, bylines and credits are left out."""

    @property
    def complete(self) -> bool:
        """All articles were looked through."""
        return self._table.complete

    @property
    def unfinished(self) -> bool:
        """A regular expression took too long: occurrences are missing."""
        return self._table.unfinished

    @property
    def incomplete(self) -> bool:
        """Not all articles were indexed, as while another process writes the index: occurrences are missing."""
        return self._table.incomplete

    @property
    def articles(self) -> Sequence[Article]:
        """The articles with occurrences, by date; of a story over several pages the first part."""
        return _FirstParts(self._table)

    @property
    def counts(self) -> Counts:
        """The articles with occurrences, and these, as far as the archive was looked through."""
        return self._table.counts

    def before(self, day: datetime.date | None) -> Counts:
        """Return what there is of earlier days; for None of all days, without what has no date."""
        return self._table.before(day.toordinal() if day else LAST)

    def by(self, sort: Sort, progress: ProgressCallback | None = None) -> Concordance:
        """Return the same occurrences, as many as there are now, in another order.

        `date`: oldest first, undated ones last; within an issue as printed. `right`: by the text behind the hit;
        `left`: by the text before it, from the hit outward. Contexts are compared folded (full and half width, 繁 and
        简 are the same), character by character in the order of Unicode: punctuation, digits, letters, 汉字 by radical.
        Equal ones are in the order of their dates. Raises `ValueError` for another order, and `SortingError` where
        they do not fit on the disk.
        """
        _check(sort)
        if sort == "date":
            return Concordance(self._table)
        return _sorted(self._table, sort, self._table.entries(progress), progress)

    def __len__(self) -> int:
        return len(self._table) if self._order is None else len(self._order)

    def _item(self, index: int) -> Occurrence:
        return self._table.occurrence(index if self._order is None else self._order[index])

    def __iter__(self) -> Iterator[Occurrence]:
        return (self[at] for at in range(len(self)))


class OccurrenceTable:
    """Where the articles with occurrences stand, oldest first, and the range of each occurrence in their folded texts.

    One thread may `read` while others look at what is there.
    """

    def __init__(self, query: str, matches: ExactMatches, context: int, *, text_only: bool = False) -> None:
        self._finder = OccurrenceFinder(matches.query, text_only=text_only)
        if not self._finder:
            raise WordlessQueryError(query)
        self._matches = matches
        self._days = array("I")
        """The day of each issue with occurrences, `LAST` for none; for each issue as well: …"""
        self._issues = array("I")
        """… its index in the view, …"""
        self._firsts = array("Q")
        """… and the number of articles before it."""
        self._places = array("Q")
        """The place of each article in its issue."""
        self._starts = array("Q", [0])
        """The number of occurrences before each article, and of all."""
        self._ranges = array("I")  # start, end, start, end, …: eight bytes for an occurrence
        self._context = context
        self._texts = lru_cache(_CACHED_ARTICLES)(self._open)
        self.complete = False
        self.incomplete: Final = matches.incomplete
        self.query: Final = query
        self.parsed: Final = matches.query
        self.text_only: Final = text_only

    @property
    def unfinished(self) -> bool:
        """A regular expression was given up."""
        return self._matches.unfinished or self._finder.unfinished

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def articles(self) -> int:
        """The number of articles with occurrences."""
        return len(self._starts) - 1

    def read(self, progress: ProgressCallback | None, cancelled: Callable[[], bool]) -> Iterator[Entry]:
        """Look through the matches, and yield each entry that has occurrences when they are in the table."""
        for entry in self._matches.entries(progress, cancelled):
            if ranges := self._finder.of(entry):
                self._add(self._matches.where(entry), entry.day, ranges)
                yield entry
        self.complete = not cancelled()

    def _add(self, where: Where, day: int, ranges: Sequence[Range]) -> None:
        if not self._issues or self._issues[-1] != where.issue:
            self._firsts.append(len(self._places))
            self._issues.append(where.issue)
            self._days.append(day or LAST)
        self._ranges.extend(chain.from_iterable(ranges))
        self._places.append(where.place.page << PLACE_BITS | where.place.article)
        self._starts.append(len(self._ranges) // 2)  # last: from now on it is seen

    def entries(self, progress: ProgressCallback | None) -> Iterator[Entry]:
        """Yield the entries with occurrences again, as many as there are now."""
        index, end = 0, self.articles
        for entry in self._matches.candidates(progress) if end else ():
            if self._matches.where(entry) == self.where(index):
                yield entry
                index += 1
                if index == end:
                    return

    @property
    def counts(self) -> Counts:
        """What there is now."""
        articles = self.articles
        return Counts(articles, self._starts[articles])

    def before(self, day: int) -> Counts:
        """Return what there is of earlier days."""
        counts = self.counts  # before the days: these may have one more by then
        issue = bisect_left(self._days, day)
        articles = min(self._firsts[issue], counts.articles) if issue < len(self._days) else counts.articles
        return Counts(articles, self._starts[articles])

    def where(self, index: int) -> Where:
        """Return where an article stands."""
        issue = self._issues[bisect_right(self._firsts, index) - 1]
        page, place = divmod(self._places[index], 1 << PLACE_BITS)
        return Where(issue, Place(page, place))

    def article(self, index: int) -> Article:
        """Return an article by its first part."""
        return self._matches.article(self.where(index))

    def keys(self, sort: Sort, entries: Iterable[Entry]) -> Iterator[str]:
        """Yield what each occurrence is sorted by; the entries are those of the table, from the first on."""
        context = self._context
        for index, entry in enumerate(entries):
            folded = entry.folded
            for start, end in self.ranges(index):
                if sort == "right":
                    yield folded[end : end + context].partition(TEXT_SEPARATOR)[0]
                else:
                    yield folded[max(0, start - context) : start].rpartition(TEXT_SEPARATOR)[2][::-1]

    def occurrence(self, number: int) -> Occurrence:
        """Return an occurrence by its number by date."""
        index = bisect_right(self._starts, number) - 1
        try:
            return self._texts(index).occurrence(number - self._starts[index])
        except LostPageError:  # perhaps for this moment: it is not kept
            return Occurrence(self.article(index), "paragraph", 0, 0, 0, "", "", "", None)

    def ranges(self, index: int) -> list[Range]:
        """Return the ranges of the occurrences of one article."""
        edges = self._ranges[2 * self._starts[index] : 2 * self._starts[index + 1]]
        return list(zip(edges[::2], edges[1::2], strict=True))

    def _open(self, index: int) -> _EntryTexts:
        parts = self._matches.parts(self.where(index))
        return _EntryTexts(entry_of(parts), self.ranges(index), self._context)


class _FirstParts(LazySequence["Article"]):
    """The articles of a table, or some of them, by their first parts. Each is fetched when it is looked at."""

    def __init__(self, table: OccurrenceTable, indices: range | None = None) -> None:
        self._table = table
        self._indices = indices

    def __len__(self) -> int:
        return self._table.articles if self._indices is None else len(self._indices)

    def _item(self, index: int) -> Article:
        return self._table.article(index if self._indices is None else self._indices[index])

    def _items(self, indices: range) -> Sequence[Article]:
        some = indices if self._indices is None else self._indices[indices.start : indices.stop : indices.step]
        return _FirstParts(self._table, some)  # nor are those of a slice fetched


class _EntryTexts:
    """The texts of one entry with its occurrences."""

    def __init__(self, entry: Entry, ranges: Sequence[Range], context: int) -> None:
        self._ranges = ranges
        self._context = context
        self._texts = TextPlaces(entry.texts)

    def occurrence(self, number: int) -> Occurrence:
        """Return an occurrence, its range mapped from the folded text to the text as printed."""
        entry_text, start, end = self._texts.printed(self._ranges[number])
        text = entry_text.text
        left, right = max(0, start - self._context), end + self._context
        return Occurrence(
            entry_text.part,
            entry_text.name,
            entry_text.number,
            start,
            end,
            text[left:start],
            text[start:end],
            text[end:right],
            entry_text.source,
        )


def concordance(
    archive: Archive,
    query: str,
    *,
    sort: Sort = "date",
    context: int = CONTEXT,
    text_only: bool = False,
    progress: ProgressCallback | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Concordance:
    """Return every occurrence of a query (in the language of `hnreader search --help`) with its context.

    `context` is the greatest number of characters on either side; for `sort` see `Concordance.by`. With `text_only`
    datelines, bylines and credits are left out: 湖南 does not occur in 湖南日报3月8日讯（记者 甲）. The first
    concordance or search of an archive indexes it. `progress(done, total)` is called in each step anew: indexing,
    counting. Once `cancelled` returns True, what was found until then is returned. Raises `WordlessQueryError` for a
    query without a word, `ValueError` for another order or a negative context, and `SortingError` where sorting finds
    no room on the disk.
    """
    _check(sort)
    table = _table(archive, query, context, progress, cancelled, text_only=text_only)
    entries = table.read(progress, cancelled)
    if sort == "date":
        deque(entries, maxlen=0)
        return Concordance(table)
    return _sorted(table, sort, entries, progress)


def growing_concordance(
    archive: Archive,
    query: str,
    *,
    context: int = CONTEXT,
    text_only: bool = False,
    progress: ProgressCallback | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Concordance]:
    """Yield the concordance by date whenever it has an article more, always the same one, and once at the end.

    Arguments and errors are those of `concordance`.
    """
    table = _table(archive, query, context, progress, cancelled, text_only=text_only)
    found = Concordance(table)
    for _ in table.read(progress, cancelled):
        yield found
    yield found


def _table(
    archive: Archive,
    query: str,
    context: int,
    progress: ProgressCallback | None,
    cancelled: Callable[[], bool],
    *,
    text_only: bool,
) -> OccurrenceTable:
    if context < 0:
        raise ValueError(f"a context of {context} characters")
    return OccurrenceTable(query, find_exact(archive, query, cancelled, progress), context, text_only=text_only)


def _sorted(
    table: OccurrenceTable, sort: Sort, entries: Iterable[Entry], progress: ProgressCallback | None
) -> Concordance:
    """Return a concordance of the entries of a table, which are gone through."""

    def look() -> None:
        if progress:
            progress(table.articles, max(1, table.articles))

    return Concordance(table, sort, sorted_numbers(table.keys(sort, entries), look))


def _check(sort: str) -> None:
    if sort not in SORTS:
        raise ValueError(f"no order of a concordance: {sort}")
