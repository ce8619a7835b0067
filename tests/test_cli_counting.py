"""`hnreader kwic` and `hnreader trend`, and as a shell runs them where pipes, disks and terminals matter."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from hnreader.bars import BARS
from hnreader.cli import main, progress
from hnreader.messages import Translator
from hnreader.search import OccurrenceFinder

MODULE = [sys.executable, "-m", "hnreader"]
PAGES = {
    "2024-01-05_01.txt": "长沙芯片产业提速\n\n湖南日报1月4日讯（全媒体记者 张三）今天，芯片项目在长沙开工。\n",
    "2024-03-09_01.txt": "=1+1的公式\n\n湖南日报3月8日讯（全媒体记者 李四）=芯片 abc 项目在株洲投产，芯片产量翻番。\n",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def call(capsys, monkeypatch):
    """The program called within this process, apart from the developer's own settings: exit code, output and errors."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*arguments, **environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        code = main([str(item) for item in arguments])
        return code, *capsys.readouterr()

    return run


def _environment(given):
    kept = {name: os.environ[name] for name in ("PATH", "XDG_CACHE_HOME")}
    kept |= {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[1])}
    return kept | given


@pytest.mark.parametrize(("columns", "width"), [(None, 100), ("60", 60)])
def test_kwic_lines_are_aligned(call, pages, columns, width):
    """An id, then the context, the hit at the same cell in each line, none wider than the terminal."""
    code, out, err = call("kwic", "芯片", pages, **({"COLUMNS": columns} if columns else {}))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert len(lines) == 4
    assert all(re.match(r"\d{8}-\w{6}  ", line) for line in lines)
    assert max(map(cell_len, lines)) <= width
    ends = [{cell_len(line[: at.start()]) for at in re.finditer("芯片", line)} for line in lines]
    assert set.intersection(*ends)


def test_no_terminal_is_as_wide_as_columns_may_say(call, pages):
    """Lines are bounded, and the help has room for words."""
    code, out, err = call("kwic", "芯片", pages, COLUMNS="9" * 20)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 1000
    assert call("help", COLUMNS="1")[0] == 0


def test_kwic_sorts(call, pages):
    """By date the oldest comes first; by the right context what follows decides."""
    dates = [item["date"] for item in json.loads(call("kwic", "芯片", pages, "--json")[1])]
    assert dates == ["2024-01-05", "2024-01-05", "2024-03-09", "2024-03-09"]
    rights = [item["right"][0] for item in json.loads(call("kwic", "芯片", pages, "--json", "--sort", "right")[1])]
    assert rights == [" ", "产", "产", "项"]
    lefts = [
        item["left"][-1:] for item in json.loads(call("kwic", "芯片", "--sort=left", "--limit=3", "--json", pages)[1])
    ]
    assert lefts == ["，", "，", "="]


def test_kwic_json_tells_the_place(call, pages):
    """The position of each occurrence is that in what `show` prints."""
    (item,) = json.loads(call("kwic", "株洲", pages, "--json", "--context", "3")[1])
    assert {"id", "headline", "date", "page", "kind", "source", "parts"} <= set(item)
    assert (item["left"], item["hit"], item["right"]) == ("项目在", "株洲", "投产，")
    shown = json.loads(call("show", item["id"], pages, "--json")[1])
    text = shown["paragraphs"][item["number"]]["text"]
    assert item["text"] == "paragraph"
    assert text[item["start"] : item["end"]] == "株洲"


def test_kwic_csv_is_no_formula(call, pages):
    """A cell that a spreadsheet would run has an apostrophe before it; the others are as they stand."""
    _, out, _ = call("kwic", "芯片 公式", pages, "--csv")
    table = list(csv.DictReader(out.removeprefix("\ufeff").splitlines()))
    assert len(table) == 3
    assert {row["headline"] for row in table} == {"'=1+1的公式"}
    assert not [cell for row in table for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert [row["hit"] for row in table] == ["公式", "芯片", "芯片"]


@pytest.fixture
def looked_at(monkeypatch, tmp_path, capsys):
    """Run the program in this process on many issues of one occurrence; return how many articles it looked through."""
    for number in range(60):
        day = f"2024-{1 + number // 28:02d}-{1 + number % 28:02d}"
        (tmp_path / f"{day}_01.txt").write_text(f"第{number}号\n\n湖边的芯片{number}号摆在桌上。\n", encoding="utf-8")
    seen = []
    find = OccurrenceFinder.of
    monkeypatch.setattr(OccurrenceFinder, "of", lambda self, entry: seen.append(entry) or find(self, entry))

    def look(*arguments):
        seen.clear()
        assert main([*arguments, str(tmp_path)]) == 0
        return len(seen), capsys.readouterr().out

    return look


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]])
def test_a_limit_ends_the_work(looked_at, form):
    """No more articles are looked through than are printed, in each format."""
    count, out = looked_at("kwic", "芯片", "--limit", "3", *form)
    assert count == 3
    assert out.count("芯片") == 3
    assert looked_at("kwic", "芯片", *form)[0] == 60
    assert looked_at("kwic", "芯片", "--limit", "3", "--sort", "right", *form)[0] == 60


def test_lines_are_written_as_they_are_found(looked_at, monkeypatch):
    """What was found in one article is written out before the next is looked through."""
    written = []
    monkeypatch.setattr(sys, "stdout", Written(written))
    find = OccurrenceFinder.of
    monkeypatch.setattr(OccurrenceFinder, "of", lambda self, entry: written.append(0) or find(self, entry))
    looked_at("kwic", "芯片", "--limit", "4")
    assert written[:8] == [0, 1, 0, 1, 0, 1, 0, 1]


class Written(io.StringIO):
    """Standard output that notes how many lines came to it since it was flushed the last time."""

    def __init__(self, notes):
        super().__init__()
        self._notes = notes

    def flush(self):
        self._notes.append(self.getvalue().count("\n"))
        self.seek(0)
        self.truncate()


@pytest.mark.skipif(sys.platform == "win32", reason="has no such pipes")
def test_the_first_line_is_read_before_the_last_is_printed(tmp_path):
    """As by `head -1`: the reader has its line, the program ends with the pipe, and says nothing."""
    for number in range(28):
        text = "湖边的芯片摆在桌上。" * 200
        (tmp_path / f"2024-01-{1 + number:02d}_01.txt").write_text(f"第{number}号\n\n{text}\n", encoding="utf-8")
    command = [*MODULE, "kwic", "芯片", str(tmp_path)]
    environment = _environment({})
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert re.match(r"20240101-\w{6}  .*芯片", process.stdout.readline().decode())
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_trend_json(call, pages):
    """Months are consecutive, a month without an issue has no uses, and each use names its articles."""
    found = json.loads(call("trend", "长沙", "--and", "芯片", pages, "--json")[1])
    assert [(item["period"], item["issues"]) for item in found["periods"]] == [
        ("2024-01", 1),
        ("2024-02", 0),
        ("2024-03", 1),
    ]
    assert found["periods"][1]["uses"] is None
    first, _, third = found["periods"]
    assert [item["occurrences"] for item in first["uses"]] == [2, 2]
    assert [item["occurrences"] for item in third["uses"]] == [0, 2]
    assert first["uses"][0]["rate"] == pytest.approx(10_000 * 2 / first["characters"], abs=1e-4)
    assert first["characters"] == len("".join(PAGES["2024-01-05_01.txt"].split()))
    assert first["uses"][0]["articles"] == [found["queries"][0]["first"]["id"]]
    assert [found["queries"][1][name]["date"] for name in ("first", "last")] == ["2024-01-05", "2024-03-09"]
    assert found["undated"] is None


def test_trend_csv(call, pages):
    """A line for each period and query; a period without an issue is empty, not 0, and no query is a formula."""
    _, out, _ = call("trend", "芯片", "--and", "=芯片", pages, "--csv")
    table = list(csv.DictReader(out.removeprefix("\ufeff").splitlines()))
    counts = [(row["period"], row["query"], row["occurrences"]) for row in table]
    assert counts == [
        ("2024-01", "芯片", "2"),
        ("2024-01", "'=芯片", "0"),
        ("2024-02", "芯片", ""),
        ("2024-02", "'=芯片", ""),
        ("2024-03", "芯片", "2"),
        ("2024-03", "'=芯片", "1"),
    ]
    assert {(row["issues"], row["rate"] == "") for row in table} == {("1", False), ("0", True)}


@pytest.mark.parametrize("columns", ["30", "80", "200"])
def test_trend_is_drawn(call, pages, columns):
    """Table, use and plot: gaps are named and marked, nothing is wider than the terminal or as wide as it pleases."""
    code, out, err = call("trend", "芯片", pages, "--by", "month", "--lang", "zh", COLUMNS=columns)
    assert (code, err) == (0, "")
    assert re.search(r"^2024-02 +未收录$", out, re.MULTILINE)
    assert "芯片：4 处，2 篇；最早 2024-01-05" in out
    drawn = out[out.index("每万字出现次数") :].splitlines()[1:-1]
    assert max(map(cell_len, drawn)) <= int(columns)
    assert not [char for line in drawn for char in line if not (char in BARS or char.isascii())]
    marked = drawn[-2]
    assert marked.count("x") == 1
    bars = [at for at, char in enumerate(marked) if char in BARS]
    assert bars[0] < marked.index("x") < bars[-1]


def test_trend_of_many_days_fits(call, pages):
    """Days that find no room share their bars; a day with an issue is seen among many without."""
    _, out, _ = call("trend", "芯片", pages, "--by", "issue", COLUMNS="40")
    assert re.search(r"^2024-01-06\.\.2024-03-08 +not in archive$", out, re.MULTILINE)
    drawn = [line for line in out.splitlines() if BARS & {*line}]
    assert all(cell_len(line) <= 40 for line in drawn)
    assert drawn[-1].rstrip().endswith(tuple(BARS))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["kwic", ""], "has no search term"),
        (["kwic", "date:2024"], "has no search term"),
        (["trend", "芯片", "--and", "-长沙"], "has no search term"),
        (["kwic", "没有的词语"], "No matches"),
    ],
)
def test_what_went_wrong_is_one_line(call, pages, arguments, expected):
    """It is reported on standard error, and nothing is printed."""
    code, out, err = call(*arguments, pages, "--lang", "en")
    assert code == (1 if expected == "No matches" else 2)
    assert (out, len(err.splitlines())) == ("", 1)
    assert expected in err


def test_a_query_that_is_not_found_beside_one_that_is(call, pages):
    """It is reported, and the trend is printed with its zeros."""
    code, out, err = call("trend", "芯片", "--and", "没有", pages, "--json", "--lang", "zh")
    assert code == 0
    assert err == "hnreader: 没有找到“没有”\n"
    assert json.loads(out)["queries"][1] == {
        "query": "没有",
        "occurrences": 0,
        "articles": 0,
        "first": None,
        "last": None,
    }


def test_what_was_not_understood_is_reported(call, pages):
    """As `search` reports it."""
    assert "Nothing follows" in call("kwic", "芯片 标题:", pages, "--lang", "en")[2]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["kwic", "芯片", "--csv"], ["kwic", "芯片", "--json"], ["trend", "芯片"]])
def test_a_full_disk_is_an_error(pages, arguments):
    """Output that can't be written is one line on standard error, and exit code 2."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*MODULE, *arguments, pages], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
@pytest.mark.parametrize(("plain", "lit"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_hits_are_lit_on_a_terminal(pages, plain, lit):
    """They are bold where a terminal shows it and nobody has asked for none."""
    import pty  # noqa: PLC0415 - not everywhere to be had

    master, slave = pty.openpty()
    command = [*MODULE, "kwic", "株洲", str(pages)]
    environment = _environment({"TERM": "xterm", **plain})
    with subprocess.Popen(command, stdout=slave, stderr=subprocess.PIPE, env=environment) as process:
        os.close(slave)
        shown = os.read(master, 4096).decode()
        process.communicate()
    os.close(master)
    assert ("\x1b[1m株洲\x1b[0m" in shown) is lit
    assert "株洲" in shown


class Waiting(io.StringIO):
    """Standard error with somebody before it."""

    def isatty(self):
        return True


def test_progress_is_shown_where_somebody_waits(monkeypatch):
    """What takes long says how far it is, in one place, and takes it back; what is quick says nothing."""
    now = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    monkeypatch.setattr(sys, "stderr", Waiting())
    with progress.Progress(Translator("en")) as line:
        line(1, 4)
        assert sys.stderr.getvalue() == ""
        for now[0], done in ((0.6, 2), (0.65, 3), (0.8, 4)):
            line(done, 4)
    assert list(dict.fromkeys(re.findall(r"\d+%", sys.stderr.getvalue()))) == ["50%", "100%"]
    assert sys.stderr.getvalue().endswith("\x1b[1A\x1b[2K")


def test_progress_is_not_shown_to_a_file(monkeypatch):
    """Complaints that are kept in a file are not strewn with it."""
    monkeypatch.setattr(progress, "_DELAY", -1)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.Progress(Translator("en")) as line:
        line(1, 2)
    assert sys.stderr.getvalue() == ""
