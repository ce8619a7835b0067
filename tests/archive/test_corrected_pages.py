"""Corrections beside a file change its pages, in memory and in a library, and nothing else. All text is made up."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from page_files import OLD, write
from parted_files import write_pages
from read_only_folders import refuse_writing
from taken_in import same, stored, take
from two_stories import FISH, LAMPS, LINES, MONEY, WEIGHT

import hnreader
from hnreader.archive import (
    Archive,
    CorrectedFile,
    Corrections,
    LibraryFile,
    Opening,
    State,
    Taken,
    corrected_files,
    load,
    segmenting,
)
from hnreader.archive.archive import has_id
from hnreader.corrections import Action, Correction, TextQuote
from hnreader.errors import UnknownArticleError, UnknownCorrectionError
from hnreader.model import Failure, PageArticles, PageMarkup
from hnreader.reasons import Message, Reason
from hnreader.userdata.correction_file import PageCorrection, add_corrections, author, correction_path, read_corrections
from hnreader.userdata.correction_places import keep_corrections

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hnreader.model import Article

TEXT = "\n".join(LINES)
TO_LAMPS = Correction(Action.BELONGS, TextQuote(WEIGHT), TextQuote(LAMPS), by="江小舟")
TOGETHER = Correction(Action.BELONGS, TextQuote(LAMPS, "补足。"), TextQuote(FISH), by="江小舟")
APART = Correction(Action.BEGINS_STORY, TextQuote(MONEY), by="江小舟")
NOWHERE = Correction(Action.BEGINS_STORY, TextQuote("没有这一句"), by="江小舟")


def correct(page: Path, *corrections: Correction, of_page: int = 0, seconds: float = OLD) -> None:
    """Add corrections to those of a file, as if long ago."""
    keep_corrections(page, [PageCorrection(each, of_page) for each in corrections])
    os.utime(correction_path(page), (seconds, seconds))


def together(pages: Archive | Iterable[PageArticles | Failure], first: str, second: str) -> list[bool]:
    """Tell for each page, in the order of names, whether words of it stand in one article."""
    found = pages.pages if isinstance(pages, Archive) else pages
    made = sorted((page for page in found if isinstance(page, PageArticles)), key=lambda page: page.page.source)
    return [any(first in text and second in text for text in map(_text, page.articles)) for page in made]


def _text(article: Article) -> str:
    return "\n".join(text.text.text for text in article.texts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pages of the same text."""
    for day in (9, 10):
        write(tmp_path / "pages" / f"2024-03-{day:02}_01.txt", TEXT)
    return tmp_path / "pages"


@pytest.fixture
def page(folder: Path) -> Path:
    """The first of them."""
    return folder / "2024-03-09_01.txt"


def test_a_page_is_segmented_by_its_corrections(
    folder: Path, page: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process and in others, with a library and without, from page to archive."""
    correct(page, TO_LAMPS)
    assert together(load(folder, jobs=1), WEIGHT, LAMPS) == [True, False]
    assert together(load(folder, library=library, jobs=1), WEIGHT, LAMPS) == [True, False]
    with hnreader.open(folder) as archive:
        assert together(archive, WEIGHT, LAMPS) == [True, False]
    monkeypatch.setattr(segmenting, "_ALONE", 0)
    monkeypatch.setattr(segmenting, "segment", None)
    assert together(load(folder, jobs=2), WEIGHT, LAMPS) == [True, False]
    assert together(load(folder, library=library, jobs=1), WEIGHT, LAMPS) == [True, False]


def test_what_changes_beside_a_page_changes_the_page(
    folder: Path, page: Path, library: Path, segmented: list[str]
) -> None:
    """Corrections that come, become more, go, and are there again as they were; no other page is made anew."""
    steps = [
        (lambda: None, [False, False], 2),
        (lambda: correct(page, TO_LAMPS), [True, False], 1),
        (lambda: correct(page, NOWHERE, seconds=OLD + 9), [True, False], 1),
        (correction_path(page).unlink, [False, False], 0),
        (lambda: correct(page, TO_LAMPS), [True, False], 0),
    ]
    for change, expected, count in steps:
        change()
        segmented.clear()
        take(folder, library=library)
        assert together(stored(folder, library=library), WEIGHT, LAMPS) == expected
        assert sorted(segmented) == [page.name, "2024-03-10_01.txt"][:count]
        same(folder, library=library)
        with LibraryFile(library) as file:
            assert [each.problem for each in file.verify()] == [None, None]


def test_corrections_in_the_users_folder_count_as_those_beside_the_page(
    folder: Path, page: Path, library: Path, segmented: list[str]
) -> None:
    """In a library and in memory. Both places count; no other page is made anew."""
    take(folder, library=library)
    with pytest.MonkeyPatch.context() as patch:
        refuse_writing(patch, folder)
        place = keep_corrections(page, [PageCorrection(TO_LAMPS)])
    os.utime(place, (OLD, OLD))
    for change, first in ((lambda: None, WEIGHT), (lambda: correct(page, TOGETHER), FISH)):
        change()
        segmented.clear()
        take(folder, library=library)
        assert segmented == [page.name]
        assert together(stored(folder, library=library), first, LAMPS) == [True, False]
        assert together(load(folder, jobs=1), first, LAMPS) == [True, False]
        same(folder, library=library)
    assert [*corrected_files(folder)] == [page]
    correction_path(page).unlink()
    place.unlink()
    take(folder, library=library)
    assert together(stored(folder, library=library), WEIGHT, LAMPS) == [False, False]


def test_corrections_of_one_form_of_a_page_count_for_the_others(
    folder: Path, page: Path, library: Path, segmented: list[str]
) -> None:
    """Where only the suffix of their names differs, and their words stand there; not what is said of the whole file."""
    other = write(page.with_suffix(".md"), TEXT.replace("鼓起掌来", "鼓掌"))
    day = Correction(Action.DATES, date=datetime.date(2020, 1, 2))
    named = Correction(Action.NAMES, TextQuote("渔民"), role="reporters")
    take(folder, library=library)
    for number, corrections in enumerate(((TO_LAMPS, day), (named, NOWHERE))):
        correct(page, *corrections, seconds=OLD + number)
        segmented.clear()
        take(folder, library=library)
        assert sorted(segmented) == [other.name, page.name]
    made = [each for each in stored(folder, library=library).pages if each.page.source in (page.name, other.name)]
    assert together(made, WEIGHT, LAMPS) == [True, True]
    assert {each.page.source: str(each.dating.date) for each in made} == {
        page.name: "2020-01-02", other.name: "2024-03-09",
    }  # fmt: skip
    assert all("渔民" in each.articles[0].people.reporters for each in made)
    same(folder, library=library)
    opening = Opening(Archive, [folder], library)
    correct(page, APART, seconds=OLD + 2)
    segmented.clear()
    assert {*opening.update([page])} == {Taken.NEW}
    assert sorted(segmented) == [other.name, page.name]


def test_a_file_of_corrections_that_only_looks_the_same_is_found(page: Path, library: Path) -> None:
    """By verifying, as of a page's own file."""
    correct(page, TO_LAMPS)
    take(page.parent, library=library)
    beside = correction_path(page)
    status = beside.stat()
    beside.write_text(beside.read_text("utf-8").replace("belongs to", "is copy of"), "utf-8")
    os.utime(beside, ns=(status.st_atime_ns, status.st_mtime_ns))
    with LibraryFile(library) as file:
        assert [each.problem is None for each in file.verify()] == [False, True]


def test_ids_lead_to_where_their_texts_are(page: Path, library: Path) -> None:
    """To the article that has become of two; and an article that was parted keeps its id."""
    take(page.parent, library=library)
    archive = stored(page.parent, library=library)
    fish, lamps = (article.id for article in archive.issues[-1].pages[0].articles)
    correct(page, TOGETHER)
    take(page.parent, library=library)
    assert archive.refresh()
    assert archive.get(lamps) == archive.get(fish) != None  # noqa: E711 mypy narrows it
    written = (fish, fish.upper(), fish[:-1], lamps)
    assert [has_id(archive.find(each), each) for each in written] == [True, True, True, False]
    correction_path(page).unlink()
    correct(page, APART)
    take(page.parent, library=library)
    archive.refresh()
    assert archive.view.new_id(lamps) == lamps, "nothing leads away from an id that is in use again"
    names = [article.id for article in archive.issues[-1].pages[0].articles]
    assert len(names) == 3
    assert {fish, lamps} < {*names}
    assert [article.id for article in map(archive.get, (fish, lamps)) if article] == [fish, lamps]


def test_a_page_is_renamed_with_its_corrections(page: Path, library: Path) -> None:
    """It is the same page at another place."""
    correct(page, TO_LAMPS)
    take(page.parent, library=library)
    before = stored(page.parent, library=library).issues[-1].pages[0]
    inner = page.parent / "inner"
    inner.mkdir()
    for file in (page, correction_path(page)):
        file.rename(inner / file.name)
    assert take(page.parent, library=library)[Taken.NEW] == 0
    assert stored(page.parent, library=library).issues[-1].pages[0] == before
    same(page.parent, library=library)


def test_a_page_goes_to_the_issue_that_is_said(page: Path, library: Path) -> None:
    """And what was noted of its articles follows."""
    take(page.parent, library=library)
    archive = stored(page.parent, library=library)
    before = [article.id for article in archive.issues[-1].pages[0].articles]
    correct(page, Correction(Action.DATES, date=datetime.date(2024, 3, 12), page_no=3))
    take(page.parent, library=library)
    assert archive.refresh()
    assert [str(issue.date) for issue in archive.issues] == ["2024-03-12", "2024-03-10"]
    assert [archive.get(name) for name in before] == [*archive.issues[0].pages[0].articles]
    assert {article.page_no for article in archive.issues[0].pages[0].articles} == {3}
    same(page.parent, library=library)


@pytest.mark.usefixtures("parted")
def test_pages_without_a_date_follow_the_one_before(tmp_path: Path) -> None:
    path = write_pages(tmp_path / "pages" / "page.txt", TEXT, TEXT, TEXT)
    correct(path, Correction(Action.DATES, date=datetime.date(2024, 3, 12)), of_page=2)
    dates = [str(page.dating.date) for page in load(path, jobs=1) if isinstance(page, PageArticles)]
    assert dates[1:] == ["2024-03-12"] * 2
    assert dates[0] != dates[1]


@pytest.mark.usefixtures("parted")
def test_corrections_of_a_file_with_several_pages(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is of the page that it names."""
    path = write_pages(tmp_path / "pages" / "2024-03-09.txt", TEXT, TEXT, TEXT)
    correct(path, TO_LAMPS, of_page=2)
    correct(path, TOGETHER, of_page=3)
    assert together(load(path, jobs=1), WEIGHT, LAMPS) == [False, True, True]
    assert together(load(path, library=library, jobs=1), FISH, LAMPS) == [False, False, True]
    monkeypatch.setattr(segmenting, "_ALONE", 0)
    assert together(load(path, jobs=2), FISH, LAMPS) == [False, False, True]


def test_which_corrections_fit(page: Path, library: Path) -> None:
    """Also of a page that is gone, or that itself says what its lines are; those withdrawn are told apart."""
    correct(page, TO_LAMPS, APART, NOWHERE)
    kept = read_corrections(correction_path(page)).corrections
    add_corrections(correction_path(page), [], [(kept[1].id, "韩松年")])
    for place in (None, library):
        states = CorrectedFile(page, library=place).states([*kept, PageCorrection(TO_LAMPS, 2)])
        assert [*states] == [State.APPLIED, State.WITHDRAWN, State.MISFIT, State.MISFIT]
    file = CorrectedFile(page)
    file.pages[0] = replace(file.pages[0], markup=PageMarkup((None,) * len(file.pages[0].lines)))
    assert [*file.states(kept[:1])] == [State.IGNORED]
    page.unlink()
    assert [*CorrectedFile(page).states(kept[:1])] == [State.MISFIT]
    assert [*corrected_files(page.parent)] == [*corrected_files(correction_path(page))] == [page]
    assert [isinstance(each, Failure) for each in corrected_files(page.parent / "nothing.txt")] == [True]


@pytest.mark.usefixtures("parted")
@pytest.mark.parametrize("in_memory", [True, False])
def test_what_has_no_effect_is_told_a_line_a_page(tmp_path: Path, library: Path, in_memory: bool) -> None:
    """With what cannot be read; each time, also of pages that are known, and no more once it fits."""
    place = None if in_memory else library
    page = write(tmp_path / "pages" / "2024-03-09_01.txt", TEXT)
    file = write_pages(tmp_path / "pages" / "2024-03-10.txt", TEXT, TEXT)
    correct(page, TO_LAMPS, NOWHERE)
    for number, count in ((1, 0), (2, 1), (7, 2)):
        correct(file, TOGETHER, *[replace(NOWHERE, by=str(each)) for each in range(count)], of_page=number)
    with correction_path(file).open("a", encoding="utf-8") as beside:
        beside.write("nothing\nnothing\n")
    expected = [
        Failure(str(page), Message(Reason.CORRECTIONS_MISFIT, count=1)),
        Failure(f"{file}#2", Message(Reason.CORRECTIONS_MISFIT, count=1)),
        Failure(f"{file}#7", Message(Reason.CORRECTIONS_MISFIT, count=3)),
        Failure(str(file), Message(Reason.CORRECTIONS_DAMAGED, count=2)),
    ]
    for _ in range(2):
        with hnreader.open(page.parent, library=place) as archive:
            assert sorted(archive.failures, key=str) == sorted(expected, key=str)
    correction_path(file).unlink()
    correction_path(page).write_text("nothing", "utf-8")
    with hnreader.open(page.parent, library=place) as archive:
        assert archive.failures == [Failure(str(page), Message(Reason.CORRECTION_DAMAGED, line=1))]


@pytest.mark.parametrize("in_memory", [True, False])
def test_programs_correct_pages(page: Path, library: Path, in_memory: bool) -> None:
    """By any article of the page; the next one who opens it has it."""
    place = None if in_memory else library
    with hnreader.open(page.parent, library=place) as archive:
        corrections, article = Corrections(archive), archive.issues[-1].pages[0].articles[0]
        (added,) = corrections.add(article, Correction(TO_LAMPS.action, TO_LAMPS.on, TO_LAMPS.other))
        assert (added.correction.by, added.correction.at is None) == (author(), False)
        assert corrections.of(article) == [added]
        assert corrections.of(archive.issues[0].pages[0].articles[0]) == []
        with pytest.raises(UnknownCorrectionError, match="nothing"):
            corrections.withdraw(article, added.id, "nothing")
        with pytest.raises(UnknownArticleError):
            corrections.of(hnreader.open().articles[0])
    with hnreader.open(page.parent, library=place) as archive:
        assert together(archive, WEIGHT, LAMPS) == [True, False]
        Corrections(archive).withdraw(article, added.id)
        assert Corrections(archive).of(article) == []
    with hnreader.open(page.parent, library=place) as archive:
        assert together(archive, WEIGHT, LAMPS) == [False, False]


def test_a_page_from_a_stream_has_no_place_for_corrections(page: Path) -> None:
    read = next(each for each in load(page) if isinstance(each, PageArticles))
    archive = Archive([replace(read, page=replace(read.page, path=None))])
    with pytest.raises(FileNotFoundError, match=page.name):
        Corrections(archive).add(archive.articles[0], APART)
