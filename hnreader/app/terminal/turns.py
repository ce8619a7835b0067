"""Keys take turns: each goes where the one before it has led, however many are typed in one breath.

Textual hands a key to what has the focus when the key arrives; what an earlier one does to that, by messages on their
way through the widgets, comes too late then. Here a message is sent the same way behind each key, and when it comes
back what the key led to is done, and the next one has its turn. A paste takes turns as a key does.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual import events
    from textual.app import App
    from textual.widget import Widget

    Typed = events.Key | events.Paste

_MESSAGES: Final = 5
"""Sent in one turn at most: the first behind the key, others behind what that has sent, or led to."""
_PATIENCE: Final = 0.5  # seconds after which none comes back: what it was sent through is gone


class Followed(Message):
    """Comes back to the app when what was sent up the screen before it has been handled."""

    def __init__(self, turn: int, place: Widget) -> None:
        super().__init__()
        self.turn: Final = turn
        self.place: Final = place
        self.set_sender(place)  # what the app has sent does not come back to it


class Turns:
    """The turns of what is typed into an app, which calls `hand_out` with it when it has its turn."""

    def __init__(self, app: App[Any], hand_out: Callable[[Typed], Awaitable[None]]) -> None:
        self._app: Final = app
        self._hand_out: Final = hand_out
        self._turn = 0
        self._sent = 0
        """Messages of this turn."""
        self._taken = False
        """A turn has begun, and not ended."""
        self._sent_to: Widget | None = None
        """Where the last message was sent."""
        self._silent: Widget | None = None
        """Where one was sent that did not come back: there none is waited for until one does."""
        self.waiting: Final[deque[Typed]] = deque()

    async def take(self, typed: Typed) -> None:
        """Hand out what was typed, or have it wait for its turn."""
        self.waiting.append(typed)
        if not self._taken:
            await self._begin()
        elif len(self.waiting) == 1:
            self._limit()

    async def follow(self, message: Followed) -> None:
        """Take a message that has come back: send another where the key may have led on, or end the turn."""
        self._silent = None
        ended = message.turn != self._turn or not self._taken
        if ended or not self._app._screen_stack:  # noqa: SLF001 `screen` raises as the app ends
            return
        place = self._place
        settled = place is message.place and not _is_busy(place)
        if settled or self._sent == _MESSAGES or not self._send(place):
            await self._end()

    @property
    def _place(self) -> Widget:
        """What gets the next key."""
        return self._app.focused or self._app.screen

    async def _begin(self) -> None:
        """Begin the next turn, and more of them as long as there is none to wait for the end of."""
        while self.waiting and not self._taken:
            self._turn, self._taken, self._sent = self._turn + 1, True, 0
            place = self._place
            await self._hand_out(self.waiting.popleft())
            self._taken = self._send(place)
        if self.waiting:
            self._limit()

    def _send(self, place: Widget) -> bool:
        """Send a message, and return whether there is a way for it."""
        self._sent += 1
        self._sent_to = place
        return place.post_message(Followed(self._turn, place)) and place is not self._silent

    def _limit(self) -> None:
        """End this turn in a while at the latest."""
        self._app.set_timer(_PATIENCE, partial(self._give_up, self._turn))

    async def _give_up(self, turn: int) -> None:
        if turn == self._turn and self._taken:
            self._silent = self._sent_to
            await self._end()

    async def _end(self) -> None:
        """End the turn, and begin the next."""
        self._taken = False
        await self._begin()


def _is_busy(place: Widget) -> bool:
    """Whether a widget, or one around it up to the screen, has something to do."""
    *nodes, _app = place.ancestors_with_self
    return any(not node._message_queue.empty() for node in nodes)  # noqa: SLF001 there is no other way to know
