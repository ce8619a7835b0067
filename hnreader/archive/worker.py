"""A process that segments pages, as the process that starts it sees it, and the batches in which they speak."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final, Self

from msgspec import Struct

from hnreader.reading.limits import ran_out_of_time
from hnreader.reasons import Reason
from hnreader.storage.frames import read_frame, write_frame
from hnreader.storage.programs import end_own_program, start_own_program

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence

ONE_THREAD: Final = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"), "1"
)
"""Libraries of linear algebra and images would start a thread a processor in each process: three times as slow."""
_KEPT_MEMORY: Final = {"MALLOC_TRIM_THRESHOLD_": str(1 << 28), "MALLOC_MMAP_THRESHOLD_": str(1 << 25)}
"""For glibc, in bytes: what a page gives back is kept for the next, not had from the system again at every step.

That is a twentieth of the time, and a third where a cluster's worker hands on small thresholds of its own.
"""

FilePart = tuple[bytes, str, int, bytes, bytes]
"""What is to be segmented: the bytes of a file, its name, how many of its pages come before the first wanted, what METS
says of its pages, packed, and its corrections."""
Answer = list[bytes] | None
"""The pages of a file, as `encode_outcome` has them; None where there is no worker, or a page raises in it."""


class WorkerEndedError(Exception):
    """The process is gone."""

    def __init__(self, answers: Sequence[Answer] = (), why: Reason = Reason.SEGMENTATION_ENDED) -> None:
        """`answers` are those that came; the last of them lacks pages. `why` is what is to be said of the next."""
        super().__init__()  # without the answers: a cluster cuts errors whose words are long
        self.answers: Final = answers
        self.why: Final = why

    def __reduce__(self) -> tuple[type[Self], tuple[Sequence[Answer], Reason]]:
        """Have them, all the same, where it comes from another process."""
        return type(self), (self.answers, self.why)


class WorkerUnusableError(Exception):
    """The process cannot be started, or does not segment as this one does."""


class WorkerSettings(Struct, frozen=True):
    """How pages are segmented."""

    recipe: bytes
    """What they depend on besides their bytes, their name and the day."""
    paper: str
    """The id of the newspaper that all pages are of; empty: each is looked at."""
    latest: int
    """The last day, as an ordinal, that an inferred date may be."""


class Worker:
    """A process that segments batches one after another. It ends with its input, so it never outlives its parent."""

    def __init__(self, settings: WorkerSettings) -> None:
        """Start the process; it is ready some 0.4 seconds later. Raises `WorkerUnusableError`."""
        self.settings: Final = settings
        self._ready = False
        self.is_spent = False
        try:
            self._process: Final[subprocess.Popen[bytes]] = start_own_program(
                "hnreader.archive.worker_process", ONE_THREAD | _KEPT_MEMORY
            )
        except OSError as error:
            raise WorkerUnusableError from error

    def segment(self, batch: Sequence[FilePart]) -> list[Answer]:
        """Return the answer to each of the files; `is_spent` tells then whether another process is to go on.

        Blocks. Raises `WorkerEndedError`, and `WorkerUnusableError` where the process has another recipe.
        """
        if not self._ready:
            self._wait_until_ready()
        answers: list[Answer] = []
        try:
            write_batch(self._input, batch)
            for _ in batch:
                pages: list[bytes] = []
                answers.append(pages)
                while isinstance(frame := read_frame(self._output), bytes):
                    pages.append(frame)
                if frame is None:
                    slow = ran_out_of_time(self._process)
                    raise WorkerEndedError(answers, Reason.READING_TIME if slow else Reason.SEGMENTATION_ENDED)
                if not frame:
                    answers[-1] = None
            self.is_spent = read_frame(self._output) is not False
        except (OSError, ValueError) as error:
            raise WorkerEndedError(answers) from error
        return answers

    def kill(self) -> None:
        """End the process, whatever it does; a `segment` under way in another thread raises."""
        self._process.kill()

    def close(self) -> None:
        """End the process, and forget it."""
        end_own_program(self._process)

    def _wait_until_ready(self) -> None:
        """Compare recipes: another program may be installed by now, or Python be part of one that starts otherwise."""
        try:
            write_frame(self._input, (self.settings.paper, self.settings.latest))
            recipe = self._output.read(len(self.settings.recipe))
        except OSError as error:
            raise WorkerUnusableError from error
        if recipe != self.settings.recipe:
            raise WorkerUnusableError
        self._ready = True

    @property
    def _input(self) -> IO[bytes]:
        assert self._process.stdin  # noqa: S101 a pipe
        return self._process.stdin

    @property
    def _output(self) -> IO[bytes]:
        assert self._process.stdout  # noqa: S101 a pipe
        return self._process.stdout


def write_batch(stream: IO[bytes], batch: Sequence[FilePart]) -> None:
    """Write what is to be segmented; the bytes of files, which may be many, without a copy. Raises `OSError`."""
    write_frame(stream, [(len(data), *rest) for data, *rest in batch])
    for data, *_ in batch:
        stream.write(data)
    stream.flush()


def read_batch(stream: IO[bytes]) -> list[FilePart] | None:
    """Return what is to be segmented next; None where the stream ends before it is whole. Raises as `read_frame`."""
    frame = read_frame(stream)
    if frame is None:
        return None
    batch = [(stream.read(size), *rest) for size, *rest in frame]
    return batch if all(len(data) == size for (data, *_), (size, *_) in zip(batch, frame, strict=True)) else None
