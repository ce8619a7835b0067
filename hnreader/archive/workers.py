"""Files are segmented on all cores, in batches; the results come in the order of the files.

The workers are programs of their own, not forks (a fork of a process with threads may hang), and not the processes of
Python's pools: those import the program that started them once more, and outlive it where it is killed. A thread waits
for each. One that dies costs the page that it died of; its batch is gone on with behind that. A cluster's workers are
had in the same way.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import CancelledError, Future, wait
from threading import Lock
from typing import TYPE_CHECKING, Final, Protocol, Self, TypeVar

from hnreader.archive.worker import Answer, FilePart, WorkerEndedError, WorkerUnusableError
from hnreader.packing import pack
from hnreader.reading import FileContents
from hnreader.reasons import Message, Reason
from hnreader.storage.threads import Threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T")

_BATCH_BYTES: Final = 1 << 16  # of text: some four pages, 0.08 seconds of work
_BATCH_ITEMS: Final = 64
_AHEAD: Final = 3  # batches that are begun for each worker before the first result is taken, …
_AHEAD_BYTES: Final = 1 << 26  # … fewer where they are so large
_PATIENCE: Final = 0.1  # seconds that are waited for answers before it is seen whether to go on
_ATTEMPTS: Final = 2  # a worker may have been killed for what it did before
_NOTHING: Final[Future[list[Answer]]] = Future()  # what becomes of a batch without work
_NOTHING.set_result([])
_ENDED: Final = pack(Message(Reason.SEGMENTATION_ENDED))


def available_cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class BatchWorker(Protocol):
    """What segments batches one after another: `hnreader.archive.worker.Worker`, or a part of a cluster."""

    @property
    def is_spent(self) -> bool:
        """Whether it should be given no further batch."""

    def segment(self, batch: Sequence[FilePart]) -> list[Answer]:
        """Return the answers to files. Raises `WorkerEndedError` and `WorkerUnusableError`."""

    def kill(self) -> None:
        """End what it does."""

    def close(self) -> None:
        """Forget it."""


class Workers:
    """Up to `count` workers, started when there is work for them. On exit they are killed, whatever they do."""

    def __init__(self, count: int, start: Callable[[], BatchWorker], batch: int | None = None) -> None:
        """`start` returns a new worker, or raises `WorkerUnusableError` where none can be had.

        `batch` is how many bytes a batch has, about; None: as many as are best for processes of this computer.
        """
        self._batch = batch or _BATCH_BYTES
        self._count, self._start = count, start
        self._threads = Threads(count, "hnreader-worker")
        self._lock = Lock()
        self._idle: list[BatchWorker] = []
        self._busy: set[BatchWorker] = set()
        self._closed = False
        self._unusable = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._closed = True
            workers = [*self._idle, *self._busy]
        for worker in workers:
            worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.close()

    def answered(self, items: Iterable[T], cancelled: Callable[[], bool] = lambda: False) -> Iterator[tuple[T, Answer]]:
        """Yield the items in their order, the contents of files with their answers, all else with None.

        An item that needs no worker waits only where contents that do come before it. Once `cancelled` nothing more
        comes, however long an answer takes.
        """
        begun: deque[tuple[list[T], Future[list[Answer]]]] = deque()
        for batch in _batches(items, self._batch):
            begun.append((batch, self._begin([item for item in batch if isinstance(item, FileContents)])))
            while begun and (self._is_enough([each for each, _ in begun]) or begun[0][1].done()):
                if not _arrived(begun[0][1], cancelled):
                    return
                yield from _joined(*begun.popleft())
        while begun and _arrived(begun[0][1], cancelled):
            yield from _joined(*begun.popleft())

    def _is_enough(self, begun: Sequence[Sequence[object]]) -> bool:
        """Tell whether no more is to be read before a result is taken."""
        if len(begun) <= self._count:
            return False
        return len(begun) > self._count * _AHEAD or sum(_size(batch) for batch in begun) > _AHEAD_BYTES

    def _begin(self, batch: Sequence[FileContents]) -> Future[list[Answer]]:
        if batch:
            return self._threads.submit(self._segment, batch)
        return _NOTHING

    def _segment(self, batch: Sequence[FileContents]) -> list[Answer]:
        """Return the answers to a batch. The file that a worker ended at is gone on with by itself, then the others.

        Where it is not known which that was, it is found by halving.
        """
        if len(batch) <= 1:
            return [self._segment_file(contents) for contents in batch]
        try:
            return self._ask([_part(contents) for contents in batch])
        except WorkerEndedError as error:
            ended = error
        if ended.answers:
            number = len(ended.answers) - 1
            return [
                *ended.answers[:number],
                self._segment_file(batch[number], ended),
                *self._segment(batch[number + 1 :]),
            ]
        middle = len(batch) // 2
        return self._segment(batch[:middle]) + self._segment(batch[middle:])

    def _segment_file(self, contents: FileContents, error: WorkerEndedError | None = None) -> Answer:
        """Return the answer to a file, with a failure in the place of a page that no worker survives.

        Where the page behind it is one, too, the file cannot be read on: that stands for the rest. `error` is that of a
        worker which ended at the file.
        """
        pages: list[bytes] = []
        ended = 0  # how often in a row, with no page made
        while True:
            if error is not None:
                made = next(iter(error.answers[-1:]), None) or []
                pages += made
                ended = 1 if made else ended + 1
                if error.why is Reason.READING_TIME:  # and would take as long once more
                    ended = max(ended, _ATTEMPTS)
                if ended > _ATTEMPTS:
                    return pages
                if ended == _ATTEMPTS:
                    pages.append(pack(Message(error.why)))
            try:
                (answer,) = self._ask([_part(contents, len(pages))])
            except WorkerEndedError as again:
                error = again
                continue
            if answer is None and pages:  # not for this process to try, which would end as the workers did
                return [*pages, _ENDED]
            return None if answer is None else pages + answer

    def _ask(self, batch: Sequence[FilePart]) -> list[Answer]:
        """Have a worker segment the batch. Raises `WorkerEndedError`, and `CancelledError` once this is closed."""
        worker = self._worker()
        if worker is None:
            return [None] * len(batch)
        try:
            answers = worker.segment(batch)
        except (WorkerEndedError, WorkerUnusableError) as error:
            with self._lock:
                if self._closed:
                    raise CancelledError from error
                self._busy.remove(worker)
                self._unusable |= isinstance(error, WorkerUnusableError)
            worker.kill()
            worker.close()
            if isinstance(error, WorkerEndedError):
                raise
            raise WorkerEndedError from error
        with self._lock:
            self._busy.remove(worker)
            if not worker.is_spent:
                self._idle.append(worker)
        if worker.is_spent:
            worker.close()
        return answers

    def _worker(self) -> BatchWorker | None:
        """Return a worker that has nothing to do, or a new one; None where none can be had."""
        with self._lock:
            if self._closed:
                raise CancelledError
            if not self._idle and not self._unusable:
                try:
                    self._idle.append(self._start())
                except WorkerUnusableError:
                    self._unusable = True
            worker = self._idle.pop() if self._idle else None
            if worker:
                self._busy.add(worker)
            return worker


def _batches(items: Iterable[T], enough: int) -> Iterator[list[T]]:
    """Yield the items in batches of about as much work, one by one where there is none."""
    batch: list[T] = []
    size = 0
    for item in items:
        batch.append(item)
        size += _size([item])
        if not size or size >= enough or len(batch) == _BATCH_ITEMS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _part(contents: FileContents, before: int = 0) -> FilePart:
    """Return what a worker is given of a file, of which so many pages are there already."""
    return contents.data, contents.name, before, pack(contents.stated), contents.corrections


def _size(items: Iterable[object]) -> int:
    """Return how much is to be segmented, in bytes; an empty file is some work, too."""
    return sum(len(item.data) + 1 for item in items if isinstance(item, FileContents))


def _arrived(answers: Future[list[Answer]], cancelled: Callable[[], bool]) -> bool:
    """Wait for answers, and tell whether they are there; not where it was cancelled meanwhile."""
    while not wait((answers,), _PATIENCE).done:
        if cancelled():
            return False
    return True


def _joined(batch: Iterable[T], answers: Future[list[Answer]]) -> Iterator[tuple[T, Answer]]:
    """Yield each answer with what it answers."""
    remaining = iter(answers.result())
    for item in batch:
        yield item, next(remaining) if isinstance(item, FileContents) else None
