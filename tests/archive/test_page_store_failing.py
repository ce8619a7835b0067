"""Segmented pages on disk, where the file is damaged, locked, full or not ours: pages come all the same."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from page_files import KILLED, LOADING, OLD, OTHER, TEXT, pages, problems, write

from hnreader.archive import library_database, library_folder, load
from hnreader.errors import ModelError
from hnreader.model import Failure
from hnreader.reasons import Message, Reason
from hnreader.segment import version
from hnreader.storage import database

if TYPE_CHECKING:
    from pathlib import Path


def damage_file(library: Path) -> None:
    (library / "pages.sqlite3").write_bytes(b"bad" * 2000)


def damage_tables(library: Path) -> None:
    connection = sqlite3.connect(library / "pages.sqlite3")
    connection.executescript("DROP TABLE page; CREATE TABLE page (digest BLOB)")
    connection.close()


def damage_rows(library: Path) -> None:
    """Overwrite what is inside, and leave what is looked at when the file is opened."""
    path = library / "pages.sqlite3"
    data = bytearray(path.read_bytes())
    place = data.find(b"2024-03-01_01.txt")
    assert place > 0
    data[len(data) // 2 :] = os.urandom(len(data) - len(data) // 2)
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [damage_file, damage_tables, damage_rows])
def test_a_damaged_file_is_made_again(damage: Any, folder: Path, library: Path, segmented: list[str]) -> None:
    """One line says so; the start after the next finds all pages."""
    pages(folder, library=library)
    damage(library)
    assert problems(folder, library=library) == [Message(Reason.LIBRARY_DAMAGED)]
    pages(folder, library=library)
    segmented.clear()
    pages(folder, library=library)
    assert segmented == []


def test_a_file_that_is_damaged_while_it_is_open_is_made_again(folder: Path, library: Path) -> None:
    """What was segmented so far is given all the same."""
    pages(folder, library=library)
    loaded = load(folder, library=library)
    first = next(loaded)
    damage_tables(library)
    rest = list(loaded)
    assert isinstance(rest[-1], Failure)
    assert rest[-1].message == Message(Reason.LIBRARY_DAMAGED)
    assert [first, *rest[:-1]] == pages(folder, library=library)


def test_a_damaged_page_is_segmented_anew(folder: Path, library: Path, segmented: list[str]) -> None:
    """It alone, and once."""
    pages(folder, library=library)
    connection = sqlite3.connect(library / "pages.sqlite3", isolation_level=None)
    for data, source in (("substr(data, 1, 50)", "2024-03-01%"), ("NULL OR 7", "2024-03-02%")):
        of_source = "page IN (SELECT number FROM page WHERE source LIKE ?)"
        connection.execute(f"UPDATE body SET data = {data} WHERE {of_source}", (source,))
    connection.close()
    segmented.clear()
    assert pages(folder, library=library) == pages(folder, library=None)
    assert segmented[:2] == ["2024-03-01_01.txt", "2024-03-02_01.txt"]
    segmented.clear()
    pages(folder, library=library)
    assert segmented == []


def test_a_file_of_somebody_else_is_moved_aside(folder: Path, library: Path) -> None:
    """In a folder that the user names nothing is deleted, however damaged it seems."""
    library.mkdir()
    for content in (b"SQLite format 3\0 of another program", b"notes"):
        (library / "pages.sqlite3").write_bytes(content)
        assert problems(folder, library=library) == [Message(Reason.LIBRARY_DAMAGED)]
        assert content in [path.read_bytes() for path in library.glob("pages.sqlite3.damaged-*")]
        assert problems(folder, library=library) == []


def test_a_damaged_file_of_the_cache_leaves_nothing(folder: Path) -> None:
    """It can be made again."""
    pages(folder, library=library_folder())
    damage_file(library_folder())
    assert problems(folder, library=library_folder()) == [Message(Reason.LIBRARY_DAMAGED)]
    assert not list(library_folder().glob("*.damaged-*"))


def test_a_newer_file_is_left_alone(folder: Path, library: Path) -> None:
    """It may hold more than we know of."""
    pages(folder, library=library)
    connection = sqlite3.connect(library / "pages.sqlite3")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (library / "pages.sqlite3").read_bytes()
    assert problems(folder, library=library) == [Message(Reason.LIBRARY_NEWER)]
    assert (library / "pages.sqlite3").read_bytes() == before


def test_a_folder_that_cannot_be_made(folder: Path, library: Path) -> None:
    """A file is in its place: one line, and all pages."""
    library.write_text("")
    (problem,) = problems(folder, library=library)
    assert problem.reason is Reason.LIBRARY_UNUSABLE


def test_a_library_that_can_only_be_read(
    folder: Path, library: Path, segmented: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has is taken from it; only what would have to be kept is told."""
    pages(folder, library=library)
    library.chmod(0o555)
    (library / "pages.sqlite3").chmod(0o444)
    monkeypatch.setattr(database.os, "access", lambda *_: False)  # root may write all the same
    before = (library / "pages.sqlite3").read_bytes()
    segmented.clear()
    assert pages(folder, library=library)
    write(folder / "2024-03-03_01.txt", (folder / "2024-03-03_01.txt").read_text("utf-8"), OLD + 60)
    assert pages(folder, library=library)
    assert segmented == []
    write(folder / "2024-03-04_01.txt", OTHER)
    (problem,) = problems(folder, library=library)
    assert problem.reason is Reason.LIBRARY_UNUSABLE
    library.chmod(0o755)
    assert (library / "pages.sqlite3").read_bytes() == before


def test_a_full_disk(folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there stays; one line says that the rest is not kept."""
    first, *_ = pages(folder / "2024-03-01_01.txt", library=library)
    open_database = library_database.open_database

    def full(*arguments: Any, **options: Any) -> Any:
        opened = open_database(*arguments, **options)
        size = opened.connection.execute("PRAGMA page_count").fetchone()[0]
        opened.connection.execute(f"PRAGMA max_page_count = {size}")
        return opened

    write(folder / "2024-03-04_01.txt", TEXT + "".join(chr(0x4E00 + number) for number in range(9000)))
    monkeypatch.setattr(library_database, "open_database", full)
    (problem,) = problems(folder, library=library)
    assert problem == Message(Reason.LIBRARY_UNUSABLE, error="database or disk is full")
    monkeypatch.undo()
    assert pages(folder / "2024-03-01_01.txt", library=library) == [first]


def test_a_locked_file(folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds it too long is not waited for."""
    monkeypatch.setattr("hnreader.storage.database._PATIENCE", 0.1)
    monkeypatch.setattr("hnreader.storage.database._OPENING", 0.1)
    pages(folder, library=library)
    write(folder / "2024-03-04_01.txt", OTHER)
    other = sqlite3.connect(library / "pages.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert problems(folder, library=library) == [Message(Reason.LIBRARY_UNUSABLE, error="database is locked")]
    other.rollback()
    other.execute("BEGIN IMMEDIATE")  # can be read, and not written
    assert problems(folder, library=library) == [Message(Reason.LIBRARY_UNUSABLE, error="database is locked")]
    other.close()
    assert problems(folder, library=library) == []


@pytest.mark.parametrize("place", ["cache", "named"])
def test_several_processes_at_once(place: str, folder: Path, tmp_path: Path, segmented: list[str]) -> None:
    """All begin with no file; none fails, none says that anything is wrong, and everything is kept once."""
    for number in range(100, 140):
        write(folder / f"2024-03-05_{number}.txt", TEXT.replace("渠道", f"渠道{number}"))
    library = tmp_path / "cache" / "hnreader" / "library" if place == "cache" else tmp_path / "shared"
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-c", LOADING, str(folder), str(library), "43"]
    running = [subprocess.Popen(command, env=environment) for _ in range(4)]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    connection = sqlite3.connect(library / "pages.sqlite3")
    assert connection.execute("SELECT count(*) FROM page").fetchone() == (43,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal" if place == "cache" else "delete",)
    connection.close()
    pages(folder, library=library)
    assert segmented == []


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("place", ["cache", "named"])
def test_a_process_that_is_killed_costs_its_batch(
    place: str, folder: Path, tmp_path: Path, segmented: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is damaged, and what was written before is there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for number in range(10, 20):
        write(folder / f"2024-03-{number}_01.txt", TEXT.replace("渠道", f"渠道{number}"))
    library = library_folder() if place == "cache" else tmp_path / "shared"
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(library), "8"], check=False)
    assert done.returncode == -signal.SIGKILL
    loaded = pages(folder, library=library)
    assert 13 - 8 <= len(segmented) <= 13 - 6
    assert loaded == pages(folder, library=None)


def test_a_reader_that_stops_early_keeps_what_was_segmented(folder: Path, library: Path, segmented: list[str]) -> None:
    """The next start goes on there."""
    loaded = load(folder, library=library)
    next(loaded)
    next(loaded)
    loaded.close()  # type: ignore[attr-defined]
    assert len(pages(folder, library=library)) == 3
    assert segmented == ["2024-03-01_01.txt", "2024-03-02_01.txt", "2024-03-03_01.txt"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_cache_is_its_owners_alone_and_a_named_folder_is_as_it_was(folder: Path, tmp_path: Path) -> None:
    """Others may be meant to read a folder that is named; nobody else the cache."""
    before = os.umask(0o022)
    try:
        (tmp_path / "shared").mkdir()
        for library in (library_folder(), tmp_path / "shared"):
            pages(folder, library=library)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (library_folder(), library_folder() / "pages.sqlite3")]
    assert modes == [0o700, 0o600]
    shared = tmp_path / "shared"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (shared, shared / "pages.sqlite3")] == [0o755, 0o644]


def test_a_missing_model_is_told_as_without_a_library(
    folder: Path, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the same error."""
    monkeypatch.setattr(version, "WEIGHTS", tmp_path / "none.npz")
    with pytest.raises(ModelError):
        list(load(folder, library=library))


def test_without_a_library_nothing_is_written(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`load`, and so `hnreader.open`, keeps nothing unless it is asked to."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    pages(folder, library=None)
    assert not (tmp_path / "cache").exists()
