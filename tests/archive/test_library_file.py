"""What the library holds, whether files still say so, and how it is made smaller. All text is made up."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from page_files import OLD, OTHER, TEXT, pages, write

from hnreader.archive import Archive, LibraryFile, Taken, TakingIn, library_file, recipe, recipes, stored_catalogue
from hnreader.corrections import Action, Correction
from hnreader.errors import LibraryError
from hnreader.reading import read_file
from hnreader.userdata.correction_file import PageCorrection, add_corrections, correction_path

if TYPE_CHECKING:
    from pathlib import Path

    from hnreader.model import Failure
    from hnreader.reading import FileContents, PageFile


def test_no_library_holds_nothing_and_none_is_made(library: Path) -> None:
    with LibraryFile(library) as file:
        totals = file.totals(recipes())
        assert (totals.size, totals.pages, totals.files) == (0, 0, 0)
        assert (list(file.verify()), file.compact(recipes()), file.forget([library])) == ([], 0, 0)
    assert not library.exists()


def test_how_much_is_held(folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of a named newspaper are current, too; those of an earlier version are not."""
    pages(folder, library=library)
    pages(folder, library=library, paper="people-daily")
    with LibraryFile(library) as file:
        totals = file.totals(recipes())
    assert (totals.pages, totals.current, totals.files) == (6, 6, 3)
    assert totals.size >= totals.path.stat().st_size
    monkeypatch.setattr(recipe, "fingerprint", lambda: b"another version")
    with LibraryFile(library) as file:
        assert file.totals(recipes()).current == 0


def test_files_that_are_as_they_were_are_verified(folder: Path, library: Path) -> None:
    """Their pages have every character; a file that has changed since is not looked at."""
    pages(folder, library=library)
    first, second, _ = sorted(folder.iterdir())
    write(first, OTHER, seconds=OLD + 10)
    second.unlink()
    with LibraryFile(library) as file:
        assert [(verified.path[-17:], verified.problem) for verified in file.verify()] == [("2024-03-03_01.txt", None)]


def test_a_file_that_only_looks_the_same_is_found(folder: Path, library: Path) -> None:
    """Its size, time and place are what they were."""
    pages(folder, library=library)
    changed = sorted(folder.iterdir())[1]
    status = changed.stat()
    changed.write_text(changed.read_text("utf-8").replace("渠道", "水渠"), "utf-8")
    os.utime(changed, ns=(status.st_atime_ns, status.st_mtime_ns))
    with LibraryFile(library) as file:
        found = [verified.problem and verified.problem.reason for verified in file.verify()]
    assert found == [None, "library.other", None]


def test_a_file_that_is_changed_while_it_is_verified_is_not_looked_at(
    folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Be it the page or what somebody decides about it: that is no damage."""
    pages(folder, library=library)
    corrected, changed, _ = sorted(folder.iterdir())

    def read(file: PageFile) -> FileContents | Failure:
        path = file.path
        if path == corrected:
            add_corrections(correction_path(path), [PageCorrection(Correction(Action.DATES, page_no=7))])
        elif path == changed:
            write(path, OTHER, seconds=OLD + 10)
        return read_file(file)

    monkeypatch.setattr(library_file, "read_file", read)
    with LibraryFile(library) as file:
        assert [(verified.path[-17:], verified.problem) for verified in file.verify()] == [("2024-03-03_01.txt", None)]


def test_a_damaged_page_is_found(folder: Path, library: Path) -> None:
    pages(folder, library=library)
    with closing(sqlite3.connect(library / "pages.sqlite3")) as database, database:
        database.execute(
            "UPDATE body SET data = substr(data, 1, 40) WHERE page IN"
            " (SELECT number FROM page WHERE source LIKE '2024-03-02%')"
        )
    with LibraryFile(library) as file:
        found = [verified.problem and verified.problem.reason for verified in file.verify()]
    assert found == [None, "library.page", None]


def test_what_nobody_asks_for_is_deleted(folder: Path, library: Path, segmented: list[str], tmp_path: Path) -> None:
    """Pages of files that are gone; not those of a folder that may be on a drive that is away."""
    away = write(tmp_path / "drive" / "2024-04-01.txt", OTHER)
    pages(folder, away, library=library)
    away.parent.rename(tmp_path / "unplugged")
    min(folder.iterdir()).unlink()
    with LibraryFile(library) as file:
        file.compact(recipes())
        assert (file.totals(recipes()).pages, file.totals(recipes()).files) == (3, 3)
    (tmp_path / "unplugged").rename(away.parent)
    segmented.clear()
    assert len(pages(folder, away, library=library)) == 3
    assert segmented == []


def test_pages_of_an_earlier_version_are_deleted(folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages(folder, library=library)
    monkeypatch.setattr(recipe, "fingerprint", lambda: b"another version")
    pages(min(folder.iterdir()), library=library)
    with LibraryFile(library) as file:
        assert file.totals(recipes()).pages == 4
        file.compact(recipes())
        totals = file.totals(recipes())
    assert (totals.pages, totals.current) == (1, 1)


@pytest.mark.parametrize("earlier", [False, True], ids=["this version", "an earlier one"])
def test_what_an_archive_has_is_only_away(
    earlier: bool, folder: Path, library: Path, tmp_path: Path, segmented: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its drive was mounted on a folder that is there, and empty now; what a look has found to be gone is deleted."""

    def take() -> list[Taken | Failure]:
        return [*TakingIn(folder, library=library, report=pytest.fail, jobs=1)]

    take()
    folder.rename(tmp_path / "unplugged")
    folder.mkdir()
    if earlier:
        monkeypatch.setattr(recipe, "fingerprint", lambda: b"another version")
    with LibraryFile(library) as file:
        file.compact(recipes())
        assert file.totals(recipes()).pages == 3
    catalogue = stored_catalogue([folder], library)
    assert catalogue
    assert sum(len(page.articles) for page in Archive(source=catalogue).pages) == 3
    folder.rmdir()
    (tmp_path / "unplugged").rename(folder)
    segmented.clear()
    min(folder.iterdir()).unlink()
    take()
    assert len(segmented) == (2 if earlier else 0)
    with LibraryFile(library) as file:
        file.compact(recipes())
        totals = file.totals(recipes())
    assert (totals.pages, totals.current, totals.files) == (2, 2, 2)


def test_compacting_frees_room(folder: Path, library: Path) -> None:
    for number in range(40):
        write(folder / f"more{number}.txt", TEXT + f"\n第{number}段。" * 300)
    pages(folder, library=library)
    for path in folder.glob("more*"):
        path.unlink()
    with LibraryFile(library) as file:
        before = file.totals(recipes()).size
        assert 0 < file.compact(recipes()) <= before - file.totals(recipes()).size


@pytest.mark.parametrize("forgotten", ["pages", "pages/2024-03-01_01.txt", "pag"])
def test_files_and_folders_are_forgotten(
    forgotten: str, folder: Path, library: Path, segmented: list[str], tmp_path: Path
) -> None:
    """A folder with all in it, but none whose name only begins so."""
    pages(folder, library=library)
    segmented.clear()
    with LibraryFile(library) as file:
        file.forget([tmp_path / forgotten])
    pages(folder, library=library)
    assert len(segmented) == {"pages": 3, "pages/2024-03-01_01.txt": 1, "pag": 0}[forgotten]


def test_a_library_that_somebody_writes_to_is_left_as_it_is(
    folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hnreader.storage.database._PATIENCE", 0.01)
    pages(folder, library=library)
    with closing(sqlite3.connect(library / "pages.sqlite3", isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        with LibraryFile(library) as file, pytest.raises(LibraryError, match=r"library\.busy"):
            file.forget([folder])
        database.execute("ROLLBACK")
    with LibraryFile(library) as file:
        assert file.totals(recipes()).pages == 3


def test_a_library_that_cannot_be_opened_says_why(library: Path) -> None:
    """A folder in its place is no damage, and nothing is moved."""
    (library / "pages.sqlite3").mkdir(parents=True)
    with pytest.raises(LibraryError, match=r"library\.busy"):
        LibraryFile(library)
    assert [path.name for path in library.iterdir() if path.is_dir()] == ["pages.sqlite3"]


def test_a_damaged_library_is_moved_aside(folder: Path, library: Path) -> None:
    pages(folder, library=library)
    (library / "pages.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(LibraryError, match=r"library\.damaged"):
        LibraryFile(library)
    with LibraryFile(library) as file:
        assert file.totals(recipes()).pages == 0
