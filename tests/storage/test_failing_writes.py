"""Writes that fail, are interrupted by a kill, or are followed by a power cut."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hnreader.storage import locks
from hnreader.storage.files import atomic_file, atomic_folder, save_text, write_numbered
from hnreader.storage.folders import make_folder, remove_folder, remove_leftovers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are neither locked nor synced there")

LEFT = ".hnreader-0123456789ab"
OTHER_START = "import sys; from hnreader.storage.files import save_text; from pathlib import Path"


@pytest.fixture
def synced(monkeypatch):
    """The paths that were synced, in their order, and (before them) what stood under which name by then."""
    order = []

    def fsync(descriptor):
        path = Path("/proc/self/fd", str(descriptor)).readlink()
        order.append((path, names(path) if path.is_dir() else None))

    monkeypatch.setattr(os, "fsync", fsync)
    return order


def names(folder):
    return sorted(path.name for path in folder.iterdir())


needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks Linux what a descriptor is")


@needs_proc
def test_a_file_counts_when_its_folder_is_synced(tmp_path, synced):
    """First what is in it, under its hidden name; then its folder, in which it has its own and nothing else."""
    with atomic_file(tmp_path / "a") as file:
        file.write("一")
    (hidden, _), *rest = synced
    assert hidden.name.startswith(".hnreader-")
    assert rest == [(tmp_path, ["a"])]


@needs_proc
def test_a_folder_counts_when_all_in_it_is_synced(tmp_path, synced):
    """Its files, itself, and only then the folder in which it has its name."""
    with atomic_folder(tmp_path / "a") as folder:
        for name in ("1.md", "2.md"):
            write_numbered(folder, name, name)
    files = {path.name for path, inside in synced[:2] if inside is None}
    assert files == {"1.md", "2.md"}
    assert [inside for _, inside in synced[2:]] == [["1.md", "2.md"], ["a"]]


@needs_proc
def test_files_that_replace_others_are_synced_first(tmp_path, synced):
    """In a folder that is there, too: before a name leads to them, and the folder behind that."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.md").write_text("old")
    with atomic_folder(tmp_path / "a", force=True) as folder:
        write_numbered(folder, "1.md", "new")
    assert [inside for _, inside in synced[-2:]] == [["1.md"], ["a"]]
    assert synced[-2][0] == tmp_path / "a"


@needs_proc
def test_folders_count_when_theirs_are_synced(tmp_path, synced):
    """Each that is made on the way."""
    make_folder(tmp_path / "a" / "b")
    assert synced == [(tmp_path, ["a"]), (tmp_path / "a", ["b"])]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_need_not_sync_folders(tmp_path, monkeypatch, number):
    """Where it says that it cannot, nothing is to be done."""

    def fsync(_descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fsync)
    make_folder(tmp_path / "a")
    assert (tmp_path / "a").is_dir()


@pytest.mark.parametrize("call", ["fsync", "rename", "link", "write", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_what_fails_leaves_nothing(tmp_path, monkeypatch, call, number):
    """Whichever call fails: the old file or the new one is there, whole, and nothing else."""
    path = tmp_path / "a"
    path.write_text("old")

    def fail(*_arguments, **_others):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    for name, force in (("a", True), ("b", False)):
        try:
            with atomic_file(tmp_path / name, force=force) as file:
                file.write("new")
        except OSError as error:
            assert error.errno == number  # noqa: PT017 some calls are not made
    assert path.read_text() in {"old", "new"}
    assert {each.read_text() for each in tmp_path.iterdir()} <= {"old", "new"}
    assert not [each for each in tmp_path.iterdir() if each.name not in {"a", "b"}]


def test_a_link_that_fails_claims_no_name(tmp_path, monkeypatch):
    """An error of the disk is none of a file system without links: no empty file stands in for the one not written."""

    def fail(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("pathlib.Path.hardlink_to", fail)
    with pytest.raises(OSError, match="Input/output"), atomic_file(tmp_path / "a") as file:
        file.write("new")
    assert list(tmp_path.iterdir()) == []


def test_a_claimed_name_is_given_back(tmp_path, monkeypatch):
    """Where there are no links, and the file cannot take the place of the empty one that claimed its name."""

    def fail(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def refuse(*_):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr("pathlib.Path.hardlink_to", refuse)
    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OSError, match="Input/output"), atomic_file(tmp_path / "a") as file:
        file.write("new")
    assert list(tmp_path.iterdir()) == []


def leave(folder):
    """Leave what a killed process leaves: half a file, and half a folder."""
    (folder / LEFT).write_text("half")
    (folder / f"{LEFT[:-1]}c").mkdir()
    (folder / f"{LEFT[:-1]}c" / "1.md").write_text("half")
    (folder / ".hnreader-mine.toml").write_text("of the user")


def test_the_next_write_removes_leftovers(tmp_path):
    """And nothing that only looks like one."""
    leave(tmp_path)
    save_text(tmp_path, "a", "一")
    assert names(tmp_path) == [".hnreader-mine.toml", "a"]


def test_the_next_start_removes_leftovers(tmp_path):
    """Where nothing is written, too; a folder that is not there has none."""
    leave(tmp_path)
    remove_leftovers(tmp_path)
    assert names(tmp_path) == [".hnreader-mine.toml"]
    remove_leftovers(tmp_path / "none")


def test_what_is_being_written_is_no_leftover(tmp_path):
    """Another process that writes in the folder at that moment removes nothing of it."""
    with atomic_file(tmp_path / "a") as file:
        file.write("一")
        file.flush()
        command = f"{OTHER_START}; save_text(Path(sys.argv[1]), 'b', '二')"
        subprocess.run([sys.executable, "-c", command, tmp_path], check=True)
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"a": "一", "b": "二"}


def test_a_link_among_leftovers_leads_nowhere(tmp_path):
    """It is removed, and not what it leads to."""
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "a").touch()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / LEFT).symlink_to(tmp_path / "kept")
    remove_leftovers(tmp_path / "in")
    assert names(tmp_path / "in") == []
    assert names(tmp_path / "kept") == ["a"]


def test_without_locks_leftovers_stay(tmp_path, monkeypatch):
    """A network drive that cannot say whether somebody writes there: nothing is removed, and writing works."""

    def fail(*_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", fail)
    (tmp_path / LEFT).touch()
    save_text(tmp_path, "a", "一")
    assert names(tmp_path) == [LEFT, "a"]


def test_a_lock_of_another_program_does_not_hold_up_a_write(tmp_path, monkeypatch):
    """Who has locked the folder for himself is waited for a while, and not longer."""
    monkeypatch.setattr(locks, "_PATIENCE", 0)
    descriptor = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    save_text(tmp_path, "a", "一")
    os.close(descriptor)
    assert names(tmp_path) == ["a"]


def test_a_folder_goes_at_once(tmp_path):
    """It is removed with all that is in it, and nothing stays beside it."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").touch()
    remove_folder(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_goes_whole_in_a_power_cut(tmp_path, monkeypatch):
    """It has lost its name on the disk before it loses a file."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").touch()
    at_syncs = []
    monkeypatch.setattr(os, "fsync", lambda _descriptor: at_syncs.append([path.name for path in tmp_path.rglob("*")]))
    remove_folder(tmp_path / "a")
    (hidden, file), *_ = at_syncs
    assert hidden.startswith(".hnreader-")
    assert file == "b"
