"""Keys typed in one breath: each takes effect where the one before it has led to."""

from __future__ import annotations

from asyncio import Queue
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.keys import _character_to_key

from hnreader.app.terminal.turns import Followed, Turns

if TYPE_CHECKING:
    from collections.abc import Callable

NAMED = {"⏎": "enter", "␛": "escape"}


async def breathe(here: Any, keys: str) -> None:
    """Type keys without waiting for what any of them does."""
    for key in keys:
        name = NAMED.get(key) or _character_to_key(key)
        here.app.post_message(events.Key(name, None if key in NAMED else key))
    await here.settle()
    await here.pilot.pause(0.2)
    await here.settle()


@pytest.mark.parametrize(
    "opened",
    [["i"], [":", *"2024-03-10"], ["j", "M", "记"], ["/", "正", "文", "enter", "x"], ["o"], ["?"], ["w"]],
)
async def test_two_returns_close_one_screen(stage: Callable[..., Any], opened: list[str]) -> None:
    """A screen that two keys end is left once, and the reader goes on."""
    async with stage() as here:
        await here.press("j", *opened)
        await breathe(here, "⏎⏎")
        assert here.app.is_running
        assert len(here.app.screen_stack) == 1
        await here.press("o")
        assert len(here.app.screen_stack) == 2


async def test_two_returns_leave_the_screen_below(stage: Callable[..., Any]) -> None:
    """A question asked over another screen is answered once, and that screen stays."""
    async with stage() as here:
        await here.press("/", "正", "文", "enter", "t")
        await here.press("+", "标", "题")
        await breathe(here, "⏎")
        assert len(here.app.screen_stack) == 2


async def test_a_screen_below_another_is_not_left_in_its_place(stage: Callable[..., Any]) -> None:
    """What lies over it stays, and it can be left later."""
    async with stage() as here:
        await here.press("I", "f")
        _, paper, flow = here.app.screen_stack
        paper.dismiss()
        await here.settle()
        assert here.app.screen is flow
        await here.press("escape", "escape")
        assert len(here.app.screen_stack) == 1


OPENED = {
    "list": "g", "page": "⏎rjj", "paper": "I", "flow": "If", "concordance": "/正文⏎xj", "related": "⏎R", "names": "P",
    "calendar": "D", "trend": "/正文⏎t", "review": "E", "map of an issue": "i", "search bar": "/正",
}  # fmt: skip
"""What leads from the list to where a return leads on."""


BEHIND = [
    pytest.param(opened, key, id=f"{name}, {key}")
    for number, (name, opened) in enumerate(OPENED.items())
    for key in ("jw", "nf")[number % 2]
]
"""Keys behind that return: every other one, since a case takes two sessions."""


@pytest.mark.parametrize(("opened", "key"), BEHIND)
async def test_a_key_behind_return_goes_where_that_leads(stage: Callable[..., Any], opened: str, key: str) -> None:
    """As it does when it is typed later."""
    found = []
    for breaths in (["⏎", key], [f"⏎{key}"]):
        async with stage() as here:
            await here.press(*(NAMED.get(each, each) for each in opened))
            await here.pilot.pause(0.2)
            for each in breaths:
                await breathe(here, each)
            stack = [type(screen) for screen in here.app.screen_stack]
            shown = here.text.story.article.id if here.text.story else ""
            found.append((stack, str(here.app.focused), here.list.position, shown, here.text.scroll_y, here.query))
    assert found[0] == found[1]


async def test_a_key_behind_return_belongs_to_the_list(stage: Callable[..., Any]) -> None:
    """What is typed behind the end of a search is no part of it."""
    async with stage() as here:
        await breathe(here, "/正文⏎j")
        assert here.query == "正文"
        assert here.list.position == 1
        await breathe(here, "/长⏎x")
        assert here.query == "正文长"
        assert len(here.app.screen_stack) == 2


async def test_a_key_behind_an_answer_belongs_to_the_reader(stage: Callable[..., Any]) -> None:
    """So with the end of a question: the date is gone to, and the next key goes on from there."""
    async with stage() as here:
        await breathe(here, ":2024-03-10⏎j")
        assert len(here.app.screen_stack) == 1
        assert here.selected == "第4篇的标题"


async def test_a_key_behind_escape_belongs_to_the_list(stage: Callable[..., Any]) -> None:
    """The search is left, all articles are listed, and the next key moves among them."""
    async with stage() as here:
        await breathe(here, "/没有␛G")
        assert here.query == ""
        assert here.list.position == here.list.count - 1


async def test_a_paste_behind_a_key_goes_where_that_leads(stage: Callable[..., Any]) -> None:
    """A query is asked for, pasted, and left, all at once."""
    async with stage() as here:
        here.app.post_message(events.Key("slash", "/"))
        here.app.post_message(events.Paste("正文"))
        await breathe(here, "⏎j")
        assert (here.query, here.list.position) == ("正文", 1)


class Way:
    """An app with one widget, through which messages come back, are lost, or cannot be sent."""

    def __init__(self, *, lost: bool = False, closed: bool = False) -> None:
        self.handed: list[str] = []
        self.sent: list[Any] = []
        self.timers: list[Callable[[], Any]] = []
        self._lost, self._closed = lost, closed
        self._message_queue: Queue[Any] = Queue()
        self.focused = self
        self._screen_stack = [self]
        self.ancestors_with_self = [self, None]
        self.turns = Turns(self, self._hand_out)  # type: ignore[arg-type]

    async def _hand_out(self, typed: Any) -> None:
        self.handed.append(typed.key)

    def post_message(self, message: Any) -> bool:
        if not self._lost:
            self.sent.append(message)
        return not self._closed

    def set_timer(self, _seconds: float, callback: Callable[[], Any]) -> None:
        self.timers.append(callback)

    async def type(self, keys: str) -> None:
        for key in keys:
            await self.turns.take(events.Key(key, key))


async def test_a_key_waits_until_what_the_one_before_it_sent_has_come_back() -> None:
    way = Way()
    await way.type("abc")
    assert way.handed == ["a"]
    while way.sent:
        await way.turns.follow(way.sent.pop(0))
    assert way.handed == ["a", "b", "c"]


async def test_a_key_waits_while_there_is_something_to_do_on_the_way() -> None:
    way = Way()
    way._message_queue.put_nowait("what the first key has sent")
    await way.type("ab")
    await way.turns.follow(way.sent.pop(0))
    assert way.handed == ["a"]
    way._message_queue.get_nowait()
    await way.turns.follow(way.sent.pop(0))
    assert way.handed == ["a", "b"]


async def test_keys_go_on_where_nothing_can_be_sent() -> None:
    way = Way(closed=True)
    await way.type("abc")
    assert way.handed == ["a", "b", "c"]


async def test_keys_go_on_where_what_was_sent_is_lost() -> None:
    """After a while, and then at once, until something comes back again."""
    way = Way(lost=True)
    await way.type("abc")
    assert way.handed == ["a"]
    await way.timers.pop(0)()
    assert way.handed == ["a", "b", "c"]
    await way.turns.follow(Followed(0, way))  # type: ignore[arg-type]
    await way.type("de")
    assert way.handed == ["a", "b", "c", "d"]
    await way.timers.pop(0)()
    assert way.handed == ["a", "b", "c", "d", "e"]


async def test_many_keys_go_on_where_what_was_sent_is_lost() -> None:
    """Each turn ends as it begins then: however many there are, no deeper than one."""
    way = Way(lost=True)
    await way.type("j" * 5000)
    await way.timers.pop(0)()
    assert len(way.handed) == 5000


async def test_what_comes_back_when_the_app_has_ended_begins_nothing() -> None:
    way = Way()
    await way.type("ab")
    way._screen_stack.clear()
    await way.turns.follow(way.sent.pop(0))
    assert way.handed == ["a"]
