"""The writer of an index: adds and deletes the documents of issues, each issue whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tantivy import Query

from hnreader.archive import LostPageError
from hnreader.search.documents import document, starting_threads, token_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tantivy import Index as TantivyIndex

    from hnreader.search.entries import Entry

_HEAP: Final = 128_000_000
"""Bytes of new documents that are kept in memory before they are written.

One thread writes them. Two with half of it each take a fifth more time: their files are smaller, and merged more often.
"""
_COMMIT: Final = 60_000  # documents after which what was written is made to stay: some twenty seconds of work


class IndexWriter:
    """Has the writer's lock of an index as long as it lives.

    Raises ValueError where another has it, and MemoryError where there is no room for its threads.
    """

    def __init__(self, documents: TantivyIndex) -> None:
        """Documents are written in the order in which they come."""
        self._documents = documents
        with starting_threads():
            self._writer = documents.writer(heap_size=_HEAP, num_threads=1)

    def write(
        self,
        deleted: Iterable[int],
        added: Iterable[tuple[int, Iterable[Entry]]],
        committed: Callable[[set[int]], None] = lambda _states: None,
    ) -> set[int]:
        """Delete issues by their states and add others, given as states and entries.

        Return the states of those added; an issue of which a page cannot be had is not. `committed` is called now and
        then with those that stay, whatever comes. What is deleted goes with the first that is added. Raises ValueError
        where the disk is full.
        """
        states: set[int] = set()
        waiting = 0
        try:
            for state in deleted:
                self._delete(state)
            for state, entries in added:
                try:
                    for entry in entries:
                        self._writer.add_document(document(entry))
                        waiting += 1
                except LostPageError:
                    self._delete(state)
                else:
                    states.add(state)
                if waiting >= _COMMIT:
                    self._writer.commit()
                    self._documents.reload()
                    committed(states)
                    waiting = 0
            self._writer.commit()
        except BaseException:
            self._writer.rollback()
            raise
        self._documents.reload()
        return states

    def _delete(self, state: int) -> None:
        """Delete the documents of an issue that were written so far."""
        query = Query.term_query(self._documents.schema, "issue", token_of(state))
        self._writer.delete_documents_by_query(query)

    def close(self) -> None:
        """Wait until the files are as they stay, and give up the lock."""
        self._writer.wait_merging_threads()
        self._documents.reload()
