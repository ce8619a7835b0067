"""The terminal's driver: what nobody types, terminals that are gone, and signals at unexpected times."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from time import monotonic
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal import Terminal
from textual import events
from textual.geometry import Size
from tmux_shell import ROOT

from hnreader.app.terminal.driver import TerminalDriver
from hnreader.app.terminal.pastes import MOST_PASTED, MOST_TYPED_AHEAD, Pastes
from hnreader.app.terminal.signals import signals_held_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BEGIN, END = "\x1b[200~", "\x1b[201~"
MANY = "j" * (MOST_TYPED_AHEAD + 1)
ARTICLES = "48 篇".encode()
PATIENCE = 60.0  # seconds: what has not come then never will


class Reading:
    """Pastes, at a time that the test says."""

    def __init__(self) -> None:
        self.now = 10.0
        self.pastes = Pastes(lambda: self.now)

    def read(self, text: str, **options: bool) -> list[str]:
        """Return what is to be parsed, and pastes in angle brackets."""
        return list(map(shown, self.pastes.divide(text, **options)))

    def rest(self, seconds: float) -> list[str]:
        self.now += seconds
        return list(map(shown, self.pastes.rest()))


def shown(part: str | events.Paste) -> str:
    return part if isinstance(part, str) else f"<{part.text}>"


def test_many_characters_at_once_are_pasted() -> None:
    """More than anybody types, in as many reads as it takes, is one paste and no commands; what is typed is keys."""
    reading = Reading()
    assert reading.read("jjk") == ["jjk"]
    assert reading.read(MANY) == []
    assert reading.read("q\n") == []
    assert reading.rest(1) == [f"<{MANY}q\n>"]
    assert reading.read("q") == ["q"]


def test_a_key_ends_what_was_pasted() -> None:
    """Characters before and behind a control character keep their order."""
    reading = Reading()
    assert reading.read(f"\x01{MANY}\x02") == ["\x01", f"<{MANY}>", "\x02"]
    assert reading.read(f"{MANY}") == []
    assert reading.read("\x1b[A") == [f"<{MANY}>", "\x1b[A"]


def test_the_rest_of_a_sequence_is_no_paste() -> None:
    """A long phrase of an input method that comes in two reads stays whole."""
    assert Reading().read("1" * 300, amid_sequence=True) == ["1" * 300]


def test_a_paste_that_does_not_end_is_ended() -> None:
    """After a rest keys are keys again; a bracket that comes in two reads is one."""
    reading = Reading()
    assert reading.read(BEGIN[:3]) == [BEGIN[:3]]
    assert reading.read(BEGIN[3:] + "a") == [BEGIN[3:] + "a"]
    assert reading.read(MANY) == [MANY]
    assert reading.rest(0.01) == []
    assert reading.rest(1) == [END]
    assert reading.rest(1) == []
    assert reading.read(f"{BEGIN}a{END}") == [f"{BEGIN}a{END}"]
    assert reading.rest(1) == []


@given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from([BEGIN, END, MANY, "\x1b", MANY * 900]))))
def test_nothing_that_is_read_is_lost(parts: list[str]) -> None:
    """What is parsed and what is pasted is what was read, in its order, but for the end of a very long paste."""
    reading = Reading()
    found = [part for text in parts for part in reading.pastes.divide(text)] + list(reading.pastes.rest())
    reading.now += 0.2
    found += reading.pastes.rest()
    whole = "".join(part if isinstance(part, str) else part.text for part in found)
    assert whole == "".join(parts) or any(len(part.text) == MOST_PASTED for part in found if not isinstance(part, str))


def delivered(batch: list[Any], waiting: int = 0, rest: float = 0) -> list[Any]:
    posted: list[Any] = []
    app = SimpleNamespace(post_message=posted.append)
    driver: Any = SimpleNamespace(_app=app, _waiting=lambda: waiting, _delivered_at=monotonic() - rest)
    TerminalDriver._deliver(driver, batch)
    return posted


def move(x: int) -> events.MouseMove:
    return events.MouseMove(None, x, 0, 0, 0, 0, shift=False, meta=False, ctrl=False)


def test_a_flood_of_keys_is_dropped() -> None:
    """An app gets as many as somebody may have typed ahead, less where some wait already, and always what is no key."""
    keys = [events.Key("j", "j") for _ in range(500)]
    assert len(delivered(keys)) == MOST_TYPED_AHEAD
    assert len(delivered(keys, waiting=60)) == MOST_TYPED_AHEAD - 60
    focus = events.AppFocus()
    assert delivered([*keys, focus], waiting=500) == [focus]
    assert len(delivered(keys, waiting=500, rest=60)) == MOST_TYPED_AHEAD  # typed, whatever else waits


def test_of_a_pointers_way_the_end_counts() -> None:
    """Of moves in a row the last is posted, so that a click behind a thousand of them is not dropped."""
    key = events.Key("j", "j")
    moves = [move(x) for x in range(1000)]
    assert delivered([*moves, key]) == [moves[-1], key]


def test_signals_are_held_back() -> None:
    """One that comes while the terminal is not as it was is taken when it is again."""
    taken: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _frame: taken.append(number))
    try:
        with signals_held_back():
            signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
            assert taken == []
        assert taken == [signal.SIGTERM]
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    terminals: list[Terminal] = []

    def start(closed: Callable[[], None] = lambda: None) -> Terminal:
        folders = {f"XDG_{kind}_HOME": str(tmp_path) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **folders}
        command = (sys.executable, "-m", "hnreader", "--lang", "zh")
        terminals.append(Terminal(command, environment | {"PYTHONPATH": str(ROOT)}, closed=closed))
        assert terminals[-1].read_until(lambda output: ARTICLES in output, PATIENCE)
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.close()


def ends_with_q(terminal: Terminal) -> bool:
    """Tell whether the key quits the app, and leaves the terminal as it was."""
    terminal.send(b"q")
    return (terminal.code(PATIENCE), terminal.changed()) == (0, [])


@pytest.mark.parametrize("flood", [b"\x1b[200~pasted", b"\x1b[" + b"1" * 700, b"\x1b[<0;" + b"9" * 400 + b";1M"])
def test_keys_are_answered_after_what_nobody_types(started: Callable[..., Terminal], flood: bytes) -> None:
    """An unended paste, and numbers of hundreds of digits, neither end the app nor have it deaf."""
    terminal = started()
    terminal.send(flood)
    terminal.read(2)  # a paste that goes on would take what follows
    assert ends_with_q(terminal)


def test_sizes_that_were_not_asked_for_are_not_believed(started: Callable[..., Terminal]) -> None:
    """A report of a window of 99,999 lines lays out nothing, and the window's true size counts on."""
    terminal = started()
    terminal.send(b"\x1b[?2048;1$y\x1b[48;99999;99999;9;9t")
    terminal.read(0.5)
    terminal.output.clear()
    terminal.resize(120, 40)
    assert terminal.read_until(lambda output: b"\x1b[40;1H" in output or ARTICLES in output, PATIENCE)
    assert ends_with_q(terminal)


@pytest.mark.parametrize("number", [signal.SIGCONT, signal.SIGTSTP, signal.SIGSTOP])
def test_going_on(started: Callable[..., Terminal], number: signal.Signals) -> None:
    """After SIGCONT, behind whatever stopped the app or behind nothing, keys count, and the terminal is given back."""
    terminal = started()
    os.kill(terminal.process, number)
    if number != signal.SIGCONT:
        assert os.WIFSTOPPED(terminal.status(PATIENCE) or 0)
        os.kill(terminal.process, signal.SIGCONT)
    terminal.output.clear()
    assert terminal.read_until(lambda output: ARTICLES in output, PATIENCE)
    assert ends_with_q(terminal)


@pytest.mark.parametrize("closed", [lambda: os.close(2), lambda: os.dup2(os.open(os.devnull, os.O_WRONLY), 2)])
def test_standard_error_is_not_the_screen(started: Callable[..., Terminal], closed: Callable[[], None]) -> None:
    """The screen is drawn on standard output, wherever standard error leads."""
    assert ends_with_q(started(closed))


def test_a_terminal_that_is_gone_ends_the_app_behind_nohup(started: Callable[..., Terminal]) -> None:
    """Where no SIGHUP comes the app finds that it cannot read or write any more."""
    terminal = started(lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    terminal.hang_up()
    assert terminal.code(PATIENCE) == 128 + signal.SIGHUP


def test_only_keys_keep_keys_out() -> None:
    """A screen that opens or closes gets hundreds of messages of its own."""
    queue: Any = SimpleNamespace(values=[events.Idle()] * 500 + [events.Key("j", "j")] * 3)
    app: Any = SimpleNamespace(_screen_stack=[], _message_queue=queue, turns=SimpleNamespace(waiting=[]))
    driver: Any = SimpleNamespace(_app=app)
    assert TerminalDriver._waiting(driver) == 3
    app.turns.waiting.append(events.Key("j", "j"))
    assert TerminalDriver._waiting(driver) == 4


@pytest.mark.parametrize("amid", [False, True])
def test_the_last_size_is_told_last(amid: bool) -> None:
    """The window changes while its size is asked for, or while Textual's word of the one before is under way."""
    posted: list[Size] = []
    sizes = [Size(1, 1), Size(120, 40)]

    class App:
        def post_message(self, event: events.Resize) -> None:
            posted.append(event.size)

        async def _post_message(self, event: events.Resize) -> None:
            self.post_message(event)

    async def change() -> None:
        loop, app = asyncio.get_running_loop(), App()
        driver: Any = SimpleNamespace(_app=app, _loop=loop)
        driver._tell_size = lambda: TerminalDriver._tell_size(driver)
        driver._get_terminal_size = lambda: sizes[0]

        def signalled() -> None:
            sizes.pop(0)
            TerminalDriver._resized(driver)

        def size() -> Size:
            before = sizes[0]
            driver._get_terminal_size = lambda: sizes[0]
            signalled()
            return before

        if amid:
            driver._get_terminal_size = size
            TerminalDriver._resized(driver)
        else:
            stale = app._post_message(events.Resize(sizes[0], sizes[0]))
            asyncio.run_coroutine_threadsafe(stale, loop)  # as Textual does where a terminal is set up
            signalled()
        for _ in range(10):
            await asyncio.sleep(0)

    asyncio.run(change())
    assert posted[-1] == Size(120, 40)
