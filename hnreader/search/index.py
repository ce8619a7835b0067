"""The full-text index (tantivy): one document for each entry, kept up to date with an archive."""

from __future__ import annotations

from functools import partial
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tantivy import Occur, Query

from hnreader.archive import Place
from hnreader.reasons import Message, Reason
from hnreader.search.documents import PLACE_BITS, entries_of, open_documents, schema, token_of
from hnreader.search.entries import Address, FoldedTexts
from hnreader.search.index_on_disk import IndexFolder, IndexFolderError
from hnreader.search.index_writer import IndexWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from tantivy import DocAddress, Searcher
    from tantivy import Index as TantivyIndex

    from hnreader.archive import Archive, View
    from hnreader.search.entries import Entry, Parts

    ProgressCallback = Callable[[int, int], None]
    """Called with how much is done, and of how much."""

_CHARACTERS: Final = 20_000_000
"""Characters of folded texts that are kept, 40 MB: all of 25,000 articles."""
_FEWEST: Final = 250
"""Entries from which on an index is kept on disk: fewer are indexed in a tenth of a second."""
_AT_ONCE: Final = 1_000
"""Articles that a search indexes in memory, which takes it half a second, where it is not to wait."""
_MOST_IN_MEMORY: Final = 20_000
"""Articles that an archive may have to be indexed in memory while another process writes its index on disk."""
_PATIENCE: Final = 0.2  # seconds that is waited for another thread that indexes before it is seen whether to go on
_AGAIN: Final = 30.0  # seconds after which issues are tried again of which a page could not be had
_MASK: Final = (1 << PLACE_BITS) - 1


class Indexed(NamedTuple):
    """What a search reads: the documents of one moment, and the issues that they are of."""

    searcher: Searcher
    view: View | None
    issues: Mapping[int, int]
    """The index of each issue by its state."""
    texts: FoldedTexts
    stale: tuple[int, ...]
    """The states of issues that are still indexed and are no more."""
    missing: int
    """The number of articles that are not indexed yet."""

    def restricted(self, query: Query) -> Query:
        """Return a query for what is found by another one in issues that there are."""
        if not self.stale:
            return query
        gone = [(Occur.MustNot, Query.term_query(schema(), "issue", token_of(state))) for state in self.stale]
        return Query.boolean_query([(Occur.Must, query), *gone])

    def scored_entries(self, hits: Sequence[tuple[float, DocAddress]]) -> list[tuple[float, Entry]]:
        """Return the entries of the documents that were found, with their scores."""
        found = [address for _, address in hits]
        fields: Any = [self.searcher.fast_field_values(name, found) for name in ("state", "place", "order")]
        return [
            (score, self.texts.entry(Address(state, place >> PLACE_BITS, place & _MASK), order, self._parts))
            for (score, _), state, place, order in zip(hits, *fields, strict=True)
        ]

    def _parts(self, address: Address) -> Parts:
        if self.view is None:
            return ()
        return self.view.parts(self.issues[address.state], Place(address.page, address.place))


class Index:
    """The documents of an archive's entries."""

    def __init__(self, folder: Path | None = None) -> None:
        """Make an index in memory, or one that is kept in a folder when it is large enough."""
        self.schema: Final = schema()
        self.path: Final = folder
        """The folder, if there is one."""
        self._folder = IndexFolder(folder) if folder else None
        self._documents = open_documents(self.schema)
        self._states: AbstractSet[int] = frozenset()
        self._on_disk = False
        self._writer: IndexWriter | None = None
        self._lock = Lock()
        self._due = 0.0
        """When what is missing is tried again."""
        self._under_way = 0, 0
        """How many articles the thread that indexes has indexed, and of how many."""
        self._texts = FoldedTexts(_CHARACTERS)
        self.now = Indexed(self._documents.searcher(), None, {}, self._texts, (), 0)
        """What is indexed now: for who needs the documents of one moment."""
        self.problem: Message | None = None
        """What is wrong with the index on disk, if it was damaged or is not used."""

    def update(
        self,
        archive: Archive,
        cancelled: Callable[[], bool] = lambda: False,
        progress: ProgressCallback | None = None,
        *,
        wait: bool = True,
    ) -> bool:
        """Index what has changed in the archive since the last time, and tell whether all of it is indexed now.

        What is left when cancelled is done the next time, and so are, some seconds later, issues of which a page cannot
        be had at this moment. `progress` is called with the number of articles indexed, and of how many, also where
        another thread indexes them, which is waited for until `cancelled`. Unless it is to `wait`, what takes long is
        not begun, nor waited for; nothing is written on disk.
        """
        while not self._lock.acquire(timeout=_PATIENCE):
            if not wait or cancelled():
                return False
            if progress:
                progress(*self._under_way)
        try:
            view = archive.view
            if view is not self.now.view or (self.now.missing and monotonic() >= self._due):
                self._update(view, cancelled, partial(self._note, progress), most=None if wait else _AT_ONCE)
            return not self.now.missing
        finally:
            self._lock.release()

    def _note(self, progress: ProgressCallback | None, done: int, total: int) -> None:
        """Take note how far indexing is, for those who wait for it."""
        self._under_way = done, total
        if progress:
            progress(done, total)

    def _update(self, view: View, cancelled: Callable[[], bool], progress: ProgressCallback, most: int | None) -> None:
        """Index what a view has, unless that is more than `most` articles; `now` follows."""
        # An issue of pages without articles has no document that could tell that it is indexed.
        issues = {issue.state: index for index, issue in enumerate(view.summaries) if issue.entries}
        folder = self._folder if view.entries_before[-1] >= _FEWEST else None
        if folder and (found := folder.found()):
            self._documents, self._states = found
            self._on_disk = True
        if folder is None and self._on_disk:  # it has shrunk
            self._use_memory()
        self._due = 0.0
        tried: set[int] = set()
        publish = partial(self._publish, view, issues)
        publish(self._documents, self._states)
        whole = self._states == issues.keys()
        if whole and not (folder and folder.unsealed):  # without a seal nothing would tell that it is damaged later
            return
        if most is not None and (folder or self.now.missing > most):
            return
        added = partial(_missing, view, issues, tried, cancelled, progress)
        if folder and not self._fill(folder, issues.keys(), added, publish, cancelled):
            if whole:
                self.problem = None
                return
            if view.entries_before[-1] > _MOST_IN_MEMORY:
                self.problem = _incomplete(self.problem)
                return
            folder = self._folder = None
            self._use_memory()
        if folder is None:
            tried.clear()
            self._writer = self._writer or IndexWriter(self._documents)
            deleted = self._states - issues.keys()
            self._states = (self._states - deleted) | self._writer.write(deleted, added(self._states))
        publish(self._documents, self._states)
        if issues.keys() - self._states <= tried:
            self._due = monotonic() + _AGAIN

    def _use_memory(self) -> None:
        """Begin with no documents."""
        self._documents, self._states, self._writer = open_documents(self.schema), frozenset(), None
        self._on_disk = False

    def _publish(
        self, view: View, issues: Mapping[int, int], documents: TantivyIndex, states: AbstractSet[int]
    ) -> None:
        """Have documents of issues in these states searched from now on."""
        missing = sum(view.summaries[issues[state]].entries for state in issues.keys() - states)
        stale = tuple(states - issues.keys())
        self.now = Indexed(documents.searcher(), view, issues, self._texts, stale, missing)

    def _fill(
        self,
        folder: IndexFolder,
        wanted: AbstractSet[int],
        added: Callable[[AbstractSet[int]], Iterator[tuple[int, Iterable[Entry]]]],
        publish: Callable[[TantivyIndex, AbstractSet[int]], None],
        cancelled: Callable[[], bool],
    ) -> bool:
        """Bring the index on disk up to date, and tell whether that can be done."""

        def fill(documents: TantivyIndex, known: AbstractSet[int]) -> bool:
            kept = known & wanted
            writer = IndexWriter(documents)
            writer.write(known - wanted, added(known), lambda states: publish(documents, kept | states))
            if not cancelled():
                writer.close()  # which may take seconds
            return not cancelled()

        try:
            self._documents, self._states = folder.updated(wanted, fill)
            self._on_disk = True
        except IndexFolderError as error:
            self.problem = error.message
            return False
        self.problem = Message(Reason.INDEX_DAMAGED) if folder.damaged else None
        return True


def _incomplete(problem: Message | None) -> Message | None:
    """Return what a problem with the index on disk means where nothing is indexed in memory in its place."""
    if problem and problem.reason is Reason.INDEX_UNUSABLE:
        return Message(Reason.INDEX_UNWRITTEN, error=problem.texts[0])
    return Message(Reason.INDEX_INCOMPLETE)


def _missing(
    view: View,
    issues: Mapping[int, int],
    tried: set[int],
    cancelled: Callable[[], bool],
    progress: ProgressCallback,
    known: AbstractSet[int],
) -> Iterator[tuple[int, Iterable[Entry]]]:
    """Yield the issues whose states are not known, with their entries, until cancelled; put these states in `tried`."""
    missing = {state: index for state, index in issues.items() if state not in known}
    total = sum(view.summaries[index].entries for index in missing.values())
    done = 0
    for state, index in missing.items():
        if cancelled():
            return
        progress(done, total)
        tried.add(state)
        yield state, entries_of(view, index)
        done += view.summaries[index].entries
