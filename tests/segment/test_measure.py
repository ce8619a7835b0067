"""Printed lines of a text layer: paragraphs and title lines told by the measure. All text is made up."""

from __future__ import annotations

import pytest

TEA = "近日青石镇的茶农把头一批春茶送到了集市，桥头的茶行一早就排起了长队，老街上满是茶香，客商来了一批又一批。"
ROAD = "镇上去年修通了环山的公路，从前要走半天的山路如今一刻钟就到，茶农卖茶再也不用天不亮就挑着担子出门赶路了。"
SCHOOL = "茶园旁边的小学也开了茶艺课，孩子们跟着老师认茶、采茶、泡茶，周末还到茶行里给客人当讲解员，说得头头是道。"


def dated(text: str) -> str:
    return f"湖南日报3月8日讯（全媒体记者韩松年）{text}"


def of(article) -> list[str]:
    """An article's paragraphs, without the blank behind 记者, which a line's end may take the place of."""
    return [one["text"].replace(" ", "") for one in article["paragraphs"]]


def paragraphs(outcome) -> list[str]:
    return [text for article in outcome.articles for text in of(article)]


@pytest.mark.parametrize("measure", [14, 16, 18, 20, 22])
@pytest.mark.parametrize("blank", [True, False])
def test_a_lost_indent_tells_a_paragraph(cut, printed, measure: int, blank: bool) -> None:
    """A paragraph's first line is two ems short of the measure and its last ends where it ends, blank lines or none."""
    outcome = cut(printed(dated(TEA), ROAD, SCHOOL, measure=measure, blank=blank))
    assert paragraphs(outcome) == [dated(TEA), ROAD, SCHOOL]


def test_a_full_last_line_ends_its_paragraph(cut, printed) -> None:
    """A last line that fills the measure to the edge ends its paragraph, for the next line is short by the indent."""
    measure = 18
    full = ROAD[: 2 * measure - 3] + "。"  # the first line lacks two ems: this one fills two lines
    lines = printed(dated(TEA), full, SCHOOL, TEA, measure=measure)
    assert full in "".join(lines)
    assert len([line for line in lines if line.endswith("。") and len(line) == measure]) >= 1
    assert paragraphs(cut(lines)) == [dated(TEA), full, SCHOOL, TEA]


def test_a_full_stop_at_a_line_end_ends_nothing(cut, printed) -> None:
    """A sentence that ends with its line does not end the paragraph where the next line fills the measure."""
    measure = 18
    first = ROAD[: measure - 3] + "。"  # just the first line
    text = first + SCHOOL
    assert paragraphs(cut(printed(dated(TEA), text, TEA, measure=measure))) == [dated(TEA), text, TEA]


def test_a_leg_that_narrows_keeps_its_paragraphs(cut, printed) -> None:
    """Where type turns into a narrower leg, beside a picture, the new measure tells its paragraphs."""
    wide = printed(dated(TEA), ROAD + SCHOOL, measure=22)
    narrow = printed(SCHOOL + TEA, TEA + ROAD, measure=13)
    assert paragraphs(cut([*wide, *narrow])) == [dated(TEA), ROAD + SCHOOL, SCHOOL + TEA, TEA + ROAD]


@pytest.mark.parametrize("count", [18, 17])
def test_letter_spaced_lines_fill_their_measure(cut, printed, count: int) -> None:
    """A line that was letter-spaced to the measure goes on, though it has fewer characters than its neighbours."""
    spaced = " ".join(ROAD[16 : 16 + count])
    rest = printed(ROAD[16 + count :], measure=18, indent=0)
    lines = [*printed(dated(TEA), measure=18), ROAD[:16], "", spaced, "", *rest, *printed(SCHOOL, measure=18)]
    assert paragraphs(cut(lines)) == [dated(TEA), ROAD, SCHOOL]


@pytest.mark.parametrize("title", [["青石镇春茶开市"], ["青石镇春茶开市", "环山公路通到茶园"], ["春茶开市 老街飘香"]])
def test_title_lines_obey_no_measure(cut, printed, title: list[str]) -> None:
    """Short lines without a full stop, set close, between two stories are the title of the second."""
    lines = [*printed(dated(SCHOOL), ROAD), *title, "", *printed(dated(TEA), ROAD[:40] + "。")]
    outcome = cut(lines)
    first, second = outcome.articles
    assert of(first) == [dated(SCHOOL), ROAD]
    assert of(second) == [dated(TEA), ROAD[:40] + "。"]
    assert first["headline"] is None
    shown = "".join(second[part] or "" for part in ("kicker", "headline", "subhead"))
    assert shown.replace(" ", "") == "".join(title).replace(" ", "")


def test_items_of_a_list_are_paragraphs(cut, printed) -> None:
    """An item that ends with a semicolon, short of the measure, is a paragraph of its own."""
    items = [
        "第一件事是把环山公路两旁的水沟清理干净；",
        "第二件事是给小学的茶艺课添置十套茶具；",
        "第三件事是在桥头建一座能遮雨的新集市。",
    ]
    assert paragraphs(cut(printed(dated(TEA), ROAD, *items, measure=18))) == [dated(TEA), ROAD, *items]


def test_a_dateline_begins_a_story_wherever_it_stands(cut, printed) -> None:
    """A line with a dateline begins a new story, even right behind a line that was full."""
    outcome = cut(printed(dated(TEA), dated(SCHOOL), dated(ROAD), blank=False))
    assert [of(article) for article in outcome.articles] == [
        [dated(TEA)], [dated(SCHOOL)], [dated(ROAD)],
    ]  # fmt: skip


def test_a_paragraph_cut_at_the_leg_goes_on(cut, printed) -> None:
    """A leg that ends in mid-sentence goes on in the next leg, of another width, as the same paragraph."""
    top, rest = SCHOOL[:34], SCHOOL[34:]  # two lines of eighteen, the first indented
    lines = [*printed(dated(TEA), ROAD), *printed(top), *printed(rest + ROAD, TEA, measure=13, indent=0)]
    assert paragraphs(cut(lines))[2].startswith(SCHOOL)


@pytest.mark.parametrize(
    "kicker",
    [
        "罗春山在青石镇春茶现场会上强调",
        "罗春山在青石镇的老街上调研时强调",  # as wide as a paragraph's first line
        "罗春山在青石镇的老街上调研茶园时强调",  # as wide as any other
    ],
)
def test_a_line_that_says_who_spoke_where_is_no_text(cut, printed, kicker: str) -> None:
    """A kicker is a title line, though it may be as wide as a line of text."""
    lines = [*printed(dated(SCHOOL), ROAD), kicker, "", "抓住农时种好春茶", "", *printed(dated(TEA), ROAD[:40] + "。")]
    outcome = cut(lines)
    assert [of(article) for article in outcome.articles] == [[dated(SCHOOL), ROAD], [dated(TEA), ROAD[:40] + "。"]]
    assert (outcome.articles[1]["kicker"], outcome.articles[1]["headline"]) == (kicker, "抓住农时种好春茶")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("春茶开市，老街上飘满了茶香", True),
        ("春茶“开门红，客商都进了城", False),  # a quotation that does not close on the line
        ("“茶乡新风，吹进老街的小学", False),
    ],
)
def test_an_open_quotation_is_no_title(cut, printed, line: str, title: bool) -> None:
    """A short line with a comma may be a title; with a quotation left open it is a piece of text."""
    lines = [*printed(dated(SCHOOL), ROAD), line, "", *printed(dated(TEA), ROAD[:40] + "。")]
    second = cut(lines).articles[1]
    assert (second["headline"] == line) == title
