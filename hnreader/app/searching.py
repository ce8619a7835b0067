"""Searches run in a thread; a newer one takes the place of an older."""

from __future__ import annotations

import gc
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.worker import get_current_worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.timer import Timer

    from hnreader.app.courtesy import Courtesy
    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.search import Order, Results

MOST: Final = 10_000  # results listed: nobody walks through more
BLINK: Final = 0.008  # seconds that a key waits for its results: half a frame
QUIET: Final = 0.3  # seconds without a key before places are counted: in a large archive that takes a while


@dataclass
class Counted(Message):
    """The places that results were found in were counted."""

    results: Results
    hits: int


class Search:
    """What is searched for on a screen, in which order, and what was found so far."""

    def __init__(self, screen: Screen[None], courtesy: Courtesy) -> None:
        self._screen = screen
        self._courtesy = courtesy
        self._thread = ThreadPoolExecutor(1, "search")
        self._asked: Future[Results] | None = None
        self._stop = Event()
        self._quiet: Timer | None = None
        self.order: Order = "best"
        self.results: Results | None = None
        self.hits: int | None = None
        """In how many places; counted when nobody types."""

    @property
    def busy(self) -> bool:
        """Whether something is being searched for."""
        return self._asked is not None and not self._asked.done()

    def take_in(self, archive: Archive) -> None:
        """Index what has come in, so that the next search finds it there."""
        self._screen.run_worker(partial(_take_in, archive, self._courtesy), thread=True, group="indexing")

    def seek(self, archive: Archive, query: str, show: Callable[[str, Results], None]) -> None:
        """Search; a newer search ends an older one.

        What is found within a blink is shown at once, in the frame of the key that asked for it; all else is shown
        when it is found, and typing goes on meanwhile.
        """
        self.clear()
        self._stop = stop = Event()
        asked = self._asked = self._thread.submit(_seek, archive, query, self.order, stop.is_set)
        if wait((asked,), BLINK).done:
            self._show(query, show, asked)
        else:
            asked.add_done_callback(lambda _: self._screen.call_later(self._show_late, query, show, asked))

    def _show_late(self, query: str, show: Callable[[str, Results], None], asked: Future[Results]) -> None:
        if asked is self._asked and not self._stop.is_set():
            self._show(query, show, asked)

    def _show(self, query: str, show: Callable[[str, Results], None], asked: Future[Results]) -> None:
        """Hold what was found; a while later it is counted, and the number comes as `Counted`."""
        self.results = asked.result()
        self._quiet = self._screen.set_timer(QUIET, self._count)
        show(query, self.results)

    def clear(self) -> None:
        """Search for nothing any more."""
        self._stop.set()
        if self._quiet:
            self._quiet.stop()
        self._screen.workers.cancel_group(self._screen, "counting")
        self.results = self.hits = None

    def close(self) -> None:
        """End what is under way."""
        self._stop.set()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def turn(self) -> None:
        """Change the order."""
        self.order = "newest" if self.order == "best" else "best"

    def said(self, voice: Voice) -> str:
        """Say how much was found, in which order it stands where that is not the usual one, what was not understood."""
        if self.results is None:
            return ""
        found, notes = self.results, [voice(note.code, note.typed) for note in self.results.notes[:1]]
        if found.unfinished:
            notes.append(voice("query.unfinished"))
        said = [voice("screen.results", found.articles)] if self.hits is None else []
        said += [voice("screen.results_hits", found.articles, self.hits)] if self.hits is not None else []
        said += [voice("screen.newest")] if self.order == "newest" else []
        return voice("screen.dot").join([*said, *notes])

    def _count(self) -> None:
        if self.results is not None:
            work = partial(_count, self._screen, self.results)
            self._screen.run_worker(work, thread=True, exclusive=True, group="counting")


def _take_in(archive: Archive, courtesy: Courtesy) -> None:
    from hnreader.search import index_of  # noqa: PLC0415 imported in the thread: the screen is painted meanwhile

    worker = get_current_worker()
    index_of(archive).follow(archive, partial(courtesy.stopped, worker))
    # What was read stays. Without this each full collection walks through all of it, and no frame is drawn meanwhile:
    # 90 ms with 10,000 articles.
    gc.freeze()


def _seek(archive: Archive, query: str, order: Order, cancelled: Callable[[], bool]) -> Results:
    from hnreader.search import search  # noqa: PLC0415 as above

    return search(archive, query, limit=MOST, order=order, cancelled=cancelled)


def _count(target: MessagePump, results: Results) -> None:
    """Count the places and post the number, unless something else is searched for."""
    worker = get_current_worker()
    hits = results.hits(lambda: worker.is_cancelled)
    if not worker.is_cancelled:
        target.post_message(Counted(results, hits))
