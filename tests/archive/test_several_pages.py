"""Files of several pages: each page is one of the archive, and a file is known as a whole. All text is made up."""

from __future__ import annotations

import io
import itertools
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from page_files import OLD, TEXT, write
from parted_files import BROKEN, page_text, write_pages
from stored_pages import agree, described, made_pages, publish_several
from stored_pages import stored as stored_archive
from taken_in import same, stored, take

from hnreader import reading
from hnreader.archive import (
    Archive,
    LibraryFile,
    Opening,
    Taken,
    TakingIn,
    load,
    page_store,
    publishing,
    recipes,
    segmenting,
    undated,
)
from hnreader.archive.codec import EncodedPage, encode_page
from hnreader.model import Failure, PageArticles
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NEW, KNOWN, BINARY = Taken.NEW, Taken.KNOWN, Reason.BINARY
FIRST, SECOND = "2024-03-01.txt", "2024-03-02.txt"
KEYS = map(str.encode, map(str, itertools.count()))

pytestmark = pytest.mark.usefixtures("parted")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file of three pages, one of four of which the second cannot be read, and a page by itself."""
    write_pages(tmp_path / "pages" / FIRST, 11, 12, 13)
    write_pages(tmp_path / "pages" / SECOND, 21, BROKEN, 23, 24)
    write_pages(tmp_path / "pages" / "2024-03-02_09.txt", 29)
    return tmp_path / "pages"


def loaded(*paths: Path, library: Path | None = None, jobs: int = 1) -> list[bytes | Failure]:
    """Return what comes, pages as bytes with their paths."""
    items = load(*paths, library=library, jobs=jobs)
    return [item if isinstance(item, Failure) else encode_page(item) for item in items]


# ── which pages there are


def test_each_page_has_a_name_and_a_number(folder: Path) -> None:
    """The day is that of the file's name, the number that of the page in the file; of one, that of its name."""
    items = list(load(folder, jobs=1))
    names = [item.path if isinstance(item, Failure) else item.page.source for item in items]
    broken = f"{folder / SECOND}#2"
    assert names == [f"{FIRST}#{number}" for number in (1, 2, 3)] + [
        f"{SECOND}#1", broken, f"{SECOND}#3", f"{SECOND}#4", "2024-03-02_09.txt",
    ]  # fmt: skip
    pages = [item for item in items if isinstance(item, PageArticles)]
    assert [(page.dating.date.day if page.dating.date else None, page.dating.page_no) for page in pages] == [
        (1, 1), (1, 2), (1, 3), (2, 1), (2, 3), (2, 4), (2, 9),
    ]  # fmt: skip
    assert {page.page.path for page in pages} == {folder / FIRST, folder / SECOND, folder / "2024-03-02_09.txt"}


@pytest.mark.parametrize("alone", [0, 2, 16])
def test_it_does_not_matter_who_segments_them(
    alone: int, folder: Path, library: Path, segmented: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process or several, with and without a library, the first time and the second: the same bytes."""
    expected = loaded(folder)
    assert len(expected) == 8
    monkeypatch.setattr(segmenting, "_ALONE", alone)
    assert loaded(folder, jobs=3) == expected
    assert loaded(folder, library=library, jobs=3) == expected
    segmented.clear()
    monkeypatch.setattr(segmenting, "pages_from", None)
    assert loaded(folder, library=library) == expected
    assert segmented == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_library_has_what_memory_has(jobs: int, folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmenting, "_ALONE", 0)
    taking = TakingIn(folder, library=library, report=pytest.fail, jobs=jobs)
    assert [taking.total for _ in taking][-1] == 8
    assert take(folder, library=library) == {KNOWN: 7, BINARY: 1}
    same(folder, library=library)
    assert [len(issue.pages) for issue in stored(folder, library=library).issues] == [4, 3]


def test_a_large_file_is_left_to_others(folder: Path, segmented: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have hundreds of pages, and this process has a screen to draw."""
    expected = loaded(folder)
    segmented.clear()
    monkeypatch.setattr(segmenting, "_ALONE_BYTES", (folder / FIRST).stat().st_size - 1)
    assert loaded(folder, jobs=2) == expected
    assert segmented == ["2024-03-02_09.txt"]


def test_standard_input_may_have_several(monkeypatch: pytest.MonkeyPatch, library: Path) -> None:
    data = "\f".join([page_text(1), BROKEN, page_text(2)]).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    first, broken, second = load("-", library=library)
    assert isinstance(first, PageArticles)
    assert isinstance(second, PageArticles)
    assert isinstance(broken, Failure)
    assert (first.page.source, broken.path, second.page.source) == ("stdin#1", "stdin#2", "stdin#3")


def test_no_more_pages_are_made_than_are_taken(tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may have two hundred: they are segmented and decoded one by one."""
    path = write_pages(tmp_path / "2024-03-01.txt", *range(40))
    made: list[Any] = []
    segment, decoded = segmenting.segment, EncodedPage.decoded
    monkeypatch.setattr(segmenting, "segment", lambda *words, **options: made.append(0) or segment(*words, **options))
    monkeypatch.setattr(EncodedPage, "decoded", lambda *words: made.append(0) or decoded(*words))
    for _ in ("segmented", "decoded"):
        made.clear()
        for number, _page in enumerate(load(path, library=library, jobs=1), 1):
            assert len(made) == number
        assert number == 40


# ── what becomes of the files

CHANGES: dict[str, tuple[Callable[[Path], Any], int]] = {
    "a page changed": (lambda folder: write_pages(folder / FIRST, 11, 14, 13, seconds=OLD + 60), 3),
    "shortened": (lambda folder: write_pages(folder / FIRST, 11, 13), 2),
    "grown": (lambda folder: write_pages(folder / FIRST, 11, 12, 13, 14), 4),
    "one page left": (lambda folder: write_pages(folder / FIRST, 12), 1),
    "one page became several": (lambda folder: write_pages(folder / "2024-03-02_09.txt", 29, 30), 2),
    "none left": (lambda folder: write_pages(folder / FIRST, "\n"), 0),
    "a page broken": (lambda folder: write_pages(folder / FIRST, 11, BROKEN, 13), 2),
    "all pages broken": (lambda folder: write_pages(folder / FIRST, BROKEN, BROKEN), 0),
    "mended": (lambda folder: write_pages(folder / SECOND, 21, 22, 23, 24), 4),
    "a page of another day": (lambda folder: write_pages(folder / FIRST, 11, "2024年5月6日 星期一\n\n" + TEXT), 2),
    "touched": (lambda folder: write_pages(folder / SECOND, 21, BROKEN, 23, 24, seconds=OLD + 60), 0),
    "moved": (lambda folder: (write(folder / "x" / "y.txt"), (folder / SECOND).rename(folder / "x" / SECOND)), 1),
    "renamed": (lambda folder: (folder / SECOND).rename(folder / "2024-04-02.txt"), 3),
    "copied": (lambda folder: write_pages(folder / "copy" / SECOND, 21, BROKEN, 23, 24), 0),
    "copied by another name": (lambda folder: write_pages(folder / "2024-03-02b.txt", 21, BROKEN, 23, 24), 3),
    "gone": (lambda folder: (folder / SECOND).unlink(), 0),
}


@pytest.mark.parametrize(("change", "count"), CHANGES.values(), ids=CHANGES)
def test_a_file_is_known_as_a_whole(
    change: Callable[[Path], Any], count: int, folder: Path, library: Path, segmented: list[str]
) -> None:
    """Whatever has become of it, the library has what a fresh one would have; looking again segments nothing."""
    take(folder, library=library)
    segmented.clear()
    change(folder)
    take(folder, library=library)
    assert len(segmented) == count
    same(folder, library=library)
    segmented.clear()
    failures = [each for each in load(folder, jobs=1) if isinstance(each, Failure)]
    assert [each for each in TakingIn(folder, library=library, report=pytest.fail) if isinstance(each, Failure)] == (
        failures
    )


def test_pages_that_cannot_be_read_are_known_by_the_bytes(folder: Path, library: Path, monkeypatch: Any) -> None:
    """In another archive, or under another path, the file is not taken apart again."""
    take(folder, library=library)
    (folder / SECOND).rename(folder.parent / SECOND)
    monkeypatch.setattr(segmenting, "pages_from", None)
    reasons = [each.path for each in load(folder.parent / SECOND, library=library) if isinstance(each, Failure)]
    assert reasons == [f"{folder.parent / SECOND}#2"]
    assert take(folder.parent / SECOND, library=library) == {KNOWN: 3, BINARY: 1}


def test_one_missing_page_costs_its_file(folder: Path, library: Path, segmented: list[str]) -> None:
    """A page that was damaged is made again with the others of its file, and no other file is."""
    take(folder, library=library)
    with closing(sqlite3.connect(library / "pages.sqlite3")) as database, database:
        of_source = "(SELECT number FROM page WHERE source = ?)"
        database.execute(f"UPDATE body SET data = x'00' WHERE page IN {of_source}", (f"{FIRST}#2",))
    segmented.clear()
    assert loaded(folder, library=library, jobs=1) == loaded(folder)
    assert segmented[:4] == [f"{FIRST}#1", f"{FIRST}#2", f"{FIRST}#3", f"{FIRST}#1"]


def test_a_reader_sees_a_file_as_a_whole(folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However its pages are written, and while another recipe makes them anew."""
    monkeypatch.setattr(page_store, "_BATCH", 1)
    monkeypatch.setattr(page_store, "_DELAY", -1.0)
    for _ in ("new", "changed"):
        taking = TakingIn(folder, library=library, report=pytest.fail, jobs=1)
        seen = {tuple(page.page.source for page in stored(folder, library=library).pages) for _ in taking}
        counts = {sum(name.startswith(FIRST) for name in names) for names in seen}
        assert counts <= {0, 3, 4}
        write_pages(folder / FIRST, 11, 12, 14, 15)


def test_a_file_that_changes_is_followed(folder: Path, library: Path) -> None:
    """What was wrong with a page of it is forgotten when that is mended, and what is wrong with others is not."""
    write_pages(folder / "2024-03-05.txt", BROKEN, 51)
    opening = Opening(Archive, [folder], library)
    list(opening.read())
    broken = {f"{folder / SECOND}#2", f"{folder / '2024-03-05.txt'}#1"}
    assert {each.path for each in opening.archive.failures} == broken
    write_pages(folder / SECOND, 21, 22, 23, seconds=OLD + 60)
    list(opening.update([folder / SECOND]))
    assert [each.path for each in opening.archive.failures] == [f"{folder / '2024-03-05.txt'}#1"]
    assert [page.page.source for page in opening.archive.issues[1].pages][:3] == [f"{SECOND}#{n}" for n in (1, 2, 3)]
    (folder / SECOND).unlink()
    list(opening.update([folder / SECOND]))
    assert [len(issue.pages) for issue in opening.archive.issues] == [1, 1, 3]


def test_articles_are_found_by_their_old_ids(tmp_path: Path, library: Path) -> None:
    """A page was taken out, so that those behind it have other numbers: notes go with the text, not with the place."""
    folder = write_pages(tmp_path / "pages" / FIRST, 11, 12, 13).parent
    take(folder, library=library)
    before = [article.id for article in stored(folder, library=library).articles]
    write_pages(folder / FIRST, 11, 13, seconds=OLD + 60)
    take(folder, library=library)
    archive = stored(folder, library=library)
    first, third = archive.articles
    assert third.id not in before
    assert [archive.get(before[0]), archive.get(before[2])] == [first, third]


def test_pages_without_a_date_stay_with_their_file(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where they are several issues a file is in one of them, and the same one as in memory."""
    for module in (undated, publishing):
        monkeypatch.setattr(module, "MOST", 20)
    monkeypatch.setattr(undated, "_ONE_IN", 4)
    folder = tmp_path / "pages"
    for number in range(30):
        write_pages(folder / f"{number:02}.txt", *(f"青石镇通水记{number}之{page}" for page in range(number % 4 + 1)))
    take(folder, library=library)
    same(folder, library=library)
    issues = [
        {reading.page_place(page.page.source)[0] for page in issue.pages}
        for issue in stored(folder, library=library).issues
    ]
    assert len(issues) > 3
    assert not any(first & second for first, second in itertools.combinations(issues, 2))
    for number in range(0, 30, 3):
        write_pages(
            folder / f"{number:02}.txt", *(f"望江镇通水记{number}之{page}" for page in range(3)), seconds=OLD + 60
        )
    take(folder, library=library)
    same(folder, library=library)


# ── what is kept


def test_what_the_library_counts_and_verifies(folder: Path, library: Path) -> None:
    """Pages and files; each page of a file is proved."""
    take(folder, library=library)
    with LibraryFile(library) as file:
        totals = file.totals(recipes())
        assert (totals.pages, totals.current, totals.files) == (7, 7, 3)
        assert [verified.problem for verified in file.verify()] == [None] * 3
    with closing(sqlite3.connect(library / "pages.sqlite3")) as database, database:
        of_source = "(SELECT number FROM page WHERE source = ?)"
        database.execute(f"UPDATE body SET data = x'00' WHERE page IN {of_source}", (f"{SECOND}#4",))
    with LibraryFile(library) as file:
        problems = {Path(verified.path).name: verified.problem for verified in file.verify()}
    assert [name for name, problem in problems.items() if problem] == [SECOND]


@pytest.mark.parametrize("way", ["compact", "forget"])
def test_what_is_gone_is_deleted_with_all_its_pages(way: str, folder: Path, library: Path) -> None:
    list(load(folder, library=library, jobs=1))
    with LibraryFile(library) as file:
        if way == "forget":
            file.forget([folder / SECOND])
        else:
            (folder / SECOND).unlink()
            file.compact(recipes())
        totals = file.totals(recipes())
    assert (totals.pages, totals.files) == (4, 2)
    with closing(sqlite3.connect(library / "pages.sqlite3")) as database:
        assert database.execute("SELECT source, pages FROM document").fetchall() == [(FIRST, 3)]


def test_an_archive_keeps_its_pages_when_the_library_is_compacted(folder: Path, library: Path) -> None:
    take(folder, library=library)
    with LibraryFile(library) as file:
        file.compact(recipes())
    assert take(folder, library=library) == {KNOWN: 7, BINARY: 1}
    same(folder, library=library)


# ── a law


@settings(max_examples=40)
@given(made_pages, made_pages, st.data())
def test_an_archive_is_that_of_its_pages_however_files_have_them(
    tmp_path_factory: pytest.TempPathFactory, pages: list[PageArticles], others: list[PageArticles], data: st.DataObject
) -> None:
    """Parted into files in any way, and after the files have had other pages."""
    library, key = tmp_path_factory.getbasetemp() / "several", next(KEYS)
    before, after = (data.draw(files_of(some)) for some in (others, pages))
    publish_several(library, before, key=key)
    reader = stored_archive(library, key)
    gone = {name for name, _ in before}.difference(name for name, _ in after)
    publish_several(library, after, gone=sorted(gone), key=key)
    reader.refresh()
    expected = described(Archive(page for _, some in after for page in some))
    agree(expected, described(reader))
    agree(expected, described(stored_archive(library, key)))


def files_of(pages: Sequence[PageArticles]) -> st.SearchStrategy[list[tuple[str, list[PageArticles]]]]:
    """Ways to part pages into files, each page by the name that it has in its file."""

    def parted(sizes: list[int]) -> list[tuple[str, list[PageArticles]]]:
        left, files = iter(pages), []
        for number, size in enumerate(sizes):
            name = f"{number}.pdf"
            some = [
                replace(page, page=replace(page.page, source=reading.page_name(name, place, size)))
                for place, page in enumerate(itertools.islice(left, size), 1)
            ]
            files += [(name, some)] if some else []
        return files

    return st.lists(st.integers(1, 4), min_size=len(pages), max_size=len(pages)).map(parted)
