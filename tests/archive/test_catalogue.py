"""The issues of a library that is written, damaged, deleted or forgotten while somebody reads it."""

from __future__ import annotations

import itertools
import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from made_articles import article, page
from page_files import OTHER, TEXT, write
from stored_pages import DAYS, KEY, agree, described, publish, stored
from stored_pages import article as stored_article

from hnreader.archive import (
    Archive,
    Catalogue,
    LibraryFile,
    LostPageError,
    Place,
    TakingIn,
    library_database,
    members,
    stored_catalogue,
)
from hnreader.errors import LibraryError
from hnreader.model import Dating, Line, Page, PageArticles
from hnreader.reasons import Reason
from hnreader.search import search
from hnreader.storage import database

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = page(article("20240309-aaa", "春茶上市。"), article("20240309-bbb", "开湖捕鱼。"))
SECOND = page(article("20240309-ccc", "老街点灯。", page=2))
OLDER = page(article("20231116-ddd", "江上行船。", date=FIRST.dating.date.replace(year=2023)))  # type: ignore[union-attr]
PUBLISHED = {"first": FIRST, "second": SECOND, "older": OLDER}

# A process of its own that takes pages in.
TAKING_IN = """
import sys
from pathlib import Path
from hnreader.archive import TakingIn
list(TakingIn(sys.argv[1], library=Path(sys.argv[2]), report=print, jobs=1))
"""


def execute(library: Path, *statements: str) -> None:
    with closing(sqlite3.connect(library / "pages.sqlite3")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


# ── what others write


def test_what_another_process_takes_in_is_there_after_a_refresh(folder: Path, library: Path) -> None:
    """What one reads stays as it was until then; a view of before finds what was replaced."""
    command = [sys.executable, "-c", TAKING_IN, str(folder), str(library)]
    subprocess.run(command, check=True)
    catalogue = stored_catalogue([folder], library)
    assert catalogue
    archive = Archive(source=catalogue)
    view = archive.view
    write(folder / "2024-03-03_01.txt", OTHER)
    write(folder / "2024-03-03_02.txt", TEXT)
    (folder / "2024-03-01_01.txt").unlink()
    subprocess.run(command, check=True)
    assert [issue.pages for issue in archive.summaries] == [1, 1, 1]
    assert archive.refresh()
    assert [issue.pages for issue in archive.summaries] == [2, 1]
    assert not archive.refresh()
    assert len([*view.articles]) == 3  # never looked at before
    assert all(each.paragraphs for each in view.articles)


def test_what_was_replaced_is_deleted_after_a_while(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not looked since then learns what there is now, and that an issue is gone."""
    publish(library, PUBLISHED.items())
    late, later = stored(library), stored(library)
    publish(library, [("first", SECOND)], gone=["older"])
    now = time.time()
    monkeypatch.setattr(members.time, "time", lambda: now + 3 * members._KEPT)
    publish(library, [("first", page(article("20240309-eee", "又是一篇。", page=3)))])
    assert [len(issue.pages) for issue in late.issues] == [2, 1]
    assert late.refresh()
    agree(described(stored(library)), described(late))
    assert [len(issue.pages) for issue in late.issues] == [2]
    assert [len(issue.pages) for issue in later.issues] == [2, 1]
    assert len([*later.entries]) == 4


@pytest.mark.parametrize("forget", [True, False])
def test_an_archive_that_was_forgotten_is_followed_when_it_is_taken_in_again(forget: bool, library: Path) -> None:
    """Never to another archive that may have its number."""
    publish(library, PUBLISHED.items())
    reading = stored(library)
    if forget:
        with LibraryFile(library) as file:
            file.forget([Path("/made/first")])
    else:
        execute(library, *(f"DELETE FROM {table}" for table in ("archive", "member", "issue", "outline")))
    publish(library, [("x", SECOND)], key=b"another archive")
    reading.refresh()
    assert len(reading.articles) == 4
    publish(library, [("older", OLDER)])
    assert reading.refresh()
    assert [each.id for each in reading.articles] == ["20231116-ddd"]


# ── what is damaged or gone


def damage_bodies(library: Path) -> None:
    execute(library, "UPDATE body SET data = substr(data, 1, 50)")


def damage_forms(library: Path) -> None:
    execute(library, "UPDATE body SET data = 7", "UPDATE outline SET data = 7")


def damage_outlines(library: Path) -> None:
    execute(library, "UPDATE outline SET data = substr(data, 1, 5)")


def delete_bodies(library: Path) -> None:
    execute(library, "DELETE FROM body")


def delete_outlines(library: Path) -> None:
    execute(library, "DELETE FROM outline")


def drop_tables(library: Path) -> None:
    execute(library, "DROP TABLE body", "DROP TABLE outline", "DROP TABLE issue", "DROP TABLE archive")


def overwrite(library: Path) -> None:
    (library / "pages.sqlite3").write_bytes(b"no database" * 9000)


DAMAGES = [damage_bodies, damage_forms, damage_outlines, delete_bodies, delete_outlines, drop_tables, overwrite]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("looked", [True, False], ids=["looked at before", "not looked at"])
def test_without_its_texts_an_archive_is_as_large_as_it_was(
    damage: Callable[[Path], None],
    looked: bool,
    library: Path,
) -> None:
    """No question raises, whatever became of the library."""
    publish(library, PUBLISHED.items())
    archive = stored(library)
    if looked:
        described(archive)
    damage(library)
    found = described(archive)
    assert found["lens"] == (2, 4, 4)
    assert (len(found["entries"]), len(found["articles"]), len(found["pages"])) == (4, 4, 3)
    assert [len(issue.pages) for issue in found["issues"]] == [2, 1]
    assert search(archive, "没有").articles == 0
    archive.refresh()
    described(archive)


def test_a_library_that_is_deleted_under_it_is_read_to_the_end(library: Path) -> None:
    """And one that is made in its place is another one, for the next who opens it."""
    publish(library, PUBLISHED.items())
    archive = stored(library)
    for path in library.iterdir():
        path.unlink()
    described(archive)
    publish(library, [("older", OLDER)])
    archive.refresh()
    described(archive)
    assert [each.id for each in stored(library).articles] == ["20231116-ddd"]


def test_what_cannot_be_had_for_a_moment_is_there_the_next(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing without texts is kept in its place, neither by the archive nor by its index."""
    publish(library, PUBLISHED.items())
    archive = stored(library)

    def lost(*_: object) -> None:
        raise LostPageError

    for name in ("outline", "page", "article"):
        with monkeypatch.context() as patch:
            patch.setattr(archive._source, name, lost)
            described(archive)
            assert search(stored(library), "春茶").articles == 1
            search(archive, "春茶")
    agree(described(stored(library)), described(archive))
    archive._source.summaries()
    publish(library, [("another", page(article("20240310-fff", "又一天。")))])
    archive.refresh()
    assert [each.article.id for each in search(archive, "春茶")] == ["20240309-aaa"]


def test_a_damaged_page_is_made_again_when_its_issue_is(folder: Path, library: Path) -> None:
    """Its file has not changed, but its page is not there."""

    def take() -> list[str]:
        return sorted(str(item) for item in TakingIn(folder, library=library, report=pytest.fail, jobs=1))

    write(folder / "2024-03-01_02.txt", TEXT)
    take()
    execute(library, "UPDATE body SET data = substr(data, 1, 50)")
    write(folder / "2024-03-01_03.txt", OTHER)
    take()
    assert take() == ["Taken.KNOWN"] * 3 + ["Taken.NEW"] * 2
    catalogue = stored_catalogue([folder], library)
    assert catalogue
    newest_last = Archive(source=catalogue).issues[-1]
    assert [len(each.articles) for each in newest_last.pages] == [1, 1, 1]
    assert all(each.articles[0].paragraphs for each in newest_last.pages)


# ── what is opened, and what is not


def test_a_library_that_can_only_be_read_is_read(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(library, PUBLISHED.items())
    expected = described(stored(library))
    library.chmod(0o555)
    (library / "pages.sqlite3").chmod(0o444)
    monkeypatch.setattr(database.os, "access", lambda *_: False)  # root may write all the same
    before = (library / "pages.sqlite3").read_bytes(), sorted(library.iterdir())
    catalogue = Catalogue(library, KEY)
    assert catalogue.read_only
    agree(expected, described(Archive(source=catalogue)))
    catalogue.close()
    assert before == ((library / "pages.sqlite3").read_bytes(), sorted(library.iterdir()))
    library.chmod(0o755)


def test_a_library_that_can_only_be_read_and_has_nothing_of_some_paths_is_none(
    folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They have to be taken in, which it cannot."""
    publish(library, PUBLISHED.items())
    monkeypatch.setattr(database.os, "access", lambda *_: False)
    assert stored_catalogue([folder], library) is None


def test_what_is_kept_of_which_paths(folder: Path, library: Path, tmp_path: Path) -> None:
    """Folders, and files beside them; not single files alone, nor what comes through a pipe."""
    pipe, path = tmp_path / "pipe", next(folder.iterdir())
    os.mkfifo(pipe)
    kept = [[folder], [folder, path], [str(folder), tmp_path / "away"]]
    for paths in kept:
        catalogue = stored_catalogue(paths, library)
        assert catalogue
        catalogue.close()
    for paths in ([path], ["-"], [folder, "-"], [folder, pipe], [tmp_path / "away"], ["a\0b"]):
        assert stored_catalogue(paths, library) is None


def test_an_archive_was_looked_over_when_it_was_to_the_end(
    folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of the beginning: what has changed since then may have been passed by."""
    taking = iter(TakingIn(folder, library=library, report=pytest.fail, jobs=1))
    next(taking)
    taking.close()  # type: ignore[attr-defined]
    catalogue = stored_catalogue([folder], library)
    assert catalogue
    assert catalogue.looked is None
    clock = itertools.count(1000)
    monkeypatch.setattr(members.time, "time", lambda: next(clock))
    list(TakingIn(folder, library=library, report=pytest.fail, jobs=1))
    assert catalogue.looked
    assert catalogue.looked.timestamp() == 1000


def test_a_library_that_cannot_be_used_says_why(library: Path) -> None:
    library.mkdir()
    with closing(sqlite3.connect(library / "pages.sqlite3")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryError) as raised:
        Catalogue(library, KEY)
    assert raised.value.message.reason is Reason.LIBRARY_NEWER
    assert stat.S_ISREG((library / library_database.FILE).stat().st_mode)


def test_a_place_in_an_issue_that_cannot_be_had_any_more(tmp_path: Path) -> None:
    """As a result of a search has it, when the library was cleared or an hour has gone by since the issue changed."""
    made = [stored_article(DAYS[0], f"{number}", "one.txt", number, (None, None), 1) for number in (1, 2)]
    pages = [
        PageArticles(Page("one.txt", (Line(1, each.id),)), Dating(DAYS[0], page_no=each.page_no), (each,))
        for each in made
    ]
    publish(tmp_path, [(each.page.lines[0].text, each) for each in pages])
    view = stored(tmp_path).view
    with LibraryFile(tmp_path) as library:
        library.forget([Path("/made")])
    for index in (0, 1):
        (lost,) = view.parts(0, Place(index, 0))
        assert (lost.date, lost.paragraphs) == (DAYS[0], ())
