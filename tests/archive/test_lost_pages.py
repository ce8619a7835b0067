"""A page that is damaged in the library, or gone from it: who asks for it is told, and its file is read again."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from page_files import OTHER, write

from hnreader.archive import Archive, Opening, require_whole
from hnreader.cli import main
from hnreader.errors import LibraryError
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from pathlib import Path

    from hnreader.model import Article

NEWEST = "(SELECT page FROM member ORDER BY day DESC LIMIT 1)"
FLIPPED = "UPDATE body SET data = CAST(substr(data, 1, 60) || x'00' || substr(data, 62) AS BLOB)"
FLIP = f"{FLIPPED} WHERE page = {NEWEST}"
DAMAGES = {
    "a byte": FLIP,
    "no bytes": f"UPDATE body SET data = 7 WHERE page = {NEWEST}",
    "no page": f"DELETE FROM body WHERE page = {NEWEST}",
    "the outline": "UPDATE outline SET data = substr(data, 1, 5)",
    "no outline": "DELETE FROM outline",
}
COMMANDS = {
    "list": ["--csv", "list"],
    "check": ["check"],
    "export": ["export", "--format", "json"],
    "export by a query": ["export", "--query", "堤坝", "--format", "text"],
    "kwic": ["kwic", "堤坝"],
    "cite": ["cite", "--query", "堤坝"],
    "trend": ["trend", "堤坝"],
}


def damage(library: Path, statement: str) -> None:
    with closing(sqlite3.connect(library / "pages.sqlite3")) as connection, connection:
        connection.execute(statement)


def run(capsys: pytest.CaptureFixture[str], library: Path, *words: str) -> tuple[int, str, str]:
    code = main(["--lang", "en", "--library", str(library), *words])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def pages(folder: Path, library: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder whose pages a library has."""
    write(folder / "2024-03-01_02.txt", OTHER)
    run(capsys, library, "list", str(folder))
    return folder


@pytest.mark.parametrize("statement", DAMAGES.values(), ids=DAMAGES)
def test_what_could_not_be_had_is_made_again(pages: Path, library: Path, statement: str) -> None:
    """Whoever follows the archive learns that it is not whole, and has it whole when the files were looked at."""

    def texts(articles: list[Article]) -> list[object]:
        return [each.paragraphs for each in articles]

    with Opening(Archive, [pages], library).archive as archive:
        expected = texts([*archive.articles])
    damage(library, statement)
    opening = Opening(Archive, [pages], library)
    assert opening.forgotten is None
    assert texts([*opening.archive.articles]) != expected
    with pytest.raises(LibraryError, match=Reason.LIBRARY_LACKS):
        require_whole(opening.archive)
    assert opening.forgotten is not None
    assert not opening.read_only
    for _ in opening.read():
        pass
    assert opening.forgotten is None
    assert texts([*opening.archive.articles]) == expected
    opening.close()


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_command_that_lacks_texts_fails_and_the_next_has_them(
    words: list[str], pages: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = run(capsys, library, *words, str(pages))
    assert expected[0] == 0
    damage(library, FLIPPED)
    code, _, err = run(capsys, library, *words, str(pages))
    assert code == 2
    assert "run again" in err.splitlines()[-1]
    assert run(capsys, library, *words, str(pages)) == expected


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_no_export_is_written_that_lacks_texts(
    form: str, pages: Path, library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(library, FLIP)
    target = tmp_path / "exported"
    words = ["export", "--format", form, "--output", str(target), str(pages)]
    assert run(capsys, library, *words)[0] == 2
    assert not target.exists()
    assert run(capsys, library, *words)[0] == 0
    assert target.exists()


def test_what_verifying_finds_damaged_is_made_again(
    pages: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it says, by whatever command comes next."""
    damage(library, FLIP)
    code, out, _ = run(capsys, library, "library", "verify", "--json")
    assert code == 1
    assert [each["problem"] for each in json.loads(out)["problems"]] == ["library.page"]
    assert "1 page taken in" in run(capsys, library, "index", str(pages))[1]
    assert run(capsys, library, "library", "verify")[0] == 0


def test_a_large_archive_is_looked_over_again(
    pages: Path, library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though otherwise only `index` does that: also where a page was found damaged when another of its day came."""
    monkeypatch.setattr("hnreader.cli.pages._MANY", 1)
    damage(library, FLIP)
    write(pages / "2024-03-03_09.txt", OTHER)
    assert run(capsys, library, "index", str(pages))[0] == 0
    code, _, err = run(capsys, library, "list", str(pages))
    assert (code, err) == (0, "")
    code, _, err = run(capsys, library, "list", str(pages))
    assert code == 0
    assert "looks for changes" in err
    with Opening(Archive, [pages], library).archive as archive:
        assert [len(issue.pages) for issue in archive.issues] == [2, 1, 2]
        require_whole(archive)
