"""A shell in a real terminal, for programs that are started in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
MODES = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{mouse_sgr_flag} #{wrap_flag} #{keypad_flag}"


class Shell:
    """A shell in a tmux of its own, and what is seen of it."""

    def __init__(self, home: Path) -> None:
        # A name for this test alone: the server of the test before may still be on its way out.
        self._socket = f"hnreader-test-{uuid4().hex}"
        self._home = home
        self.tmux(
            "new-session",
            "-d",
            "-x",
            "110",
            "-y",
            "30",
            *"env -u COLUMNS -u LINES -u COLORFGBG".split(),
            "PS1=$ ",
            "sh",
        )
        self.line(
            "".join(f"export XDG_{kind}_HOME={home}; " for kind in ("DATA", "CONFIG", "STATE", "CACHE"))
            + "export LC_ALL=C.UTF-8; clear"
        )
        self.stty = self._stty("before")
        self.modes = self.tmux("display", "-p", MODES)

    def tmux(self, *args: str) -> str:
        return subprocess.run(
            ["tmux", "-L", self._socket, "-f", os.devnull, *args], check=True, capture_output=True, text=True, cwd=ROOT
        ).stdout

    def close(self) -> None:
        subprocess.run(["tmux", "-L", self._socket, "kill-server"], check=False, capture_output=True)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def line(self, text: str) -> None:
        self.type(text)
        self.tmux("send-keys", "Enter")

    def start(self, code: str | None = None) -> None:
        """Start the app, or a program, and wait for its articles."""
        program = "-m hnreader --lang zh"
        if code is not None:
            script = self._home / "program.py"
            script.write_text(code, encoding="utf-8")
            program = str(script)
        self.line(f"clear; echo $$; PYTHONPATH={ROOT} {sys.executable} {program}; echo code=$?")
        self.sees("48 篇")

    @property
    def seen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def sees(self, *texts: str) -> str:
        """Wait for the texts."""
        return self.sees_that(lambda seen: all(text in seen for text in texts), texts)

    def sees_that(self, holds: Callable[[str], bool], what: object = "") -> str:
        for _ in range(1_500):  # a minute and more: what has not come then never will
            seen = self.seen
            if holds(seen):
                return seen
            time.sleep(0.04)
        raise AssertionError(f"{what} never came:\n{seen}")

    @property
    def process(self) -> int:
        """The process in the foreground."""
        shell = self.tmux("display", "-p", "#{pane_pid}").strip()
        return int(subprocess.run(["ps", "-o", "pid=", "--ppid", shell], capture_output=True, text=True).stdout)  # noqa: PLW1510

    def left_clean(self) -> bool:
        """Tell whether the terminal is as it was before the app."""
        return self._stty("after") == self.stty and self.tmux("display", "-p", MODES) == self.modes

    def _stty(self, name: str) -> str:
        output = self._home / f"stty-{name}"
        self.line(f"stty -a > {output}; echo told-{name}")
        self.sees_that(lambda seen: f"told-{name}" in re.sub(r"echo told-\S+", "", seen))
        return output.read_text(encoding="utf-8").partition(";")[2].partition(";")[2].partition(";")[2]  # not the size
