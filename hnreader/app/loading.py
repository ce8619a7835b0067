"""Pages are read in a thread, and come to the screen in batches."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.worker import get_current_worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.message_pump import MessagePump

    from hnreader.app.courtesy import Courtesy
    from hnreader.model import Failure, PageArticles

    Loader = Callable[..., Iterator[PageArticles | Failure]]

_SHARE: Final = 0.5
"""A batch gathers for this share of the time passed so far. Taking one in costs the whole archive's order, so batches
have to grow with it for the work to stay in proportion to the pages."""


@dataclass
class Loaded(Message):
    """Some pages were read, or could not be."""

    pages: tuple[PageArticles, ...]
    failures: tuple[Failure, ...]


class LoadingEnded(Message):
    """Everything the paths hold was read."""


def load_pages(target: MessagePump, courtesy: Courtesy, paths: Sequence[str], loader: Loader | None = None) -> None:
    """Read the paths and post what comes of them; runs in a worker's thread. The first page is posted at once."""
    from hnreader.model import Failure  # noqa: PLC0415 imported in the thread: the screen is painted meanwhile

    if loader is None:
        from hnreader.archive import load  # noqa: PLC0415 as above

        loader = load
    worker = get_current_worker()
    begun = monotonic()
    due = 0.0
    pages: list[PageArticles] = []
    failures: list[Failure] = []
    for item in loader(*paths):
        if courtesy.stopped(worker):
            return
        if isinstance(item, Failure):
            failures.append(item)
        else:
            pages.append(item)
        passed = monotonic() - begun
        if passed >= due:
            target.post_message(Loaded(tuple(pages), tuple(failures)))
            pages, failures, due = [], [], passed * (1 + _SHARE)
    if pages or failures:
        target.post_message(Loaded(tuple(pages), tuple(failures)))
    target.post_message(LoadingEnded())
