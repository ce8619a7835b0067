"""Segmented pages on disk: the second start segments nothing, and no page is taken for another."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from page_files import LOADING, OLD, OTHER, TEXT, pages, write

from hnreader.archive import load, recipe
from hnreader.archive.codec import encode_page
from hnreader.archive.page_store import PageStore
from hnreader.model import Failure
from hnreader.reading import PageFile, pages_from, read_file
from hnreader.reasons import Reason
from hnreader.segment import segment, version

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_load_segments_nothing(folder: Path, library: Path, segmented: list[str]) -> None:
    """It gives the same pages, with the paths under which they were found; no file is opened."""
    first = pages(folder, library=library)
    assert len(segmented) == 3
    assert pages(folder, library=library) == first == pages(folder, library=None)
    assert len(segmented) == 6
    for path in folder.iterdir():
        write(path, "x" * path.stat().st_size)  # the size, time and inode of before
    assert pages(folder, library=library) == first


def changed(path: Path) -> str:
    """Return another text of the same size."""
    return path.read_text("utf-8").replace("渠道清了", "茶园绿了")


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (lambda path: write(path, changed(path), OLD + 60), 1),
        (lambda path: write(path, changed(path) + "\n"), 1),
        (lambda path: write(path.with_name("new"), changed(path)).replace(path), 1),
        (lambda path: write(path, path.read_text("utf-8"), OLD + 60), 0),
        (lambda path: write(path.with_name("copy"), path.read_text("utf-8")).replace(path), 0),
        (lambda path: path.parent.rename(path.parent.with_name("moved")), 0),
        (lambda path: path.rename(path.with_name("2024-05-06_01.txt")), 1),
    ],
    ids=["changed", "changed in size", "another in its place", "touched", "a copy in its place", "moved", "renamed"],
)
def test_what_has_changed_is_segmented_and_nothing_else(
    change: Any, count: int, folder: Path, library: Path, segmented: list[str]
) -> None:
    """A file has changed where its bytes have, or its name, which states the date; not where its place or time has."""
    path = folder / "2024-03-02_01.txt"
    before = pages(folder, library=library)
    segmented.clear()
    change(path)
    now = folder if folder.exists() else folder.with_name("moved")
    loaded = pages(now, library=library)
    assert len(segmented) == count
    assert loaded == pages(now, library=None)
    assert (loaded == before) is (now == folder and not count)
    segmented.clear()
    assert pages(now, library=library) == loaded
    assert segmented == []


def test_a_file_that_was_changed_just_now_is_read_again(folder: Path, library: Path, segmented: list[str]) -> None:
    """Within the tick of a clock it may change again, and keep its size and time."""
    path = folder / "2024-03-02_01.txt"
    path.write_text(TEXT, "utf-8")
    status = path.stat()
    pages(folder, library=library)
    with path.open("r+", encoding="utf-8") as file:
        file.write(OTHER)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    segmented.clear()
    assert pages(folder, library=library) == pages(folder, library=None)
    assert segmented[0] == path.name


def test_a_file_that_changes_while_it_is_read_is_not_kept(folder: Path, library: Path) -> None:
    """What was read may be neither the file before nor the one after."""
    contents = read_file(PageFile(folder / "2024-03-01_01.txt"))
    assert not isinstance(contents, Failure)
    assert contents.status
    page = next(pages_from(contents.data, contents.name, contents.path))
    assert not isinstance(page, Failure)
    torn = type(contents)(contents.data, contents.name, contents.path, None)
    kept = segment(page)
    data = encode_page(replace(kept, page=replace(page, path=None)))
    with PageStore(library, b"recipe", dt.date(2026, 1, 1)) as store:
        store.put(torn, page.source, kept.dating, data)
        store.end(torn, [page.source])
    with PageStore(library, b"recipe", dt.date(2026, 1, 1)) as store:
        assert store.find_same(contents) is None
        store.put(contents, page.source, kept.dating, data)
        store.end(contents, [page.source])
    with PageStore(library, b"recipe", dt.date(2026, 1, 1)) as store:
        assert store.find_same(torn) is None
        assert (
            [*(store.find_same(contents) or ())]
            == [*(store.find(PageFile(folder / "2024-03-01_01.txt")) or ())]
            == [kept]
        )


def test_another_recipe_finds_nothing(
    folder: Path, library: Path, segmented: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A named newspaper, a profile of the user's, the codec, the segmentation, the model: each makes other pages."""
    changes: list[Any] = [
        lambda: pages(folder, library=library, paper="hunan-daily"),
        lambda: monkeypatch.setattr(recipe, "CODEC", 0),
        lambda: monkeypatch.setattr(version, "VERSION", "another"),
        lambda: monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config")),
    ]
    profile = tmp_path / "config" / "hnreader" / "papers" / "qingshi.toml"
    write(profile, '[name]\nzh = "青石晚报"\n')
    first = pages(folder, library=library)
    for change in changes:
        change()
        pages(folder, library=library)
        assert len(segmented) == 6
        pages(folder, library=library)
        assert len(segmented) == 6
        del segmented[3:]
    monkeypatch.undo()
    assert pages(folder, library=library) == first


def test_a_page_is_dated_anew_when_the_day_comes(
    tmp_path: Path, library: Path, segmented: list[str], on_day: Any
) -> None:
    """A day that had not come was left out; from then on it counts, and where the clock is set back no longer."""
    text = "湖南日报3月7日讯（全媒体记者 韩松年）2025年渠道清了，水才走得远；2026年2月动工，2026年1月开渠。\n"
    path = write(tmp_path / "page.txt", f"青石镇通水记\n\n{text}")
    before, coming = dt.date(2025, 3, 8), dt.date(2026, 3, 8)
    days = {
        dt.date(2026, 3, 1): (before, 1),
        dt.date(2026, 3, 7): (before, 1),
        dt.date(2026, 3, 8): (coming, 2),
        dt.date(2026, 4, 1): (coming, 2),
        dt.date(2026, 3, 6): (before, 3),
        dt.date(2026, 3, 5): (before, 3),
    }
    found = {}
    for day in days:
        on_day(day)
        (page,) = pages(path, library=library)
        found[day] = page.dating.date, len(segmented)
    assert found == days


def test_a_printed_day_stands_whatever_the_day(
    tmp_path: Path, library: Path, segmented: list[str], on_day: Any
) -> None:
    """A date of the file's name may lie in the future: the page is not segmented at each start until it comes."""
    path = write(tmp_path / "2030-03-09_01.txt")
    for day in (dt.date(2026, 1, 1), dt.date(2026, 1, 2), dt.date(2031, 1, 1)):
        on_day(day)
        (page,) = pages(path, library=library)
        assert page.dating.date == dt.date(2030, 3, 9)
    assert len(segmented) == 1


def test_streams_and_what_cannot_be_read_are_not_kept(folder: Path, library: Path, segmented: list[str]) -> None:
    """Standard input is what somebody has in hand, not in a file; a failure is told at each start."""
    (folder / "2024-03-04_01.txt").write_bytes(b"\x00\x01\x02" * 99)
    command = [sys.executable, "-c", LOADING, "-", str(library), "1"]
    for _ in range(2):
        subprocess.run(command, input=TEXT.encode(), check=True)
        loaded = list(load(folder, library=library))
        assert [each.message.reason for each in loaded if isinstance(each, Failure)] == [Reason.BINARY]
    with sqlite3.connect(library / "pages.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM page").fetchone() == (3,)
    assert len(segmented) == 3
