"""Pages segmented by a cluster of dask.distributed: what is sent there, what comes back, and what may go wrong.

Files are read and pages are written here; bytes and names go to the cluster's workers, encoded pages come back.
"""

from __future__ import annotations

import asyncio
import logging
import warnings
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Final, Self

from hnreader.archive.cluster_worker import segment_batch
from hnreader.archive.worker import Answer, FilePart, WorkerEndedError, WorkerSettings, WorkerUnusableError
from hnreader.errors import ClusterError
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from distributed import Future

BATCH_BYTES: Final = 1 << 18
"""Some fourteen pages, half a second of work: each batch costs this computer and the scheduler some milliseconds."""
_CONNECTING: Final = 10.0  # seconds within which the scheduler has to answer, …
_GATHERING: Final = 30.0  # … and a first worker to be there
_WAITING: Final = 60.0  # seconds without an answer after which it is asked whether there is any worker left
_BATCHES_A_THREAD: Final = 2  # one is segmented, the next one waits beside it


class Cluster:
    """The workers of a scheduler. Does not start or stop any of them."""

    def __init__(self, address: str) -> None:
        """Connect to a scheduler and wait for its first worker. Raises `ClusterError`."""
        self.address: Final = address
        try:
            import dask  # noqa: PLC0415 - an extra
            from distributed import Client  # noqa: PLC0415
        except ImportError as error:
            raise ClusterError(Reason.CLUSTER_EXTRA) from error
        _silence()
        # A page of any size is one argument of one task: that is no mistake that the user should be warned of.
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"})
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # versions that differ: whether pages would, the recipe tells
                asyncio.run(_connect_once(address))
                self._client: Final = Client(address, timeout=_CONNECTING, set_as_default=False, name="hnreader")
        except (OSError, ValueError, TypeError, ImportError, RuntimeError) as error:
            details = {"scheduler": address, "error": _on_a_line(error)}
            raise ClusterError(Reason.CLUSTER_UNREACHABLE, **details) from error
        try:
            self._client.wait_for_workers(1, timeout=_GATHERING)
        except (OSError, CancelledError) as error:  # its own timeouts are OSErrors
            self.close()
            raise ClusterError(Reason.CLUSTER_EMPTY, scheduler=address) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Disconnect."""
        self._client.close()

    @property
    def batches(self) -> int:
        """How many batches at once keep all threads busy that the workers have now."""
        threads: dict[str, int] = self._client.nthreads()
        return _BATCHES_A_THREAD * max(1, sum(threads.values()))

    def submit(self, batch: Sequence[FilePart], settings: WorkerSettings) -> Future[list[Answer]]:
        """Send a batch to any worker."""
        return self._client.submit(
            segment_batch, list(batch), settings.recipe, settings.paper, settings.latest, pure=False
        )

    def wait(self, future: Future[list[Answer]]) -> list[Answer]:
        """Return the pages of a batch. Raises `WorkerEndedError`, `ClusterError`, and `CancelledError` once cancelled.

        A worker that ends costs nothing: the scheduler gives its batches to others, several times.
        """
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        while True:
            try:
                return future.result(timeout=_WAITING)
            except (TimeoutError, UnboundLocalError):  # distributed has no result where its own wait was cancelled
                if future.cancelled():
                    raise self._lost() from None
                self._check()
            except KilledWorker as error:
                raise WorkerEndedError from error
            except WorkerUnusableError as error:
                raise ClusterError(Reason.CLUSTER_RECIPE, worker=str(error)) from error
            except CancelledError as error:
                raise self._lost() from error
            except (WorkerEndedError, ClusterError):
                raise
            except Exception as error:
                if self._client.status != "running":
                    raise self._lost() from error
                raise ClusterError(Reason.CLUSTER_TASK, error=_on_a_line(error)) from error

    def _check(self) -> None:
        """Raise `ClusterError` where nobody is there to answer."""
        try:
            threads: dict[str, int] = self._client.nthreads()
        except (OSError, RuntimeError, CancelledError) as error:
            raise self._lost() from error
        if not threads:
            raise ClusterError(Reason.CLUSTER_EMPTY, scheduler=self.address)

    def _lost(self) -> ClusterError:
        return ClusterError(Reason.CLUSTER_LOST, scheduler=self.address)


class ClusterWorker:
    """One of the batches that a cluster segments at a time: to `Workers` what a process is."""

    is_spent: Final = False

    def __init__(self, cluster: Cluster, settings: WorkerSettings) -> None:
        self._cluster, self._settings = cluster, settings
        self._future: Future[list[Answer]] | None = None
        self._killed = False

    def segment(self, batch: Sequence[FilePart]) -> list[Answer]:
        """Return the pages of files, as `Worker.segment` does. For what it raises see `Cluster.wait`."""
        self._future = self._cluster.submit(batch, self._settings)
        if self._killed:  # while it was sent
            self._future.cancel()
        try:
            return self._cluster.wait(self._future)
        finally:
            self._future = None  # forgotten here, it is forgotten there

    def kill(self) -> None:
        """Cancel what is under way; a `segment` in another thread raises."""
        self._killed = True
        if future := self._future:
            future.cancel()

    def close(self) -> None:
        """Do nothing: the cluster's workers stay."""


async def _connect_once(address: str) -> None:
    """Connect to a scheduler and disconnect. Raises whatever is wrong with the address.

    A client that is not asynchronous and cannot be made is never closed: at the end it waits for itself and prints a
    traceback.
    """
    from distributed import Client  # noqa: PLC0415 - an extra

    client = Client(address, timeout=_CONNECTING, set_as_default=False, name="hnreader", asynchronous=True)
    try:
        await client
    finally:
        await client.close()


def _on_a_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _silence() -> None:
    """Let the libraries report nothing by themselves: what is wrong is raised."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in {"distributed", "tornado"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
