"""Which articles are most likely wrong, and what is left after some were looked at. All text is made up."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from two_stories import FISH, LAMPS, LINES, WEIGHT

from hnreader.archive import Archive, Corrections, load
from hnreader.corrections import Action, Correction, TextQuote
from hnreader.kinds import Kind
from hnreader.model import Article, Evidence, Line, Page, PageArticles
from hnreader.reasons import Message, Reason
from hnreader.research.review import (
    BROKEN_OFF,
    LOOKED_AT,
    Judged,
    JudgedPage,
    Review,
    Status,
    Tally,
    alternatives_of,
    chance_right,
    confirmation,
    judged_pages,
    statuses,
)
from hnreader.segment import misfits, segment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TEXT, TITLE = Evidence(Message(Reason.TEXT), 0.8), Evidence(Message(Reason.TITLE, title="开网"), 0.5)
CUT = Evidence(Message(Reason.CUT, end="起鱼"), 0.5)
TO_LAMPS = Correction(Action.BELONGS, TextQuote(WEIGHT), TextQuote(LAMPS))


@pytest.mark.parametrize(
    ("evidence", "truncated", "chance"),
    [
        pytest.param((TEXT,), False, 0.8, id="a text alone"),
        pytest.param((TEXT, TITLE), False, 0.4, id="a title as well"),
        pytest.param((TEXT, CUT), True, 0.8 * BROKEN_OFF, id="a text that breaks off"),
        pytest.param((), True, 1.0, id="nobody put it together"),
    ],
)
def test_the_chance_that_an_article_is_right(evidence: tuple[Evidence, ...], truncated: bool, chance: float) -> None:
    article = Article("a", Kind.NEWS, "page.txt", None, None, evidence=evidence, truncated=truncated)
    assert chance_right(article) == pytest.approx(chance)


def page_of(lines: Sequence[str], *corrections: Correction) -> PageArticles:
    page = Page("page.txt", tuple(Line(number, text) for number, text in enumerate(lines, 1)))
    return segment(page, corrections=corrections)


def test_an_article_is_right_as_long_as_it_is_the_same() -> None:
    """With other blanks and lines, too; it comes back when it has lost a passage. It decides nothing itself."""
    page = page_of(LINES)
    right = [confirmation(page.page, article) for article in page.articles]
    assert page_of(LINES, *right) == page
    assert statuses(page, right) == [Status.RIGHT] * 2
    spaced = page_of([f" {line}　" for line in LINES])
    assert statuses(spaced, right) == [Status.RIGHT] * 2
    assert misfits(page_of(LINES[6:]).page, right) == right[:1]
    corrections = [*right, TO_LAMPS]
    assert statuses(page_of(LINES, *corrections), corrections) == [Status.CHANGED, Status.CORRECTED]
    assert statuses(page, [TO_LAMPS]) == [Status.CORRECTED, Status.OPEN]


def test_what_is_no_newspaper_is_not_segmented_because_it_is_right() -> None:
    lines = ["购物清单", "鸡蛋", "面粉"]
    page = page_of(lines)
    assert page.articles[0].as_printed
    assert page_of(lines, confirmation(page.page, page.articles[0])) == page


JUDGED = st.builds(Judged, st.sampled_from([0.25, 0.5, 0.75, 1.0]), st.sampled_from(Status))


@given(st.lists(st.tuples(st.integers(0, 2), st.lists(JUDGED, max_size=4)), max_size=6), st.integers(1, 5))
def test_a_review_keeps_the_least_likely_right(pages: list[tuple[int, list[Judged]]], limit: int) -> None:
    """As sorting all would; pages and issues are looked at when all their articles are."""
    review, every = Review(limit), list[Judged]()
    pages.sort(key=lambda page: page[0])
    for issue, articles in pages:
        review.add(JudgedPage(issue, 0, datetime.date(2024, 3, 9), "page.txt", len(every), articles))
        every += articles
    left = [(each.chance, number) for number, each in enumerate(every) if each.status not in LOOKED_AT]
    wanted = sorted(each for each in left if each[0] < 1)[:limit]
    assert [(each.chance, each.number) for each in review.doubted] == wanted
    assert review.articles.looked_at == len(every) - len(left)
    assert review.articles.expected.wrong == pytest.approx(sum(1 - chance for chance, _ in left))
    complete = {
        issue: all(each.status in LOOKED_AT for other, articles in pages if other == issue for each in articles)
        for issue, articles in pages
        if articles
    }
    assert (review.issues.count, review.issues.complete) == (len(complete), sum(complete.values()))


def test_what_is_expected_to_be_left() -> None:
    """Nothing where all was looked at; at the most all that are left; what was counted is taken back."""
    tally = Tally()
    assert tally.expected == (0, 0, 0)
    tally.add([Judged(0.5, Status.RIGHT), Judged(0.25, Status.CORRECTED)])
    assert (tally.complete, tally.expected) == (True, (0, 0, 0))
    tally.add([Judged(0.75, Status.OPEN), Judged(0.5, Status.CHANGED)])
    wrong, low, high = tally.expected
    assert (wrong, low, high, tally.complete) == (0.75, 0, 2, False)
    tally.add([Judged(0.5, Status.CHANGED)], -1)
    assert (tally.articles, tally.looked_at, tally.expected.wrong) == (3, 2, 0.25)


def test_alternatives_change_the_article(tmp_path: Path) -> None:
    """Each otherwise, with what is kept of the page in force; what is kept is not offered again."""
    path = tmp_path / "2024-03-09_01.txt"
    path.write_text("\n".join(LINES), "utf-8")
    archive = Archive(each for each in load(path) if isinstance(each, PageArticles))
    (article,) = (each for each in archive.articles if each.headline and FISH in each.headline.text)
    offered = alternatives_of(archive, article)
    assert offered
    before = archive.page_of(article)
    outcomes = [segment(before.page, corrections=[each.correction]).articles for each in offered]
    assert all(article not in outcome for outcome in outcomes)
    assert len({repr(outcome) for outcome in outcomes}) == len(outcomes)
    Corrections(archive).add(article, offered[0].correction)
    archive = Archive(each for each in load(path) if isinstance(each, PageArticles))
    again = [each.correction for part in archive.articles for each in alternatives_of(archive, part)]
    assert offered[0].correction not in again
    assert Status.CORRECTED in {each.status for page in judged_pages(archive) for each in page.articles}
