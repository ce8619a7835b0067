"""Names in their order, and the articles of a name. What they are is fetched when they are looked at."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache, partial
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from hnreader.language.folding import fold
from hnreader.language.pinyin import is_pinyin, match_readings, readings_of, split_pinyin
from hnreader.lazy_sequence import LazySequence
from hnreader.model import Article

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hnreader.archive import View
    from hnreader.research.names import Name

_BLOCK: Final = 128  # names fetched at once: two screens
_BLOCKS: Final = 64
_LETTERS: Final = frozenset(ascii_lowercase)


class Listing(LazySequence["Name"]):
    """Names of one kind in one order; they stay in their places, with the counts that they have by now."""

    def __init__(
        self, numbers: array[int], fetch: Callable[[Sequence[int]], Mapping[int, Name]], absent: Name, *, whole: bool
    ) -> None:
        """`absent` stands for a name that is gone by the time that it is looked at."""
        self._numbers = numbers
        self._absent = absent
        self._block = lru_cache(_BLOCKS)(partial(_fetched, numbers, fetch))
        self.whole: Final = whole
        """These are all names, not only the first."""

    def __len__(self) -> int:
        return len(self._numbers)

    def _item(self, index: int) -> Name:
        return self._block(index // _BLOCK).get(self._numbers[index], self._absent)

    def fetch_beside(self, index: int) -> None:
        """Fetch the names beside an index by now."""
        self._block(index // _BLOCK)

    def number_at(self, index: int) -> int:
        """Return the number of the name at an index."""
        return self._numbers[index]

    def index_of(self, number: int | None) -> int | None:
        """Return the index of the name with a number, or None."""
        try:
            return None if number is None else self._numbers.index(number)
        except ValueError:
            return None


def _fetched(
    numbers: array[int], fetch: Callable[[Sequence[int]], Mapping[int, Name]], block: int
) -> Mapping[int, Name]:
    return fetch(numbers[block * _BLOCK : (block + 1) * _BLOCK])


class NamedArticles(LazySequence[Article]):
    """The articles of a name in the archive's order, a story over several pages once, by its first part."""

    def __init__(self, view: View, entries: array[int]) -> None:
        """`entries` are indices among all entries of a view, in their order."""
        self._view = view
        self._indices = entries

    def __len__(self) -> int:
        return len(self._indices)

    def _item(self, index: int) -> Article:
        view = self._view
        issue, place = view.entry_at(self._indices[index])
        return view.article(issue, place)

    def index_of(self, article: Article) -> int | None:
        """Return the index of an article, or of the first part of its story, or None."""
        view = self._view
        issue, place = view.find(article.id) or (0, None)
        if place is None:
            return None
        entry = view.entries_before[issue] + view.open(issue).entry_index(view.first_part(issue, place))
        index = bisect_left(self._indices, entry)
        return index if self._indices[index : index + 1].tolist() == [entry] else None


def matching(
    names: Iterable[tuple[int, str]], typed: str, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[int]:
    """Yield the numbers of the names that contain these characters, or whose pinyin these letters are (part of).

    `names` are folded, as is what was `typed`.
    """
    readings = split_pinyin(typed) if is_pinyin(typed) or typed in _LETTERS else []
    for number, name in names:
        if cancelled():
            return
        if typed in name or (readings and match_readings(readings_of(name), readings)):
            yield number


def has_readings(typed: str) -> bool:
    """Whether what was typed may be pinyin: then names are compared one by one."""
    return is_pinyin(typed) or typed in _LETTERS


def nearly(names: Iterable[tuple[int, str]], typed: str) -> Iterator[int]:
    """Yield the numbers of the names that are spelt nearly as what was typed."""
    from hnreader.search.spelling import similar_values  # noqa: PLC0415 seldom needed

    known = list(names)
    similar = {*similar_values(typed, (name for _, name in known))}
    return (number for number, name in known if name in similar)


def folded(typed: str) -> str:
    """Return what was typed as names are compared with it."""
    return fold(typed.strip())
