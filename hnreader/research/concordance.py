"""A concordance (KWIC, key word in context): every place where a query's words stand, each with what stands around it.

Which places those are is said in `search.places`. Duplicates of a passage and furniture belong to no article, so a
text that is printed twice on a page has its places once.

The context ends where the text does, be it a paragraph, a headline or a caption: what stands next to it on the page is
another thought, often another column. It has so many characters at most, and lines are sorted by no more than that.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final, Literal, get_args, overload

from hnreader.errors import WordlessQueryError
from hnreader.search import Places, exactly
from hnreader.search.entries import EDGE
from hnreader.search.folding import places as columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hnreader.archive import Archive
    from hnreader.model import Article, Text
    from hnreader.search import Exact
    from hnreader.search.entries import Entry, Piece, TextName
    from hnreader.search.index import Progress
    from hnreader.search.matching import Range

Sort = Literal["date", "left", "right"]
SORTS: Final[tuple[Sort, ...]] = get_args(Sort)

CONTEXT: Final = 80  # characters: as many as either half of a terminal of 320 cells shows
_STEP: Final = 500  # articles from one report of progress to the next
_OPEN: Final = 256  # articles whose texts are kept at hand: what a screen shows is asked for again and again


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a query: characters `start` to `end` (exclusive) of one text of an article, and what is around."""

    article: Article
    """Of an article over several pages the part that it stands in."""
    text: TextName
    number: int
    """Which of the article's paragraphs, captions or makers it is, from 0; of anything else there is one."""
    start: int
    end: int
    left: str
    hit: str
    right: str

    @property
    def source(self) -> Text | None:
        """The text that it stands in, with its places on the page; None for a maker, whose name no text has so."""
        match self.text:
            case "paragraph":
                return self.article.paragraphs[self.number].text
            case "caption":
                return self.article.captions[self.number]
            case "maker":
                return None
            case title:
                text: Text | None = getattr(self.article, title)
                return text


class Concordance(Sequence[Occurrence]):
    """The places of a query in one order. Each is made when it is asked for."""

    def __init__(self, gathered: Gathered, sort: Sort = "date", progress: Progress | None = None) -> None:
        self._gathered = gathered
        self._order = None if sort == "date" else gathered.order(sort, progress)
        self.sort: Final = sort
        self.query: Final = gathered.query
        self.asked: Final = gathered.asked
        """What was understood of the query; its `notes` are what was not."""
        self.unfinished: Final = gathered.unfinished
        """A regular expression took too long: not all places are known."""

    @property
    def articles(self) -> Sequence[Article]:
        """The articles that have places, by date; of one over several pages the first part."""
        return [entry.parts[0] for entry in self._gathered.entries]

    @property
    def counts(self) -> Sequence[int]:
        """How many places each of the articles has."""
        return [end - start for start, end in pairwise(self._gathered.starts)]

    def by(self, sort: Sort, progress: Progress | None = None) -> Concordance:
        """Return the same places in another order.

        `date`: oldest first, undated ones last; within an issue as printed. `right`: by what follows the hit; `left`:
        by what leads up to it, from the hit outward. Contexts are compared as they are looked up (so full and half
        width, 繁 and 简 are one), character by character in the order of Unicode, which is marks, figures, letters,
        then 汉字 by radical; where they are the same, by date. Raises `ValueError` for another order.
        """
        return Concordance(self._gathered, sort, progress)

    def __len__(self) -> int:
        return self._gathered.starts[-1]

    @overload
    def __getitem__(self, at: int) -> Occurrence: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Occurrence]: ...
    def __getitem__(self, at: int | slice) -> Occurrence | Sequence[Occurrence]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        return self._gathered.occurrence(at if self._order is None else self._order[at])

    def __iter__(self) -> Iterator[Occurrence]:
        return (self[at] for at in range(len(self)))


class Gathered:
    """What a query has found: the articles, oldest first, and where each place of it begins and ends in their texts."""

    def __init__(self, query: str, found: Exact, context: int, progress: Progress | None = None) -> None:
        places = Places(found.asked)
        if not places:
            raise WordlessQueryError(query)
        self.entries: Final[list[Entry]] = []
        self.starts: Final = array("Q", [0])
        """How many places lie before each of the entries, and in all."""
        self._places: Final = array("I")  # beginning and end of each, by turns: eight bytes a place
        for entry in _told(sorted(found.entries, key=_by_date), progress):
            if standing := places.of(entry):
                self.entries.append(entry)
                self._places.extend(chain.from_iterable(standing))
                self.starts.append(len(self._places) // 2)
        self._context = context
        self._sheet = lru_cache(_OPEN)(self._open)
        self.query: Final = query
        self.asked: Final = found.asked
        self.unfinished: Final = found.unfinished or places.unfinished

    def order(self, sort: Sort, progress: Progress | None) -> array[int]:
        """Return the places, each as its number by date, by their `left` or `right` contexts."""
        if sort not in SORTS:
            raise ValueError(f"no order of a concordance: {sort}")
        context = self._context
        keys: list[str] = []
        for at, entry in enumerate(_told(self.entries, progress)):
            folded = entry.folded
            if sort == "right":
                keys += (folded[end : end + context].partition(EDGE)[0] for _, end in self._standing(at))
            else:
                starts = (start for start, _ in self._standing(at))
                keys += (folded[max(0, start - context) : start].rpartition(EDGE)[2][::-1] for start in starts)
        return array("Q", sorted(range(len(keys)), key=keys.__getitem__))

    def occurrence(self, number: int) -> Occurrence:
        """Return a place by its number by date."""
        entry = bisect_right(self.starts, number) - 1
        return self._sheet(entry).occurrence(number - self.starts[entry])

    def _standing(self, at: int) -> list[Range]:
        """Return the places of one of the entries."""
        edges = self._places[2 * self.starts[at] : 2 * self.starts[at + 1]]
        return list(zip(edges[::2], edges[1::2], strict=True))

    def _open(self, at: int) -> _Sheet:
        return _Sheet(self.entries[at], self._standing(at), self._context)


class _Sheet:
    """The texts of one article, and the places in them."""

    def __init__(self, entry: Entry, places: Sequence[Range], context: int) -> None:
        self._places = places
        self._context = context
        self._texts = [*entry.texts]
        self._starts = [start for _, start, _ in self._texts]
        self._columns: dict[int, Sequence[int]] = {}

    def occurrence(self, number: int) -> Occurrence:
        """Return one of the places, traced back to the text as it is shown."""
        start, end = self._places[number]
        at = bisect_right(self._starts, start) - 1
        piece, begin, folded = self._texts[at]
        columns = self._columns.get(at)
        if columns is None:
            columns = self._columns[at] = _columns(piece, folded)
        start, end = columns[start - begin], columns[end - 1 - begin] + 1
        left, right = max(0, start - self._context), end + self._context
        text = piece.text
        return Occurrence(
            piece.part, piece.name, piece.number, start, end, text[left:start], text[start:end], text[end:right]
        )


def concordance(
    archive: Archive,
    query: str,
    *,
    sort: Sort = "date",
    context: int = CONTEXT,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Concordance:
    """Return every place of a query (in the language of `hnreader search --help`) with its context.

    `context` is how many characters are given on either side, at most; for `sort` see `Concordance.by`. The first
    concordance or search of an archive indexes it. `progress` is told now and then how much is done, and of how much,
    in each step anew: indexing, counting, sorting. Once `cancelled` says yes, nothing is found. Raises
    `WordlessQueryError` for a query without a word, and `ValueError` for another order or a negative context.
    """
    if context < 0:
        raise ValueError(f"a context of {context} characters")
    found = exactly(archive, query, cancelled, progress)
    return Concordance(Gathered(query, found, context, progress), sort, progress)


def _by_date(entry: Entry) -> tuple[int, int, str]:
    """Oldest issue first, undated articles last; within an issue as printed."""
    first = entry.parts[0]
    return first.date.toordinal() if first.date else 1 << 30, -entry.order, first.id


def _told(entries: Sequence[Entry], progress: Progress | None) -> Iterator[Entry]:
    for at, entry in enumerate(entries):
        if progress and at % _STEP == 0:
            progress(at, len(entries))
        yield entry


def _columns(piece: Piece, folded: str) -> Sequence[int]:
    return range(len(folded)) if len(folded) == len(piece.text) else columns_of(piece.text)
