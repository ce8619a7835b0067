"""What a citation tells of articles as an archive holds them. All text is made up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from hnreader.archive import Archive
from hnreader.errors import UnknownArticleError
from hnreader.kinds import Kind
from hnreader.model import Article, Dating, Jump, Line, Page, PageArticles, PageNumber, Paragraph, People, Text
from hnreader.research.reference import reference

DAY = dt.date(2024, 3, 9)
TEA = (
    "近日，青石镇的茶农罗大川把头一批春茶送到了集市，茶行门前排起长队，镇里请来的制茶师傅在老街支起铁锅，",
    "当街炒茶给客商看。罗大川种了四十年茶，茶园就在半山腰。制茶师傅说，青石镇的春茶要赶在清明前炒完。",
)


def article(name: str = "20240309-aaaaaa", text: str = TEA[0], page: int | None = 1, **fields: Any) -> Article:
    words: dict[str, Any] = {"headline": Text("茶香老街"), "paragraphs": (Paragraph(Text(text)),)}
    return Article(name, Kind.NEWS, f"{name}.txt", DAY, page, **(words | fields))


def sheet(*articles: Article, inferred: bool = False) -> PageArticles:
    first = articles[0]
    dating = Dating(first.date, page_no=first.page_no, inferred=inferred)
    return PageArticles(Page(first.source, (Line(1, first.id),)), dating, articles)


def over_pages(second: int | None, inferred: tuple[bool, bool] = (False, False), **fields: Any) -> Archive:
    """A story that goes on from page 1 to page 2, which may not tell its number."""
    first = article(jump_to=Jump(2, None, Text("（下转2版）")), people=People(("甲一", "乙二"), ("丙三",)))
    rest = article("20240309-bbbbbb", TEA[1], second, jump_from=Jump(1, None, Text("（上接1版）")), **fields)
    archive = Archive([sheet(first, inferred=inferred[0]), sheet(rest, inferred=inferred[1])])
    assert archive.continuations
    return archive


def only(first: Article, *, inferred: bool = False) -> Any:
    return reference(Archive([sheet(first, inferred=inferred)]), first)


def test_authors_are_named_by_their_roles() -> None:
    """Reporters, then correspondents, then commentators, each once; those who took the pictures are none."""
    people = People(("甲一", "乙二"), ("丙三", "甲一"), ("丁四",), ("戊五",))
    assert only(article(people=people)).authors == ("甲一", "乙二", "丙三", "戊五")


def test_a_picture_is_by_who_took_it() -> None:
    """Where nobody else is named, the photographers are the authors."""
    assert only(article(people=People(photographers=("丁四", "己六")))).authors == ("丁四", "己六")


def test_a_story_over_pages_is_one_reference() -> None:
    """By any of its parts; reporters of all parts come before all correspondents, and all pages are told."""
    archive = over_pages(2, people=People(("己六",), ("庚七",)), headline=None)
    cited = [reference(archive, article) for article in archive.articles]
    assert cited[0] == cited[1]
    assert (cited[0].id, cited[0].title) == ("20240309-aaaaaa", "茶香老街")
    assert cited[0].authors == ("甲一", "乙二", "己六", "丙三", "庚七")
    assert cited[0].pages == (PageNumber(1), PageNumber(2))


def test_a_page_that_only_a_turn_tells_is_inferred() -> None:
    """The turn leads to page 2; the page itself does not say that it is."""
    archive = over_pages(None)
    assert reference(archive, archive.articles[0]).pages == (PageNumber(1), PageNumber(2, inferred=True))


@pytest.mark.parametrize(("inferred", "cited"), [((True, True), True), ((True, False), False), ((False, False), False)])
def test_a_date_is_stated_by_any_page_of_the_story(inferred: tuple[bool, bool], cited: bool) -> None:
    """What goes on on a page that states its date was printed on that day."""
    archive = over_pages(2, inferred)
    assert reference(archive, archive.articles[0]).date_inferred is cited


@pytest.mark.parametrize(
    ("fields", "title", "titled"),
    [
        ({"headline": Text("　双  标题\n两行 ")}, "双 标题 两行", True),
        ({"headline": None}, "近日，青石镇的茶农罗大川把头一批春茶送到…", False),
        ({"headline": None, "paragraphs": (), "captions": (Text("图为老街。"),)}, "图为老街。", False),
        ({"headline": None, "captions": (Text("图为老街。"),)}, "近日，青石镇的茶农罗大川把头一批春茶送到…", False),
        ({"headline": None, "kicker": Text("春茶上市")}, "春茶上市", False),
        ({"headline": None, "subhead": Text("茶农喜获丰收")}, "茶农喜获丰收", False),
        ({"headline": None, "paragraphs": ()}, "", False),
    ],
)
def test_a_title_or_what_stands_in_for_it(fields: dict[str, Any], title: str, titled: bool) -> None:
    """Titles are of one line; a text that stands in for one is cut and is no title of the article's own."""
    cited = only(article(**fields))
    assert (cited.title, cited.titled) == (title, titled)


def test_what_else_is_told() -> None:
    """The column, the paper, the day, and whether a page without masthead only seems to be of it."""
    cited = only(article(page=None, column=Text("三湘 时评"), paper="hunan-daily"), inferred=True)
    assert (cited.column, cited.paper, cited.date, cited.date_inferred, cited.pages) == (
        "三湘 时评",
        "湖南日报",
        DAY,
        True,
        (),
    )


def test_a_paper_that_is_not_known_has_no_name() -> None:
    """No name is made up; of a paper whose profile is gone the id is told."""
    assert only(article()).paper == ""
    assert only(article(paper="people-daily")).paper == "人民日报"
    assert only(article(paper="gone-daily")).paper == "gone-daily"


def test_an_article_of_another_archive_is_unknown() -> None:
    """Nothing is told of it."""
    with pytest.raises(UnknownArticleError):
        reference(Archive([sheet(article())]), article("20240309-zzzzzz"))
