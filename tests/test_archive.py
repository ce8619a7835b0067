"""The archive: its order, its neighbours, and what an id finds. Pages are made by hand."""

from __future__ import annotations

import datetime as dt
import random

import pytest

import hnreader
from hnreader.archive import Archive, load, seeds
from hnreader.errors import AmbiguousArticleError, NothingReadableError, UnknownArticleError
from hnreader.kinds import Kind
from hnreader.model import Article, Dating, Failure, Line, Page, PageArticles

MARCH, NOVEMBER = dt.date(2024, 3, 9), dt.date(2023, 11, 16)


def page(name, date, number, *ids):
    articles = tuple(Article(one, Kind.NEWS, f"{name}.txt", date, number) for one in ids)
    return PageArticles(Page(f"{name}.txt", (Line(1, "字"),)), Dating(date, page_no=number), articles)


PAGES = [
    page("n1", NOVEMBER, 1, "20231116-aaaaaa", "20231116-bbbbbb"),
    page("m1", MARCH, 1, "20240309-cccccc"),
    page("m2", MARCH, 2, "20240309-dddddd", "20240309-ddeeee"),
    page("mx", MARCH, None, "20240309-ffffff"),
    page("my", MARCH, None, "20240309-gggggg"),
    page("x", None, None, "undated-hhhhhh"),
]
ORDER = ["m1", "m2", "mx", "my", "n1", "x"]


def sources(archive):
    return [one.page.source.removesuffix(".txt") for one in archive.pages]


def test_order():
    """Issues go newest first, those without a date last; pages by number, those without one by name behind them."""
    archive = Archive(PAGES)
    assert [issue.date for issue in archive.issues] == [MARCH, NOVEMBER, None]
    assert sources(archive) == ORDER
    assert [article.id[-6:] for article in archive.articles] == [
        "cccccc", "dddddd", "ddeeee", "ffffff", "gggggg", "aaaaaa", "bbbbbb", "hhhhhh",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_order_does_not_depend_on_the_order_of_adding(seed):
    """Pages may come in any order, at once or one by one."""
    pages = random.Random(seed).sample(PAGES, len(PAGES))
    archive = Archive()
    for one in pages:
        archive.add([one])
        assert len(archive) == len(archive.articles)
    assert sources(archive) == ORDER
    assert sources(Archive(pages)) == ORDER


@pytest.mark.parametrize("seed", range(3))
def test_pages_of_one_name_have_an_order_too(seed):
    """Files of one name in several folders stand in an order that is not that of adding."""
    pages = [
        PageArticles(Page("same.txt", (Line(1, one),)), Dating(MARCH), (Article(one, Kind.NEWS, "", MARCH, None),))
        for one in "abc"
    ]
    random.Random(seed).shuffle(pages)
    assert [article.id for article in Archive(pages).articles] == ["a", "b", "c"]


def test_what_was_worked_out_before_stays_whole():
    """Pages that are added while somebody reads the archive do not show in what is being read."""
    archive = Archive(PAGES[:2])
    before = archive._order
    archive.add(PAGES[2:])
    assert len(before.articles) == 3
    assert len(archive.articles) == 8


def test_a_page_is_held_once():
    """The same page under a second path adds nothing, and adding says how many pages were new."""
    archive = Archive(PAGES)
    assert archive.add(PAGES[:2]) == 0
    assert archive.add([page("m3", MARCH, 3, "20240309-zzzzzz"), PAGES[0]]) == 1
    assert len(archive) == 9


@pytest.mark.parametrize(
    "written",
    ["20240309-cccccc", "20240309-CCCCCC", "2024-03-09-cccccc", "20240309-c", "cccccc", "ccc", " cccccc "],
)
def test_an_article_is_found_by_what_names_it_alone(written):
    """An id, its beginning, or the beginning of its short part finds the article, however it is written."""
    assert Archive(PAGES).find(written).id == "20240309-cccccc"


@pytest.mark.parametrize("written", ["", " ", "-", "20240310", "zzzzzz", "cccccccc"])
def test_an_unknown_id_is_told(written):
    """What names no article raises, and says what was written."""
    with pytest.raises(UnknownArticleError) as error:
        Archive(PAGES).find(written)
    assert error.value.detail == (written,)


@pytest.mark.parametrize(("written", "count"), [("20240309", 5), ("dd", 2), ("20231116-", 2)])
def test_an_ambiguous_id_lists_its_articles(written, count):
    """What names several articles raises with their ids."""
    with pytest.raises(AmbiguousArticleError) as error:
        Archive(PAGES).find(written)
    assert error.value.detail[0] == written
    assert len(error.value.detail) == 1 + count


def test_a_whole_id_wins_over_longer_ones():
    """An id that is the beginning of another one still names its own article."""
    archive = Archive([page("p", MARCH, 1, "20240309-aaa", "20240309-aaab")])
    assert archive.find("20240309-aaa").id == "20240309-aaa"


def test_neighbours():
    """Articles follow each other over the edges of pages and issues, and end where the archive ends."""
    archive = Archive(PAGES)
    first, *_, last = archive.articles
    walked = [first]
    while article := archive.next_article(walked[-1]):
        walked.append(article)
    assert walked == list(archive.articles)
    assert archive.next_article(first, -1) is None
    assert archive.next_article(last, -2) is archive.articles[-3]


@pytest.mark.parametrize(
    ("start", "step", "there"),
    [
        ("cccccc", 1, "dddddd"),
        ("ddeeee", 1, "ffffff"),
        ("gggggg", 1, "aaaaaa"),
        ("bbbbbb", 1, "hhhhhh"),
        ("hhhhhh", 1, None),
        ("hhhhhh", -1, "aaaaaa"),
        ("aaaaaa", -1, "gggggg"),
        ("aaaaaa", -3, "dddddd"),
        ("cccccc", 4, "aaaaaa"),
        ("cccccc", -1, None),
    ],
)
def test_next_page(start, step, there):
    """Turning pages goes to the first article of the page, over the edges of issues, both ways."""
    archive = Archive(PAGES)
    found = archive.next_page(archive.find(start), step)
    assert (found and found.id[-6:]) == there


@pytest.mark.parametrize(
    ("start", "step", "there"),
    [("ffffff", 1, "aaaaaa"), ("aaaaaa", -1, "cccccc"), ("hhhhhh", 1, None), ("cccccc", -1, None)],
)
def test_next_issue(start, step, there):
    """Turning issues goes to the first article of the issue."""
    archive = Archive(PAGES)
    found = archive.next_issue(archive.find(start), step)
    assert (found and found.id[-6:]) == there


def test_pages_without_articles_are_turned_over():
    """An empty page neither raises nor stops the way."""
    archive = Archive([PAGES[1], page("m1b", MARCH, 1), PAGES[2]])
    assert archive.next_article(archive.articles[0]) is archive.articles[1]
    assert archive.next_page(archive.articles[0], 2) is archive.articles[1]


def test_a_place_leads_back():
    """An article's place says its issue, page and position; one that is not held has none."""
    archive = Archive(PAGES)
    for position, article in enumerate(archive.articles):
        place = archive.place(article)
        assert place.position == position
        assert article in archive.issues[place.issue].pages[place.page].articles
        assert archive.page_of(article) is archive.issues[place.issue].pages[place.page]
    with pytest.raises(UnknownArticleError):
        Archive().place(archive.articles[0])


def test_the_sample_pages_are_held_by_default():
    """Without paths the archive holds the sample pages, and articles are the same whatever else is loaded."""
    archive = hnreader.open()
    assert sorted(one.page.source for one in archive.pages) == sorted(path.name for path in seeds().glob("*.txt"))
    for path in seeds().glob("*.txt"):
        alone = hnreader.open(path)
        assert {one.id for one in alone.articles} <= {one.id for one in archive.articles}
        assert [archive.find(one.id) for one in alone.articles] == list(alone.articles)


def test_what_fails_is_kept_beside_what_is_read(tmp_path):
    """A failure does not keep the rest from opening; nothing but failures raises."""
    seed = next(seeds().glob("*.txt"))
    archive = hnreader.open(tmp_path / "none", seed)
    assert [failure.code for failure in archive.failures] == ["fail.missing"]
    assert [one.page.source for one in archive.pages] == [seed.name]
    assert isinstance(next(load(tmp_path / "none")), Failure)
    with pytest.raises(NothingReadableError) as error:
        hnreader.open(tmp_path / "none")
    assert [failure.code for failure in error.value.failures] == ["fail.missing"]


@pytest.mark.parametrize(("count", "told"), [(8, False), (9, True)])
def test_an_ambiguous_id_says_whether_there_are_more(count, told):
    """Eight ids are listed; where there are more, that is told beside them, not among them."""
    ids = [f"20240309-aaaaa{letter}" for letter in "bcdefghij"[:count]]
    held = tuple(Article(one, Kind.NEWS, "a.txt", None, None) for one in ids)
    page = PageArticles(Page("a.txt", (Line(1, "字"),)), Dating(), held)
    with pytest.raises(AmbiguousArticleError) as raised:
        Archive([page]).find("aaaaa")
    assert raised.value.detail == ("aaaaa", *ids[:8])
    assert raised.value.candidates.endswith(", …") is told
