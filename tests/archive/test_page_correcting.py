"""A page while it is corrected: effects at once, steps back and forth, whoever else corrects it. Made-up text."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

import pytest
from page_files import write
from pdf_files import Drawn, paragraph, pdf_of
from taken_in import stored
from two_stories import ELDER, FISH, LAMPS, LINES, MONEY, WEIGHT

import hnreader
from hnreader.archive import Corrections, TakingIn
from hnreader.archive.corrected_files import PageCorrections
from hnreader.archive.page_correcting import PageCorrecting
from hnreader.corrections import Action, Correction, TextQuote
from hnreader.errors import PageChangedError
from hnreader.userdata.correction_file import correction_path, read_corrections

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return write(tmp_path / "2024-03-09_01.txt", "\n".join(LINES))


@pytest.fixture
def correcting(page: Path) -> PageCorrecting:
    archive = hnreader.open(page)
    return PageCorrecting(archive, archive.articles[0])


def run(correcting: PageCorrecting, words: str) -> range:
    start = correcting.characters.text.index(words)
    return range(start, start + len(words))


def stories(correcting: PageCorrecting) -> list[str]:
    """The texts of each article, without blanks."""
    return ["".join("".join(text.text.text for text in each.texts).split()) for each in correcting.page.articles]


def kept(page: Path) -> list[str]:
    return [each.correction.on.begins for each in read_corrections(correction_path(page)).corrections]


def test_a_decision_shows_at_once_and_is_kept_at_once(correcting: PageCorrecting, page: Path) -> None:
    changes = correcting.decide(Action.BEGINS_STORY, [run(correcting, MONEY)])
    assert [MONEY in text and LAMPS in text for text in stories(correcting)] == [False] * 3
    assert sum(each.before is None for each in changes) == 1
    assert {each.now for each in changes} <= {*correcting.page.articles}
    assert kept(page) == [MONEY]


def test_steps_are_taken_back_and_done_again_without_end(correcting: PageCorrecting, page: Path) -> None:
    """Also within one second, in which a decision would be the very one that was withdrawn."""
    before = stories(correcting)
    correcting.decide(Action.BEGINS_STORY, [run(correcting, MONEY)])
    first = stories(correcting)
    correcting.decide(Action.BELONGS, [run(correcting, WEIGHT)], run(correcting, LAMPS))
    second = stories(correcting)
    for _ in range(3):
        assert correcting.undo() is not None
        assert stories(correcting) == first
        assert correcting.undo() is not None
        assert stories(correcting) == before
        assert correcting.undo() is None
        assert correcting.redo() is not None
        assert correcting.redo() is not None
        assert stories(correcting) == second
        assert correcting.redo() is None
    assert sorted(kept(page)) == sorted([MONEY, WEIGHT])


def test_a_new_decision_ends_what_can_be_done_again(correcting: PageCorrecting) -> None:
    correcting.decide(Action.BEGINS_STORY, [run(correcting, MONEY)])
    correcting.undo()
    correcting.decide(Action.BEGINS_PARAGRAPH, [run(correcting, ELDER)])
    assert correcting.redo() is None


def test_decisions_of_a_passage_and_of_the_page_are_withdrawn_and_come_back(correcting: PageCorrecting) -> None:
    before = stories(correcting)
    correcting.decide(Action.BEGINS_STORY, [run(correcting, MONEY)])
    correcting.decide(Action.BEGINS_STORY, [run(correcting, ELDER)])
    (about,) = correcting.about([run(correcting, MONEY[1:3])])
    assert about.correction.on.begins == MONEY
    correcting.withdraw([about])
    assert len(stories(correcting)) == 3
    correcting.withdraw(correcting.decisions)
    assert stories(correcting) == before
    correcting.undo()
    correcting.undo()
    assert len(stories(correcting)) == 4


def test_what_others_decide_meanwhile_counts(correcting: PageCorrecting, page: Path) -> None:
    archive = hnreader.open(page)
    Corrections(archive).add(archive.articles[0], Correction(Action.BEGINS_STORY, TextQuote(ELDER)))
    correcting.decide(Action.BEGINS_STORY, [run(correcting, MONEY)])
    assert len(stories(correcting)) == 4
    Corrections(archive).withdraw(archive.articles[0], *(each.id for each in correcting.decisions))
    assert correcting.undo() is not None, "what was withdrawn already is not withdrawn twice"
    assert len(stories(correcting)) == 2


def test_what_is_kept_but_not_yet_in_the_library_is_there_from_the_beginning(page: Path, tmp_path: Path) -> None:
    """Who leaves and comes back at once may find the archive behind the file."""
    folder = tmp_path / "pages"
    folder.mkdir()
    page.rename(folder / page.name)
    assert list(TakingIn(folder, library=tmp_path / "library", report=print))
    archive = stored(folder, library=tmp_path / "library")
    archive_pages = PageCorrecting(archive, archive.articles[0])
    archive_pages.decide(Action.BEGINS_STORY, [run(archive_pages, MONEY)])
    again = PageCorrecting(archive, archive.articles[0])
    assert len(stories(again)) == 2
    again.begin_with(again.segmented())
    assert len(stories(again)) == 3


def test_a_page_keeps_the_date_that_another_page_of_its_file_states(tmp_path: Path) -> None:
    """As when it was read, it has it until a person says otherwise."""
    masthead = Drawn("2024年3月9日 星期六", 60, 780, 12)
    first = paragraph(["白鹭湖昨日开网，首日起鱼十二万斤，全部装车运往城里。"] * 4, 60, 700)
    second = paragraph(["石板老街的三百盏灯换上了新的灯罩，傍晚时分一齐亮起来。"] * 4, 60, 700)
    path = tmp_path / "pages.pdf"
    path.write_bytes(pdf_of([masthead, *first], second))
    archive = hnreader.open(path)
    (article,) = (each for each in archive.articles if each.source.endswith("#2"))
    correcting = PageCorrecting(archive, article)
    assert correcting.page.dating.date == dt.date(2024, 3, 9)
    correcting.decide(Action.BEGINS_PARAGRAPH, [run(correcting, "傍晚")])
    assert correcting.page.dating.date == dt.date(2024, 3, 9)


def test_the_runs_of_a_passage_are_read_behind_each_other(correcting: PageCorrecting) -> None:
    """One decision for each: the first run follows what was named, the next one the first."""
    passage = [run(correcting, WEIGHT), run(correcting, MONEY)]
    correcting.decide(Action.FOLLOWS, passage, run(correcting, FISH))
    decided = [(each.correction.on.begins, each.correction.other) for each in correcting.decisions]
    assert decided == [(WEIGHT, TextQuote(FISH)), (MONEY, TextQuote(WEIGHT))]


def test_what_cannot_be_kept_changes_nothing(correcting: PageCorrecting, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    before = correcting.page
    monkeypatch.setattr(PageCorrections, "add", full)
    with pytest.raises(OSError, match="No space"):
        correcting.decide(Action.BEGINS_STORY, [run(correcting, MONEY)])
    assert correcting.page is before
    assert correcting.undo() is None


@pytest.mark.parametrize("gone", [False, True], ids=["another page", "gone"])
def test_nothing_is_decided_about_a_page_that_another_has_replaced(
    gone: bool, correcting: PageCorrecting, page: Path
) -> None:
    """Its words may not be there any more, or be those of another story."""
    correcting.decide(Action.BEGINS_STORY, [run(correcting, MONEY)])
    if gone:
        page.unlink()
    else:
        write(page, "\n".join(reversed(LINES)))
        os.utime(page, (1_700_000_000, 1_700_000_000))
    for change in (
        lambda: correcting.decide(Action.BEGINS_STORY, [run(correcting, FISH)]),
        lambda: correcting.withdraw(correcting.decisions),
        correcting.undo,
    ):
        with pytest.raises(PageChangedError):
            change()
    assert kept(page) == [MONEY]
