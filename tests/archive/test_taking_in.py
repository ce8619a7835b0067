"""Files come, change, move, go and fail: the library has what there is, and readers see whole issues only."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from page_files import OLD, OTHER, TEXT, write
from stored_pages import agree, described
from taken_in import fresh, same, stored, take

from hnreader.archive import Archive, Taken, TakingIn, load, members, page_store, publishing, segmenting, undated
from hnreader.archive.outline import UNDATED, outline
from hnreader.model import PageArticles
from hnreader.reading import finding
from hnreader.reasons import Reason
from hnreader.segment import segment, version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hnreader.archive.outline import NumberedPage

NEW, KNOWN = Taken.NEW, Taken.KNOWN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two issues of two pages each, in folders of their own, and a page without a date."""
    for day in (1, 2):
        for number in (1, 2):
            write(tmp_path / "pages" / f"day{day}" / f"2024-03-0{day}_0{number}.txt", text_of(10 * day + number))
    write(tmp_path / "pages" / "undated.txt", "青石镇通水记\n\n渠道清了，水才走得远；堤坝固了，人才睡得稳。\n")
    return tmp_path / "pages"


def text_of(number: int) -> str:
    return TEXT.replace("韩松年", f"韩松{number}").replace("渠道", f"渠道{number}")


FIRST, SECOND = "day1/2024-03-01_01.txt", "day2/2024-03-02_02.txt"
CHANGES: dict[str, tuple[Callable[[Path], Any], int]] = {
    "new": (lambda folder: write(folder / "2024-03-02_03.txt", OTHER), 1),
    "new day": (lambda folder: write(folder / "2024-03-03_01.txt", OTHER), 1),
    "changed": (lambda folder: write(folder / FIRST, OTHER), 1),
    "changed to another day": (lambda folder: write(folder / FIRST, "2024年5月6日 星期一\n\n" + TEXT), 1),
    "touched": (lambda folder: write(folder / FIRST, text_of(11), OLD + 60), 0),
    "renamed": (lambda folder: (folder / FIRST).rename(folder / "2024-03-01_04.txt"), 1),
    "moved": (lambda folder: (folder / FIRST).rename(folder / "day2" / "2024-03-01_01.txt"), 0),
    "moved folder": (lambda folder: (folder / "day1").rename(folder / "moved"), 0),
    "copied": (lambda folder: write(folder / "copy" / "2024-03-01_01.txt", text_of(11)), 0),
    "two swapped": (
        lambda folder: [
            write(folder / FIRST, text_of(12), OLD + 60),
            write(folder / "day1/2024-03-01_02.txt", text_of(11), OLD + 60),
        ],
        2,
    ),
    "gone": (lambda folder: (folder / FIRST).unlink(), 0),
    "gone day": (lambda folder: [path.unlink() for path in (folder / "day1").iterdir()], 0),
    "gone folder": (lambda folder: (folder / "day1").rename(folder.parent / "elsewhere"), 0),
    "hidden": (lambda folder: (folder / "day1").rename(folder / ".hidden"), 0),
    "gone undated": (lambda folder: (folder / "undated.txt").unlink(), 0),
}


@pytest.mark.parametrize(("change", "count"), CHANGES.values(), ids=CHANGES)
def test_what_has_changed_is_taken_in_and_nothing_else(
    change: Callable[[Path], Any], count: int, folder: Path, library: Path, segmented: list[str]
) -> None:
    """Whatever has become of the files, the library has what a fresh one would have; other issues stay as they are."""
    assert take(folder, library=library) == {NEW: 5}
    same(folder, library=library)
    before = {issue.day: issue for issue in stored(folder, library=library).summaries}
    segmented.clear()
    change(folder)
    take(folder, library=library)
    assert len(segmented) == count
    after = stored(folder, library=library).summaries
    kept = [issue for issue in after if issue.day in before and before[issue.day].state == issue.state]
    assert kept == [before[issue.day] for issue in kept]
    same(folder, library=library)


def test_a_file_that_was_changed_just_now_is_looked_at_again(folder: Path, library: Path) -> None:
    """It may change again, and keep its size and time."""
    path = folder / FIRST
    path.write_text(TEXT, "utf-8")
    status = path.stat()
    take(folder, library=library)
    with path.open("r+", encoding="utf-8") as file:
        file.write(OTHER)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert take(folder, library=library)[NEW] == 1
    agree(described(fresh(folder)), described(stored(folder, library=library)))


# ── what is away


@pytest.mark.parametrize("way", ["missing", "empty"])
def test_a_path_under_which_nothing_is_keeps_its_pages(way: str, folder: Path, library: Path, tmp_path: Path) -> None:
    """Its drive may be away. It is said each time, and what comes under another path is taken in."""
    other = tmp_path / "other"
    write(other / "2024-03-05_01.txt", OTHER)
    take(folder, other, library=library)
    before = described(stored(folder, other, library=library))
    folder.rename(tmp_path / "unplugged")
    if way == "empty":
        folder.mkdir()
    reason = Reason.MISSING if way == "missing" else Reason.NO_PAGE
    assert take(folder, other, library=library) == {KNOWN: 1, reason: 1}
    agree(before, described(stored(folder, other, library=library)))
    write(other / "2024-03-06_01.txt", OTHER)
    assert take(folder, other, library=library) == {KNOWN: 1, NEW: 1, reason: 1}
    if way == "empty":
        folder.rmdir()
    (tmp_path / "unplugged").rename(folder)
    assert take(folder, other, library=library) == {KNOWN: 7}
    same(folder, other, library=library)


def test_a_folder_that_cannot_be_listed_keeps_its_pages(
    folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows what is in it; what is gone elsewhere is gone."""
    take(folder, library=library)
    listed = finding.os.listdir

    def refused(path: str | Path) -> list[str]:
        if Path(path).name == "day1":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    with monkeypatch.context() as patch:
        patch.setattr(finding.os, "listdir", refused)
        (folder / SECOND).unlink()
        assert take(folder, library=library) == {KNOWN: 2, Reason.NO_PERMISSION: 1}
        archive = stored(folder, library=library)
        assert [len(issue.pages) for issue in archive.issues] == [1, 2, 1]
    same(folder, library=library)


def test_paths_may_lie_within_each_other(folder: Path, library: Path) -> None:
    """What is gone is gone, also under a path whose files were all found by another one."""
    paths = folder, folder / "day1"
    assert take(*paths, library=library) == {NEW: 5}
    (folder / FIRST).unlink()
    assert take(*paths, library=library) == {KNOWN: 4}
    same(*paths, library=library)


# ── what fails


def test_a_failure_is_kept_until_the_file_is_mended(
    folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is reported each time, the file is not opened for it; a program that makes other pages tries again."""
    path = write(folder / FIRST)
    path.write_bytes(b"\0\1\2\3" * 100)
    os.utime(path, (OLD, OLD))
    assert take(folder, library=library) == {NEW: 4, Reason.BINARY: 1}
    with monkeypatch.context() as patch:
        patch.setattr(segmenting, "read_file", None)
        for _ in range(2):
            assert take(folder, library=library) == {KNOWN: 4, Reason.BINARY: 1}
    opened: list[str] = []
    read_file = segmenting.read_file
    with monkeypatch.context() as patch:
        patch.setattr(version, "VERSION", "another")
        patch.setattr(segmenting, "read_file", lambda file: opened.append(file.path.name) or read_file(file))
        assert take(folder, library=library) == {NEW: 4, Reason.BINARY: 1}
    assert path.name in opened
    take(folder, library=library)
    write(path)
    assert take(folder, library=library) == {KNOWN: 4, NEW: 1}
    same(folder, library=library)


# ── readers meanwhile


def steps(folder: Path, library: Path) -> Iterator[Archive]:
    """What a reader finds whenever something is written, with each page written by itself."""
    taking = iter(TakingIn(folder, library=library, report=pytest.fail, jobs=1))
    for _ in taking:
        yield stored(folder, library=library)
    yield stored(folder, library=library)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have everything written as it comes."""
    monkeypatch.setattr(page_store, "_BATCH", 1)
    monkeypatch.setattr(page_store, "_DELAY", -1.0)


@pytest.mark.usefixtures("at_once")
def test_an_issue_comes_as_a_whole(folder: Path, library: Path) -> None:
    """The newest first; files whose names state the day are of an issue."""
    seen = [[len(issue.pages) for issue in archive.issues] for archive in steps(folder, library)]
    assert [counts for at, counts in enumerate(seen) if counts not in seen[:at]] == [[], [2], [2, 2], [2, 2, 1]]


@pytest.mark.usefixtures("at_once")
def test_an_issue_is_made_anew_as_a_whole(folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By another recipe: each issue is of the old pages or of the new; a reader of before goes on with the old."""
    take(folder, library=library)
    reading = stored(folder, library=library)
    before = described(reading)
    monkeypatch.setattr(version, "VERSION", "another")
    monkeypatch.setattr(
        segmenting, "segment", lambda *words, **options: replace(segment(*words, **options), paper="new")
    )
    mixed = set()
    for archive in steps(folder, library):
        assert [len(issue.pages) for issue in archive.issues] == [2, 2, 1]
        mixed.add(tuple(tuple({page.paper for page in issue.pages}) for issue in archive.issues))
        agree(before, described(reading))
    assert mixed == {tuple(("new",) if at < new else (None,) for at in range(3)) for new in range(4)}
    assert reading.refresh()
    assert {page.paper for page in reading.pages} == {"new"}


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("change", ["moved folder", "moved"])
def test_what_is_moved_is_never_away(change: str, folder: Path, library: Path) -> None:
    take(folder, library=library)
    before = described(stored(folder, library=library))
    CHANGES[change][0](folder)
    for archive in steps(folder, library):
        agree(before, described(archive))


@pytest.mark.usefixtures("at_once")
def test_a_failure_comes_with_the_rest_of_its_issue(folder: Path, library: Path) -> None:
    """Two pages change, and one of them cannot be read any more: nobody sees the other as it was without this one."""
    take(folder, library=library)
    write(folder / FIRST, "\n\n", OLD + 60)
    write(folder / "day1/2024-03-01_02.txt", OTHER, OLD + 60)
    old = {page.page.source: page for page in stored(folder, library=library).issues[1].pages}
    for archive in steps(folder, library):
        pages = archive.issues[1].pages
        assert len(pages) == 1 or {page.page.source: page for page in pages} == old
        assert len(pages) == 2 or pages[0] != old[pages[0].page.source]
    assert len(pages) == 1


# ── pages without a date, of which there may be any number


@pytest.fixture
def outlined(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the issues without a date that are outlined, with few pages in each."""
    sizes: list[int] = []

    def counted(number: int, day: int, pages: list[NumberedPage], begins: bytes) -> Any:
        sizes.extend([] if day > UNDATED else [len(pages)])
        return outline(number, day, pages, begins)

    for module in (undated, publishing):
        monkeypatch.setattr(module, "MOST", 20)
    monkeypatch.setattr(undated, "_ONE_IN", 8)
    monkeypatch.setattr(publishing, "outline", counted)
    return sizes


def undated_pages(folder: Path, count: int) -> list[Path]:
    return [write(folder / f"{number:03}.txt", f"青石镇通水记{number}\n") for number in range(count)]


def test_many_pages_without_a_date_are_several_issues(tmp_path: Path, library: Path, outlined: list[int]) -> None:
    """As in memory; what comes, goes and changes makes its own anew, and they stand behind all others."""
    folder = tmp_path / "pages"
    paths = undated_pages(folder, 120)
    write(folder / "2024-03-01_01.txt", TEXT)
    take(folder, library=library)
    summaries = stored(folder, library=library).summaries
    assert len(summaries) > 8
    assert [issue.date for issue in summaries[1:]] == [None] * (len(summaries) - 1)
    assert sum(issue.pages for issue in summaries) == 121
    same(folder, library=library)
    sources = [page.page.source for page in stored(folder, library=library).pages]
    assert sources[1:] == [path.name for path in paths]
    for number, change in enumerate([*paths[10:100:18], folder / "0505.txt", folder / "zzz.txt"]):
        outlined.clear()
        if number % 2 or not change.exists():
            write(change, f"望江镇通水记{number}\n", OLD + 60)
        else:
            change.unlink()
        take(folder, library=library)
        assert sum(outlined) < 60
        same(folder, library=library)


@pytest.mark.usefixtures("outlined")
def test_few_pages_without_a_date_are_one_issue(tmp_path: Path, library: Path) -> None:
    """Whether they become more or fewer, one after another, and in memory as on disk."""
    folder = tmp_path / "pages"
    paths = undated_pages(folder, 18)
    memory = Archive()
    for number in range(18, 25):
        take(folder, library=library)
        archive = stored(folder, library=library)
        assert number > 20 or len(archive.issues) == 1  # of more their paths decide
        memory.add(each for each in load(folder, jobs=1) if isinstance(each, PageArticles))
        assert [len(issue.pages) for issue in memory.issues] == [len(issue.pages) for issue in archive.issues]
        paths.append(write(folder / f"{number:03}.txt", f"青石镇通水记{number}\n"))
    for path in paths[15:]:
        path.unlink()
        take(folder, library=library)
        same(folder, library=library)
    assert len(stored(folder, library=library).issues) == 1


def test_many_pages_without_a_date_are_outlined_a_few_times(
    tmp_path: Path, library: Path, outlined: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However slowly they come, the work grows as they do, and readers see them meanwhile; also when they get dates."""
    monkeypatch.setattr(page_store, "_BATCH", 1)
    monkeypatch.setattr(members, "_FEW", 4)
    folder = tmp_path / "pages"
    paths = undated_pages(folder, 120)
    taking = iter(TakingIn(folder, library=library, report=pytest.fail, jobs=1))
    for _ in range(100):
        next(taking)
    assert sum(issue.pages for issue in stored(folder, library=library).summaries) > 90
    taking.close()  # type: ignore[attr-defined]
    take(folder, library=library)
    same(folder, library=library)
    assert sum(outlined) < 120 * 10
    outlined.clear()
    for number, path in enumerate(paths[10:]):
        write(path, "2024年5月6日 星期一\n\n" + text_of(number), OLD + 60)
    take(folder, library=library)
    assert sum(outlined) < 120 * 10
    same(folder, library=library)


def test_a_page_that_is_dated_otherwise_when_a_day_has_come(tmp_path: Path, library: Path, on_day: Any) -> None:
    """Its articles are found by the ids that they had, and a reader of before has the page of before."""
    text = "湖南日报3月7日讯（全媒体记者 韩松年）2025年渠道清了，水才走得远；2026年2月动工，2026年1月开渠。\n"
    path = write(tmp_path / "pages" / "page.txt", f"青石镇通水记\n\n{text}").parent
    on_day(dt.date(2026, 3, 1))
    take(path, library=library)
    before = stored(path, library=library)
    (old,) = before.articles
    on_day(dt.date(2026, 3, 8))
    take(path, library=library)
    (new,) = stored(path, library=library).articles
    assert (old.date, new.date) == (dt.date(2025, 3, 8), dt.date(2026, 3, 8))
    assert [page.dating.date for page in before.pages] == [old.date]
    assert before.refresh()
    assert before.get(old.id) == new
