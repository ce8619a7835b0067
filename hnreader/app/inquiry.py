"""A screen that puts a question to the whole archive: it is answered in a thread, and may be left at any time."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

from textual.worker import get_current_worker

from hnreader.app.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.timer import Timer
    from textual.worker import Worker

    from hnreader.messages import Voice
    from hnreader.research.concordance import Concordance
    from hnreader.search.index import Progress

PATIENCE: Final = 0.5  # seconds before a word is said about work that goes on
_EVERY: Final = 0.2  # seconds from one word to the next

Given = TypeVar("Given")
Answer = TypeVar("Answer")


class _LeftError(Exception):
    """Nobody waits for the answer any more."""


class Inquiry(Overlay[Given]):
    """A newer question ends an older one; closing the screen ends all."""

    def __init__(self, voice: Voice, *, loading: bool = False) -> None:
        """`loading`: pages are still coming in, and what is found is of those that are there."""
        super().__init__()
        self.voice = voice
        self._loading = loading
        self._asked: Worker[None] | None = None
        self._begun = 0.0
        self._done = 0, 1
        self._telling: Timer | None = None

    def say(self, text: str) -> None:
        """Say how far the work has come; nothing, once it is done."""
        raise NotImplementedError

    def remarks(self, found: Iterable[Concordance]) -> str:
        """Say what is to be known of what was found: what was not understood, left out, or not there yet."""
        found = list(found)
        said = [self.voice(note.code, note.typed) for one in found for note in one.asked.notes]
        said += [self.voice("query.unfinished")] if any(one.unfinished for one in found) else []
        said += [self.voice("inquiry.exact")] if not all(found) else []
        said += [self.voice("inquiry.loading")] if self._loading else []
        return self.voice("inquiry.dot").join(said)

    def inquire(self, work: Callable[[Progress, Callable[[], bool]], Answer], show: Callable[[Answer], None]) -> None:
        """Have something worked out, and shown when it is."""
        self._begun, self._done = monotonic(), (0, 1)
        self._asked = self.run_worker(partial(self._work, work, show), thread=True, exclusive=True, group="inquiry")
        if self._telling is None:
            self._telling = self.set_interval(_EVERY, self._tell)

    def _work(self, work: Callable[[Progress, Callable[[], bool]], Answer], show: Callable[[Answer], None]) -> None:
        worker: Worker[None] = get_current_worker()

        def progress(done: int, of: int) -> None:
            if worker.is_cancelled:
                raise _LeftError
            self._done = done, of

        try:
            answer = work(progress, lambda: worker.is_cancelled)
        except _LeftError:
            return
        self.call_later(self._take, worker, show, answer)

    def _take(self, worker: Worker[None], show: Callable[[Answer], None], answer: Answer) -> None:
        if worker is not self._asked:
            return
        self._asked = None
        if self._telling is not None:
            self._telling.stop()
            self._telling = None
        self.say("")
        show(answer)

    def _tell(self) -> None:
        if monotonic() - self._begun >= PATIENCE:
            done, of = self._done
            self.say(self.voice("progress", 100 * done // max(1, of)))
