"""An archive is opened in one way: from a library, or in memory where that does not serve; it ends soon and closes."""

from __future__ import annotations

import gc
import os
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_files import OLD, OTHER, TEXT, write
from stored_pages import agree, described

import hnreader
from hnreader.archive import Archive, Opening, Taken, TakingIn, looking_over, members, page_store, stored_catalogue
from hnreader.errors import NothingReadableError
from hnreader.reasons import Reason
from hnreader.storage import database

if TYPE_CHECKING:
    from hnreader.model import Failure


def read(opening: Opening[Archive]) -> list[Taken | Failure]:
    return [*opening.read()]


def reasons(archive: Archive) -> list[Reason]:
    return [failure.message.reason for failure in archive.failures]


def files_open(folder: Path) -> list[str]:
    """The files of a folder that this process has open."""
    found = []
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.append(entry.readlink())
    return [str(path) for path in found if path.is_relative_to(folder)]


def test_what_a_library_has_is_there_at_once(folder: Path, library: Path) -> None:
    """And what has changed when it was read; the same as in memory."""
    read(Opening(Archive, [folder], library))
    write(folder / "2024-03-09_01.txt", OTHER)
    opening = Opening(Archive, [folder], library)
    assert [issue.pages for issue in opening.archive.summaries] == [1, 1, 1]
    assert sorted(map(str, read(opening))) == ["Taken.KNOWN"] * 3 + ["Taken.NEW"]
    assert opening.total == 4
    assert not opening.in_memory
    memory = Opening(Archive, [folder])
    assert read(memory) == [Taken.NEW] * 4
    assert memory.in_memory
    assert [each.id for each in opening.archive.articles] == [each.id for each in memory.archive.articles]


def test_a_library_that_stops_keeping_pages_is_left(folder: Path, library: Path, monkeypatch: Any) -> None:
    """All pages come into memory then, and its failure is said once; a view of before has what it had."""
    read(Opening(Archive, [folder], library))
    write(folder / "2024-03-09_01.txt", OTHER)
    monkeypatch.setattr(page_store.PageStore, "refuses", True)
    opening = Opening(Archive, [folder], library)
    before = opening.archive
    read(opening)
    assert opening.in_memory
    assert opening.archive is not before
    assert [issue.pages for issue in opening.archive.summaries] == [1, 1, 1, 1]
    with hnreader.open(folder, library=library) as archive:
        agree(described(opening.archive), described(archive))


def test_a_library_that_can_only_be_read_is_what_it_is(folder: Path, library: Path, monkeypatch: Any) -> None:
    """Nobody waits for what it cannot keep; for the program as for who calls it."""
    read(Opening(Archive, [folder], library))
    write(folder / "2024-03-09_01.txt", OTHER)
    monkeypatch.setattr(database.os, "access", lambda *_: False)
    opening = Opening(Archive, [folder], library)
    assert opening.read_only
    assert read(opening) == []
    with hnreader.open(folder, library=library) as archive:
        assert len(opening.archive) == len(archive) == 3


def test_failures_are_those_that_there_are(folder: Path, library: Path) -> None:
    """After each look, at all files or at some, they are what a fresh start has."""
    broken = write(folder / "broken.txt")
    broken.write_bytes(b"\0\1\2\3" * 100)
    os.utime(broken, (OLD, OLD))
    opening = Opening(Archive, [folder], library)
    for _ in range(2):
        read(opening)
        assert [(each.path, each.message.reason) for each in opening.archive.failures] == [(str(broken), Reason.BINARY)]
    write(broken)
    [*opening.update([broken])]
    assert opening.archive.failures == []
    assert len(opening.archive) == 4
    for path in folder.iterdir():
        path.unlink()
    [*opening.update([broken])]
    assert [each.path for each in opening.archive.failures] == [str(folder)]
    read(opening)
    assert reasons(opening.archive) == [Reason.NO_PAGE]


def test_a_failure_has_the_name_by_which_its_file_is_given_now(folder: Path, library: Path, monkeypatch: Any) -> None:
    """Not the one by which it was given when it failed first, perhaps from another folder."""
    broken = write(folder / "broken.txt")
    broken.write_bytes(b"\0\1\2\3" * 100)
    os.utime(broken, (OLD, OLD))
    read(Opening(Archive, [folder], library))
    monkeypatch.chdir(folder)
    opening = Opening(Archive, ["."], library)
    read(opening)
    assert [each.path for each in opening.archive.failures] == ["broken.txt"]


def test_what_is_wrong_with_the_library_is_a_failure(folder: Path, library: Path, monkeypatch: Any) -> None:
    """That it was damaged, however often the files are looked over; that it does not keep what has come later."""
    read(Opening(Archive, [folder], library))
    (library / "pages.sqlite3").write_bytes(b"no database" * 9000)
    opening = Opening(Archive, [folder], library)
    for _ in range(2):
        read(opening)
        assert reasons(opening.archive) == [Reason.LIBRARY_DAMAGED]
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    monkeypatch.setattr(page_store.PageStore, "flush", lambda store: store._give_up(full))
    [*opening.update([write(folder / "2024-03-09_01.txt", OTHER)])]
    assert reasons(opening.archive) == [Reason.LIBRARY_DAMAGED, Reason.LIBRARY_UNUSABLE]
    assert len(opening.archive) == 3


# ── closing


def test_a_library_is_closed(folder: Path, library: Path) -> None:
    """At the end of the block, also where it is left by an error or there was nothing to read."""
    with hnreader.open(folder, library=library) as archive:
        assert files_open(library)
        articles = [*archive.articles]
    assert not files_open(library)
    assert len([*archive.articles]) == len(articles)  # without their texts
    empty = folder / "empty"
    empty.mkdir()
    with pytest.raises(NothingReadableError) as raised:
        hnreader.open(empty, library=library)
    assert not files_open(library)
    assert raised.value.failures


def test_an_archive_that_nobody_has_any_more_is_closed(folder: Path, library: Path) -> None:
    """At once, and not when all that is in memory is walked through."""
    gc.collect()
    gc.disable()
    try:
        archive: Any = hnreader.open(folder, library=library)
        described(archive)
        del archive
        assert not files_open(library)
    finally:
        gc.enable()


def test_threads_look_one_after_another(folder: Path, library: Path) -> None:
    """What one has begun to take up is not taken up by another."""
    read(Opening(Archive, [folder], library))
    catalogue = stored_catalogue([folder], library)
    assert catalogue
    rows, under_way, most = catalogue._rows, [0], [0]

    def slow(*query: Any) -> Any:
        under_way[0] += 1
        most[0] = max(most[0], under_way[0])
        threading.Event().wait(0.02)
        found = rows(*query)
        under_way[0] -= 1
        return found

    catalogue._rows = slow  # type: ignore[misc,assignment]
    threads = [threading.Thread(target=catalogue.summaries) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


# ── ending soon


class Patience:
    """Is cancelled when it was asked for so many times."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(400):
        write(tmp_path / "many" / f"{number:03}.txt", f"青石镇通水记{number}\n")
    return tmp_path / "many"


@pytest.mark.parametrize("known", [False, True])
def test_a_look_ends_where_it_is(many: Path, library: Path, monkeypatch: Any, known: bool) -> None:
    """After a few files, not after some hundreds, and nothing is taken for gone that was not looked at."""
    if known:
        assert len([*TakingIn(many, library=library, report=pytest.fail, jobs=1)]) == 400
    looked: list[Path] = []
    stat = Path.stat

    def counted(path: Path, **options: Any) -> os.stat_result:
        looked.append(path)
        return stat(path, **options)

    cancelled = Patience(20)
    monkeypatch.setattr(Path, "stat", counted)
    taking = TakingIn(many, library=library, report=pytest.fail, jobs=1, cancelled=cancelled)
    assert [*taking] == []
    assert len(looked) < 40
    monkeypatch.undo()
    assert len([*TakingIn(many, library=library, report=pytest.fail, jobs=1)]) == 400
    archive = Archive(source=stored_catalogue([many], library))
    assert sum(issue.pages for issue in archive.summaries) == 400


def test_files_that_are_gone_are_not_all_looked_for(many: Path, library: Path, monkeypatch: Any) -> None:
    [*TakingIn(many, library=library, report=pytest.fail, jobs=1)]
    for path in [*many.iterdir()][1:]:
        path.unlink()
    looked: list[bytes] = []
    is_unreachable = looking_over._is_unreachable

    def counted(path: bytes) -> Any:
        looked.append(path)
        return is_unreachable(path)

    monkeypatch.setattr(looking_over, "_is_unreachable", counted)
    assert [*TakingIn(many, library=library, report=pytest.fail, cancelled=Patience(30))] == []
    assert 0 < len(looked) < 40


def test_what_is_taken_in_until_it_ends_stays(many: Path, library: Path) -> None:
    """One page after the other, without another one once it is cancelled."""
    ended = threading.Event()
    taken: list[Any] = []
    for item in TakingIn(many, library=library, report=pytest.fail, jobs=1, cancelled=ended.is_set):
        taken.append(item)
        if len(taken) == 100:
            ended.set()
    assert len(taken) == 100
    (known,) = {[*TakingIn(many, library=library, report=pytest.fail, jobs=1)].count(Taken.KNOWN)}
    assert known >= 99


def test_what_is_moved_is_written_in_pieces(many: Path, library: Path, monkeypatch: Any) -> None:
    """Nobody waits for all of it, neither readers nor who wants to end."""
    [*TakingIn(many, library=library, report=pytest.fail, jobs=1)]
    many.rename(many.parent / "moved")
    many.mkdir()
    (many.parent / "moved").rename(many / "inside")
    written: list[int] = []
    write_members = members.Members.write

    def counted(each: members.Members, db: Any) -> None:
        written.append(each.size)
        write_members(each, db)

    monkeypatch.setattr(members.Members, "write", counted)
    monkeypatch.setattr(page_store, "_ROWS", 50)
    monkeypatch.setattr(page_store, "_DELAY", 1e9)
    monkeypatch.setattr(looking_over, "_AT_ONCE", 50)
    [*TakingIn(many, library=library, report=pytest.fail, jobs=1)]
    assert len(written) >= 16
    assert max(written) <= 50


# ── what is away, and what is empty


def test_a_folder_that_was_emptied_is_empty(folder: Path, library: Path, tmp_path: Path) -> None:
    """It is the folder in which the pages were, so they are gone; one that was made again may be where a drive was."""
    other = write(tmp_path / "other" / "2024-03-05_01.txt", OTHER).parent
    opening = Opening(Archive, [folder, other], library)
    read(opening)
    for path in folder.iterdir():
        path.unlink()
    read(opening)
    assert reasons(opening.archive) == [Reason.NO_PAGE]
    assert len(opening.archive) == 1
    write(folder / "2024-03-06_01.txt", TEXT)
    read(opening)
    assert len(opening.archive) == 2
    folder.rename(tmp_path / "unplugged")
    folder.mkdir()
    read(opening)
    assert len(opening.archive) == 2
    read(opening)
    assert len(opening.archive) == 2


def test_an_empty_folder_on_another_file_system_is_away(folder: Path, library: Path, monkeypatch: Any) -> None:
    """As where a drive is mounted on a folder of the same number: all file systems have the same first ones."""
    opening = Opening(Archive, [folder], library)
    read(opening)
    for path in folder.iterdir():
        path.unlink()
    statvfs = os.statvfs

    class Other:
        def __init__(self, path: Any) -> None:
            self.f_fsid = statvfs(path).f_fsid + 1

    with monkeypatch.context() as patch:
        patch.setattr(looking_over.os, "statvfs", Other)
        read(opening)
        assert len(opening.archive) == 3
    read(opening)
    assert len(opening.archive) == 0
