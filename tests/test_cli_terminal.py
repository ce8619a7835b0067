"""The command line on a terminal: colour, columns and the pager; none of them where output is piped."""

from __future__ import annotations

import fcntl
import io
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.cells import cell_len

from hnreader.cli import progress

PAGE = "长沙芯片产业提速\n\n湖南日报3月8日讯（全媒体记者 张三）今天，芯片项目在长沙开工。\n"
MODULE = [sys.executable, "-m", "hnreader"]
ROWS, COLUMNS = 10, 80  # few rows: few pages are more
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def environment(**changes):
    kept = {name: os.environ[name] for name in ("PATH", "XDG_CACHE_HOME")}
    kept["PYTHONPATH"] = str(Path(__file__).parents[1])
    return kept | {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"} | changes


def on_a_terminal(*arguments, **changes):
    """Run the program with input and output on a terminal; return its exit code, what was printed, and its errors."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    command = [*MODULE, *map(str, arguments)]
    output = b""
    with subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=subprocess.PIPE, env=environment(**changes)
    ) as process:
        os.close(follower)
        while True:
            try:
                some = os.read(leader, 65536)
            except OSError:  # the terminal is closed on the other side
                break
            if not some:
                break
            output += some
        errors = process.stderr.read()
    os.close(leader)
    return process.returncode, output.decode().replace("\r\n", "\n"), errors.decode()


def piped(*arguments):
    done = subprocess.run([*MODULE, *map(str, arguments)], capture_output=True, env=environment(), check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """More articles than a screen has lines."""
    folder = tmp_path_factory.mktemp("pages")
    for number in range(1, ROWS + 5):
        page = PAGE.replace("芯片产业", f"第{number}期芯片产业")
        (folder / f"2024-{1 + number // 28:02}-{1 + number % 28:02}_01.txt").write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def page(pages):
    return min(pages.iterdir())


def capturing(path):
    """Return a pager that keeps what it is given in a file."""
    return f"sh -c 'cat > \"{path}\"'"


def test_a_list_has_columns_and_colour(page):
    """The id is coloured, and what does not fit is folded within its column, so that no line is wider than 80 cells."""
    code, out, errors = on_a_terminal("list", page)
    assert (code, errors) == (0, "")
    (article,) = json.loads(piped("list", "--json", page)[1])
    assert re.search(rf"\x1b\[36m{article['id']}", out)
    plain = STYLE.sub("", out)
    assert all(cell_len(line) <= COLUMNS for line in plain.splitlines())
    assert article["headline"] in plain


@pytest.mark.parametrize("changes", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
@pytest.mark.parametrize("arguments", [["list"], ["search", "芯片"], ["help", "search"], ["kwic", "芯片"]])
def test_no_colour_where_it_is_not_wanted(page, arguments, changes):
    """NO_COLOR and a dumb terminal have neither colour nor bold."""
    paths = [] if arguments[0] == "help" else [page]
    assert "\x1b" not in on_a_terminal(*arguments, *paths, PAGER="cat", **changes)[1]


@pytest.mark.parametrize("arguments", [["list"], ["search", "芯片"], ["names"], ["trend", "芯片"], ["check"]])
def test_piped_output_is_plain(pages, arguments):
    """No escape sequence, and no line that was folded to a terminal's width."""
    code, out, _ = piped(*arguments, pages)
    assert code in {0, 1}
    assert "\x1b" not in out


@pytest.mark.parametrize("arguments", [["list"], ["search", "芯片"], ["kwic", "芯片"], ["list", "--json"], ["help"]])
def test_long_output_is_paged(pages, tmp_path, arguments):
    """The pager of the environment gets all of it, and nothing is printed beside it."""
    path = tmp_path / "paged"
    paths = [] if arguments[0] == "help" else [pages]
    code, out, errors = on_a_terminal(*arguments, *paths, PAGER=capturing(path))
    assert (code, out, errors) == (0, "", "")
    shown = STYLE.sub("", path.read_text(encoding="utf-8"))
    assert len(shown) > ROWS
    if arguments == ["list", "--json"]:
        assert json.loads(shown) == json.loads(piped(*arguments, *paths)[1])
    elif arguments == ["list"]:
        assert [line.split()[0] for line in shown.splitlines()] == [
            line.split()[0] for line in piped(*arguments, *paths)[1].splitlines()
        ]


def test_progress_hides_no_cursor(monkeypatch):
    """A program that is ended outright amid its work leaves the terminal as it was."""
    output = io.StringIO()
    monkeypatch.setattr(sys, "stderr", output)
    display, _ = progress._start("working", 1, 2)
    assert output.getvalue().rfind("\x1b[?25h") > output.getvalue().rfind("\x1b[?25l")
    display.stop()


def test_short_output_is_not_paged(page, tmp_path):
    """What fits on the screen is printed."""
    path = tmp_path / "paged"
    code, out, _ = on_a_terminal("list", page, PAGER=capturing(path))
    assert code == 0
    assert "芯片产业提速" in out
    assert not path.exists()


@pytest.mark.parametrize("pager", ["head -n 1", "true"])
@pytest.mark.parametrize("arguments", [["list"], ["search", "芯片"], ["kwic", "芯片"]])
def test_to_quit_the_pager_is_no_error(pages, arguments, pager):
    """Whoever has read enough may go: exit code 0, no message."""
    code, _, errors = on_a_terminal(*arguments, pages, PAGER=pager)
    assert (code, errors) == (0, "")


@pytest.mark.parametrize("pager", ["false", "sh -c 'cat; exit 1'"])
def test_a_pager_that_fails_is_told(pages, pager):
    """Whether it has shown anything is not known: one line says that, and the exit code."""
    code, _, errors = on_a_terminal("list", "--lang", "en", pages, PAGER=pager)
    assert (code, errors.count("\n")) == (2, 1)
    assert "The pager failed with exit code 1" in errors


@pytest.mark.parametrize("pager", ["no-such-pager", "less 'unclosed"])
def test_without_a_pager_all_is_printed(pages, pager):
    code, out, errors = on_a_terminal("list", pages, PAGER=pager)
    assert (code, errors) == (0, "")
    assert len(out.splitlines()) > ROWS


def test_nothing_found_is_nothing_found_on_a_terminal_too(pages):
    """The exit code and the message are those of a pipe."""
    assert on_a_terminal("search", "没有的词语", pages)[::2] == piped("search", "没有的词语", pages)[::2]


def test_what_is_piped_is_not_paged(pages, tmp_path):
    """A pager is for people."""
    path = tmp_path / "paged"
    subprocess.run(
        [*MODULE, "list", pages], stdout=subprocess.DEVNULL, env=environment(PAGER=capturing(path)), check=True
    )
    assert not path.exists()
