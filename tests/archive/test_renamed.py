"""Old ids find their articles again where a page is segmented otherwise or its file has changed. All text made up."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hnreader.archive.renamed import renamed
from hnreader.kinds import Kind
from hnreader.model import Article, Dating, Line, Page, PageArticles, Paragraph, Span, Text
from hnreader.segment.ids import with_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

DAY = datetime.date(2024, 3, 9)
LINES = (
    "茶香老街",
    "近日，青石镇的茶农把头一批春茶送到了集市，茶行门前排起长队，镇里请来的制茶师傅在老街支起铁锅，当街炒给客商看。",
    "罗大川种了四十年茶，茶园就在半山腰。制茶师傅说，青石镇的春茶要赶在清明前炒完，客商才肯出价钱。",
    "湖面开网",
    "白鹭湖今天开湖捕鱼，二十条木船一早离岸，渔民们把三百米长的大网拖上冰面，鱼获当场过秤，靠岸后先分给村里的老人。",
    "灯下书会",
    "望江区图书馆昨晚办起灯下书会，馆员温如给读者备了旧台灯，大家围着长桌轮流朗读，窗外就是江水，读什么书由读者投票。",
    "温如说，灯下书会每周五晚上都办，图书馆的长桌上谁都可以借书，旧台灯会一直亮到打烊，风雨无阻。",
)
TEA, FISH, BOOK = (1, 2, 3), (4, 5), (6, 7, 8)


def page(*groups: Sequence[int], lines: Sequence[str] = LINES, date: datetime.date = DAY) -> PageArticles:
    """A page whose articles have the lines of these numbers; a line of a few characters is a title."""
    articles = []
    for numbers in groups:
        texts = [Text(lines[number - 1], (Span(number, 0, len(lines[number - 1])),)) for number in numbers]
        titles = [text for text in texts if len(text.text) < 10]
        paragraphs = tuple(Paragraph(text) for text in texts if text not in titles)
        headline = titles[0] if titles else None
        articles.append(Article("", Kind.NEWS, "", date, 1, headline=headline, paragraphs=paragraphs))
    dating = Dating(date, page_no=1)
    made = Page("page.txt", tuple(Line(number, line) for number, line in enumerate(lines, 1)))
    return PageArticles(made, dating, tuple(with_ids(articles, made, dating)))


def places(before: PageArticles, now: PageArticles) -> dict[int, int]:
    """What was renamed, as places on the two pages."""
    old, new = ([article.id for article in each.articles] for each in (before, now))
    return {old.index(first): new.index(second) for first, second in renamed(before, now).items()}


def misread(line: int, *columns: int) -> list[str]:
    """The page's lines with these characters of one of them misread."""
    lines = list(LINES)
    lines[line - 1] = "".join("囗" if column in columns else char for column, char in enumerate(lines[line - 1]))
    return lines


BEFORE = page(TEA, FISH, BOOK)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(BEFORE, {}, id="nothing"),
        pytest.param(page((2, 3), (1, 4, 5), BOOK), {}, id="a title moved"),
        pytest.param(page((1, 2), (3,), FISH, BOOK), {}, id="split behind the opening"),
        pytest.param(page((1, 3), (2, 4, 5), BOOK), {1: 1}, id="the first paragraph to another article"),
        pytest.param(page((1, 3), FISH, BOOK), {0: 0}, id="the first paragraph lost"),
        pytest.param(page((3, 2), FISH, BOOK), {0: 0}, id="paragraphs in another order"),
        pytest.param(page((*TEA, *FISH), BOOK), {1: 0}, id="two merged, the first opens"),
        pytest.param(page((*FISH, *TEA), BOOK), {0: 0}, id="two merged, the second opens"),
        pytest.param(page((8, *TEA, *FISH), (6, 7)), {0: 0}, id="merged behind another opening"),
        pytest.param(page(FISH, BOOK), {}, id="an article lost"),
        pytest.param(page(TEA, FISH, BOOK, lines=misread(5, 50)), {}, id="misread behind the opening"),
        pytest.param(page(TEA, FISH, BOOK, lines=misread(5, 3)), {1: 1}, id="the opening misread"),
        pytest.param(page(TEA, FISH, BOOK, lines=misread(5, 3, 20, 40)), {1: 1}, id="misread in three places"),
        pytest.param(page(BOOK, FISH, TEA, date=datetime.date(2024, 3, 10)), {0: 2, 1: 1, 2: 0}, id="another date"),
        pytest.param(
            page(*[[number + 1 for number in each] for each in (TEA, FISH, BOOK)], lines=("星期天", *LINES),
                 date=datetime.date(2024, 3, 10)),
            {0: 0, 1: 1, 2: 2},
            id="another date and a line more",
        ),
        pytest.param(page((1, 2), (3,), (4, 5), lines=["全", "然", "不", "同", "的"]), {}, id="another page"),
    ],
)  # fmt: skip
def test_articles_are_found_again(now: PageArticles, expected: dict[int, int]) -> None:
    """Article by article: its index before, and its index now."""
    assert places(BEFORE, now) == expected


def test_the_greater_part_of_a_split_article_has_its_id() -> None:
    """Where neither part opens as the article did."""
    lines = ["开头", *LINES[1:3], "尾巴很长的一个段落，说的都是茶。"]
    before, now = page((2, 3, 4), lines=lines), page((4, 2), (3,), lines=lines)
    assert len(before.articles[0].id) == len(now.articles[0].id)
    assert places(before, now) == {0: 0}


def test_an_article_that_kept_its_id_does_not_take_another_for_a_scrap_of_it() -> None:
    """It is what it was, though more than half of it now is a part of one that is gone."""
    before = page((5,), (2, 3, 7), (8,))
    assert places(before, page((5, 2), (8,))) == {}
    assert places(before, page((5, 2, 3), (8,))) == {1: 0}


def test_half_of_the_new_article_is_enough() -> None:
    """Where the old one went to pieces, though not where less than half of either is the other."""
    before = page((2, 3, 7))
    assert places(before, page((3, 8))) == {0: 0}
    assert places(before, page((5, 3))) == {}


groups = st.lists(st.integers(0, 3), min_size=8, max_size=8)
words = st.lists(
    st.sampled_from(["茶", "渔民拖网上冰面", "灯下书会每周都办", "春茶赶在清明前炒完，", "温如说，"]),
    min_size=8,
    max_size=8,
)


def made(owners: Sequence[int], lines: Sequence[str], date: datetime.date = DAY) -> PageArticles:
    """A page each line of which belongs to one of four articles, or to none."""
    numbers = [[line for line, owner in enumerate(owners, 1) if owner == article] for article in range(1, 4)]
    return page(*filter(None, numbers), lines=lines, date=date)


@given(groups, groups, words, words)
def test_what_is_renamed(first: list[int], second: list[int], lines: list[str], others: list[str]) -> None:
    """Only ids that are gone, to ids that are there, each once, whatever the two pages are."""
    for now in (made(second, lines), made(second, others)):
        before = made(first, lines)
        old, new = ({article.id for article in each.articles} for each in (before, now))
        found = renamed(before, now)
        assert found.keys() <= old - new
        assert set(found.values()) <= new
        assert len(set(found.values())) == len(found)


@given(groups, words, st.booleans())
def test_another_date_renames_all(owners: list[int], lines: list[str], changed: bool) -> None:
    """Also articles that say the same, and also where the file has changed: each to its own."""
    before = made(owners, lines)
    now = made(
        [*owners, 0] if changed else owners, [*lines, "第二天"] if changed else lines, datetime.date(2024, 3, 10)
    )
    assert places(before, now) == {index: index for index in range(len(before.articles))}


def columns(article: Article) -> set[tuple[int, int]]:
    spans = (span for text in article.texts for span in text.text.spans)
    return {(span.line, column) for span in spans for column in range(span.start, span.end)}


@given(groups, groups, words)
def test_half_of_one_is_in_the_other(first: list[int], second: list[int], lines: list[str]) -> None:
    """Counted column by column; and no article is left out that could have been found."""
    before, now = made(first, lines), made(second, lines, datetime.date(2024, 3, 10))  # so that all ids are gone
    new = {article.id: columns(article) for article in now.articles}
    found = renamed(before, now)
    for article in before.articles:
        mine = columns(article)
        fitting = {name for name, its in new.items() if 2 * len(mine & its) >= min(len(mine), len(its))}
        assert found.get(article.id, "") in fitting or (article.id not in found and fitting <= set(found.values()))
        rivals = fitting - set(found.values())
        assert all(len(mine & new[name]) <= len(mine & new[found[article.id]]) for name in rivals)


@given(groups, words, st.integers(0, 7))
def test_text_finds_what_places_find(owners: list[int], lines: list[str], line: int) -> None:
    """Where only lines that belong to no article have changed, the text tells the same."""
    distinct = [f"{number}{text}{number}" for number, text in enumerate(lines)]
    later = datetime.date(2024, 3, 10)
    by_place = places(made(owners, distinct), made(owners, distinct, later))
    by_text = places(made(owners, distinct), made([*owners, 0], [*distinct, str(line)], later))
    assert by_text == by_place


def test_many_articles_that_say_the_same() -> None:
    """Each finds its own in one pass over both pages: comparing each with each would take minutes."""
    count = 20_000
    lines = ["白鹭湖今天开湖捕鱼。"] * count
    before = page(*([number] for number in range(1, count + 1)), lines=lines)
    date = datetime.date(2024, 3, 10)
    now = page(*([number] for number in range(1, count + 1)), lines=[*lines, "又一行"], date=date)
    assert places_in_order(before, now)


def places_in_order(before: PageArticles, now: PageArticles) -> bool:
    pairs = zip(before.articles, now.articles, strict=True)
    return renamed(before, now) == {old.id: new.id for old, new in pairs}


def test_ids_on_the_page_are_counted_once() -> None:
    """Articles that say the same are found in their order, where another one stands between them."""
    lines = ["白鹭湖今天开湖捕鱼。", *LINES[1:3], "白鹭湖今天开湖捕鱼。"]
    before = page((1,), (2, 3), (4,), lines=lines)
    now = page((1,), (2, 3), (4,), lines=[*lines, "又"], date=datetime.date(2024, 3, 10))
    assert Counter(places(before, now)) == {0: 0, 1: 1, 2: 2}
    assert renamed(replace(before, articles=()), now) == {}
