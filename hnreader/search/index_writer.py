"""The writer of an index: adds and deletes the documents of whole pages, and makes both visible at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tantivy import Query

from hnreader.search.documents import document

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from tantivy import Index as TantivyIndex

    from hnreader.search.documents import PageEntries
    from hnreader.search.entries import Address, Entry

_HEAP: Final = 64_000_000  # bytes of new documents that are kept in memory before they are written


class IndexWriter:
    """Has the writer's lock of an index as long as it lives. Raises ValueError where another has it."""

    def __init__(self, documents: TantivyIndex) -> None:
        self._documents = documents
        self._writer = documents.writer(heap_size=_HEAP, num_threads=1)

    def write(self, deleted: Collection[int], added: Iterable[PageEntries], entry: Callable[[Address], Entry]) -> None:
        """Delete the documents of pages with these keys, and add those of other pages; all of it, or nothing.

        `entry` gives the entries by their addresses. Raises ValueError where the disk is full.
        """
        try:
            for key in deleted:
                # Not by term: tantivy 0.27 takes an int for a signed one then, and deletes nothing.
                self._writer.delete_documents_by_query(Query.term_query(self._documents.schema, "contents", key))
            for page in added:
                for address in page.addresses:
                    self._writer.add_document(document(entry(address)))
            self._writer.commit()
        except BaseException:
            self._writer.rollback()
            raise
        self._documents.reload()
