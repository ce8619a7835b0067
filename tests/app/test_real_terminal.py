"""The app from start to end in a real terminal: resized, suspended, killed, and what is left of it."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tmux_shell import ROOT

from hnreader.app.terminal import setup as terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tmux_shell import Shell

NEWEST, OLDEST = "2025年3月27日 星期四 ·", "2月18日 星期六（推断） ·"
SECOND, THIRD = "12月12日 星期四（推断） ·", "3月9日 星期六（推断） ·"
"""Above the text of an article of these issues."""
HEADLINE = "5121.9"  # of the first article of the second issue of the samples
CRASH = """
import sys
from hnreader.app import run
from hnreader.app.panes.article_list import ArticleList
def crash(self, lines):
    raise RuntimeError("a made up mistake")
ArticleList.action_move = crash
sys.exit(run((), "zh"))
"""
INPUT_CRASH = """
import sys
from hnreader.app import run
from textual._xterm_parser import XTermParser
def crash(self, data):
    raise RuntimeError("a made up mistake")
feed = XTermParser.feed
XTermParser.feed = lambda self, data: crash(self, data) if "j" in data else feed(self, data)
sys.exit(run((), "zh"))
"""
NAMES = """
import sys, time
from hnreader.app import run
from hnreader.research import names_gathering
ask = names_gathering.Tagging.mentions
def slow(self, sources):
    time.sleep(0.05)
    return ask(self, sources)
names_gathering.Tagging.mentions = slow
names_gathering._BATCH = 1
sys.exit(run((), "zh"))
"""
DETECT = """
from hnreader.app.terminal.capabilities import detect_capabilities
print("told", detect_capabilities(background=True, pictures=True))
"""


def read_second_issue(shell: Shell) -> None:
    shell.tmux("send-keys", "Enter")
    shell.sees("Esc 返回")
    shell.type("]")
    shell.sees(SECOND)


def test_a_session(shell: Shell) -> None:
    """A phrase of an input method arrives whole, issues are jumped between, and `q` leaves the terminal as it was."""
    shell.start()
    shell.type("/")
    shell.sees("到列表")
    shell.type("这一句话在哪一版上都没有出现过")
    assert "这一句话在哪一版上都没有出现过" in shell.sees("这一句话在哪一版上都没有出现过").splitlines()[0]
    shell.sees_that(lambda seen: " 0 篇" in seen.splitlines()[0], "the result")
    shell.tmux("send-keys", "Escape", "G")  # in one breath: Escape is no Alt
    shell.sees_that(lambda seen: "没有出现过" not in seen and "48 篇" in seen.splitlines()[0], "all articles")
    shell.sees("Enter 阅读", "帮助", OLDEST)
    shell.type("g")
    shell.sees(NEWEST)
    read_second_issue(shell)
    shell.type("]")
    shell.sees(THIRD)
    shell.type("[")
    shell.sees(SECOND, HEADLINE)
    shell.type("q")
    shell.sees("code=0")
    assert shell.left_clean()


def test_resizing(shell: Shell) -> None:
    """After twenty sizes in a row the screen is drawn right, and the article that is read is still there."""
    shell.start()
    read_second_issue(shell)
    sizes = [(40, 12), (30, 8), (200, 60), (80, 24), (120, 40), (10, 3), (99, 30), (100, 12), (41, 13), (150, 20)]
    for width, height in [*sizes, *reversed(sizes), (100, 30)]:
        shell.tmux("resize-window", "-x", str(width), "-y", str(height))
    seen = shell.sees_that(lambda seen: drawn_right(seen) and SECOND in seen)
    assert seen.count(HEADLINE) >= 2  # in the list and over the text


def drawn_right(seen: str) -> bool:
    lines = seen.splitlines()
    return len(lines) == 30 and "48 篇" in lines[0] and "退出" in lines[-1] and all(map(str.strip, lines[:20]))


def test_suspending(shell: Shell) -> None:
    """`ctrl+z` gives the shell back as it was, and `fg` the whole screen."""
    shell.start()
    read_second_issue(shell)
    before = shell.seen
    shell.tmux("send-keys", "C-z")
    shell.sees("Stopped")
    assert shell.left_clean()
    shell.line("fg")
    shell.sees(SECOND)
    shell.sees(*before.split())
    shell.type("q")
    shell.sees("$ fg")
    assert shell.left_clean()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP])
def test_ended_by_a_signal(shell: Shell, number: signal.Signals) -> None:
    """The terminal is left as it was, the shell is told the signal, and the place is kept."""
    shell.start()
    read_second_issue(shell)
    os.kill(shell.process, number)
    shell.sees(f"code={128 + number}")
    assert shell.left_clean()
    shell.start()
    shell.sees(SECOND, HEADLINE)


@pytest.mark.parametrize("program", [CRASH, INPUT_CRASH])
def test_a_crash(shell: Shell, program: str) -> None:
    """An error in the app or in its input thread restores the terminal, says where its report is, exits with code 2."""
    shell.start(program)
    shell.type("j")
    shell.sees("code=2", "RuntimeError", "crash-")
    assert "Traceback" not in shell.seen
    shell.line("clear")
    assert shell.left_clean()


@pytest.mark.parametrize("how", ["keys", "SIGTERM", "SIGKILL", "closed"])
def test_looking_for_names_ends_with_the_app(shell: Shell, how: str) -> None:
    """However the app ends, the processes that look for names and watch the files end with it."""
    shell.start(NAMES)
    process = shell.process
    shell.type("P")
    shell.sees("已查")
    output = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], check=True, capture_output=True, text=True)
    children = [*map(int, output.stdout.split())]
    assert len(children) == 2
    shell.type("q")
    shell.sees("48 篇")
    assert all(map(running, children))
    if how == "keys":
        shell.type("q")
        shell.sees("code=0")
    elif how == "closed":
        shell.tmux("kill-session")
    else:
        os.kill(process, getattr(signal, how))
    for _ in range(1_500):  # a minute and more: what has not come then never will
        if not any(map(running, children)):
            return
        time.sleep(0.04)
    raise AssertionError(children)


def running(process: int) -> bool:
    """Tell whether a process runs: one that has ended may have yet to be asked for its code."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], check=False, capture_output=True, text=True)
    return bool(state.stdout) and not state.stdout.startswith("Z")


def test_a_closed_terminal(shell: Shell) -> None:
    """With its terminal the process ends."""
    shell.start()
    process = shell.process
    shell.tmux("kill-session")
    for _ in range(1_500):  # a minute and more: what has not come then never will
        if not running(process):
            return
        time.sleep(0.04)
    raise AssertionError(process)


def test_a_light_terminal(shell: Shell) -> None:
    """A terminal that tells of a light background gets dark letters on paper."""
    shell.tmux("set", "-g", "window-style", "bg=#ffffff,fg=#000000")
    shell.start()
    assert "48;2;27;26;24" not in shell.tmux("capture-pane", "-p", "-e")  # the background of the dark theme


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are ignored, whole or cut off, and the keys around them count."""
    child, end = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.environ |= {f"XDG_{kind}_HOME": str(tmp_path) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
        os.environ |= {"TERM": "xterm-256color", "COLORFGBG": "15;0"}
        os.execv(sys.executable, [sys.executable, "-m", "hnreader", "--lang", "zh"])
    read_until(end, "48 篇")
    os.write(end, b"/\xff\xc3\xe9\x95")
    os.write(end, b"\xe9\x95\xbf\x80\xfe")
    read_until(end, "长")
    os.write(end, b"\x1bq")
    while select.select([end], [], [], 60)[0]:
        try:
            os.read(end, 4096)
        except OSError:  # the app has ended
            break
    _, status = os.waitpid(child, 0)
    os.close(end)
    assert os.waitstatus_to_exitcode(status) == 0


def read_until(end: int, text: str) -> None:
    """Read what a process writes to its terminal, until it has written the text."""
    seen = b""
    while text.encode() not in seen:
        assert select.select([end], [], [], 60)[0], seen
        seen += os.read(end, 4096)


@pytest.mark.parametrize(
    ("answer", "output"),
    [
        (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c", "background='light', typed=''"),
        (b"j\x1b]11;rgb:0000/0000/0000\x07\xe9\x95\xbf\x1b[?6c", "background='dark', typed='j长'"),
        (b"\x1b[?1;2c", "background='dark', typed='', sixel=False"),
        (b"\x1b[6;18;9t\x1b[?62;4;22c", "typed='', sixel=True, cell=CellSize(width=9, height=18)"),
        (b"/\n", "background='dark', typed='/\\r'"),
        (b"", "background='dark', typed=''"),
    ],
)
def test_answers_of_terminals(answer: bytes, output: str) -> None:
    """What it says of itself is read, what is typed beside it is not lost, and no answer is not waited for long."""
    child, end = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.environ.pop("COLORFGBG", None)
        os.execv(sys.executable, [sys.executable, "-c", DETECT])
    seen = b""
    while b"told" not in seen or not seen.endswith(b"\n"):
        assert select.select([end], [], [], 60)[0]
        seen += os.read(end, 1024)
        if answer and b"\x1b[c" in seen:
            os.write(end, answer)
            answer = b""
    os.waitpid(child, 0)
    os.close(end)
    assert output in seen.decode()


@pytest.mark.parametrize(
    "late", ["\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", "\x1b]11;rgb:ffff/ffff/ffff\x07", "\x1b[?62;22c", "\x1b[6;18;9t"]
)
def test_a_late_answer_is_no_keys(late: str) -> None:
    """What a slow terminal answers when the app is up already does nothing that a key does."""
    terminal.prepare()
    from textual._xterm_parser import XTermParser  # noqa: PLC0415 as the app imports it

    parser = XTermParser()
    keys = [event.key for event in parser.feed(late + "\x1b[A")]
    assert keys[-1] == "up"
    assert set(keys[:-1]) <= {"ctrl+g"}  # the BEL at its end, to which nothing is bound


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("\x1bg", ["escape", "g"]),
        ("\x1b长", ["escape", "长"]),
        ("\x1b/", ["escape", "slash"]),
        ("\x1b1", ["escape", "1"]),
        ("\x1bq\x1b[A", ["escape", "q", "up"]),
        ("\x1b[A\x1bOP", ["up", "f1"]),
        ("\x1bf", ["ctrl+right"]),
        ("\x1by", ["alt+y"]),
        ("\x1b[103;3u", ["alt+g"]),
    ],
)
def test_escape_with_a_key_right_behind_it(monkeypatch: pytest.MonkeyPatch, typed: str, keys: list[str]) -> None:
    """Both count; sequences, keys of the user's own, and what the kitty protocol calls Alt are as before."""
    terminal.prepare()
    from textual._xterm_parser import XTermParser  # noqa: PLC0415 as the app imports it

    monkeypatch.setattr(XTermParser, "_sequence_to_key_events", XTermParser._sequence_to_key_events)
    terminal.separate_escape({"alt+y"})
    assert [event.key for event in XTermParser().feed(typed)] == keys


@pytest.mark.parametrize("code", ["1114112", "55296", "57343", "99999999999999999999", "9" * 40, "97;1;1114112"])
def test_a_key_that_is_no_character_is_ignored(code: str) -> None:
    """A kitty sequence beyond Unicode, or of a surrogate, does nothing, and the key behind it counts."""
    terminal.prepare()
    from textual._xterm_parser import XTermParser  # noqa: PLC0415 as the app imports it

    assert [event.key for event in XTermParser().feed(f"\x1b[{code}u\x1b[A")] == ["up"]
