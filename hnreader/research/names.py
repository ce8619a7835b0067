"""The index of names: who and what the archive names, how often, since when, and in which articles."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 a class
from heapq import merge, nsmallest
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from hnreader.research.mentions import Kind, source
from hnreader.research.store import Store
from hnreader.research.tagging import Tagging, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Iterator
    from pathlib import Path

    from hnreader.archive import Archive
    from hnreader.model import Article
    from hnreader.research.mentions import Mention
    from hnreader.settings import Problem

Order = Literal["count", "first"]

_LOOKED_UP: Final = 500  # articles looked up in the store at once
_RUN: Final = 4_000  # names sorted at once
_NO_DAY: Final = Date.max.toordinal() + 1
_BATCH: Final = 20_000  # characters looked through at once: some tenth of a second

_Row = tuple[int, int, str, Kind, "_Uses", int]
"""What a name is sorted by, how it is used, and in how many articles."""


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of the index."""

    kind: Kind
    name: str
    count: int
    """How often it stands in the archive."""
    articles: int
    """In how many articles; one on several pages is one."""
    first: Date | None
    """The oldest issue that has it; None where no issue that has it is dated."""
    last: Date | None
    """The newest."""


class Progress(NamedTuple):
    """How far the pass has come, in articles."""

    done: int
    total: int


@dataclass(slots=True)
class _Uses:
    """Where a name is used, and how often in all."""

    articles: array[int] = field(default_factory=lambda: array("L"))
    """Their numbers."""
    times: int = 0
    first: Date | None = None
    last: Date | None = None
    proven: bool = False

    def add(self, number: int, day: Date | None, mention: Mention) -> None:
        """Count a mention in one more article."""
        self.articles.append(number)
        self.times += mention.times
        self.proven |= mention.proven
        if day is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


class Names:
    """Names → articles. It grows while `gather` runs, and can be read meanwhile from another thread."""

    def __init__(self, archive: Archive, path: Path | None = None) -> None:
        """`path` is the file that mentions are kept in (`store_path()`); None keeps none."""
        self._archive = archive
        self._path = path
        self._lock = Lock()
        self._uses: dict[tuple[Kind, str], _Uses] = {}
        self._articles: list[Article] = []
        self._known: set[str] = set()
        self.problem: Problem | None = None
        """Why mentions can't be kept, if they can't."""

    def gather(self) -> Generator[Progress, None, None]:
        """Take in what the archive has that was not taken in yet, step by step: what is kept first, then the rest.

        The rest is looked through in a process of its own; whoever iterates only waits, so it may be any thread, but
        one at a time. Closing the iterator ends that process; what was done is kept. Raises `TaggingError`.
        """
        fresh = [one for one in self._archive.articles if one.id not in self._known]
        total = len(self._known) + len(fresh)
        with Store(self._path) as store:
            unknown: list[Article] = []
            for start in range(0, len(fresh), _LOOKED_UP):
                unknown += self._take_known(fresh[start : start + _LOOKED_UP], store)
                yield Progress(len(self._known), total)
            if unknown:
                with Tagging() as tagging:
                    for batch in _batches(unknown):
                        sources = [source(article) for article in batch]
                        found = tagging.mentions(sources)
                        store.keep({key_of(one): told for one, told in zip(sources, found, strict=True)})
                        self._take(zip(batch, found, strict=True))
                        self.problem = store.problem
                        yield Progress(len(self._known), total)
            self.problem = store.problem

    def listing(self, kinds: Collection[Kind] = (), order: Order = "count", limit: int | None = None) -> list[Name]:
        """Return the names of some kinds, or of all: the most frequent first, or the ones first used first.

        Equal ones stand in the order of their characters. Other threads get their turn meanwhile, however long it is;
        with a `limit` it takes a fraction of the time.
        """
        with self._lock:
            ranked = self._ranked(kinds, _by_first if order == "first" else _by_count)
            found = list(ranked) if limit is None else nsmallest(limit, ranked)
        return [
            Name(kind, name, uses.times, articles, uses.first, uses.last)
            for *_, name, kind, uses, articles in (_sorted(found) if limit is None else found)
        ]

    def _ranked(self, kinds: Collection[Kind], rank: Callable[[_Uses, int], tuple[int, int]]) -> Iterator[_Row]:
        whole = self._moved()
        for (kind, name), uses in self._uses.items():
            if uses.proven and (not kinds or kind in kinds):
                articles = _articles(uses, whole)
                yield *rank(uses, articles), name, kind, uses, articles

    def articles(self, kind: Kind, name: str) -> list[Article]:
        """Return the articles that have a name, in the archive's order; one on several pages by its first part."""
        with self._lock:
            uses = self._uses.get((kind, name))
            found = [self._articles[number] for number in uses.articles] if uses and uses.proven else []
        whole = {article.id: article for article in map(self._archive.whole, found)}
        return sorted(whole.values(), key=lambda article: self._archive.place(article).position)

    def _take_known(self, articles: list[Article], store: Store) -> list[Article]:
        """Take in what the store knows, and return the articles that it does not."""
        keys = [key_of(source(article)) for article in articles]
        known = store.known(keys)
        self._take((article, known[key]) for article, key in zip(articles, keys, strict=True) if key in known)
        return [article for article, key in zip(articles, keys, strict=True) if key not in known]

    def _take(self, found: Iterable[tuple[Article, list[Mention]]]) -> None:
        with self._lock:
            for article, mentions in found:
                number = len(self._articles)
                self._articles.append(article)
                self._known.add(article.id)
                for one in mentions:
                    key = one.kind, one.name
                    if key not in self._uses:
                        self._uses[key] = _Uses()
                    self._uses[key].add(number, article.date, one)

    def _moved(self) -> dict[int, str]:
        """Return the articles that are parts of others → the id of what they are a part of."""
        tied = {one.id for tie in self._archive.ties for one in (tie.first, tie.second)}
        return {
            number: self._archive.whole(article).id
            for number, article in enumerate(self._articles if tied else ())
            if article.id in tied
        }


def _by_count(uses: _Uses, articles: int) -> tuple[int, int]:
    return -uses.times, -articles


def _by_first(uses: _Uses, _articles: int) -> tuple[int, int]:
    return uses.first.toordinal() if uses.first else _NO_DAY, -uses.times


def _articles(uses: _Uses, moved: dict[int, str]) -> int:
    parts = moved.keys() & uses.articles if moved else set()
    return len(uses.articles) - len(parts) + len({moved[number] for number in parts})


def _sorted(rows: list[_Row]) -> Iterable[_Row]:
    """Sort in runs: sorting all in one would hold the interpreter for longer than frames are apart."""
    return merge(*(sorted(rows[start : start + _RUN]) for start in range(0, len(rows), _RUN)))


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += sum(len(one.text.text) for one in article.paragraphs)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
