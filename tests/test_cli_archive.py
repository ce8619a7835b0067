"""The library on disk on the command line: it answers as the files do, or says from when its answer is."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from continued_pages import write_pages

from hnreader.archive import TakingIn, library_database, library_folder, opening
from hnreader.cli import main, pages
from hnreader.search import index, index_on_disk
from hnreader.storage import database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG_AGO = 1_600_000_000  # seconds
PAGE = "青石镇通水记\n\n青石镇3月7日讯（记者 韩松年）渠道清了，水才走得远；堤坝固了，人才睡得稳。\n"
COMMANDS = [
    "list",
    "search 茶农",
    "search --json 渠道 堤坝",
    "show 20240309",
    "show undated --json --why",
    "kwic 渠道",
    "trend 渠道",
    "names",
    "check",
    "cite --query 茶农",
    "export",
    "export --format jsonl --query 渠道",
    "export --issue 2024-03-09",
    "export --issue 2024 --query 渠道",
]

Run = "Callable[..., tuple[int, str, list[str]]]"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An issue of two pages with a story over both, two other issues, a page without a date, and what is no page."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "pages"
    (folder / "more").mkdir(parents=True)
    write_pages(folder)
    for name in ("2024-03-08_01.txt", "more/2023-11-16_01.txt", "more/2023-11-16_02.txt"):
        (folder / name).write_text(PAGE.replace("渠道", f"渠道{name[-5]}"), "utf-8")
    (folder / "undated.txt").write_text("青石镇通水记\n\n渠道清了，水才走得远；堤坝固了，人才睡得稳。\n", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    for path in folder.rglob("*.txt"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the folder in English; return its exit code, what it printed, and the lines of its errors."""

    def run(command: str, *options: str) -> tuple[int, str, list[str]]:
        capsys.readouterr()
        code = main([*command.split(), *options, "--lang", "en", str(folder)])
        printed = capsys.readouterr()
        return code, printed.out, printed.err.splitlines()

    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_answers_as_it_does_in_memory(
    command: str, folder: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it takes the pages in, when they are there, and when something has changed since."""
    monkeypatch.setattr(index, "_FEWEST", 1)
    expected = run(command, "--in-memory")
    assert expected[2]
    assert run(command) == run(command) == expected
    (folder / "undated.txt").unlink()
    (folder / "more" / "2023-11-16_01.txt").rename(folder / "2023-11-16_03.txt")
    (folder / "2024-03-10_01.txt").write_text(PAGE.replace("渠道", "茶农"), "utf-8")
    (folder / "empty.txt").write_text(PAGE, "utf-8")
    assert run(command) == run(command, "--in-memory")


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take some pages for so many that they are not looked over."""
    monkeypatch.setattr(pages, "_MANY", 4)


def never(*_: object, **__: object) -> None:
    raise AssertionError


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("command", ["list", "search 渠道", "export", "names"])
def test_a_large_library_is_shown_as_it_is_and_says_so(
    command: str, folder: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file is looked at before it is told to; then the changes show."""
    code, before, _ = run(command)
    (folder / "2024-03-10_01.txt").write_text(PAGE, "utf-8")
    (folder / "2024-03-08_01.txt").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(opening, "TakingIn", never)
        patch.setattr("hnreader.reading.finding.find", never)
        assert run(command)[:2] == (code, before)
        (line,) = run(command)[2]
    assert line.startswith("hnreader: As of 20")
    assert line.endswith("; “hnreader index” looks for changes")
    assert run("index")[0] == 0
    after = run(command)
    assert after[:2] == run(command, "--in-memory")[:2]
    assert after[1] != before
    assert len(after[2]) == 1


@pytest.mark.usefixtures("many")
def test_a_large_library_that_was_never_finished_is_gone_on_with(folder: Path, run: Any) -> None:
    """It is not taken for all that there is, and has no time."""
    taking = iter(TakingIn(folder, library=library_folder(), report=pytest.fail, jobs=1))
    for _ in range(6):
        next(taking)
    taking.close()  # type: ignore[attr-defined]
    assert run("list") == run("list", "--in-memory")
    assert run("list")[2][0].startswith("hnreader: As of 20")


def test_a_library_that_can_only_be_read_says_from_when_it_is(
    folder: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run("list")
    (folder / "2024-03-10_01.txt").write_text(PAGE, "utf-8")
    monkeypatch.setattr(database.os, "access", lambda *_: False)  # root may write all the same
    code, out, (line,) = run("list")
    assert (code, out) == before[:2]
    assert "As of 20" in line


def file_in_its_place(_: pytest.MonkeyPatch) -> None:
    library_folder().rename(library_folder().with_name("aside"))
    library_folder().write_text("")


def newer_version(_: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(library_folder() / library_database.FILE)) as connection:
        connection.execute("PRAGMA user_version = 99")


def full_disk(patch: pytest.MonkeyPatch) -> None:
    open_database = library_database.open_database

    def opened(*arguments: Any, **options: Any) -> Any:
        found = open_database(*arguments, **options)
        size = found.connection.execute("PRAGMA page_count").fetchone()[0]
        found.connection.execute(f"PRAGMA max_page_count = {size}")
        return found

    patch.setattr(library_database, "open_database", opened)


@pytest.mark.parametrize("obstacle", [file_in_its_place, newer_version, full_disk])
def test_without_a_library_all_is_there_and_a_line_says_why(
    obstacle: Callable[[pytest.MonkeyPatch], None], folder: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("index")[0] == 0
    root = library_folder()
    obstacle(monkeypatch)
    long = PAGE + "".join(map(chr, range(0x4E00, 0x7000)))
    (folder / "2024-03-10_01.txt").write_text(long, "utf-8")
    code, out, errors = run("list", "--in-memory")
    found = run("list")
    assert found[:2] == (code, out)
    assert [line for line in found[2] if str(root) not in line] == errors
    assert len(found[2]) == len(errors) + 1


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="needs /dev/fd")  # noqa: PTH110 no path of ours
def test_what_comes_through_a_pipe_beside_a_folder_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As `<(command)` gives it: nothing of it can be kept."""
    reading, writing = os.pipe()
    os.write(writing, PAGE.replace("青石镇", "望江镇").encode())
    os.close(writing)
    assert main(["list", str(folder), f"/dev/fd/{reading}"]) == 0
    os.close(reading)
    assert "望江镇通水记" in capsys.readouterr().out


def test_a_folder_that_never_had_a_page_is_a_failure(folder: Path, run: Any) -> None:
    for path in folder.rglob("*.txt"):
        path.unlink()
    assert run("list") == run("list", "--in-memory")
    assert run("list")[0] == 2


def test_a_folder_that_was_emptied_has_no_page(folder: Path, run: Any) -> None:
    assert run("list")[0] == 0
    for path in folder.rglob("*.txt"):
        path.unlink()
    assert run("list") == run("list", "--in-memory")
    assert run("list")[0] == 2


def test_an_empty_folder_in_the_place_of_another_one_is_where_that_was_mounted(folder: Path, run: Any) -> None:
    """What was there is shown, and a line says that nothing is; forgetting it is another command."""
    code, out, _ = run("list")
    folder.rename(folder.with_name("unplugged"))
    folder.mkdir()
    found = run("list")
    assert found[:2] == (code, out)
    assert [str(folder) in line for line in found[2]] == [True]
    assert run("library forget")[0] == 0
    assert run("list") == run("list", "--in-memory")


def test_what_is_not_indexed_yet_is_said(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """By whatever looks into the index, while another process writes that of a large archive."""
    monkeypatch.setattr(index, "_FEWEST", 1)
    monkeypatch.setattr(index, "_MOST_IN_MEMORY", 0)
    monkeypatch.setattr(index_on_disk, "_PATIENCE", 0.01)
    (first, *_) = run("list")[1].split()
    with database.exclusive(library_folder() / "index"):
        for command in ("search 渠道", "kwic 渠道", "trend 渠道", f"related {first}"):
            assert "hnreader: indexing is not finished: there may be more" in run(command)[2]
    for command in ("search 渠道", f"related {first}"):
        assert "hnreader: indexing is not finished: there may be more" not in run(command)[2]
