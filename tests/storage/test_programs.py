"""The user's own programs: real processes, what they are given, and how they end."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from hnreader.storage.programs import Program, ShellCommand, editor, missing, private_text, viewer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shell is sh")
MOST, SECONDS = 1000, 30.0


@pytest.fixture(autouse=True)
def sh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/sh")
    for name in ("VISUAL", "EDITOR", "PAGER"):
        monkeypatch.delenv(name, raising=False)


def test_a_program_that_is_killed_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    """Though it had it raw, without echo."""
    import pty  # noqa: PLC0415 not on Windows
    import termios  # noqa: PLC0415

    leader, terminal = pty.openpty()
    before = termios.tcgetattr(terminal)
    opening = (
        "import sys; from pathlib import Path; from hnreader.storage.programs import editor; editor().open(Path())"
    )
    editing = {"EDITOR": "stty raw -echo; kill -9 $$ #"}
    command = [sys.executable, "-c", opening]
    subprocess.run(command, stdin=terminal, env=os.environ | editing, cwd=tmp_path, check=True, timeout=60)
    assert termios.tcgetattr(terminal) == before
    os.close(leader)
    os.close(terminal)


@pytest.mark.parametrize(
    ("variables", "edits", "views"),
    [
        ({}, "vi", "less"),
        ({"PAGER": "most -s"}, "vi", "most -s"),
        ({"PAGER": "most", "EDITOR": "ed"}, "ed", "ed"),
        ({"EDITOR": "ed", "VISUAL": "code -w"}, "code -w", "code -w"),
        ({"EDITOR": "ed", "VISUAL": " "}, "ed", "ed"),
    ],
)
def test_the_users_program_is_taken(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], edits: str, views: str
) -> None:
    """VISUAL goes before EDITOR, and for looking either before PAGER."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (editor().command, viewer().command) == (edits, views)


def test_a_program_gets_a_private_file() -> None:
    """The file is the owner's alone, holds the text, may be changed, and is gone afterwards."""
    with private_text("a.txt", "湖南\n") as path:
        assert [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent)] == [0o600, 0o700]
        assert Program("printf 日报 >>", {}).open(path) == 0
        assert path.read_text("utf-8") == "湖南\n日报"
        assert Program("exit 3;", {}).open(path) == 3
        assert missing(Program("no-such-editor --wait", {}).open(path))
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("command", "seconds", "ended"),
    [
        ("cat", SECONDS, ("湖南", 0, False, False)),
        ("cat; echo 错 >&2; exit 4", SECONDS, ("湖南错\n", 4, False, False)),
        ("true", SECONDS, ("", 0, False, False)),
        ("yes", SECONDS, ("y\n" * (MOST // 2), -9, True, False)),
        ("printf a; sleep 60 & sleep 60", 0.3, ("a", -9, False, True)),
    ],
)
def test_a_command_reads_the_text(command: str, seconds: float, ended: tuple[str, int, bool, bool]) -> None:
    """What it writes on either stream is returned, as far as it goes; with what it has started it ends in time."""
    assert ShellCommand(command, "湖南").run(MOST, seconds) == ended


@pytest.mark.parametrize("left", ["sleep 60 &", "sleep 60 <&0 &"])
def test_a_command_is_not_waited_for_by_what_it_leaves_running(left: str) -> None:
    """Though that has both its streams: of the text it reads nothing, and its output it keeps open."""
    command = ShellCommand(f"{left} echo $!; head -c 500 /dev/zero", "文" * 1_000_000)
    text, *ended = command.run(MOST, SECONDS)
    pid, zeros = text.split("\n")
    os.kill(int(pid), signal.SIGKILL)
    assert (len(zeros), ended) == (500, [0, False, False])


@pytest.mark.parametrize("before", [True, False])
def test_a_command_is_ended_from_another_thread(before: bool, tmp_path: Path) -> None:
    """It ends at once, also where that was asked for before it began."""
    started = tmp_path / "started"
    command = ShellCommand(f"touch '{started}'; exec sleep 60", "文" * 1_000_000)
    if before:
        command.end()
    else:
        threading.Timer(0.2, command.end).start()
    assert command.run(MOST, SECONDS).exit_code == -9
