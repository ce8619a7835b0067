"""The library on the command line: where segmented pages are kept, and that they need not be."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from hnreader.archive import library_folder, segmenting
from hnreader.cli import main
from hnreader.search import index

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = [
    "list",
    "search 渠道",
    "show undated",
    "kwic 渠道",
    "trend 渠道",
    "check",
    "cite --query 渠道",
    "export",
    "names",
]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page, settings and a cache that are this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "pages" / "page.txt"
    path.parent.mkdir()
    path.write_text("青石镇通水记\n\n渠道清了，水才走得远；堤坝固了，人才睡得稳。\n", "utf-8")
    return path


def settings(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config" / "hnreader" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_pages_from_the_library(
    command: str, page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was segmented for one command is not segmented for another, and comes to the same."""
    words = ["--lang", "en", *command.split(), str(page)]
    code = main(["--in-memory", *words])
    expected = capsys.readouterr()
    assert not library_folder().exists()
    assert main(["list", str(page)]) == 0
    capsys.readouterr()
    monkeypatch.setattr(segmenting, "segment", None)
    assert main(words) == code
    assert capsys.readouterr() == expected


def test_where_the_library_is(page: Path, tmp_path: Path) -> None:
    """In the cache, or where the settings have it, or where the option has it, which is the strongest."""
    chosen, named = tmp_path / "chosen", tmp_path / "named"
    places = (library_folder(), chosen, named)

    def there() -> list[bool]:
        return [(place / "pages.sqlite3").exists() for place in places]

    assert main(["list", str(page)]) == 0
    assert there() == [True, False, False]
    settings(tmp_path, f"library = {str(chosen)!r}")
    assert main(["list", "--in-memory", str(page)]) == 0
    assert there() == [True, False, False]
    assert main(["list", "--library", str(named), str(page)]) == 0
    assert there() == [True, False, True]
    assert main(["list", str(page)]) == 0
    assert there() == [True, True, True]


def test_a_folder_in_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings have no shell that knows ~."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert library_folder("~/papers") == tmp_path / "papers"


def test_a_folder_and_none_contradict(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage, as with other options that exclude each other."""
    assert main(["list", "--lang", "en", "--in-memory", "--library", "here", str(page)]) == 2
    assert "--in-memory" in capsys.readouterr().err
    assert not library_folder().exists()


def test_one_line_says_that_the_library_cannot_be_used(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command answers all the same."""
    (tmp_path / "cache").write_text("a file where the folder should be", "utf-8")
    assert main(["list", "--lang", "en", str(page)]) == 0
    printed = capsys.readouterr()
    assert "青石镇通水记" in printed.out
    (line,) = printed.err.splitlines()
    assert line.startswith(f"hnreader: {library_folder()}")
    assert "cannot be used" in line


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], {"library": None, "in_memory": False}),
        (["--library", "here"], {"library": "here", "in_memory": False}),
        (["--in-memory"], {"library": None, "in_memory": True}),
    ],
)
def test_the_reader_is_given_the_options(
    words: list[str], expected: dict[str, object], page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the commands are."""
    given: list[dict[str, object]] = []
    monkeypatch.setattr("hnreader.cli.interactive", lambda: True)
    monkeypatch.setattr("hnreader.app.run", lambda *_, **options: given.append(options) or 0)
    assert main([*words, str(page)]) == 0
    assert given == [expected]


def test_the_library_is_shown_verified_and_shrunk(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each action prints what came of it, for people or as JSON."""
    os.utime(page, (1_600_000_000, 1_600_000_000))
    assert main(["list", str(page)]) == 0
    capsys.readouterr()
    assert main(["library", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert str(library_folder()) in shown
    assert "Of earlier versions" not in shown
    assert main(["library", "verify", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "1 file verified\n"
    assert main(["library", "--json"]) == 0
    assert json.loads(capsys.readouterr().out).items() >= {"pages": 1, "current": 1, "files": 1}.items()
    assert main(["library", "forget", str(page)]) == 0
    assert main(["library", "compact", "--json"]) == 0
    capsys.readouterr()
    assert main(["library", "--json"]) == 0
    assert json.loads(capsys.readouterr().out).items() >= {"pages": 0, "files": 0}.items()


def test_indexes_are_shown_and_forgotten(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They hold the texts of their pages."""
    index = library_folder() / "index-00000000-0123456789abcdef"
    index.mkdir(parents=True)
    (index / "seal").write_text("a digest", "utf-8")
    assert main(["library", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["indexes"] == len("a digest")
    assert main(["library", "forget", str(page), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"freed": len("a digest")}
    assert not index.exists()


def test_names_are_shown_compacted_and_forgotten(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is asked for stays."""

    def size() -> int:
        capsys.readouterr()
        assert main(["library", "--json"]) == 0
        return int(json.loads(capsys.readouterr().out)["names"])

    assert size() == 0
    main(["names", str(page.parent)])
    found = size()
    assert found > 0
    (file,) = library_folder().glob("names-*.sqlite3")
    other = library_folder() / "names-00000000.sqlite3"
    other.write_bytes(b"of another version")
    assert main(["library", "compact"]) == 0
    assert file.exists()
    assert not other.exists()
    assert 0 < size() <= found
    assert main(["library", "forget", str(page)]) == 0
    with closing(sqlite3.connect(file)) as names:
        for table in ("archive", "name", "found", "issue", "posting", "usage"):
            assert names.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert not [path for path in library_folder().iterdir() if "通水".encode() in path.read_bytes()]


def test_what_verifying_finds_is_an_exit_code(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the path and what to do."""
    os.utime(page, (1_600_000_000, 1_600_000_000))
    assert main(["list", str(page)]) == 0
    page.write_text(page.read_text("utf-8").replace("堤坝", "水渠"), "utf-8")
    os.utime(page, (1_600_000_000, 1_600_000_000))
    capsys.readouterr()
    assert main(["library", "verify", "--lang", "en"]) == 1
    assert f"{page}: The file is not what" in capsys.readouterr().out
    assert main(["library", "verify", "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem == {"path": str(page), "problem": "library.other"}


@pytest.mark.parametrize("words", [["forget"], ["compact", "pages"], ["show", "pages"], ["mend"]])
def test_actions_take_what_they_need(words: list[str], page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert page.exists()
    assert main(["library", "--lang", "en", *words]) == 2
    assert "hnreader help" in capsys.readouterr().err
    assert not library_folder().exists()


SEARCHES = ["search 渠道", "search --json 堤坝", "kwic 渠道", "trend 渠道", "cite --query 渠道", "export --query 渠道"]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Index on disk also what would be indexed in memory in no time."""
    monkeypatch.setattr(index, "_FEWEST", 1)


def indexes() -> list[Path]:
    return [*library_folder().glob("index-*")]


@pytest.mark.parametrize("command", SEARCHES)
@pytest.mark.usefixtures("small")
def test_a_second_search_indexes_nothing(
    command: str, page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whichever command indexed the pages, all that search find them indexed, and print what they print in memory."""
    words = [*command.split(), str(page.parent)]
    code = main(["--in-memory", *words])
    expected = capsys.readouterr()
    assert not library_folder().exists()
    assert main(["search", "青石", str(page.parent)]) == 0
    assert len(indexes()) == 1
    capsys.readouterr()
    monkeypatch.setattr(index, "IndexWriter", None)
    assert main(words) == code
    assert capsys.readouterr() == expected
    assert len(indexes()) == 1


@pytest.mark.usefixtures("small")
def test_a_search_of_some_days_leaves_the_index_alone(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It would have to be made anew for the next search."""
    assert main(["search", "青石", str(page.parent)]) == 0
    (before,) = (folder.stat().st_mtime_ns for folder in indexes())
    main(["export", "--query", "青石", "--issue", "2024", str(page.parent)])
    assert [folder.stat().st_mtime_ns for folder in indexes()] == [before]
    assert "index" not in capsys.readouterr().err


@pytest.mark.usefixtures("small")
def test_a_damaged_index_is_reported_in_a_line(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once: it has been made again."""
    words = ["--lang", "en", "search", "青石", str(page.parent)]
    main(words)
    expected = capsys.readouterr()
    (folder,) = indexes()
    (folder / "meta.json").write_text("{}")
    main(words)
    damaged = capsys.readouterr()
    assert damaged.out == expected.out
    assert damaged.err == f"hnreader: {folder}: The search index was damaged and has been made again\n"
    main(words)
    assert capsys.readouterr() == expected


def test_few_pages_are_not_indexed_on_disk(page: Path) -> None:
    """That would take longer than to index them."""
    assert main(["search", "青石", str(page.parent)]) == 0
    assert library_folder().exists()
    assert indexes() == []


@pytest.mark.usefixtures("small")
def test_a_stream_is_not_indexed_on_disk(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes from standard input is another thing each time."""
    with page.open(encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert main(["search", "青石", "-"]) == 0
    assert indexes() == []


def test_a_library_that_cannot_be_opened_costs_a_line(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says which file, and why."""
    assert page.exists()
    file = library_folder() / "pages.sqlite3"
    file.mkdir(parents=True)
    assert main(["library", "--lang", "en"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"hnreader: {file}: The library cannot be used now: ")
