"""What METS says of pages in a library: it is of what a page is, and what it says by now holds."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING, Any

import pytest
from mets_files import Division, described, mets
from page_files import OLD
from taken_in import fresh, same, stored, take
from test_ocr_formats import alto

from hnreader.archive import Archive, LibraryFile, Opening, Taken, load
from hnreader.model import PageArticles
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NEW, KNOWN = Taken.NEW, Taken.KNOWN
NAMES = ["text/x1.xml", "text/x2.xml", "text/x3.xml"]


def put(path: Path, data: bytes) -> Path:
    """Write a file, long ago; one that was there some seconds later."""
    seconds = path.stat().st_mtime + 9 if path.exists() else OLD
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (seconds, seconds))
    return path


def page(number: int) -> bytes:
    body = f"青石镇的渠道清了{number}次，水才走得远；堤坝固了，人才睡得稳。"
    return alto([("青石镇通水记", (100, 100, 500, 160)), (body, (100, 200, 600, 220))])


def issue(*names: str, day: str = "1935-03-05") -> bytes:
    return mets(*names, about=described(day))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An issue of three pages, that are not in the order of their names, and a page that is of none."""
    folder = tmp_path / "pages"
    for number, name in enumerate(NAMES, 1):
        put(folder / "a" / name, page(number))
    put(folder / "a" / "images" / "x1.tif", bytes(1 << 17))
    put(folder / "b" / "other.xml", page(9))
    put(folder / "a" / "mets.xml", mets(Division([NAMES[1], "images/x1.tif"]), NAMES[2], NAMES[0]))
    return folder


def described_pages(archive: Archive) -> list[tuple[str, str, int | None]]:
    return [
        (str(issue.date), each.page.source, each.dating.page_no) for issue in archive.issues for each in issue.pages
    ]


ISSUE = [
    ("1935-03-05", "x2.xml", 1),
    ("1935-03-05", "x3.xml", 2),
    ("1935-03-05", "x1.xml", 3),
    ("None", "other.xml", None),
]


def test_an_issue_is_as_it_says(folder: Path, library: Path, segmented: list[str]) -> None:
    assert take(folder, library=library) == {NEW: 4}
    archive = stored(folder, library=library)
    assert described_pages(archive) == ISSUE
    first = next(iter(archive.pages))
    assert [each.message.reason for each in first.evidence][:2] == [Reason.DATE_METS, Reason.PAGE_METS]
    assert not first.dating.inferred
    segmented.clear()
    same(folder, library=library)
    assert [each for each in load(folder, library=library) if not isinstance(each, PageArticles)] == []


CHANGES: dict[str, tuple[Callable[[Path], Any], list[str]]] = {
    "another date": (lambda at: put(at / "mets.xml", issue(*NAMES, day="1935-03-06")), ["x1.xml", "x2.xml", "x3.xml"]),
    "the same, written again": (lambda at: put(at / "mets.xml", (at / "mets.xml").read_bytes() + b"\n"), []),
    "two pages change places": (lambda at: put(at / "mets.xml", issue(*reversed(NAMES))), ["x2.xml", "x3.xml"]),
    "gone": (lambda at: (at / "mets.xml").unlink(), ["x1.xml", "x2.xml", "x3.xml"]),
    "a page less": (lambda at: put(at / "mets.xml", issue(NAMES[1], NAMES[2])), ["x1.xml"]),
    "a page is gone, of which there is a picture": (lambda at: (at / NAMES[1]).unlink(), []),
    "a page has changed": (lambda at: put(at / NAMES[1], page(7)), ["x2.xml"]),
    "another above": (lambda at: put(at.parent / "mets.xml", issue("b/other.xml", "a/text/x1.xml")), ["other.xml"]),
}  # fmt: skip


@pytest.mark.parametrize(("change", "again"), CHANGES.values(), ids=CHANGES)
def test_what_it_says_by_now_holds(
    change: Callable[[Path], Any], again: list[str], folder: Path, library: Path, segmented: list[str]
) -> None:
    """A look at what is told to have changed comes to what a fresh library would; no more is made for it."""
    opening = Opening(Archive, [folder], library)
    list(opening.read())
    before = {path: path.stat().st_ctime_ns for path in folder.rglob("*") if path.is_file()}
    segmented.clear()
    change(folder / "a")
    now = {path: path.stat().st_ctime_ns for path in folder.rglob("*") if path.is_file()}
    changed = [path for path in before | now if before.get(path) != now.get(path)]
    list(opening.update(changed))
    assert sorted(segmented) == again
    assert described_pages(opening.archive) == described_pages(fresh(folder))
    failures = list(opening.archive.failures)
    list(opening.update())
    assert opening.archive.failures == failures
    opening.close()
    same(folder, library=library)


def test_a_picture_that_is_another_form_of_a_page_is_none_any_more(folder: Path, library: Path) -> None:
    mets_file = folder / "a" / "mets.xml"
    data = mets_file.read_bytes()
    mets_file.unlink()
    put(folder / "a" / "x9.txt", "青石镇通水记".encode())
    assert take(folder, library=library)[NEW] == 5
    put(mets_file, data.replace(b"images/x1.tif", b"x9.txt"))
    take(folder, library=library)
    assert described_pages(stored(folder, library=library)) == ISSUE


def test_workers_are_told_and_files_are_verified(folder: Path, library: Path) -> None:
    pages = [each for each in load(folder, jobs=1) if isinstance(each, PageArticles)]
    # A large file is left to workers from the start.
    put(folder / "a" / NAMES[0], page(1).replace(b"<Layout>", b"<!--" + b"x" * (1 << 17) + b"--><Layout>"))
    assert [each for each in load(folder, library=library, jobs=2) if isinstance(each, PageArticles)] == pages
    with LibraryFile(library) as file:
        assert [each.problem for each in file.verify()] == [None] * 4


def test_the_date_says_more_than_a_name_and_less_than_a_masthead(tmp_path: Path) -> None:
    dated = alto([("2024年5月6日 星期一", (100, 20, 500, 40)), ("青石镇通水记", (100, 100, 500, 160))])
    put(tmp_path / "1935-03-09_04.xml", page(1))
    put(tmp_path / "x.xml", dated)
    put(tmp_path / "mets.xml", issue("1935-03-09_04.xml", "x.xml"))
    pages = {each.page.source: each.dating for each in load(tmp_path, jobs=1) if isinstance(each, PageArticles)}
    assert {name: (dating.date, dating.page_no) for name, dating in pages.items()} == {
        "1935-03-09_04.xml": (datetime.date(1935, 3, 5), 1),
        "x.xml": (datetime.date(2024, 5, 6), 2),
    }
