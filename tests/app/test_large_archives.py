"""No key waits for what takes long in a large archive."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING, Any

from hnreader.app.controllers import article_list, loading
from hnreader.app.rendering.list_rows import unread_rows
from hnreader.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

DAY = dt.date(2024, 3, 9)


class SentTask:
    """A task that nobody cancels, and what it has sent."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def stopped(self) -> bool:
        return False

    def send(self, value: Any) -> None:
        self.sent.append(value)


def test_the_notebook_takes_note_of_issues_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those that it does not know as they are; where there are none, of the visit."""
    monkeypatch.setattr(loading, "_AT_ONCE", 3)
    sizes = {DAY - dt.timedelta(days=number): number for number in range(10)} | {None: 7}
    known = {"2024-03-09": 0, "2024-03-08": 5, "2024-03-07": 1, "": 7}
    task = SentTask()
    loading._in_pieces(sizes, known, task)  # type: ignore[arg-type]
    assert [len(piece) for piece in task.sent] == [3, 3, 2]
    expected = [(day.isoformat(), size) for day, size in sizes.items() if day and day <= DAY - dt.timedelta(days=2)]
    assert [issue for piece in task.sent for issue in piece] == expected
    task = SentTask()
    loading._in_pieces({}, {}, task)  # type: ignore[arg-type]
    assert task.sent == [[]]


def test_only_ids_that_have_become_others_are_looked_for() -> None:
    """Of thousands that were read none has, and no issue is opened for them."""
    opened: list[str] = []

    class Asked(Archive):
        def get(self, name: str) -> Any:
            opened.append(name)

    names = [f"20240309-{number}" for number in range(9)]
    loading._changed_ids(Asked(), names, names, SentTask())  # type: ignore[arg-type]
    assert opened == []


async def test_unread_articles_are_gathered_behind_the_screen(
    stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each issue of which something was read has to be opened for it."""
    threads: list[threading.Thread] = []

    def noted(*arguments: Any) -> Any:
        threads.append(threading.current_thread())
        return unread_rows(*arguments)

    monkeypatch.setattr(article_list, "unread_rows", noted)
    async with stage() as here:
        await here.press("u")
        assert threads
        assert threading.main_thread() not in threads
