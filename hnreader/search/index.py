"""The full-text index (tantivy): one document for each entry, kept up to date with an archive."""

from __future__ import annotations

from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from hnreader.reasons import Message, Reason
from hnreader.search.documents import addresses_of, entries_of, open_documents, schema
from hnreader.search.entries import FoldedTexts
from hnreader.search.index_on_disk import IndexFolder, IndexFolderError
from hnreader.search.index_writer import IndexWriter

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from tantivy import DocAddress, Searcher
    from tantivy import Index as TantivyIndex

    from hnreader.archive import Archive
    from hnreader.model import Issue, PageArticles
    from hnreader.search.entries import Entry

    ProgressCallback = Callable[[int, int], None]
    """Called with how much is done, and of how much."""

_CHARACTERS: Final = 100_000_000
"""Characters of folded texts that are kept, 200 MB: all of 130,000 articles, which take eight times as much."""
_FEWEST: Final = 250
"""Entries from which on an index is kept on disk: fewer are indexed in a tenth of a second."""


class Index:
    """What a search reads: the documents of an archive's entries, and the entries by their addresses."""

    def __init__(self, folder: Path | None = None) -> None:
        """Make an index in memory, or one that is kept in a folder when it is large enough."""
        self.schema: Final = schema()
        self._folder = IndexFolder(folder) if folder else None
        self._documents = open_documents(self.schema)
        self._writer: IndexWriter | None = None
        self._lock = Lock()
        self._issues: tuple[Issue, ...] | None = None
        self._by_issue: dict[datetime.date | None, tuple[tuple[PageArticles, ...], dict[int, Entry]]] = {}
        self._texts = FoldedTexts(_CHARACTERS)
        self._entries: dict[int, Entry] = {}
        """By address. Those that were replaced stay, because a search that still runs may have found them."""
        self._indexed: AbstractSet[int] = frozenset()
        self.ranks: dict[int, int] | None = None
        """The places of entries in the archive by address, for an index on disk whose documents stand otherwise."""
        self.problem: Message | None = None
        """What is wrong with the index on disk, if it was damaged or is not used."""

    @property
    def searcher(self) -> Searcher:
        """A searcher of the index as it is now."""
        return self._documents.searcher()

    def scored_entries(self, searcher: Searcher, hits: Sequence[tuple[float, DocAddress]]) -> list[tuple[float, Entry]]:
        """Return the entries of the documents that a searcher has found, with their scores."""
        addresses: Sequence[Any] = searcher.fast_field_values("address", [found for _, found in hits])
        return [(score, self._entries[address]) for (score, _), address in zip(hits, addresses, strict=True)]

    def update(
        self, archive: Archive, cancelled: Callable[[], bool] = lambda: False, progress: ProgressCallback | None = None
    ) -> None:
        """Index what the archive has got since the last time; what is left when cancelled is indexed the next time.

        `progress` is called with the number of articles indexed, and of how many.
        """
        with self._lock:
            issues = archive.issues
            if issues is self._issues:
                return
            wanted = self._entries_of(issues, archive)
            self._entries |= wanted
            added = partial(self._missing, wanted, cancelled, progress)
            if self._folder and len(wanted) >= _FEWEST:
                self._update_folder(self._folder, wanted.keys(), added)
            else:
                self._folder = None
            if self._folder is None:
                self._writer = self._writer or IndexWriter(self._documents)
                deleted = self._indexed - wanted.keys()
                self._indexed = (self._indexed - deleted) | self._writer.write(deleted, added(self._indexed))
            self.ranks = None
            # In memory equals are left as they come: to look for all that equal the last of 200 takes as long again.
            if self._folder and addresses_of(self._documents) != [*wanted]:
                self.ranks = {address: rank for rank, address in enumerate(wanted)}
            if self._indexed == wanted.keys():
                self._issues = issues

    def _update_folder(
        self, folder: IndexFolder, wanted: AbstractSet[int], added: Callable[[AbstractSet[int]], Iterator[Entry]]
    ) -> None:
        """Bring the index on disk up to date, or give it up for a new one in memory."""

        def fill(documents: TantivyIndex, known: AbstractSet[int]) -> None:
            writer = IndexWriter(documents)
            writer.write((), added(known))
            writer.close()

        try:
            self._documents, self._indexed = folder.updated(wanted, fill)
            self.problem = Message(Reason.INDEX_DAMAGED) if folder.damaged else None
        except IndexFolderError as error:
            self._folder, self.problem = None, error.message
            self._documents, self._indexed = open_documents(self.schema), frozenset()

    def _entries_of(self, issues: tuple[Issue, ...], archive: Archive) -> dict[int, Entry]:
        """Return the entries of issues by address, worked out anew for issues that have other pages."""
        found: dict[int, Entry] = {}
        for issue in issues:
            pages, entries = self._by_issue.get(issue.date, ((), {}))
            if pages != issue.pages:
                # Of an entry that is as it was, the one is kept that may have its folded texts.
                made = entries_of(issue, archive, self._texts)
                entries = {entry.address: self._entries.get(entry.address, entry) for entry in made}
                self._by_issue[issue.date] = issue.pages, entries
            found |= entries
        return found

    def _missing(
        self,
        wanted: dict[int, Entry],
        cancelled: Callable[[], bool],
        progress: ProgressCallback | None,
        known: AbstractSet[int],
    ) -> Iterator[Entry]:
        """Yield the entries whose addresses are not known, until cancelled."""
        missing = [address for address in wanted if address not in known]
        for number, address in enumerate(missing):
            if cancelled():
                return
            if progress:
                progress(number, len(missing))
            yield wanted[address]
