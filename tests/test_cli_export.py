"""`hnreader export`: what is picked, where it goes, and what is left behind when it goes wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hnreader.cli import main, progress
from hnreader.messages import Translator

PAGE = "长沙芯片产业提速\n\n湖南日报3月8日讯（全媒体记者 张三）今天，芯片项目在长沙开工。\n"
FORMS = ["json", "jsonl", "csv", "text"]
MODULE = [sys.executable, "-m", "hnreader", "export", "--lang", "en"]


@pytest.fixture
def folder(tmp_path):
    """Three issues of one page and a page without a date, in another order than that of their days."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, word in (
        ("a_2024-03-10_01", "芯片"),
        ("b_2024-03-12_01", "茶叶"),
        ("c_2024-03-11_01", "芯片"),
        ("d", "无日"),
    ):
        text = PAGE.replace("芯片", word)
        (pages / f"{name}.txt").write_text(text if "_" in name else text.replace("3月8日", ""), encoding="utf-8")
    return pages


@pytest.fixture
def call(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        code = main(["export", "--lang", "en", *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def headlines(out):
    return [json.loads(line)["headline"] for line in out.splitlines()]


def files(folder):
    return sorted(path.name for path in folder.iterdir())


# ── what is picked


def test_everything_the_newest_first(call, folder):
    """All articles of all issues, those without a date behind."""
    dates = [json.loads(line)["date"] for line in call("--format", "jsonl", folder)[1].splitlines()]
    assert dates == ["2024-03-12", "2024-03-11", "2024-03-10", None]


@pytest.mark.parametrize(
    ("issue", "dates"),
    [
        ("2024-03-11", ["2024-03-11"]),
        ("2024-03", ["2024-03-12", "2024-03-11", "2024-03-10"]),
        ("2024-03-11..", ["2024-03-12", "2024-03-11"]),
    ],
)
@pytest.mark.parametrize("query", [[], ["--query", "长沙"]])
def test_an_issue_or_a_span(call, folder, issue, dates, query):
    """As queries have dates; with a query, what it finds of these days."""
    out = call("--format", "jsonl", "--issue", issue, *query, folder)[1]
    assert [json.loads(line)["date"] for line in out.splitlines()] == dates


def test_what_a_query_finds(call, folder):
    """The newest first; in JSON, page by page, with nothing but the articles found."""
    code, out, err = call("--format", "jsonl", "--query", "芯片", folder)
    assert (code, err) == (0, "")
    assert [json.loads(line)["date"] for line in out.splitlines()] == ["2024-03-11", "2024-03-10"]
    pages = json.loads(call("--query", "芯片", folder)[1])["pages"]
    assert [page["source"] for page in pages] == ["c_2024-03-11_01.txt", "a_2024-03-10_01.txt"]


def test_near_matches_are_reported(call, folder):
    """It is taken, as `search` lists it, and counted on standard error."""
    code, out, err = call("--format", "jsonl", "--query", "茶业产业", folder)
    assert code == 0
    assert headlines(out) == ["长沙茶叶产业提速"]
    assert err == "hnreader: 1 of 1 article is a near match\n"


@pytest.mark.parametrize("form", FORMS)
def test_a_file_holds_what_is_printed(call, folder, tmp_path, form):
    """To the character, but for the mark at the beginning of a table."""
    out = call("--format", form, folder)[1]
    assert call("--format", form, "--output", tmp_path / "a", folder) == (0, "", "")
    assert (tmp_path / "a").read_bytes().decode("utf-8").removeprefix("\ufeff") == out.removeprefix("\ufeff")
    assert files(tmp_path) == ["a", "pages"]


def test_markdown_is_a_folder(call, folder, tmp_path):
    """A file for each article, by names that are the same each time and in the order of days."""
    for name in "ab":
        assert call("--format", "markdown", "--output", tmp_path / name, folder) == (0, "", "")
    names = files(tmp_path / "a")
    assert names == files(tmp_path / "b")
    assert [name[:8] for name in names] == ["20240310", "20240311", "20240312", "undated-"]
    assert all(name.endswith("产业提速.md") for name in names)


# ── where it goes


@pytest.mark.parametrize("form", [*FORMS, "markdown"])
def test_what_is_there_is_kept(call, folder, tmp_path, form):
    """Unless it is forced; other files in a folder stay either way."""
    path = tmp_path / "a"
    kept = path
    if form == "markdown":
        path.mkdir()
        kept = path / "别的"
    kept.write_text("旧", encoding="utf-8")
    code, out, err = call("--format", form, "--output", path, folder)
    assert (code, out) == (2, "")
    assert err == f"hnreader: {path} already exists and was not changed; --force overwrites it\n"
    assert kept.read_text("utf-8") == "旧"
    assert call("--format", form, "--output", path, "--force", folder) == (0, "", "")
    assert (kept.read_text("utf-8") == "旧") == (form == "markdown")
    assert files(tmp_path) == ["a", "pages"]


@pytest.mark.parametrize(
    "arguments", [["--query", "没有的词语"], ["--issue", "1949"], ["--query", "标题:"], ["/nowhere/at/all"]]
)
@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_nothing_is_written_where_nothing_is_found(call, folder, tmp_path, arguments, form):
    """No empty file, and no empty folder."""
    paths = [] if arguments[0].startswith("/") else [folder]
    code, out, err = call("--format", form, "--output", tmp_path / "a", *arguments, *paths)
    assert code in {1, 2}
    assert out == ""
    assert err.startswith("hnreader: ")
    assert files(tmp_path) == ["pages"]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_printed_where_nothing_is_found(call, folder, form):
    """Not even the head of a table."""
    assert call("--format", form, "--query", "没有的词语", folder)[:2] == (1, "")


@pytest.mark.parametrize("target", ["pages", "none/a", "pages/d.txt/a"])
def test_where_nothing_can_be_written(call, folder, tmp_path, target):
    """One line that says where and why."""
    code, out, err = call("--format", "csv", "--output", tmp_path / target, folder)
    assert (code, out) == (2, "")
    assert re.fullmatch(rf"hnreader: Cannot write {tmp_path}/{target}: .+\n", err)
    assert files(tmp_path) == ["pages"]


@pytest.mark.parametrize("arguments", [["--format", "markdown", "--output", "md"], ["--output", "a.txt"]])
def test_nothing_is_written_among_the_pages(call, folder, arguments):
    """It would be read as pages the next time."""
    before = files(folder)
    code, out, err = call(*arguments[:-1], folder / arguments[-1], folder)
    assert (code, out) == (2, "")
    assert "would be read as pages next time" in err
    assert files(folder) == before
    assert call("--force", *arguments[:-1], folder / arguments[-1], folder) == (0, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="closes descriptors as a shell does")
@pytest.mark.parametrize("form", FORMS)
def test_a_closed_output(folder, form):
    """Standard output that is closed does not make the program crash."""
    command = f'"{sys.executable}" -m hnreader export --format {form} "{folder}" >&-'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.returncode in {0, 2}
    assert b"Traceback" not in done.stderr


# ── what goes wrong


def limited(size):
    """Let this process write files of no more than `size` bytes: the disk is full then."""
    import resource  # noqa: PLC0415 - not on every system

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.skipif(sys.platform == "win32", reason="sets a limit on files")
@pytest.mark.parametrize(
    ("form", "size", "query"),
    [
        *((form, 1500, []) for form in [*FORMS, "markdown"]),
        *((form, 0, []) for form in ["jsonl", "markdown"]),
        *((form, 100, ["--query", "长沙"]) for form in ["jsonl", "markdown"]),
    ],
    ids=str,
)
def test_a_full_disk_leaves_what_was_there(folder, tmp_path, form, size, query):
    """One line, exit code 2, and nothing half-written: neither while pages are read nor while articles are written."""
    path = tmp_path / "a"
    kept = path
    if form == "markdown":
        path.mkdir()
        kept = path / "旧"
    kept.write_text("旧", encoding="utf-8")
    (folder / "e.txt").write_text(PAGE + "\n" + "芯片项目在长沙开工。" * 500, encoding="utf-8")
    done = subprocess.run(
        [*MODULE, "--in-memory", "--format", form, "--output", path, "--force", *query, folder],
        capture_output=True,
        text=True,
        encoding="utf-8",
        preexec_fn=lambda: limited(size),
        check=False,
    )
    assert done.returncode == 2
    assert re.fullmatch(rf"hnreader: Cannot write {path}: .+\n", done.stderr)
    assert kept.read_text("utf-8") == "旧"
    assert files(tmp_path) == ["a", "pages"]
    assert form != "markdown" or files(path) == ["旧"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("form", FORMS)
def test_a_full_disk_behind_a_pipe(folder, form):
    """Standard output that takes nothing is one line, and exit code 2."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*MODULE, "--format", form, folder], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("form", FORMS)
def test_a_closed_pipe_is_no_success(folder, form):
    """Not everything was written: 141, as by SIGPIPE, without a message."""
    (folder / "e.txt").write_text(PAGE + "\n" + "芯片项目在长沙开工。" * 50000, encoding="utf-8")
    with subprocess.Popen(
        [*MODULE, "--format", form, folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        errors = process.stderr.read()
    assert (errors, process.returncode) == (b"", 141)


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_a_signal_leaves_nothing_behind(folder, tmp_path, number, code, form):
    """Where it comes while pages are still read: no file, nothing hidden, no traceback."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [*MODULE, "--format", form, "--output", tmp_path / "a", folder, pipe]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process, pipe.open("wb"):
        process.send_signal(number)
        errors = process.stderr.read()
    assert (process.returncode, errors) == (code, b"")
    assert files(tmp_path) == ["pages", "pipe"]


WRITING = """
import os, signal, sys
from hnreader.cli import main
from hnreader.research import export_writer

def late(whole, calls=[]):
    calls.append(whole)
    if len(calls) == 3:
        os.kill(os.getpid(), int(sys.argv[1]))
    return "x" * 100000

export_writer._WRITERS.update(dict.fromkeys(export_writer._WRITERS, late))
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("form", ["jsonl", "markdown"])
def test_a_signal_in_the_middle_of_writing(folder, tmp_path, number, code, form):
    """The third article does not come to its end, and the first two are gone with it."""
    command = [sys.executable, "-c", WRITING, str(int(number)), "export", "--format", form]
    done = subprocess.run([*command, "--output", tmp_path / "a", folder], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (code, b"")
    assert files(tmp_path) == ["pages"]


@pytest.mark.skipif(sys.platform == "win32", reason="forbids such names")
def test_nothing_reaches_the_terminal_unclean(call, tmp_path):
    """Texts, the names of files and of where to write come out without a control character."""
    hostile = "\x1b]2;劫持\x07\x1b[31m\x9b1m\u202e\x00"
    path = tmp_path / "页\x1b]0;x\x07.txt"
    path.write_text(PAGE.replace("芯片", f"芯{hostile}片"), encoding="utf-8")
    for more in (
        *(["--format", form] for form in FORMS),
        ["--output", f"{tmp_path}/无\x1b[2J/a"],
        ["--issue", "1\x1b[2J"],
    ):
        output = "".join(call(*more, path)[1:])
        assert output
        assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", output)
        assert "Traceback" not in output


def test_a_table_in_any_encoding(folder):
    """A byte order mark is for UTF-8 in a file or a pipe; elsewhere it would be rubbish."""
    for encoding, mark in (("utf-8", True), ("gbk", False)):
        env = os.environ | {"PYTHONIOENCODING": encoding}
        done = subprocess.run([*MODULE, "--format", "csv", folder], capture_output=True, env=env, check=True)
        text = done.stdout.decode(encoding)
        assert text.startswith("\ufeff") == mark
        table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        assert [len(row) for row in table] == [len(table[0])] * 5


# ── progress


ERASED = "\x1b[1A\x1b[2K"
"""The line above is cleared, and the next output begins there."""


class Terminal(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self):
        return True


def pages(number):
    return f"{number} pages"


@pytest.mark.parametrize(("seconds", "shown"), [(0.01, False), (0.2, True)])
def test_progress_is_shown_for_long_work_only(monkeypatch, seconds, shown):
    """Half a second passes first; the line is removed at the end, and things come through as they are."""
    now = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    monkeypatch.setattr(sys, "stderr", Terminal())
    passed = []
    with progress.Progress(Translator("en")) as line:
        for thing in line.counted(range(10), pages):
            passed.append(thing)
            now[0] += seconds
    output = sys.stderr.getvalue()
    assert passed == list(range(10))
    assert ("10 pages" in output) == shown
    assert not output or output.rpartition("10 pages")[2].endswith(ERASED)


def test_progress_is_not_written_to_a_file(monkeypatch, capsys):
    """Error messages that are kept in a file have no progress among them."""
    monkeypatch.setattr(progress, "_DELAY", -1.0)
    with progress.Progress(Translator("en")) as line:
        assert list(line.counted("abc", pages)) == list("abc")
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_progress_on_a_terminal(folder, tmp_path):
    """Once a slow pipe has been read, how many pages there have been is shown, from the first frame on."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    leader, follower = pty.openpty()
    command = [*MODULE, "--format", "csv", pipe, folder, "--output", str(tmp_path / "a.csv")]
    with subprocess.Popen(command, stderr=follower, stdout=subprocess.DEVNULL) as process:
        os.close(follower)
        with pipe.open("wb") as file:
            time.sleep(progress._DELAY + 0.3)  # until progress is due
            file.write(PAGE.encode())
        output = b""
        while True:
            try:
                some = os.read(leader, 4096)
            except OSError:
                break
            if not some:
                break
            output += some
    os.close(leader)
    assert process.returncode == 0
    assert b"1 page read" in output.partition("━".encode())[0]  # before the first bar
    assert output.endswith(ERASED.encode())
