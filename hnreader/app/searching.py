"""Searches run in threads; a newer one takes the place of an older."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.worker import get_current_worker

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.timer import Timer

    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.search import Order, Results

MOST: Final = 2_000  # results listed: nobody walks through more
QUIET: Final = 0.3  # seconds without a key before places are counted: in a large archive that takes a while


@dataclass
class Searched(Message):
    """Results for a query were found."""

    query: str
    results: Results


@dataclass
class Counted(Message):
    """The places that results were found in were counted."""

    results: Results
    hits: int


class Search:
    """What is searched for on a screen, in which order, and what was found so far."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._quiet: Timer | None = None
        self.order: Order = "best"
        self.results: Results | None = None
        self.hits: int | None = None
        """In how many places; counted when nobody types."""

    def take_in(self, archive: Archive) -> None:
        """Index what has come in, so that the next search finds it there."""
        self._screen.run_worker(partial(_take_in, archive), thread=True, group="indexing")

    def seek(self, archive: Archive, query: str) -> None:
        """Search; results come as `Searched`."""
        self._hush()
        work = partial(_seek, self._screen, archive, query, self.order)
        self._screen.run_worker(work, thread=True, exclusive=True, group="search")

    def show(self, results: Results) -> None:
        """Hold what was found; a while later it is counted, and the number comes as `Counted`."""
        self.results, self.hits = results, None
        self._hush()
        self._quiet = self._screen.set_timer(QUIET, self._count)

    def clear(self) -> None:
        """Search for nothing any more."""
        self._hush()
        self._screen.workers.cancel_group(self._screen, "search")
        self.results = self.hits = None

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
        return voice("screen.dot").join([*notes, *said])

    def _hush(self) -> None:
        if self._quiet:
            self._quiet.stop()
        self._screen.workers.cancel_group(self._screen, "counting")

    def _count(self) -> None:
        if self.results is not None:
            work = partial(_count, self._screen, self.results)
            self._screen.run_worker(work, thread=True, exclusive=True, group="counting")


def _take_in(archive: Archive) -> None:
    from hnreader.search import index_of  # noqa: PLC0415 imported in the thread: the screen is painted meanwhile

    worker = get_current_worker()
    index_of(archive).follow(archive, lambda: worker.is_cancelled)


def _seek(target: MessagePump, archive: Archive, query: str, order: Order) -> None:
    """Search and post the results, unless a newer search has begun."""
    from hnreader.search import search  # noqa: PLC0415 as above

    worker = get_current_worker()
    results = search(archive, query, limit=MOST, order=order, cancelled=lambda: worker.is_cancelled)
    if not worker.is_cancelled:
        target.post_message(Searched(query, results))


def _count(target: MessagePump, results: Results) -> None:
    """Count the places and post the number, unless something else is searched for."""
    worker = get_current_worker()
    hits = results.hits(lambda: worker.is_cancelled)
    if not worker.is_cancelled:
        target.post_message(Counted(results, hits))
