"""The folders of indexes on disk: whose they are, which are kept, and who may enter them."""

from __future__ import annotations

import os

import pytest
from test_index_on_disk import indexed, made

from hnreader.archive.library_database import archive_key
from hnreader.search import index as index_module
from hnreader.search import index_folder, index_on_disk


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Keep also what would be indexed in memory in no time."""
    monkeypatch.setattr(index_module, "_FEWEST", 1)


def test_few_indexes_are_kept(tmp_path, monkeypatch):
    """Those used last; what is not an index is left alone."""
    monkeypatch.setattr(index_on_disk, "_MOST", 2)
    (tmp_path / "index-of-mine").mkdir()
    folders = [index_folder(tmp_path, archive_key([name]) or b"") for name in "abc"]
    for folder, seconds in zip(folders, (300, 100, 200), strict=True):
        indexed(made(range(3)), folder)
        os.utime(folder / "seal", (seconds, seconds))
    assert [folder.exists() for folder in folders] == [True, False, True]
    assert (tmp_path / "index-of-mine").exists()


def test_an_index_is_of_paths_and_paper(tmp_path):
    """Two sets of paths have two: how articles are ranked depends on all in it. What a stream gives is not kept."""

    def index_of_paths(paths, paper=None):
        key = archive_key(paths, paper)
        return index_folder(tmp_path, key) if key else None

    pages = tmp_path / "pages"
    pages.mkdir()
    link = tmp_path / "link"
    link.symlink_to(pages)
    folder = index_of_paths([pages])
    assert index_of_paths([str(link), str(pages)]) == folder
    assert index_of_paths([pages, tmp_path / "more"]) != folder
    assert index_of_paths([pages], "people-daily") != folder
    assert index_of_paths([pages, "-"]) is None


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_index_of_ones_own_library_is_private(tmp_path, monkeypatch):
    """It has the texts: nobody else may enter it, whatever the umask says, nor one that an earlier version has made."""
    monkeypatch.setattr(index_on_disk, "is_named", lambda _: False)
    folder = tmp_path / "cache" / "library" / "index"
    before = os.umask(0)
    try:
        indexed(made(range(5)), folder)
        folder.chmod(0o755)
        next(folder.glob("*.store")).chmod(0o644)
        indexed(made(range(5)), folder)
    finally:
        os.umask(before)
    paths = [folder.parent, *folder.parent.rglob("*")]
    assert len(paths) > 5
    assert [path for path in paths if path.stat().st_mode & 0o077] == []
