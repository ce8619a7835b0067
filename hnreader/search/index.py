"""The full-text index (tantivy): one document for each entry, kept up to date with an archive."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Final

from hnreader.search.documents import open_documents, page_entries, schema
from hnreader.search.entries import Address, Entry
from hnreader.search.index_writer import IndexWriter

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Sequence

    from tantivy import DocAddress, Searcher

    from hnreader.archive import Archive
    from hnreader.model import Issue, PageArticles
    from hnreader.search.documents import PageEntries

    ProgressCallback = Callable[[int, int], None]
    """Called with how much is done, and of how much."""

_ENTRIES: Final = 1 << 17
"""Entries that are kept with their folded texts: some 200 MB, a sixth of what their articles take."""


class Index:
    """The entries of an archive by their addresses, and the index of their characters."""

    def __init__(self) -> None:
        self.schema: Final = schema()
        self._documents = open_documents(self.schema)
        self._writer = IndexWriter(self._documents)
        self._lock = Lock()
        self._issues: tuple[Issue, ...] | None = None
        self._by_issue: dict[datetime.date | None, tuple[tuple[PageArticles, ...], dict[int, PageEntries]]] = {}
        self._pages: dict[int, PageEntries] = {}
        """By key. Those that were replaced stay, because a search that still runs may have found their entries."""
        self._indexed: set[int] = set()
        self.entry: Final = lru_cache(_ENTRIES)(self._make_entry)
        """Returns the entry at an address."""

    @property
    def searcher(self) -> Searcher:
        """A searcher of the index as it is now."""
        return self._documents.searcher()

    def scored_entries(self, searcher: Searcher, hits: Sequence[tuple[float, DocAddress]]) -> list[tuple[float, Entry]]:
        """Return the entries of the documents that a searcher has found, with their scores."""
        found = [address for _, address in hits]
        numbers = (searcher.fast_field_values(name, found) for name in Address._fields)
        addresses = zip(*numbers, strict=True)
        return [(score, self.entry(Address(*address))) for (score, _), address in zip(hits, addresses, strict=True)]

    def update(
        self, archive: Archive, cancelled: Callable[[], bool] = lambda: False, progress: ProgressCallback | None = None
    ) -> None:
        """Index what the archive has got since the last time; what is left when cancelled is indexed the next time.

        `progress` is called with the number of pages indexed, and of how many.
        """
        with self._lock:
            issues = archive.issues
            if issues is self._issues:
                return
            wanted = self._entries_of(issues, archive)
            self._pages |= wanted
            added = [page for key, page in wanted.items() if key not in self._indexed]
            deleted = self._indexed - wanted.keys()
            done: list[int] = []

            def until_cancelled() -> Iterator[PageEntries]:
                for page in added:
                    if cancelled():
                        return
                    if progress:
                        progress(len(done), len(added))
                    yield page
                    done.append(page.key)

            self._writer.write(deleted, until_cancelled(), self.entry)
            self._indexed = (self._indexed - deleted).union(done)
            if len(done) == len(added):
                self._issues = issues

    def _entries_of(self, issues: tuple[Issue, ...], archive: Archive) -> dict[int, PageEntries]:
        """Return the pages of issues by key, those without entries left out."""
        found: dict[int, PageEntries] = {}
        for issue in issues:
            pages, entries = self._by_issue.get(issue.date, ((), {}))
            if pages != issue.pages:
                made = (page_entries(page, archive) for page in issue.pages)
                entries = {page.key: page for page in made if page.entries}
                self._by_issue[issue.date] = issue.pages, entries
            found |= entries
        return found

    def _make_entry(self, address: Address) -> Entry:
        parts, position = self._pages[address.contents].entries[address.place]
        return Entry(parts, position, address)
