"""The index of names: people, places, organizations and phrases with their counts, dates and articles."""

from __future__ import annotations

from array import array
from datetime import date as Date  # noqa: N812 a class
from heapq import merge, nsmallest
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct, field

from hnreader.archive import Place
from hnreader.research.mention_cache import MentionCache
from hnreader.research.mentions import NameKind, source_of
from hnreader.research.tagging import Tagging, cache_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Iterator
    from pathlib import Path

    from hnreader.archive import Archive, View
    from hnreader.model import Article
    from hnreader.reasons import Message
    from hnreader.research.mentions import Mention

NameOrder = Literal["count", "first"]

_CACHE_BATCH: Final = 500  # articles looked up in the cache at once
_SORTED_AT_ONCE: Final = 4_000  # names
_UNDATED: Final = Date.max.toordinal() + 1  # sorts behind every date
_BATCH: Final = 20_000  # characters sent to the child at once: about a tenth of a second

_Row = tuple[int, int, str, NameKind, "_Usage", int]
"""Two sort keys, name, kind, usage and number of articles."""


class Name(Struct, frozen=True):
    """A name in the index."""

    kind: NameKind
    name: str
    count: int
    """Occurrences in the archive."""
    articles: int
    """Number of articles; one over several pages counts once."""
    first: Date | None
    """The date of the oldest issue with it; None if no such issue is dated."""
    last: Date | None
    """The date of the newest issue with it."""


class GatheringProgress(NamedTuple):
    """Articles done, and all articles."""

    done: int
    total: int


class _Usage(Struct):
    """The articles with a name, and its count in all of them."""

    articles: array[int] = field(default_factory=lambda: array("L"))
    """Indices in `Names._articles`."""
    times: int = 0
    first: Date | None = None
    last: Date | None = None
    proven: bool = False

    def add(self, index: int, day: Date | None, mention: Mention) -> None:
        """Count a mention in another article."""
        self.articles.append(index)
        self.times += mention.times
        self.proven |= mention.proven
        if day is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


class Names:
    """Names → articles. It grows while `gather` runs; other threads may read it meanwhile."""

    def __init__(self, archive: Archive, path: Path | None = None) -> None:
        """`path` is the file of the cache (`cache_path()`); None caches in memory."""
        self._archive = archive
        self._path = path
        self._lock = Lock()
        self._uses: dict[tuple[NameKind, str], _Usage] = {}
        self._articles: list[str] = []
        """The ids of articles looked through."""
        self._known: set[str] = set()
        self.problem: Message | None = None
        """Why mentions are not saved, if they are not."""

    def gather(self) -> Generator[GatheringProgress, None, None]:
        """Add the archive's new articles step by step: those in the cache first, then the others.

        The others are searched by a process of its own, for which the iterating thread waits; closing the iterator
        ends it, and what it has found is kept. One thread may iterate at a time. Raises `TaggingError`.
        """
        total = len(self._archive)
        new = self._new(self._archive.view)
        with MentionCache(self._path) as cache:
            unknown: list[str] = []
            while articles := [*islice(new, _CACHE_BATCH)]:
                unknown += self._add_cached(articles, cache)
                yield GatheringProgress(len(self._known), total)
            if unknown:
                found_again = (self._archive.get(name) for name in unknown)
                with Tagging() as tagging:
                    for batch in _batches(article for article in found_again if article is not None):
                        sources = [source_of(article) for article in batch]
                        found = tagging.mentions(sources)
                        cache.put(dict(zip(map(cache_key, sources), found, strict=True)))
                        self._add(zip(batch, found, strict=True))
                        self.problem = cache.problem
                        yield GatheringProgress(len(self._known), total)
            self.problem = cache.problem

    def _new(self, view: View) -> Iterator[Article]:
        """Yield the articles of a view that were not looked through; others are not fetched."""
        for index in range(len(view.summaries)):
            for page, outlined in enumerate(view.open(index).pages):
                for place, name in enumerate(outlined.ids):
                    if name and name not in self._known:  # without one it cannot be had at this moment
                        yield view.article(index, Place(page, place))

    def ranked(
        self, kinds: Collection[NameKind] = (), order: NameOrder = "count", limit: int | None = None
    ) -> list[Name]:
        """Return the names of some kinds, or of all: the most frequent first, or those first used first.

        Equal ones are in the order of their characters. Other threads can run meanwhile; with a `limit` it takes a
        fraction of the time.
        """
        with self._lock:
            ranked = self._rows(kinds, _by_first if order == "first" else _by_count)
            found = list(ranked) if limit is None else nsmallest(limit, ranked)
        return [
            Name(kind, name, uses.times, articles, uses.first, uses.last)
            for *_, name, kind, uses, articles in (_sorted(found) if limit is None else found)
        ]

    def _rows(self, kinds: Collection[NameKind], rank: Callable[[_Usage, int], tuple[int, int]]) -> Iterator[_Row]:
        story_ids = self._story_ids()
        for (kind, name), uses in self._uses.items():
            if uses.proven and (not kinds or kind in kinds):
                articles = _story_count(uses, story_ids)
                yield *rank(uses, articles), name, kind, uses, articles

    def articles(self, kind: NameKind, name: str) -> list[Article]:
        """Return the articles with a name, in the archive's order; one over several pages by its first part."""
        with self._lock:
            uses = self._uses.get((kind, name))
            names = [self._articles[number] for number in uses.articles] if uses and uses.proven else []
        found = [article for each in names if (article := self._archive.get(each)) is not None]
        stories = {article.id: article for article in map(self._archive.first_part, found)}
        return sorted(stories.values(), key=lambda article: self._archive.position(article).article)

    def _add_cached(self, articles: list[Article], cache: MentionCache) -> list[str]:
        """Add the articles whose mentions are cached; return the ids of the others."""
        keys = [cache_key(source_of(article)) for article in articles]
        known = cache.get(keys)
        self._add((article, known[key]) for article, key in zip(articles, keys, strict=True) if key in known)
        return [article.id for article, key in zip(articles, keys, strict=True) if key not in known]

    def _add(self, found: Iterable[tuple[Article, list[Mention]]]) -> None:
        with self._lock:
            for article, mentions in found:
                index = len(self._articles)
                self._articles.append(article.id)
                self._known.add(article.id)
                for mention in mentions:
                    key = mention.kind, mention.name
                    if key not in self._uses:
                        self._uses[key] = _Usage()
                    self._uses[key].add(index, article.date, mention)

    def _story_ids(self) -> dict[int, str]:
        """Return, for the index of each article in a story over several pages, the id of the story's first part."""
        firsts = self._archive.view.story_ids
        return {index: firsts[name] for index, name in enumerate(self._articles if firsts else ()) if name in firsts}


def _by_count(uses: _Usage, articles: int) -> tuple[int, int]:
    return -uses.times, -articles


def _by_first(uses: _Usage, _articles: int) -> tuple[int, int]:
    return uses.first.toordinal() if uses.first else _UNDATED, -uses.times


def _story_count(uses: _Usage, story_ids: dict[int, str]) -> int:
    """Count the articles with a name, those of one story once."""
    parts = story_ids.keys() & uses.articles if story_ids else set()
    return len(uses.articles) - len(parts) + len({story_ids[index] for index in parts})


def _sorted(rows: list[_Row]) -> Iterable[_Row]:
    """Sort in runs: sorting all at once would block the other threads for longer than a frame."""
    return merge(*(sorted(rows[start : start + _SORTED_AT_ONCE]) for start in range(0, len(rows), _SORTED_AT_ONCE)))


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += sum(len(paragraph.text.text) for paragraph in article.paragraphs)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
