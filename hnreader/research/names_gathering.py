"""Looks through the articles of an archive for names: issue by issue, the newest first, as far as it is let.

What is found is written about every second, whole pages and whole issues at a time; who goes on later goes on there.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict, deque
from contextlib import ExitStack, suppress
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from hnreader.archive import LostPageError, Place
from hnreader.research.mentions import source_of
from hnreader.research.names_writer import IssueFound, NamesWriter
from hnreader.research.tagging import Tagging

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from hnreader.archive import View
    from hnreader.research.mentions import Mention, Source
    from hnreader.research.names_database import NamesDatabase

_BATCH: Final = 20_000  # characters sent to the child at once: about a tenth of a second
_PAUSE: Final = 1.0  # seconds from one write to the next; …
_PAUSE_IN_MEMORY: Final = 0.1  # … shorter where a write holds up who reads
_ISSUES: Final = 32  # written at once: where all pages are known, there are some hundred a second
_STATES: Final = "SELECT day, state FROM issue WHERE archive = (SELECT number FROM archive WHERE key = ?)"


class GatheringProgress(NamedTuple):
    """Articles done, and all articles."""

    done: int
    total: int


class Gathering:
    """One pass over an archive as it is at one moment."""

    def __init__(self, database: NamesDatabase, view: View, key: bytes) -> None:
        """`key` is that by which the archive is known in its library."""
        self._database = database
        self._view = view
        self._key = key
        self._gone: list[int] = []
        self._pages: list[tuple[bytes, Sequence[Sequence[Mention]]]] = []
        self._issues: list[IssueFound] = []
        self._pause = _PAUSE_IN_MEMORY if database.temporary else _PAUSE
        self._due = monotonic() + self._pause
        self._done = 0
        self._process: Tagging | None = None

    def steps(self) -> Generator[GatheringProgress, None, None]:
        """Do it step by step. Raises `TaggingError`, and `sqlite3.Error` where it cannot be written."""
        summaries = self._view.summaries
        known = dict(self._database.rows(_STATES, self._key))
        missing = [index for index, issue in enumerate(summaries) if known.get(issue.day) != issue.state]
        gone = known.keys() - {issue.day for issue in summaries}
        self._done = sum(issue.articles for issue in summaries) - sum(summaries[index].articles for index in missing)
        try:
            if missing or gone:
                yield self._progress()
            for day in sorted(gone):
                self._gone.append(day)
                self._flush_sometimes()
                yield self._progress()
            with ExitStack() as stack:
                for index in missing:
                    with suppress(LostPageError):  # perhaps for this moment: the next pass looks again
                        yield from self._look_through(index, stack)
            self._flush()
        except sqlite3.Error:
            raise
        except BaseException:  # the pass is closed, or the process is gone
            with suppress(sqlite3.Error):
                self._flush()
            raise

    def _progress(self, more: int = 0) -> GatheringProgress:
        return GatheringProgress(self._done + more, self._view.articles_before[-1])

    def _look_through(self, index: int, stack: ExitStack) -> Iterator[GatheringProgress]:
        """Find what is not known of an issue. Raises `LostPageError`."""
        summary, keys = self._view.summaries[index], self._view.page_keys(index)
        entries = _entries(self._view, index)
        unknown = deque(page for page, key in enumerate(keys) if not self._is_known(key))
        found: dict[int, list[Sequence[Mention]]] = defaultdict(list)
        looked = 0
        for batch in _batches(self._sources(index, [*unknown])):
            if looked:
                yield self._progress(looked)
            tagging = self._tagging(stack)
            for (page, _), mentions in zip(batch, tagging.mentions([source for _, source in batch]), strict=True):
                found[page].append(mentions)
            while unknown and len(found[unknown[0]]) == len(entries[unknown[0]]):
                self._pages.append((keys[unknown[0]], found.pop(unknown.popleft())))
            looked += len(batch)
            self._flush_sometimes()
        self._pages += [(keys[page], []) for page in unknown]  # no article is on them
        self._issues.append(IssueFound(summary.day, summary.state, keys, entries))
        self._done += summary.articles
        self._flush_sometimes()
        yield self._progress()

    def _is_known(self, key: bytes) -> bool:
        return any(self._database.rows("SELECT 1 FROM found WHERE key = ?", key))

    def _sources(self, index: int, pages: Iterable[int]) -> Iterator[tuple[int, Source]]:
        """Yield what is searched of the articles of pages. Raises `LostPageError`."""
        outlined = self._view.open(index).pages
        for page in pages:
            for place in range(len(outlined[page].ids)):
                yield page, source_of(self._view.fetched(index, Place(page, place)))

    def _tagging(self, stack: ExitStack) -> Tagging:
        """Return the process that finds names; it is started when there is something to look through."""
        if self._process is None:
            self._process = stack.enter_context(Tagging())
        return self._process

    def _flush_sometimes(self) -> None:
        if monotonic() >= self._due or len(self._issues) >= _ISSUES:
            self._flush()
            self._due = monotonic() + self._pause

    def _flush(self) -> None:
        """Write what was found."""
        if not (self._gone or self._pages or self._issues):
            return
        try:
            with self._database.writing() as db:
                writer = NamesWriter(db, self._key)
                for day in self._gone:
                    writer.remove(day)
                for page in self._pages:
                    writer.put_page(*page)
                for issue in self._issues:
                    writer.publish(issue)
        except msgspec.MsgspecError as error:
            raise sqlite3.DatabaseError("malformed") from error
        self._gone, self._pages, self._issues = [], [], []


def _entries(view: View, index: int) -> list[list[int]]:
    """Return, for each page of an issue and each of its articles, the index of the entry that it is a part of."""
    issue = view.open(index)
    return [
        [issue.entry_index(view.first_part(index, Place(page, place))) for place in range(len(outlined.ids))]
        for page, outlined in enumerate(issue.pages)
    ]


def _batches(sources: Iterable[tuple[int, Source]]) -> Iterator[list[tuple[int, Source]]]:
    batch: list[tuple[int, Source]] = []
    size = 0
    for page, source in sources:
        batch.append((page, source))
        size += sum(map(len, source.texts))
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
