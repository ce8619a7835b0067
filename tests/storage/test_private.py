"""What is a user's own is closed to others, and the links and folders of others lead nothing astray."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from hnreader.storage.database import Schema, open_database
from hnreader.storage.files import atomic_file, atomic_folder, save_text, write_numbered
from hnreader.storage.private import private_folder

if os.name != "posix":
    pytest.skip("users and modes of POSIX", allow_module_level=True)

USER = os.geteuid() if os.name == "posix" and os.geteuid() else 1234
"""Who runs the program: an ordinary user, also where root runs the tests, who would be let in everywhere."""
STRANGER = USER + 1
"""Some other user."""


@pytest.fixture
def owners(monkeypatch: pytest.MonkeyPatch) -> dict[Path, int]:
    """Whose some paths are: to give a file away takes root."""
    owners: dict[Path, int] = {}
    real = Path.stat  # which `lstat` calls as well

    def owned(path: Path, **options: bool) -> os.stat_result:
        status = real(path, **options)
        return os.stat_result((*status[:4], owners.get(path, status[4]), *status[5:10]))

    monkeypatch.setattr(Path, "stat", owned)
    monkeypatch.setattr(os, "geteuid", lambda: USER)
    return owners


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder in which everybody may put files, as /tmp is."""
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o1777)
    return folder


def test_a_folder_of_somebody_else_is_not_ones_own(tmp_path: Path, owners: dict[Path, int]) -> None:
    """They could put other files in the place of those in it: what would be kept there is kept in memory."""
    theirs = tmp_path / "hnreader"
    theirs.mkdir(mode=0o777)
    owners[theirs] = STRANGER
    with pytest.raises(PermissionError):
        private_folder(theirs)
    opened = open_database(theirs / "notes.sqlite3", Schema((("CREATE TABLE word (text TEXT)",),), frozenset({"word"})))
    opened.connection.close()
    assert opened.in_memory == "unusable"
    assert list(theirs.iterdir()) == []


def test_nor_is_one_that_their_link_leads_to(tmp_path: Path, owners: dict[Path, int]) -> None:
    """Even if it is one's own in the end: others would choose which."""
    (tmp_path / "public").mkdir(mode=0o755)
    link = tmp_path / "hnreader"
    link.symlink_to("public")
    private_folder(link)
    owners[link] = STRANGER
    with pytest.raises(PermissionError):
        private_folder(link)


@pytest.mark.parametrize(("user", "owner"), [(USER, 0), (0, STRANGER)])
def test_roots_folder_serves_where_it_is_given(
    tmp_path: Path, owners: dict[Path, int], monkeypatch: pytest.MonkeyPatch, user: int, owner: int
) -> None:
    """As one that is mounted; and root uses a user's, as `sudo` does where it keeps the home folder."""
    owners[tmp_path / "made"] = owner
    monkeypatch.setattr(os, "geteuid", lambda: user)
    private_folder(tmp_path / "made")


@pytest.mark.parametrize("force", [False, True])
def test_a_trap_in_a_shared_folder_is_not_followed(shared: Path, owners: dict[Path, int], force: bool) -> None:
    """Somebody else's link does not say what is written, be there a file behind it or none yet."""
    for name in ("there", "nowhere"):
        behind, link = shared.parent / name, shared / f"to-{name}"
        link.symlink_to(behind)
        owners[link] = STRANGER
        if name == "there":
            behind.write_text("old", "utf-8")
        for writing in (atomic_file, atomic_folder):
            with pytest.raises(PermissionError), writing(link, force=force):
                pytest.fail("the block is not begun")
    assert (shared.parent / "there").read_text("utf-8") == "old"
    assert not (shared.parent / "nowhere").exists()


@pytest.mark.usefixtures("owners")
def test_ones_own_links_are_followed_there(shared: Path) -> None:
    """With `force`, as everywhere."""
    (shared / "link").symlink_to(shared.parent / "file")
    with atomic_file(shared / "link", force=True) as file:
        file.write("new")
    assert (shared.parent / "file").read_text("utf-8") == "new"


def test_a_new_file_goes_through_no_link(tmp_path: Path) -> None:
    """A link that leads nowhere is something that exists: the suggested name of a file can be guessed."""
    (tmp_path / "题.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError), atomic_file(tmp_path / "题.txt"):
        pytest.fail("the block is not begun")
    assert save_text(tmp_path, "题.txt", "文").name == "题-2.txt"
    assert not (tmp_path / "elsewhere").exists()


def test_links_among_files_that_are_replaced_are_replaced(tmp_path: Path) -> None:
    """What they lead to stays, and the new file has not its rights."""
    behind, folder = tmp_path / "program", tmp_path / "made"
    behind.write_text("old", "utf-8")
    behind.chmod(0o4777)
    folder.mkdir()
    (folder / "一.md").symlink_to(behind)
    with atomic_folder(folder, force=True) as made:
        write_numbered(made, "一.md", "new")
    assert behind.read_text("utf-8") == "old"
    assert (folder / "一.md").read_text("utf-8") == "new"
    assert stat.S_IMODE((folder / "一.md").lstat().st_mode) & 0o7111 == 0
