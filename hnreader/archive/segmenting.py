"""Files become segmented pages, those that a library has without being read, the others on all cores.

A file may have any number of pages. They are made one by one, and come in their order.
"""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Self, TypeAlias

from msgspec import Struct

from hnreader.archive.cluster import BATCH_BYTES, Cluster, ClusterWorker
from hnreader.archive.codec import EncodedPage, decode_outcome, encode_outcome
from hnreader.archive.correcting import corrections_of
from hnreader.archive.file_date import FileDate
from hnreader.archive.recipe import recipe_of
from hnreader.archive.worker import Worker, WorkerSettings
from hnreader.archive.workers import Workers, available_cores
from hnreader.model import Failure, PageArticles
from hnreader.reading import FileContents, clean, is_read_apart, page_failure, page_name, pages_from, read_file
from hnreader.reasons import Message
from hnreader.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hnreader.archive.page_store import PageStore
    from hnreader.papers import Paper, Papers
    from hnreader.reading import PageFile

    Item: TypeAlias = "PageArticles | Failure | FileContents"

_ALONE: Final = 16
"""Pages that are segmented by the calling process before others are started: these take as long to begin."""
_ALONE_BYTES: Final = 1 << 17
"""A larger file is left to other processes from the start: it may have hundreds of pages."""
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

    def look(self, found: PageFile | Failure | None) -> Iterable[Item]:
        """Return the pages of a file where they are kept, or else what is in the file. None is standard input."""
        if isinstance(found, Failure):
            return (found,)
        kept = self.store.find(found) if self.store and found else None
        return kept or self.read(found)

    def read(self, file: PageFile | None) -> Iterable[Item]:
        """Return what is in a file, or the pages where those of the same contents are kept."""
        contents = read_file(file)
        if isinstance(contents, Failure):
            return (contents,)
        return (self.store.find_same(contents) if self.store else None) or (contents,)

    def segmented(self, items: Iterable[Any]) -> Iterator[Any]:
        """Put pages, or why there is none, in the place of contents; yield all else as it comes.

        The first few are segmented here, the others by workers. Once cancelled it ends soon. Raises `ClusterError`.
        """
        with self._workers() as workers:
            for item, answer in workers.answered(self._begun(items), self.cancelled):
                if isinstance(item, FileContents):
                    yield from self._segment(item) if answer is None else self._answered(item, answer)
                else:
                    yield item

    def _workers(self) -> Workers:
        settings = WorkerSettings(self.recipe, self.paper.id if self.paper else "", self.day.toordinal())
        if self.cluster:
            return Workers(self.cluster.batches, partial(ClusterWorker, self.cluster, settings), BATCH_BYTES)
        return Workers(self.jobs, partial(Worker, settings))

    def _begun(self, items: Iterable[Any]) -> Iterator[Any]:
        """Segment the first few, or with one job all, that may be read here.

        Workers take some time to start, unless they are those of a cluster.
        """
        if self.cluster:
            yield from items
            return
        count = 0
        for item in items:
            if not isinstance(item, FileContents):
                yield item
            elif not is_read_apart(item.data) and (
                self.jobs == 1 or (count < _ALONE and len(item.data) <= _ALONE_BYTES)
            ):
                for page in self._segment(item):
                    count += 1
                    yield page
            else:
                yield item

    def _answered(
        self, contents: FileContents, answer: Sequence[bytes]
    ) -> Iterator[PageArticles | EncodedPage | Failure]:
        """Yield the pages of a file that a worker answered with; keep them."""
        name, path, count = clean(contents.name), str(contents.path or contents.name), len(answer)
        pages: list[str | Message] = []
        dates = FileDate()
        for number, data in enumerate(answer, 1):
            made = decode_outcome(data)
            if isinstance(made, Message):
                pages.append(made)
                yield page_failure(path, made, number, count)
                continue
            if count > 1 and (page := dates.dated(whole := made.decoded(), number)) is not whole:
                data = encode_outcome(page)  # noqa: PLW2901 what was sent is not what is kept
                made = EncodedPage(data)
            source = page_name(name, number, count)
            pages.append(source)
            if self.store:
                self.store.put(contents, source, made.dating, data)
            yield made.decoded(contents.path) if self.decoded else made
        if self.store:
            self.store.end(contents, pages)

    def _segment(self, contents: FileContents) -> Iterator[PageArticles | Failure]:
        """Yield the pages of a file, segmented in this process; keep them."""
        pages: list[str | Message] = []
        dates = FileDate()
        read = pages_from(contents.data, contents.name, contents.path, contents.stated)
        for number, page in enumerate(read, 1):
            if isinstance(page, Failure):
                pages.append(page.message)
                yield page
                continue
            pages.append(page.source)
            corrections = corrections_of(page, contents.corrections)
            segmented = dates.dated(segment(page, self.paper, latest=self.day, corrections=corrections), number)
            if self.store:
                self.store.put(contents, page.source, segmented.dating, encode_outcome(segmented))
            yield segmented
        if self.store:
            self.store.end(contents, pages)
