"""The archive: its order, its neighbours, and what an id finds. Pages are made by hand."""

from __future__ import annotations

import datetime as dt
import gc
import random

import pytest

import hnreader
from hnreader.archive import Archive, load, seeds
from hnreader.errors import AmbiguousArticleError, NothingReadableError, UnknownArticleError
from hnreader.kinds import Kind
from hnreader.model import Article, Dating, Failure, Line, Page, PageArticles

MARCH, NOVEMBER = dt.date(2024, 3, 9), dt.date(2023, 11, 16)


def page(name, date, number, *ids):
    articles = tuple(Article(article_id, Kind.NEWS, f"{name}.txt", date, number) for article_id in ids)
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
    return [page.page.source.removesuffix(".txt") for page in archive.pages]


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
    for page in pages:
        archive.add([page])
        assert len(archive) == len(archive.articles)
    assert sources(archive) == ORDER
    assert sources(Archive(pages)) == ORDER


@pytest.mark.parametrize("seed", range(3))
def test_pages_of_one_name_have_an_order_too(seed):
    """Files of one name in several folders stand in an order that is not that of adding."""
    pages = [
        PageArticles(
            Page("same.txt", (Line(1, letter),)), Dating(MARCH), (Article(letter, Kind.NEWS, "", MARCH, None),)
        )
        for letter in "abc"
    ]
    random.Random(seed).shuffle(pages)
    assert [article.id for article in Archive(pages).articles] == ["a", "b", "c"]


def test_what_was_worked_out_before_stays_whole():
    """Pages that are added while somebody reads the archive do not show in what is being read."""
    archive = Archive(PAGES[:2])
    before, articles = archive.view, archive.articles
    archive.add(PAGES[2:])
    assert len([*before.articles]) == len(articles) == 3
    assert [article.id[-6:] for article in articles] == ["cccccc", "aaaaaa", "bbbbbb"]
    assert len(archive.articles) == 8


def test_what_nobody_looks_at_is_forgotten():
    """An issue that grows page by page does not keep what it consisted of at each step."""
    archive = Archive()
    for each in PAGES:
        archive.add([each])
    gc.collect()
    assert len(archive._source._outlines) == len(archive.issues) == 3


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
    assert error.value.message.arguments == (written,)


@pytest.mark.parametrize(("written", "count"), [("20240309", 5), ("dd", 2), ("20231116-", 2)])
def test_an_ambiguous_id_lists_its_articles(written, count):
    """What names several articles raises with their ids."""
    with pytest.raises(AmbiguousArticleError) as error:
        Archive(PAGES).find(written)
    assert error.value.message.arguments[0] == written
    assert len(error.value.ids) == count


def test_a_whole_id_wins_over_longer_ones():
    """An id that is the beginning of another one still names its own article."""
    archive = Archive([page("p", MARCH, 1, "20240309-aaa", "20240309-aaab")])
    assert archive.find("20240309-aaa").id == "20240309-aaa"


def test_a_position_leads_back():
    """An article's position is its issue, page and index; an article of another archive has none."""
    archive = Archive(PAGES)
    for index, article in enumerate(archive.articles):
        position = archive.position(article)
        assert position.article == index
        assert article in archive.issues[position.issue].pages[position.page].articles
        assert archive.page_of(article) == archive.issues[position.issue].pages[position.page]
    with pytest.raises(UnknownArticleError):
        Archive().position(archive.articles[0])


def test_the_sample_pages_are_held_by_default():
    """Without paths the archive holds the sample pages, and articles are the same whatever else is loaded."""
    archive = hnreader.open()
    assert sorted(page.page.source for page in archive.pages) == sorted(path.name for path in seeds().glob("*.txt"))
    for path in seeds().glob("*.txt"):
        alone = hnreader.open(path)
        assert {article.id for article in alone.articles} <= {article.id for article in archive.articles}
        assert [archive.find(article.id) for article in alone.articles] == list(alone.articles)


def test_what_fails_is_kept_beside_what_is_read(tmp_path):
    """A failure does not keep the rest from opening; nothing but failures raises."""
    seed = next(seeds().glob("*.txt"))
    archive = hnreader.open(tmp_path / "none", seed)
    assert [failure.message.reason for failure in archive.failures] == ["fail.missing"]
    assert [page.page.source for page in archive.pages] == [seed.name]
    assert isinstance(next(load(tmp_path / "none")), Failure)
    with pytest.raises(NothingReadableError) as error:
        hnreader.open(tmp_path / "none")
    assert [failure.message.reason for failure in error.value.failures] == ["fail.missing"]


@pytest.mark.parametrize(("count", "more"), [(8, False), (9, True)])
def test_an_ambiguous_id_says_whether_there_are_more(count, more):
    """Eight ids are listed; that there are more is reported beside them."""
    ids = [f"20240309-aaaaa{letter}" for letter in "bcdefghij"[:count]]
    articles = tuple(Article(article_id, Kind.NEWS, "a.txt", None, None) for article_id in ids)
    page = PageArticles(Page("a.txt", (Line(1, "字"),)), Dating(), articles)
    with pytest.raises(AmbiguousArticleError) as raised:
        Archive([page]).find("aaaaa")
    assert raised.value.ids == tuple(ids[:8])
    assert raised.value.more is more
