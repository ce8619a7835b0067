"""Takes pages into a library: looks the files over, segments what is new, and publishes issues, the newest first."""

from __future__ import annotations

from contextlib import ExitStack
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from hnreader.archive.cluster import Cluster
from hnreader.archive.codec import EncodedPage
from hnreader.archive.library_database import archive_key
from hnreader.archive.loading import seeds
from hnreader.archive.members import Members
from hnreader.archive.page_store import PageStore
from hnreader.archive.segmenting import Segmenting
from hnreader.archive.unfit_corrections import unfit_corrections
from hnreader.model import Failure, PageArticles
from hnreader.papers import known_papers
from hnreader.reading import STDIN, FileContents, read_file

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from hnreader.archive.looking_over import Changes
    from hnreader.archive.segmenting import Item
    from hnreader.reading import PageFile


class Taken(Enum):
    """What became of a page."""

    NEW = auto()
    """It was segmented now."""
    KNOWN = auto()
    """The library had its page."""


class _End(Enum):
    """Stands behind what belongs together."""

    FILE = auto()
    """The pages of a file."""
    GROUP = auto()
    """The files of one issue."""


class TakingIn:
    """Takes in what a library does not have yet of some paths, while it is iterated over."""

    def __init__(
        self,
        *paths: str | os.PathLike[str],
        library: Path,
        report: Callable[[Failure], None],
        paper: str | None = None,
        jobs: int | None = None,
        scheduler: str | None = None,
        among: Sequence[Path] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """`report` is called with what is wrong with profiles of newspapers, and with the library.

        `scheduler` is the address of a cluster that segments them. `among` are the files that may have changed;
        without, or where the library does not have the others, all are looked at. Once `cancelled` it ends soon. For
        the rest see `load`; standard input is not taken in. Raises `UnknownPaperError`.
        """
        self._scheduler = scheduler
        self._among = among
        self._papers = known_papers()
        self._cancelled = cancelled
        segmenting = Segmenting.today(self._papers, self._papers.find(paper) if paper else None, jobs)
        self._segmenting = replace(segmenting, cancelled=cancelled)
        self._paths: Final = [path for path in paths or [seeds()] if path != STDIN]
        self._key = archive_key(self._paths, paper) or b""
        self._library = library
        self._report = report
        self.total: int | None = None
        """How many pages there are, as far as is known; None until the files were looked over.

        A file that was not read yet counts as one.
        """
        self.refused = False
        """The library cannot keep what is new."""

    def __iter__(self) -> Iterator[Taken | Failure]:
        """Yield what became of each page: those that cannot be read, those known, and then those taken in.

        It ends where the library cannot keep what is new. Raises `ClusterError`; what was taken in is kept.
        """
        for problem in self._papers.problems:
            self._report(problem)
        recipe, day = self._segmenting.recipe, self._segmenting.day
        members = Members(self._key, recipe)
        with ExitStack() as stack:
            cluster = stack.enter_context(Cluster(self._scheduler)) if self._scheduler else None
            store = stack.enter_context(PageStore(self._library, recipe, day, members))
            if not store.is_whole(self._key):
                self._among = None
            changes = store.changes(self._key, self._paths, self._among, self._cancelled)
            if changes is not None:
                segmenting = replace(self._segmenting, store=store, cluster=cluster, decoded=False)
                yield from self._taken(changes, segmenting, members)
                self._tell_unfit(changes.corrected, store)
            self.refused = store.refuses
        if store.problem:
            self._report(store.problem)
            self.refused |= store.refuses

    def _tell_unfit(self, corrected: Iterable[PageFile], store: PageStore) -> None:
        """Report what of people's corrections has no effect on the pages that are kept."""
        store.flush()
        for file in corrected if not self._cancelled() else ():
            kept = store.find(file)
            if kept is None and isinstance(contents := read_file(file), FileContents):
                kept = store.kept(contents)  # it was changed just now
            pages = (each.page for each in kept or () if isinstance(each, PageArticles))
            for failure in unfit_corrections(file.path, pages):
                self._report(failure)

    def _taken(self, changes: Changes, segmenting: Segmenting, members: Members) -> Iterator[Taken | Failure]:
        store = segmenting.store
        assert store  # noqa: S101 where they are taken into
        self.total = changes.known + len(changes.failures) + sum(map(len, changes.groups))
        yield from changes.failures
        yield from (Taken.KNOWN for _ in range(changes.known))
        pages = 0  # of the file that is taken in
        for item in segmenting.segmented(_contents(changes.groups, segmenting)):
            if store.refuses or self._cancelled():
                return
            if item is _End.FILE:
                pages = 0
            elif item is _End.GROUP:
                members.complete()
                store.flush_sometimes()
            else:
                self.total += bool(pages)
                pages += 1
                yield Taken.NEW if isinstance(item, EncodedPage | PageArticles) else item
        for paths in changes.gone:  # last: what was moved is there by now, and its issues stay whole
            if self._cancelled():
                return
            members.remove(paths)
            store.flush_sometimes()
        if self._cancelled():
            return
        if self._among is None:
            members.looked_over(changes.roots)
        else:
            members.end()


def _contents(groups: Iterable[Iterable[PageFile]], segmenting: Segmenting) -> Iterator[Item | Taken | _End]:
    """Yield what is in the files of groups that have no pages, and behind each file and each group its end."""
    for group in groups:
        for file in group:
            known = segmenting.store.join(file) if segmenting.store else ()
            for item in known or segmenting.read(file):
                yield Taken.KNOWN if isinstance(item, str | PageArticles) else item
            yield _End.FILE
        yield _End.GROUP
