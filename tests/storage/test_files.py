"""Files written whole or not at all, and their names."""

from __future__ import annotations

import errno
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.storage.files import atomic_file, atomic_folder, read_small, safe_name, save_text, write_numbered


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ('2024/3\\9:*?"<>|\x00\n题.txt', "202439题.txt"),
        ("..", "_"),
        ("", "_"),
        ("con.txt", "_con.txt"),
        ("题" * 99 + ".txt", "题" * 56 + ".txt"),
        ("毛伟明：3.5亿元", "毛伟明：3.5亿元"),
    ],
)
def test_a_name_is_one_that_every_system_takes(name, safe):
    """What separates folders or means something to a system is left out; a name has at most 60 characters."""
    assert safe_name(name) == safe


@given(name=st.text(max_size=90))
def test_no_name_leaves_its_folder(name):
    """Whatever an article is called, its file has a name, of at most 60 characters, without a separator."""
    safe = safe_name(name)
    assert 0 < len(safe) <= 60
    assert not set(safe) & set('/\\:*?"<>|\x00\n')
    assert safe not in {".", ".."}


def test_no_file_is_overwritten(tmp_path):
    """A second file of a name gets a number, nothing else is left in the folder, and the text is UTF-8."""
    folder = tmp_path / "摘录"
    paths = [save_text(folder, "题.txt", text) for text in ("一\n", "二", "三")]
    assert [path.name for path in paths] == ["题.txt", "题-2.txt", "题-3.txt"]
    assert [path.read_bytes() for path in paths] == ["一\n".encode(), "二".encode(), "三".encode()]
    assert sorted(folder.iterdir()) == sorted(paths)


def test_a_file_is_saved_where_there_are_no_links(tmp_path, monkeypatch):
    """A file system without hard links keeps what is there all the same."""

    def refuse(*_):
        raise PermissionError(errno.EPERM, "link(2) of file systems without links")

    monkeypatch.setattr("pathlib.Path.hardlink_to", refuse)
    assert [save_text(tmp_path, "题", text).name for text in "一二"] == ["题", "题-2"]
    assert (tmp_path / "题").read_text("utf-8") == "一"


class BrokenError(Exception):
    """What goes wrong in the middle."""


def broken(block, act):
    """Do something in the block, and fail in it."""
    with block as made:
        act(made)
        raise BrokenError


@given(name=st.text(st.sampled_from("一é𠮷.- a"), max_size=90))
def test_a_name_is_short_enough_in_bytes(name):
    """Systems take 255 bytes, and a number may still come behind it."""
    assert len(safe_name(name).encode()) <= 240


def test_a_file_is_there_when_it_is_complete(tmp_path):
    """Until the end of the block there is no file of that name, and behind it nothing else."""
    path = tmp_path / "a"
    with atomic_file(path) as file:
        file.write("一\r\n二\n")
        file.flush()
        assert not path.exists()
    assert path.read_bytes() == "一\r\n二\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_what_was_there(tmp_path):
    """The old file, and nothing beside it."""
    path = tmp_path / "a"
    path.write_text("旧", "utf-8")
    with pytest.raises(BrokenError):
        broken(atomic_file(path, force=True), lambda file: file.write("新" * 10**6))
    assert path.read_text("utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_there_is_kept(tmp_path):
    """Before and behind the block: one that turns up in between is kept as well."""
    path = tmp_path / "a"
    with pytest.raises(FileExistsError), atomic_file(path):
        path.write_text("旧", "utf-8")
    with pytest.raises(FileExistsError), atomic_file(path):
        pytest.fail("the block is not begun")
    assert path.read_text("utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
@pytest.mark.skipif(sys.platform == "win32", reason="has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_what_is_replaced_is_read_by_the_same_people(tmp_path, mode):
    """A file that only its owner may read stays so, in a folder of files, too."""
    path = tmp_path / "priv.json"
    path.write_text("before", encoding="utf-8")
    path.chmod(mode)
    with atomic_file(path, force=True) as file:
        file.write("after")
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("after", mode)
    with atomic_folder(tmp_path, force=True) as made:
        (made / "priv.json").write_text("again", encoding="utf-8")
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("again", mode)


def test_a_link_stays_one(tmp_path):
    """What it leads to is replaced."""
    (tmp_path / "file").write_text("旧", "utf-8")
    (tmp_path / "link").symlink_to("file")
    with atomic_file(tmp_path / "link", force=True) as file:
        file.write("新")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text("utf-8") == "新"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
@pytest.mark.parametrize("force", [False, True])
def test_neither_a_folder_nor_a_pipe_is_replaced(tmp_path, force):
    """Only a file gives way to a file, and only a folder to a folder."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(OSError), atomic_file(path, force=force):  # noqa: PT011
            pytest.fail("the block is not begun")
    with pytest.raises(NotADirectoryError), atomic_folder(tmp_path / "file", force=force):
        pytest.fail("the block is not begun")


def test_a_folder_is_there_when_it_is_complete(tmp_path):
    """A failure leaves no folder; the end of the block brings it with all its files."""
    path = tmp_path / "a"
    with pytest.raises(BrokenError):
        broken(atomic_folder(path), lambda folder: write_numbered(folder, "一.md", "一"))
    assert list(tmp_path.iterdir()) == []
    with atomic_folder(path) as folder:
        write_numbered(folder, "一.md", "一")
        assert not path.exists()
    assert [file.name for file in path.iterdir()] == ["一.md"]


def test_a_folder_that_holds_something_is_kept(tmp_path):
    """With force files of the same names are replaced and others stay; a failure changes none of them."""
    path = tmp_path / "a"
    path.mkdir()
    for name in ("一.md", "别的"):
        (path / name).write_text("旧", "utf-8")
    with pytest.raises(FileExistsError), atomic_folder(path):
        pytest.fail("the block is not begun")
    with pytest.raises(BrokenError):
        broken(atomic_folder(path, force=True), lambda folder: write_numbered(folder, "一.md", "新"))
    assert (path / "一.md").read_text("utf-8") == "旧"
    with atomic_folder(path, force=True) as folder:
        write_numbered(folder, "一.md", "新")
    assert {file.name: file.read_text("utf-8") for file in path.iterdir()} == {"一.md": "新", "别的": "旧"}
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_folder_is_filled(tmp_path):
    """It holds nothing that could be lost."""
    (tmp_path / "a").mkdir()
    with atomic_folder(tmp_path / "a") as folder:
        write_numbered(folder, "一.md", "一")
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["一.md"]


def test_two_articles_of_one_name_both_have_a_file(tmp_path):
    """The second one is numbered."""
    for text in "一二":
        write_numbered(tmp_path, "题.md", text)
    assert {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()} == {"题.md": "一", "题-2.md": "二"}


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
def test_what_is_no_small_file_is_not_read(tmp_path):
    """A pipe is not waited for, and a device or a large file not read to its end."""
    (tmp_path / "file").write_bytes(b"12345")
    os.mkfifo(tmp_path / "pipe")
    assert read_small(tmp_path / "file", 5)[0] == b"12345"
    for path, most, number in (("file", 4, errno.EFBIG), ("pipe", 5, errno.EINVAL), ("/dev/zero", 5, errno.EINVAL)):
        with pytest.raises(OSError) as raised:  # noqa: PT011 its number is looked at
            read_small(tmp_path / path, most)
        assert raised.value.errno == number
