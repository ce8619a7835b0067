"""The driver of a terminal: what it sends becomes events, what the app draws is written, and signals stop and go on.

It is Textual's, apart from what that does with input that no person types, and with signals at unexpected times.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
from codecs import getincrementaldecoder
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.messages import InBandWindowResize

from hnreader.app.terminal.pastes import MOST_PASTED, MOST_TYPED_AHEAD, Pastes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

_CHUNK: Final = 1 << 16  # bytes read at once; a terminal gives some 4,000
_PAUSE: Final = 0.5  # seconds without input, behind which it is no flood that goes on
_WAIT: Final = 0.1  # seconds; how often the thread that reads looks whether it has to end


class TerminalDriver(LinuxDriver):
    """Drives the terminal that is standard input and output; standard error may be anything, or closed."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._file: Any = TerminalOutput(sys.__stdout__)
        self._batch: list[Message] | None = None
        """The events of what was read at once, which are posted together."""
        self._delivered_at = 0.0
        """When something was read last, by the monotonic clock."""
        self._suspended = False

    # the size

    def start_application_mode(self) -> None:
        """Set the terminal up, and be told of its sizes."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._is_on:
            signal.signal(signal.SIGWINCH, self._resized)
            self._resized()

    def _resized(self, *_: object) -> None:
        """Have the app hear of the size that there is when it hears of it, and behind all that it was to hear before.

        Textual asks for the size at the signal: of another one, amid this one or while the terminal is set up, the app
        could hear before this one's. It posts as a coroutine; so do we, lest ours come before what waits of it.
        """
        asyncio.run_coroutine_threadsafe(self._tell_size(), self._loop)

    async def _tell_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self._app.post_message(events.Resize(size, size))

    # what is written

    def _query_in_band_window_resize(self) -> None:
        """Ask nothing: sizes come from the system, and are believed from nowhere else."""

    # what is read

    def _run_input_thread(self) -> None:
        """Read until the app takes the terminal back; a defect ends the app as one elsewhere does."""
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 a thread's would be lost
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)  # noqa: SLF001 as Textual's own pumps do

    def run_input_thread(self) -> None:
        """Post an event for each key, paste and mouse report. Bytes that are not UTF-8 are ignored."""
        parser, pastes = XTermParser(self._debug), Pastes()
        decode = getincrementaldecoder("utf-8")(errors="ignore").decode

        def post(parts: Iterable[str | events.Paste]) -> None:
            for part in parts:
                self._post(parser.feed(part) if isinstance(part, str) else (part,))

        while not self.exit_event.is_set():
            if not select.select([self.fileno], [], [], _WAIT)[0]:
                post(pastes.rest())
            elif data := self._read():
                if text := decode(data):  # the parser takes an empty one for the end
                    post(pastes.divide(text, amid_sequence=parser._awaiting.timeout is not None))  # noqa: SLF001
            else:
                return
            self._post(parser.tick())

    def _read(self) -> bytes:
        """Return what has been typed; nothing, and the app is told, where the terminal is gone."""
        with suppress(OSError):
            if data := os.read(self.fileno, _CHUNK):
                return data
        hang_up()
        return b""

    def _post(self, messages: Iterable[Message]) -> None:
        """Post the events of what was read at once, in one go: to wake the app takes longer than to parse a key."""
        self._batch = []
        try:
            for message in messages:
                self.process_message(message)
        finally:
            batch, self._batch = self._batch, None
        if batch:
            self._loop.call_soon_threadsafe(self._deliver, batch)

    def process_message(self, message: Message) -> None:
        """Take an event of the parser: of a paste no more than a field takes, and no offer to report the window's size.

        Textual would take it, and the system's word no more; then no size is known where the offer was none.
        """
        if isinstance(message, InBandWindowResize):
            return
        if isinstance(message, events.Paste):
            message.text = message.text[:MOST_PASTED]
        super().process_message(message)

    def send_message(self, message: Message) -> None:
        """Post an event, with those that were read at once."""
        if self._batch is None:
            super().send_message(message)
        else:
            self._batch.append(message)

    def _deliver(self, batch: list[Message]) -> None:
        """Give the app what was read, as far as it keeps up; a flood that no person can type is dropped."""
        before, self._delivered_at = self._delivered_at, monotonic()
        rested = self._delivered_at - before > _PAUSE  # a flood has none: whatever waits, these were typed
        room = MOST_TYPED_AHEAD - (0 if rested else self._waiting())
        for message, following in zip(batch, [*batch[1:], None], strict=True):
            if isinstance(message, events.MouseMove) and isinstance(following, events.MouseMove):
                continue  # the pointer is where it came to in the end
            if isinstance(message, events.InputEvent):
                room -= 1
                if room < 0:
                    continue
            self._app.post_message(message)

    def _waiting(self) -> int:
        """Return how many keys and mouse events wait to be handled where keys go, and no other messages."""
        app: Any = self._app
        stack = app._screen_stack  # noqa: SLF001 `screen` raises while there is none
        pumps = [app, *stack[-1:], *(screen.focused for screen in stack[-1:] if screen.focused is not None)]
        queues = [pump._message_queue for pump in pumps]  # noqa: SLF001 there is no other way to know
        typed = sum(isinstance(message, events.InputEvent) for queue in queues for message in queue.values)
        return typed + len(app.turns.waiting)

    # signals

    @property
    def _is_on(self) -> bool:
        """Whether the terminal is set up for the app."""
        return self._writer_thread is not None and self._writer_thread.is_alive()

    def _sigtstp_application(self, *_: object) -> None:
        """Stop, in between two events: amid one, half of a sequence may be written, and locks be held."""
        if self._auto_restart and self._is_on and self._loop.is_running():
            self._loop.call_soon_threadsafe(self._stop)
        else:
            _stop_process()

    def _stop(self) -> None:
        if self._auto_restart and self._is_on:
            self.suspend_application_mode()
            self._suspended = self._must_signal_resume = True
        _stop_process()

    def _sigcont_application(self, *_: object) -> None:
        if self._auto_restart and self._loop.is_running():
            self._loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        """Set the terminal up again; also after SIGSTOP, when nobody knows what has been done to it meanwhile."""
        if not self._auto_restart:
            return
        if self._is_on:
            self.suspend_application_mode()
            self._suspended = self._must_signal_resume = True
        if self._suspended:
            self.resume_application_mode()
            self._suspended = not self._is_on  # it was not: the process goes on in the background


class TerminalOutput:
    """Writes to a terminal until it is gone; then the app is told, and what it goes on writing is lost."""

    def __init__(self, terminal: Any) -> None:
        self._terminal: Final = terminal
        self._gone = False

    def fileno(self) -> int:
        """Return the terminal's descriptor."""
        number: int = self._terminal.fileno()
        return number

    def write(self, text: str) -> None:
        """Write all of a text, also where the terminal is set not to block."""
        data = memoryview(text.encode(self._terminal.encoding, "backslashreplace"))
        while data and not self._gone:
            try:
                data = data[os.write(self.fileno(), data) :]
            except BlockingIOError:
                select.select([], [self.fileno()], [])
            except OSError:
                self._gone = True
                hang_up()

    def flush(self) -> None:
        """Do nothing: what was written is written."""


def hang_up() -> None:
    """Tell the app that its terminal is gone: the system tells only who leads a session, and not behind `nohup`."""
    os.kill(os.getpid(), signal.SIGHUP)


def _stop_process() -> None:
    """Stop before anything else is done: a signal to the process might be taken by another thread, a little later."""
    signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)
