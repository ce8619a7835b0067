"""The command line as real processes: pipes, locales, closed streams, hostile names."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hnreader import __version__

PAGE = "长沙芯片产业提速\n\n湖南日报3月8日讯（全媒体记者 张三）今天，芯片项目在长沙开工。\n"
MODULE = [sys.executable, "-m", "hnreader"]


def call(*arguments, stdin=b"", locale="C.UTF-8", **environment):
    """Run the program as a shell would, apart from the developer's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    env = kept | {"LC_ALL": locale, "PYTHONPATH": str(Path(__file__).parents[1]), **environment}
    command = [*MODULE, *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, env=env, timeout=60, check=False)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_it_runs_as_a_program(page):
    """`python -m hnreader` answers with its version, and its exit code is the shell's."""
    done = call("--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"hnreader {__version__}")
    assert call("search", "没有的词语", page).returncode == 1


@pytest.mark.parametrize(
    "command", [["list"], ["export"], ["--help"], ["search", "芯片"], ["kwic", "芯片", "--json"]], ids=" ".join
)
def test_a_closed_pipe_ends_quietly(command, tmp_path):
    """`hnreader … | head -0` leaves no traceback, however much there is to print."""
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(PAGE * 20, encoding="utf-8")
    paths = [] if command == ["--help"] else [str(tmp_path)]
    with subprocess.Popen([*MODULE, *command, *paths], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        complaint = process.stderr.read()
    assert complaint == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(page):
    """Output that can't be written is one line of complaint, and exit code 2."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*MODULE, "list", page], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("locale", "environment"),
    [
        ("C", {}),
        ("POSIX", {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
        ("C", {"PYTHONIOENCODING": "ascii"}),
        ("C", {"PYTHONIOENCODING": "latin-1"}),
    ],
)
def test_any_locale_will_do(page, locale, environment):
    """Chinese comes out as UTF-8 where the locale knows ASCII only, and as escapes where it knows something else."""
    done = call("list", page, locale=locale, **environment)
    assert done.returncode == 0
    if environment.get("PYTHONIOENCODING") == "latin-1":
        assert rb"\u957f\u6c99" in done.stdout
    else:
        assert "长沙芯片产业提速" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_standard_input(encoding):
    """`-` is the page that is piped in, whatever its encoding."""
    done = call("export", "-", stdin=PAGE.encode(encoding))
    (exported,) = json.loads(done.stdout)["pages"]
    assert exported["source"] == "stdin"
    assert exported["articles"][0]["headline"] == "长沙芯片产业提速"


@pytest.mark.skipif(sys.platform == "win32", reason="closes descriptors as a shell does")
@pytest.mark.skipif(sys.platform == "win32", reason="closes descriptors as a shell does")
@pytest.mark.parametrize("command", [["kwic", "芯片"], ["export", "--format", "jsonl"]])
@pytest.mark.parametrize("nowhere", ["2>&-", "2>/dev/full"])
def test_complaints_are_never_data(page, command, nowhere):
    """Where standard error is closed or full, what is printed is what was asked for, and so is the exit code."""
    call = " ".join(map(shlex.quote, map(str, [*MODULE, *command, page, "/no/where"])))
    done = subprocess.run(["sh", "-c", f"{call} {nowhere}"], capture_output=True, check=False)
    alone = subprocess.run([*MODULE, *command, page], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, alone.stdout)


@pytest.mark.parametrize("asked", ["list", "kwic 芯片", "search 芯片", "trend 芯片"])
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_descriptors(page, closed, asked):
    """A standard stream that is closed does not make the program crash."""
    command = f'"{sys.executable}" -m hnreader {asked} - "{page}" {closed}'
    done = subprocess.run(["sh", "-c", command], input=b"", capture_output=True, check=False)
    assert done.returncode in {0, 2}
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="forbids such names")
def test_nothing_reaches_the_terminal_unclean(tmp_path):
    """Names and texts full of escape sequences come out without a control character, in every command."""
    hostile = "\x1b]2;劫持\x07\x1b[31m\x9b1m\u202e\x00"
    path = tmp_path / "页\x1b]0;x\x07.txt"
    path.write_text(PAGE.replace("芯片", f"芯{hostile}片"), encoding="utf-8")
    for arguments in (
        ["list"],
        ["search", "芯片"],
        ["export"],
        ["check"],
        ["show", "\x1b[31mx"],
        ["search", "\x9b1m无"],
        ["kwic", "芯片"],
        ["kwic", "\x1b[31m无", "--csv"],
        ["trend", "芯片", "--and", "\x9b1m芯"],
        ["trend", "芯片", "--and", "\x9b1m芯", "--json"],
        ["cite", "\x1b[31mx"],
        ["cite", "--query", "芯片"],
        ["cite", "--query", "\x9b1m无"],
        ["cite", "--query", "芯片", "--style", "\x1b[31mx"],
    ):
        done = call(*arguments, path, f"{tmp_path}/无\x1b[2J")
        said = (done.stdout + done.stderr).decode()
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", said)
        assert "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_an_interrupt_ends_quietly(tmp_path):
    """Ctrl-C ends with 130 and no traceback."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # The pipe opens for writing once the program reads from it.
    with subprocess.Popen([*MODULE, "list", pipe], stderr=subprocess.PIPE) as process, pipe.open("wb"):
        process.send_signal(signal.SIGINT)
        complaint = process.stderr.read()
    assert process.returncode == 130
    assert b"Traceback" not in complaint
