"""Ids follow what an article says: its opening, and the page in its issue. All text is made up."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hnreader.kinds import Kind
from hnreader.model import Article, Dating, Jump, Line, Page, Paragraph, Text
from hnreader.reading import pages_from
from hnreader.segment import segment
from hnreader.segment.ids import OPENING, opening, with_ids

DAY = Dating(datetime.date(2024, 3, 9), page_no=2)
LONG = (
    "近日，青石镇的茶农把头一批春茶送到了集市，茶行门前排起长队，镇里请来的制茶师傅在老街支起铁锅，当街炒茶给客商看。"
)
FORM = re.compile(r"(\d{8}|undated)-[0-9a-hjkmnp-tv-z]{6}")


def article(*paragraphs: str, **fields: Text | Jump | tuple[Text, ...]) -> Article:
    return Article(
        "", Kind.NEWS, "", None, None, paragraphs=tuple(Paragraph(Text(each)) for each in paragraphs), **fields
    )


def ids(*articles: Article, dating: Dating = DAY, lines: tuple[str, ...] = ("青石镇",)) -> list[str]:
    page = Page("page.txt", tuple(Line(number, text) for number, text in enumerate(lines, 1)))
    return [each.id for each in with_ids(articles, page, dating)]


def other(char: str) -> str:
    return "乙" if char != "乙" else "丙"


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        pytest.param({}, True, id="nothing"),
        pytest.param({"headline": Text("另一个标题")}, True, id="another title"),
        pytest.param({"paragraphs": (Paragraph(Text(LONG)),)}, True, id="a later paragraph lost"),
        pytest.param({"paragraphs": (Paragraph(Text(LONG[:30])), Paragraph(Text(LONG[30:])))}, True, id="a seam moved"),
        pytest.param({"paragraphs": (Paragraph(Text(" ".join(LONG))),)}, True, id="other blanks"),
        pytest.param(
            {"paragraphs": (Paragraph(Text("小标题"), heading=True), Paragraph(Text(LONG)))}, True, id="a heading above"
        ),
        pytest.param({"paragraphs": (Paragraph(Text(LONG[:OPENING])),)}, True, id="all behind the opening lost"),
        pytest.param({"paragraphs": (Paragraph(Text(LONG[1:])),)}, False, id="its first character lost"),
        pytest.param({"paragraphs": (Paragraph(Text(LONG[: OPENING - 1] + "乙")),)}, False, id="its last misread"),
    ],
)
def test_the_opening_of_the_body_tells_an_article(changed: dict[str, object], same: bool) -> None:
    """What a better segmenter changes elsewhere in the article leaves its id alone."""
    before = article(LONG, "第二段。", headline=Text("茶香老街"))
    assert (ids(replace(before, **changed)) == ids(before)) is same


@pytest.mark.parametrize(
    ("made", "start"),
    [
        (article("正文。", headline=Text("标题"), captions=(Text("图说"),)), "正文。"),
        (article(headline=Text("标题"), captions=(Text("图 说"), Text("又一幅"))), "图说又一幅"),
        (article(kicker=Text("肩题"), headline=Text("标题")), "肩题标题"),
        (article(byline=Text("韩松年")), "韩松年"),
        (article(jump_to=Jump(2, None, Text("（下转2版）"))), "（下转2版）"),
        (article(), ""),
    ],
    ids=["body", "captions", "titles", "byline", "jump", "nothing"],
)
def test_what_stands_for_a_body(made: Article, start: str) -> None:
    """Captions before titles, since titles are reassigned."""
    assert opening(made) == start


@given(st.lists(st.text("甲乙 ", max_size=3), max_size=30))
def test_an_id_stands_once_on_a_page(bodies: list[str]) -> None:
    """Also where articles open alike; and each has the form of an id."""
    made = ids(*(article(body) for body in bodies))
    assert len(set(made)) == len(bodies)
    assert all(map(FORM.fullmatch, made))
    assert all(name.startswith("20240309-") for name in made)


@given(st.lists(st.integers(), unique=True, min_size=1, max_size=12), st.data())
def test_other_articles_of_the_page_do_not_matter(numbers: list[int], data: st.DataObject) -> None:
    """Whatever else is on the page, and in whatever order."""
    bodies = [f"第{number}号" for number in numbers]
    alone = {body: ids(article(body)) for body in bodies}
    order = data.draw(st.permutations(bodies))
    assert [[name] for name in ids(*map(article, order))] == [alone[body] for body in order]


@given(st.integers(0, 40))
def test_equal_openings_are_numbered(count: int) -> None:
    """One more of them leaves the ids of those before it alone."""
    articles = [article(LONG)] * (count + 1)
    assert ids(*articles)[:count] == ids(*articles[:count])


def test_pages_of_an_issue_are_told_apart_by_number() -> None:
    """A text on two pages has two ids; what else stands on the page does not matter."""
    assert ids(article(LONG)) != ids(article(LONG), dating=replace(DAY, page_no=3))
    assert ids(article(LONG)) == ids(article(LONG), lines=("另一页",))


@pytest.mark.parametrize("dating", [Dating(), Dating(page_no=2), Dating(DAY.date)], ids=["neither", "number", "date"])
def test_pages_without_date_or_number_are_told_apart_by_their_beginning(dating: Dating) -> None:
    """And by nothing behind it."""
    beginning = ("青石镇", LONG)
    assert ids(article(LONG), dating=dating, lines=beginning) != ids(
        article(LONG), dating=dating, lines=("白鹭湖", LONG)
    )
    assert ids(article(LONG), dating=dating, lines=beginning) == ids(
        article(LONG), dating=dating, lines=("", *beginning, "又一行")
    )


def test_a_changed_line_changes_the_ids_of_its_article_alone() -> None:
    """In pages as files have them: a misread body line and an added line leave the other ids as they were."""
    stories = [
        f"湖南日报3月8日讯（全媒体记者 {name}）{LONG}{name}说，好茶不怕等。" for name in ("韩松年", "江小舟", "苏青")
    ]
    name = "2024-03-09_02.txt"

    def page_ids(*lines: str) -> list[str]:
        return [each.id for each in segment(next(pages_from("\n\n".join(lines).encode(), name))).articles]

    before = page_ids(*stories)
    assert len(before) == 3
    behind = page_ids(stories[0], stories[1].replace("等。", "筹。"), stories[2], "责任编辑：温如")
    assert behind == before
    changed = page_ids(stories[0], stories[1].replace("青石镇", "青口镇"), stories[2])
    assert [now == then for now, then in zip(changed, before, strict=True)] == [True, False, True]
