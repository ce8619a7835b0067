"""What a worker of a cluster does: it has processes of its own segment the batches that it is given.

So each of its threads keeps a core busy, and a page that ends a process costs the worker nothing.
"""

from __future__ import annotations

import socket
import time
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

from hnreader.archive.worker import Answer, FilePart, Worker, WorkerSettings, WorkerUnusableError

if TYPE_CHECKING:
    from collections.abc import Sequence

_IDLE: Final = 30.0  # seconds without work after which a process is ended: the command that wanted it has ended too


class Processes:
    """Processes that segment: as many as there are batches at once, ended when they have had no work for a while."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: list[tuple[float, Worker]] = []  # since when
        self._ending = False  # whether a thread ends those that have no work

    def segment(self, batch: Sequence[FilePart], settings: WorkerSettings) -> list[Answer]:
        """Return what a process makes of a batch. Raises what `Worker` and `Worker.segment` raise."""
        worker = self._take(settings) or Worker(settings)
        try:
            pages = worker.segment(batch)
        except BaseException:
            _end(worker)
            raise
        if worker.is_spent:
            _end(worker)
        else:
            self._put_back(worker)
        return pages

    def _take(self, settings: WorkerSettings) -> Worker | None:
        with self._lock:
            for place, (_, worker) in enumerate(self._idle):
                if worker.settings == settings:
                    del self._idle[place]
                    return worker
        return None

    def _put_back(self, worker: Worker) -> None:
        with self._lock:
            self._idle.append((time.monotonic(), worker))
            if not self._ending:
                self._ending = True
                Thread(target=self._end_idle, name="hnreader-idle", daemon=True).start()

    def _end_idle(self) -> None:
        while self._ending:
            time.sleep(_IDLE)
            latest = time.monotonic() - _IDLE
            with self._lock:
                ended = [worker for since, worker in self._idle if since <= latest]
                self._idle = [each for each in self._idle if each[0] > latest]
                self._ending = bool(self._idle)
            for worker in ended:
                _end(worker)


def _end(worker: Worker) -> None:
    worker.kill()
    worker.close()


_PROCESSES: Final = Processes()  # starts none by itself


def segment_batch(batch: Sequence[FilePart], recipe: bytes, paper: str, latest: int) -> list[Answer]:
    """Return the encoded pages of a batch: the task that is sent to a cluster. For the arguments see `WorkerSettings`.

    Raises `WorkerEndedError`, and `WorkerUnusableError` with the name of the machine.
    """
    try:
        return _PROCESSES.segment(batch, WorkerSettings(recipe, paper, latest))
    except WorkerUnusableError:
        raise WorkerUnusableError(socket.gethostname()) from None
