"""The writer of an index: adds and deletes documents, and makes both visible at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tantivy import Query

from hnreader.search.documents import document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tantivy import Index as TantivyIndex

    from hnreader.search.entries import Entry

_HEAP: Final = 64_000_000  # bytes of new documents that are kept in memory before they are written


class IndexWriter:
    """Has the writer's lock of an index as long as it lives. Raises ValueError where another has it."""

    def __init__(self, documents: TantivyIndex) -> None:
        self._documents = documents
        self._writer = documents.writer(heap_size=_HEAP, num_threads=1)

    def write(self, deleted: Iterable[int], added: Iterable[Entry]) -> set[int]:
        """Delete the documents with these addresses and add those of other entries, all of it or nothing.

        Return the addresses of those added. Raises ValueError where the disk is full.
        """
        addresses: set[int] = set()
        try:
            for address in deleted:
                # Not by term: tantivy 0.27 takes an int for a signed one then, and deletes nothing.
                self._writer.delete_documents_by_query(Query.term_query(self._documents.schema, "address", address))
            for entry in added:
                self._writer.add_document(document(entry))
                addresses.add(entry.address)
            self._writer.commit()
        except BaseException:
            self._writer.rollback()
            raise
        self._documents.reload()
        return addresses

    def close(self) -> None:
        """Wait until the files are as they stay, and give up the lock."""
        self._writer.wait_merging_threads()
        self._documents.reload()
