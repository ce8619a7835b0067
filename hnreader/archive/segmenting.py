"""Files become segmented pages, those that a library has without being read, the others on all cores."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Self, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from hnreader.archive.cluster import BATCH_BYTES, Cluster, ClusterWorker
from hnreader.archive.codec import EncodedPage, encode_page
from hnreader.archive.recipe import recipe_of
from hnreader.archive.worker import Worker, WorkerSettings
from hnreader.archive.workers import Workers, available_cores
from hnreader.model import Failure, PageArticles
from hnreader.reading import FileContents, page_from, read_file
from hnreader.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from hnreader.archive.page_store import PageStore
    from hnreader.archive.workers import Answer
    from hnreader.papers import Paper, Papers

    Item: TypeAlias = "PageArticles | Failure | FileContents"

_ALONE: Final = 16
"""Pages that are segmented by the calling process before others are started: these take as long to begin."""
_CHINA: Final = datetime.timezone(datetime.timedelta(hours=8))  # where a paper appears, its day has begun already


class Segmenting(Struct, frozen=True):
    """How pages are made of files on one day."""

    paper: Paper | None
    """The newspaper that all pages are of; None: each is looked at for it."""
    day: datetime.date
    """The last that an inferred date may be."""
    recipe: bytes
    """What pages depend on besides their bytes, their names and the day."""
    jobs: int
    """How many processes segment them."""
    store: PageStore | None = None
    """Where they are kept."""
    cluster: Cluster | None = None
    """Whose workers segment them, all of them; None: processes of this computer."""
    decoded: bool = True
    """Whether pages of workers are wanted as articles, and not only kept."""
    cancelled: Callable[[], bool] = lambda: False
    """Tells whether nobody waits for them any more."""

    @classmethod
    def today(cls, papers: Papers, paper: Paper | None, jobs: int | None) -> Self:
        """Return how pages are made on the present day in China; without `jobs`, on all cores."""
        today = datetime.datetime.now(_CHINA).date()
        return cls(paper, today, recipe_of(papers, paper), available_cores() if jobs is None else jobs)

    def look(self, found: Path | Failure | None) -> Item:
        """Return the page of a file where it is kept, or else what is in the file. None is standard input."""
        if isinstance(found, Failure):
            return found
        kept = self.store.find(found) if self.store and found else None
        return kept or self.read(found)

    def read(self, path: Path | None) -> Item:
        """Return what is in a file, or the page where one of the same contents is kept."""
        contents = read_file(path)
        if isinstance(contents, Failure):
            return contents
        return (self.store.find_same(contents) if self.store else None) or contents

    def segmented(self, items: Iterable[Any]) -> Iterator[Any]:
        """Put pages, or why there is none, in the place of contents; yield all else as it comes.

        The first few are segmented here, the others by workers. Once cancelled it ends soon. Raises `ClusterError`.
        """
        with self._workers() as workers:
            for item, answer in workers.answered(self._begun(items), self.cancelled):
                if isinstance(item, FileContents):
                    yield self._page(item, answer)
                else:
                    yield item

    def _workers(self) -> Workers:
        settings = WorkerSettings(self.recipe, self.paper.id if self.paper else "", self.day.toordinal())
        if self.cluster:
            return Workers(self.cluster.batches, partial(ClusterWorker, self.cluster, settings), BATCH_BYTES)
        return Workers(self.jobs, partial(Worker, settings))

    def _begun(self, items: Iterable[Any]) -> Iterator[Any]:
        """Segment the first few: workers take some time to start, unless they are those of a cluster."""
        if self.cluster:
            yield from items
            return
        count = 0
        for item in items:
            if isinstance(item, FileContents) and (count < _ALONE or self.jobs == 1):
                count += 1
                yield self._segment(item)
            else:
                yield item

    def _page(self, contents: FileContents, answer: Answer) -> PageArticles | EncodedPage | Failure:
        """Return the page that a worker answered with; keep it."""
        if isinstance(answer, Failure):
            return self._failed(contents, answer)
        if not answer:
            return self._segment(contents)
        encoded = EncodedPage(answer)
        if self.store:
            self.store.put(contents, encoded.dating, answer)
        if not self.decoded:
            return encoded
        page = encoded.decoded()
        return replace(page, page=replace(page.page, path=contents.path))

    def _segment(self, contents: FileContents) -> PageArticles | Failure:
        """Return the page of a file, segmented in this process; keep it."""
        page = page_from(contents.data, contents.name, contents.path)
        if isinstance(page, Failure):
            return self._failed(contents, page)
        segmented = segment(page, self.paper, latest=self.day)
        if self.store:
            unplaced = replace(segmented, page=replace(segmented.page, path=None))
            self.store.put(contents, segmented.dating, encode_page(unplaced))
        return segmented

    def _failed(self, contents: FileContents, failure: Failure) -> Failure:
        if self.store:
            self.store.fail(contents, failure)
        return failure
