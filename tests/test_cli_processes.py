"""The command line as real processes: pipes, locales, closed streams, hostile names."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from hnreader import __version__, cli

PAGE = "长沙芯片产业提速\n\n湖南日报3月8日讯（全媒体记者 张三）今天，芯片项目在长沙开工。\n"
MODULE = [sys.executable, "-m", "hnreader"]


def call(*arguments, stdin=b"", locale="C.UTF-8", **environment):
    """Run the program as a shell would, apart from the developer's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "XDG_CACHE_HOME") if name in os.environ}
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
def test_a_closed_pipe_is_no_success(command, tmp_path):
    """`hnreader … | head -0` ends with 141 as by SIGPIPE, and prints no error, however much there is to print."""
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text(PAGE * 20, encoding="utf-8")
    paths = [] if command == ["--help"] else [str(tmp_path)]
    with subprocess.Popen([*MODULE, *command, *paths], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        errors = process.stderr.read()
    assert errors == b""
    assert process.returncode == 141


@pytest.mark.skipif(sys.platform == "win32", reason="no folder is deleted there while a process is in it")
def test_a_current_folder_that_is_gone_is_told(tmp_path):
    """Nothing was to be written: a relative path leads nowhere."""
    folder = tmp_path / "gone"
    folder.mkdir()
    command = ["sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh", *MODULE, "list", "--lang", "en", "."]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("hnreader: The current folder cannot be read: ")


@pytest.mark.parametrize("command", ["list", "index", "names"])
def test_a_name_that_is_too_long_is_named(command, page):
    """It is shortened: where it begins, and what is wrong with it, can be read."""
    folder = page.parent / ("n" * 5000)
    (line,) = call(command, "--lang", "en", "--library", folder, page).stderr.decode().splitlines()
    assert line.startswith(f"hnreader: {page.parent}{os.sep}nnn")
    assert "nnn/pages.sqlite3: The library cannot be used: File name too long" in line
    assert len(line) < 1100


@pytest.mark.skipif(sys.platform == "win32", reason="closes descriptors as a shell does")
@pytest.mark.parametrize("command", ["list", "--version", "--help", "export", "export --format csv", "kwic 芯片 --csv"])
def test_a_closed_standard_output_is_an_error(page, command):
    """What is asked for cannot be printed: one line on standard error and exit code 2."""
    path = "" if command.startswith("--") else shlex.quote(str(page))
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m hnreader {command} {path} >&-'], capture_output=True, check=False
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="closes descriptors as a shell does")
def test_a_file_needs_no_standard_output(page, tmp_path):
    """`export --output` prints nothing, so that a closed standard output does not matter."""
    command = f'"{sys.executable}" -m hnreader export --output "{tmp_path}/out.json" "{page}" >&-'
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["pages"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_an_error(page):
    """Output that can't be written is one line on standard error, and exit code 2."""
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
@pytest.mark.parametrize("command", [["kwic", "芯片"], ["export", "--format", "jsonl"]])
@pytest.mark.parametrize("nowhere", ["2>&-", "2>/dev/full"])
def test_errors_are_never_data(page, command, nowhere):
    """Where standard error is closed or full, what is printed is what was asked for, and so is the exit code."""
    call = " ".join(map(shlex.quote, map(str, [*MODULE, *command, page, "/no/where"])))
    done = subprocess.run(["sh", "-c", f"{call} {nowhere}"], capture_output=True, check=False)
    alone = subprocess.run([*MODULE, *command, page], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, alone.stdout)


@pytest.mark.parametrize(
    ("arguments", "closed"),
    [*product(["list", "trend 芯片"], ["<&-", ">&-", "2>&-"]), ("kwic 芯片", ">&-"), ("search 芯片", ">&-")],
)
def test_closed_descriptors(page, closed, arguments):
    """A standard stream that is closed does not make the program crash."""
    command = f'"{sys.executable}" -m hnreader {arguments} - "{page}" {closed}'
    done = subprocess.run(["sh", "-c", command], input=b"", capture_output=True, check=False)
    assert done.returncode in {0, 2}
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="forbids such names")
def test_nothing_reaches_the_terminal_unclean(tmp_path, capsys):
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
        cli.main([*arguments, str(path), f"{tmp_path}/无\x1b[2J"])
        output = "".join(capsys.readouterr())
        assert output
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", output)
        assert "Traceback" not in output


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_an_interrupt_ends_quietly(tmp_path):
    """Ctrl-C ends with 130 and no traceback."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # The pipe opens for writing once the program reads from it.
    with subprocess.Popen([*MODULE, "list", pipe], stderr=subprocess.PIPE) as process, pipe.open("wb"):
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read()
    assert process.returncode == 130
    assert b"Traceback" not in errors


SLOW_IMPORT = """
import importlib.abc, os, signal, sys

class Interrupt(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == os.environ["INTERRUPTED_IMPORT"]:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupt())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.parametrize("imported", ["hnreader.cli", "hnreader.messages", "hnreader.cli.commands", "hnreader.archive"])
@pytest.mark.parametrize("program", ["entry point", "module"])
def test_an_interrupt_of_the_imports_ends_quietly(imported, program, tmp_path, page):
    """A SIGINT that arrives when a module is looked up, be it the first, ends with 130 and no traceback."""
    (tmp_path / "sitecustomize.py").write_text(SLOW_IMPORT, encoding="utf-8")
    (script,) = importlib.metadata.entry_points(group="console_scripts", name="hnreader")
    entry_point = [
        sys.executable,
        "-c",
        f"import sys; from {script.module} import {script.attr} as run; sys.exit(run())",
    ]
    command = MODULE if program == "module" else entry_point
    path = f"{tmp_path}{os.pathsep}{Path(__file__).parents[1]}"
    environment = os.environ | {"INTERRUPTED_IMPORT": imported, "PYTHONPATH": path}
    done = subprocess.run([*command, "list", page], capture_output=True, env=environment, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


FIRST_IMPORTS = """
import _signal, os, sys

names = []

def handled(*arguments):
    os.write(1, " ".join(name for name in names if name != "__main__").encode())
    os._exit(0)

_signal.signal = handled
sys.addaudithook(lambda event, arguments: names.append(arguments[0]) if event == "import" else None)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="as those above")
def test_nothing_is_imported_before_interrupts_are_handled(tmp_path):
    """One that comes before is Python's, which prints where it was."""
    (tmp_path / "sitecustomize.py").write_text(FIRST_IMPORTS, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{Path(__file__).parents[1]}"}
    command = [sys.executable, "-c", "from hnreader.__main__ import main"]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False)
    assert (done.stdout.split(), done.stderr) == ([b"hnreader.__main__", b"hnreader"], b"")


CALLED_BACK = """
import os, signal, sys, weakref

class Thing:
    pass

class Interrupt:
    def find_spec(self, name, path, target=None):
        if name == "hnreader.cli.commands":
            thing = Thing()
            kept = weakref.ref(thing, lambda _: (os.kill(os.getpid(), signal.SIGINT), [None for _ in range(1000)]))
            del thing

sys.meta_path.insert(0, Interrupt())
"""


NAMED = """
import os, signal, sys

class Interrupting:
    def __set_name__(self, owner, name):
        os.kill(os.getpid(), signal.SIGINT)
        [None for _ in range(1000)]

class Interrupt:
    def find_spec(self, name, path, target=None):
        if name == "hnreader.cli.commands":
            type("Made", (), {"attribute": Interrupting()})

sys.meta_path.insert(0, Interrupt())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.parametrize("amid", [CALLED_BACK, NAMED], ids=["callback", "class"])
def test_an_interrupt_that_python_makes_something_else_of_ends_quietly(amid, tmp_path, page):
    """Amid the callbacks of its imports it is printed, and amid a class it becomes another error: the program ends."""
    (tmp_path / "sitecustomize.py").write_text(amid, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{Path(__file__).parents[1]}"}
    done = subprocess.run([*MODULE, "list", page], capture_output=True, env=environment, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


TERMINATED = """
import os, signal, sys, weakref
import hnreader.cli.commands.export as command
from hnreader.__main__ import main

class Thing:
    pass

def batches(*_):
    thing = Thing()
    kept = weakref.ref(thing, lambda _: (os.kill(os.getpid(), signal.SIGTERM), [None for _ in range(1000)]))
    del thing
    signal.pause()

command._Reading.batches = batches
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGTERM")
def test_a_signal_to_end_that_comes_amid_a_callback_is_not_lost(page, tmp_path):
    """What its handler raises there Python prints and forgets."""
    command = [sys.executable, "-c", TERMINATED, "export", "--output", tmp_path / "out", page]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (143, b"")


def test_a_defect_is_one_line(page, tmp_path):
    """An exception that nobody expected is one line without a traceback, which names a report, and exit code 2."""
    broken = "import sys, hnreader.cli.commands as commands\nfrom hnreader.cli import main\n"
    broken += "def run(*_): raise RecursionError('too\\ndeep')\ncommands.run = run\nsys.exit(main())"
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path / "state")}
    command = [sys.executable, "-c", broken, "list", page]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    (report,) = (tmp_path / "state").rglob("crash-*.txt")
    assert "RecursionError: too deep" in line
    assert str(report) in line


@pytest.mark.parametrize("pattern", ["/(?R)/", "/(?0)a/", "/(?a)x(?L)/", f"/{'(' * 3000}/"])
@pytest.mark.parametrize("command", ["search", "kwic"])
def test_a_pattern_that_cannot_be_used_ends_in_lines(page, command, pattern, capsys):
    """Whatever the pattern library raises, there is no traceback, and the pattern is reported or not found."""
    assert cli.main([command, pattern, str(page)]) in {1, 2}
    lines = capsys.readouterr().err.splitlines()
    assert lines
    assert all(line.startswith("hnreader: ") and "Internal error" not in line for line in lines)


@pytest.mark.parametrize("error", [MemoryError(), ImportError("x.so: failed to map segment from shared object")])
def test_too_little_memory_is_said(error, page, capsys, monkeypatch):
    """It is no defect of the program, nor where a module finds no room: one line, no traceback, exit code 2."""

    def fail(*_, **__):
        raise error

    monkeypatch.setattr("hnreader.archive.segmenting.segment", fail)
    assert cli.main(["list", str(page), "--in-memory", "--lang", "en"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "hnreader: There is not enough memory; close other programs, or give fewer pages"
