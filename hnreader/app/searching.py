"""A search runs in a thread; a newer one takes the place of an older."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.worker import get_current_worker

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from hnreader.archive import Archive
    from hnreader.search import Result

MOST: Final = 2_000  # results listed: nobody walks through more, and the excerpt of each one costs time


@dataclass
class Searched(Message):
    """Results for a query were found, best first."""

    query: str
    results: tuple[Result, ...]


def seek(target: MessagePump, archive: Archive, query: str) -> None:
    """Search and post the results, unless a newer search has begun; runs in a worker's thread."""
    from hnreader.search import search  # noqa: PLC0415 searching is loaded when it is first needed

    worker = get_current_worker()
    results = search(archive, query, limit=MOST, cancelled=lambda: worker.is_cancelled)
    if not worker.is_cancelled:
        target.post_message(Searched(query, tuple(results)))
