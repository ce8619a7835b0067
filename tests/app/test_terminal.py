"""The app in a real terminal, and what is done for terminals."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hnreader.app.terminal import setup as terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
OPEN = "import sys; from hnreader.app import run; sys.exit(run(sys.argv[1:], 'zh'))"


@pytest.mark.parametrize(
    ("program", "user_setting", "expected"),
    [("iTerm.app", None, "1"), ("iTerm.app", "0", "0"), ("vscode", None, None)],
)
def test_iterm_gets_plain_keys(
    monkeypatch: pytest.MonkeyPatch, program: str, user_setting: str | None, expected: str | None
) -> None:
    """In iTerm2 the kitty flags are off, unless the user has set them."""
    monkeypatch.setenv("TERM_PROGRAM", program)
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", user_setting or "")
    if user_setting is None:
        monkeypatch.delenv("TEXTUAL_DISABLE_KITTY_KEY")
    terminal.prepare()
    assert os.environ.get("TEXTUAL_DISABLE_KITTY_KEY") == expected


def test_importing_the_room_loads_no_textual() -> None:
    """Importing the app's package starts nothing: Textual comes with `run`."""
    code = "import sys, hnreader.app; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_screen_needs_no_dictionary() -> None:
    """Everything that is imported before the first paint is light."""
    code = "import sys, hnreader.app.application; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    heavy = {"PIL", "textual_image", "jieba", "rapidfuzz", "charset_normalizer", "pypinyin", "hnreader.segment"}
    assert not heavy & set(modules.split())


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Run a tmux command in a server of its own; its first window is 80 by 24, and its user has nothing kept."""
    if shutil.which("tmux") is None:
        pytest.skip("no tmux")
    # A name for this test alone: the server of the test before may still be on its way out.
    socket = f"hnreader-test-{uuid4().hex}"
    home = str(tmp_path / "home")
    env = {**os.environ, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}

    def run(*args: str) -> str:
        return subprocess.run(
            ["tmux", "-L", socket, "-f", os.devnull, *args],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=env,
        ).stdout

    yield run
    subprocess.run(["tmux", "-L", socket, "kill-server"], check=False, capture_output=True)


def wait_for(tmux: Callable[..., str], text: str) -> str:
    for _ in range(1_200):  # a minute and more: what has not come then never will
        seen = tmux("capture-pane", "-p")
        if text in seen:
            return seen
        time.sleep(0.05)
    raise AssertionError(f"{text!r} never came:\n{seen}")


def test_it_runs_in_a_terminal(tmux: Callable[..., str], tmp_path: Path) -> None:
    """In a real terminal a page opens, a phrase is typed into the search bar, and q leaves the terminal clean."""
    page = tmp_path / "页.txt"
    page.write_text("第27314号\n湖南日报3月8日讯（全媒体记者 甲）这是一条消息。\n", encoding="utf-8")
    tmux("new-session", "-d", "-x", "80", "-y", "24", "sh")
    command = f"LC_ALL=C.UTF-8 {sys.executable} -c \"{OPEN}\" '{page}'; echo code=$?"
    tmux("send-keys", "-l", command)
    tmux("send-keys", "Enter")
    wait_for(tmux, "1 篇")
    tmux("send-keys", "/")
    wait_for(tmux, "到列表")
    tmux("send-keys", "-l", "这是一条好的消息")
    assert "这是一条好的消息" in wait_for(tmux, "这是一条好的消息").splitlines()[0]
    tmux("send-keys", "Escape")
    wait_for(tmux, "退出")
    tmux("send-keys", "q")
    wait_for(tmux, "code=0")


def test_nothing_readable_is_said_in_one_line(tmux: Callable[..., str]) -> None:
    """Where nothing can be read the app leaves the screen with code 2 and says why, path and reason."""
    tmux("new-session", "-d", "-x", "120", "-y", "24", "sh")
    tmux("send-keys", "-l", f"{sys.executable} -c \"{OPEN}\" '/no/[b]where'; echo code=$?")
    tmux("send-keys", "Enter")
    seen = wait_for(tmux, "code=2")
    assert "没有可读的版面：/no/[b]where: 没有这个文件或文件夹" in seen
