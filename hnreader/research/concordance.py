"""A concordance (KWIC, key word in context): every occurrence of a query's words with the text around it.

`search.occurrences` defines the occurrences. Duplicated passages and furniture belong to no article, so that a text
printed twice on a page has its occurrences once.

The context ends where the text (paragraph, headline, caption) ends: what stands next to it on the page is often another
story. It has a greatest length, and sorting compares no more than that.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from hnreader.errors import WordlessQueryError
from hnreader.language.folding import folded_columns
from hnreader.lazy_sequence import LazySequence
from hnreader.search import OccurrenceFinder, find_exact
from hnreader.search.entries import TEXT_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hnreader.archive import Archive
    from hnreader.model import Article, Text
    from hnreader.search import ExactMatches
    from hnreader.search.entries import Entry
    from hnreader.search.index import ProgressCallback
    from hnreader.search.matching import Range

Sort = Literal["date", "left", "right"]
SORTS: Final[tuple[Sort, ...]] = get_args(Sort)

CONTEXT: Final = 80  # characters: as many as either half of a terminal of 320 cells shows
_PROGRESS_STEP: Final = 500  # articles between two reports of progress
_LAST: Final = 1 << 30  # sorts behind every day
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


class FirstParts(LazySequence["Article"]):
    """The articles of entries, by their first parts. Each is fetched when it is looked at."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    def _item(self, index: int) -> Article:
        return self._entries[index].parts[0]

    def _items(self, indices: range) -> Sequence[Article]:
        return FirstParts([self._entries[index] for index in indices])  # nor are those of a slice fetched


class Concordance(LazySequence[Occurrence]):
    """The occurrences of a query in one order. Each is made on access."""

    def __init__(self, table: OccurrenceTable, sort: Sort = "date", progress: ProgressCallback | None = None) -> None:
        self._table = table
        self._order = None if sort == "date" else table.order(sort, progress)
        self.sort: Final = sort
        self.query: Final = table.query
        self.parsed: Final = table.parsed
        """The query as it was understood; its `notes` are what was not."""
        self.unfinished: Final = table.unfinished
        """A regular expression took too long: occurrences are missing."""

    @property
    def articles(self) -> Sequence[Article]:
        """The articles with occurrences, by date; of a story over several pages the first part."""
        return FirstParts(self._table.entries)

    @property
    def days(self) -> Sequence[int]:
        """The date of each of `articles` as an ordinal; 0 without one."""
        return [entry.day for entry in self._table.entries]

    @property
    def counts(self) -> Sequence[int]:
        """The number of occurrences in each of `articles`."""
        return [end - start for start, end in pairwise(self._table.starts)]

    def by(self, sort: Sort, progress: ProgressCallback | None = None) -> Concordance:
        """Return the same occurrences in another order.

        `date`: oldest first, undated ones last; within an issue as printed. `right`: by the text behind the hit;
        `left`: by the text before it, from the hit outward. Contexts are compared folded (full and half width, 繁 and
        简 are the same), character by character in the order of Unicode: punctuation, digits, letters, 汉字 by radical.
        Equal ones are in the order of their dates. Raises `ValueError` for another order.
        """
        return Concordance(self._table, sort, progress)

    def __len__(self) -> int:
        return self._table.starts[-1]

    def _item(self, index: int) -> Occurrence:
        return self._table.occurrence(index if self._order is None else self._order[index])

    def __iter__(self) -> Iterator[Occurrence]:
        return (self[at] for at in range(len(self)))


class OccurrenceTable:
    """The articles with occurrences, oldest first, and the range of each occurrence in their folded texts."""

    def __init__(
        self, query: str, matches: ExactMatches, context: int, progress: ProgressCallback | None = None
    ) -> None:
        finder = OccurrenceFinder(matches.query)
        if not finder:
            raise WordlessQueryError(query)
        self.entries: Final[list[Entry]] = []
        self.starts: Final = array("Q", [0])
        """The number of occurrences before each of the entries, and of all."""
        self._ranges: Final = array("I")  # start, end, start, end, …: eight bytes for an occurrence
        for entry in _reporting(sorted(matches.entries, key=_by_date), progress):
            if ranges := finder.of(entry):
                self.entries.append(entry)
                self._ranges.extend(chain.from_iterable(ranges))
                self.starts.append(len(self._ranges) // 2)
        self._context = context
        self._texts = lru_cache(_CACHED_ARTICLES)(self._open)
        self.query: Final = query
        self.parsed: Final = matches.query
        self.unfinished: Final = matches.unfinished or finder.unfinished

    def order(self, sort: Sort, progress: ProgressCallback | None) -> array[int]:
        """Return the numbers (by date) of the occurrences in the order of their `left` or `right` contexts."""
        if sort not in SORTS:
            raise ValueError(f"no order of a concordance: {sort}")
        context = self._context
        keys: list[str] = []
        for index, entry in enumerate(_reporting(self.entries, progress)):
            folded = entry.folded
            if sort == "right":
                keys += (folded[end : end + context].partition(TEXT_SEPARATOR)[0] for _, end in self._of_entry(index))
            else:
                starts = (start for start, _ in self._of_entry(index))
                keys += (
                    folded[max(0, start - context) : start].rpartition(TEXT_SEPARATOR)[2][::-1] for start in starts
                )
        return array("Q", sorted(range(len(keys)), key=keys.__getitem__))

    def occurrence(self, number: int) -> Occurrence:
        """Return an occurrence by its number by date."""
        index = bisect_right(self.starts, number) - 1
        return self._texts(index).occurrence(number - self.starts[index])

    def _of_entry(self, index: int) -> list[Range]:
        """Return the ranges of the occurrences of one entry."""
        edges = self._ranges[2 * self.starts[index] : 2 * self.starts[index + 1]]
        return list(zip(edges[::2], edges[1::2], strict=True))

    def _open(self, index: int) -> _EntryTexts:
        return _EntryTexts(self.entries[index], self._of_entry(index), self._context)


class _EntryTexts:
    """The texts of one entry with its occurrences."""

    def __init__(self, entry: Entry, ranges: Sequence[Range], context: int) -> None:
        self._ranges = ranges
        self._context = context
        self._texts = [*entry.texts]
        self._starts = [start for _, start, _ in self._texts]
        self._columns: dict[int, Sequence[int]] = {}

    def occurrence(self, number: int) -> Occurrence:
        """Return an occurrence, its range mapped from the folded text to the text as printed."""
        start, end = self._ranges[number]
        index = bisect_right(self._starts, start) - 1
        entry_text, offset, folded = self._texts[index]
        text = entry_text.text
        columns = self._columns.get(index)
        if columns is None:
            columns = self._columns[index] = range(len(folded)) if len(folded) == len(text) else folded_columns(text)
        start, end = columns[start - offset], columns[end - 1 - offset] + 1
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
    progress: ProgressCallback | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Concordance:
    """Return every occurrence of a query (in the language of `hnreader search --help`) with its context.

    `context` is the greatest number of characters on either side; for `sort` see `Concordance.by`. The first
    concordance or search of an archive indexes it. `progress(done, total)` is called in each step anew: indexing,
    counting, sorting. Once `cancelled` returns True, nothing is found. Raises `WordlessQueryError` for a query without
    a word, and `ValueError` for another order or a negative context.
    """
    if context < 0:
        raise ValueError(f"a context of {context} characters")
    matches = find_exact(archive, query, cancelled, progress)
    return Concordance(OccurrenceTable(query, matches, context, progress), sort, progress)


def _by_date(entry: Entry) -> tuple[int, int, tuple[int, int, int]]:
    """Return a sort key: oldest issue first, undated articles last; within an issue as printed."""
    return entry.day or _LAST, -entry.order, entry.address


def _reporting(entries: Sequence[Entry], progress: ProgressCallback | None) -> Iterator[Entry]:
    """Yield entries and report progress."""
    for done, entry in enumerate(entries):
        if progress and done % _PROGRESS_STEP == 0:
            progress(done, len(entries))
        yield entry
