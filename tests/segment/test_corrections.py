"""Corrections of a page: what a person says of a passage holds, the rest follows. The page is made up."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from two_stories import ELDER, FISH, LAMPS, LINES, MONEY, WEIGHT

from hnreader.corrections import NAME_ROLES, NO_CONTRIBUTOR, OF_TWO, ROLES, Action, Correction, TextQuote
from hnreader.kinds import Kind
from hnreader.model import CONTRIBUTOR_ROLES, Jump, Line, LineUse, Page, PageMarkup, Text, TextRole
from hnreader.reasons import Reason
from hnreader.segment import misfits, placed_corrections, segment, violations
from hnreader.segment.placed_corrections import PlacedCorrections

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.model import Article, PageArticles


def page_of(lines: Iterable[str]) -> Page:
    return Page("page.txt", tuple(Line(number, text) for number, text in enumerate(lines, 1)))


def corrected(*corrections: Correction, lines: Iterable[str] = LINES) -> PageArticles:
    return segment(page_of(lines), corrections=corrections)


def decided(action: Action, on: str, other: str = "", role: str = "") -> Correction:
    return Correction(action, TextQuote(on), TextQuote(other) if other else None, role)


def story(page: PageArticles, words: str) -> int:
    """Return the number of the article that has these words; −1 where none has."""
    texts = ["".join("".join(text.text.text.split()) for text in article.texts) for article in page.articles]
    return next((number for number, text in enumerate(texts) if words in text), -1)


def paragraphs(page: PageArticles, words: str) -> list[str]:
    return ["".join(each.text.text.split()) for each in page.articles[story(page, words)].paragraphs]


def test_the_page_as_it_is_read_without() -> None:
    page = corrected()
    assert story(page, WEIGHT) == story(page, FISH) != story(page, LAMPS) == story(page, MONEY)


@pytest.mark.parametrize("lines", [LINES, [each for line in LINES for each in (" ".join(line), "")]])
def test_a_passage_goes_to_the_story_that_it_belongs_to(lines: list[str]) -> None:
    """It alone, however the page's blanks and blank lines are."""
    page = corrected(decided(Action.BELONGS, WEIGHT, LAMPS), lines=lines)
    assert story(page, WEIGHT) == story(page, LAMPS) != story(page, FISH)
    assert story(page, "渔民江小舟说") == story(page, FISH)


def test_a_passage_begins_a_story() -> None:
    page = corrected(decided(Action.BEGINS_STORY, ELDER))
    assert story(page, ELDER) != story(page, LAMPS)
    assert paragraphs(page, ELDER)[0].startswith(ELDER)


def test_texts_are_read_in_the_order_that_is_said() -> None:
    page = corrected(Correction(Action.FOLLOWS, TextQuote(MONEY, "街道补足。"), TextQuote("傍晚时分一齐亮起来，")))
    found = paragraphs(page, LAMPS)
    assert found.index(next(each for each in found if each.startswith(MONEY))) == 1


def test_a_paragraph_goes_on_and_begins_where_it_is_said() -> None:
    page = corrected(decided(Action.GOES_ON, MONEY, "不用再带手电。"), decided(Action.BEGINS_PARAGRAPH, "傍晚时分一齐"))
    found = paragraphs(page, LAMPS)
    assert any(each.startswith("傍晚时分一齐") for each in found)
    assert any("不用再带手电。换灯的钱" in each for each in found)


@pytest.mark.parametrize("role", ["kicker", "subhead", "headline"])
def test_the_lines_of_a_title_are_what_is_said(role: str) -> None:
    (article,) = (each for each in corrected(decided(Action.IS, "首日起鱼十二万斤", role=role)).articles[:1])
    text = getattr(article, role)
    assert text
    assert "首日起鱼十二万斤" in text.text


@pytest.mark.parametrize(
    ("role", "place"), [("furniture", "furniture"), ("heading", "paragraphs"), ("caption", "captions")]
)
def test_a_passage_is_what_is_said(role: str, place: str) -> None:
    page = corrected(decided(Action.IS, ELDER, role=role))
    found = page.furniture if place == "furniture" else getattr(page.articles[story(page, LAMPS)], place)
    texts = [each.text.text if hasattr(each.text, "text") else each.text for each in found]
    assert any(text.startswith(ELDER) for text in texts)


def test_the_second_of_two_passages_that_are_alike() -> None:
    lines = [*LINES, "", FISH]
    first, second = (
        corrected(Correction(Action.IS, TextQuote(FISH, occurrence=number), role="furniture"), lines=lines)
        for number in (1, 2)
    )
    assert [each.text.spans[0].line for each in first.furniture if FISH in each.text.text] == [1]
    assert [each.text.spans[0].line for each in second.furniture if FISH in each.text.text][-1] == len(lines)


def test_of_two_decisions_about_one_passage_the_later_holds() -> None:
    there, back = decided(Action.BELONGS, WEIGHT, LAMPS), decided(Action.BELONGS, WEIGHT, FISH)
    page = corrected(there, back)
    assert story(page, WEIGHT) == story(page, FISH)


def test_what_the_page_does_not_say_counts_nothing() -> None:
    """And is told."""
    unknown = [decided(Action.IS, "没有这一句", role="body"), decided(Action.BELONGS, WEIGHT, "也没有这一句")]
    assert corrected(*unknown).articles == corrected().articles
    assert PlacedCorrections(page_of(LINES).lines, unknown).unfit == unknown


def test_a_page_that_looks_like_no_newspapers_is_segmented_where_somebody_corrects_it() -> None:
    """And only there: a poem stays as it is printed."""
    poem = [f"第{number}行诗" for number in "一二三四五六七八"]
    plain = corrected(lines=poem)
    assert [article.headline for article in plain.articles] == [None]
    assert corrected(decided(Action.BEGINS_STORY, "没有这一句"), lines=poem) == plain
    body = Correction(Action.IS, TextQuote("第二行诗", "第八行诗"), role="body")
    page = corrected(decided(Action.IS, "第一行诗", role="headline"), body, lines=poem)
    assert [article.headline.text for article in page.articles if article.headline] == ["第一行诗"]


@pytest.mark.parametrize("first", [FISH, MONEY])
def test_a_copy_is_of_the_article_that_is_said(first: str) -> None:
    """However alike another text of the page is to it."""
    page = corrected(decided(Action.COPIES, ELDER, first))
    (copy,) = (each for each in page.duplicates if each.text.text.startswith(ELDER))
    assert copy.of == page.articles[story(page, first)].id


DAY = datetime.date(2024, 3, 10)


@pytest.mark.parametrize("name", ["page.txt", "2021-01-02_07.txt"])
@pytest.mark.parametrize("on", [None, TextQuote(FISH)])
def test_a_page_is_of_the_issue_that_is_said(name: str, on: TextQuote | None) -> None:
    """Whatever its name says. The articles follow; the later decision counts, for date and number each."""
    page = Page(name, page_of(LINES).lines)
    decisions = [
        Correction(Action.DATES, date=datetime.date(2023, 1, 1), page_no=9),
        Correction(Action.DATES, on, date=DAY),
        Correction(Action.DATES, TextQuote("没有这一句"), page_no=4),
    ]
    found = segment(page, latest=datetime.date(2022, 1, 1), corrections=decisions)
    assert (found.dating.date, found.dating.page_no, found.dating.inferred) == (DAY, 9, False)
    assert {(article.date, article.page_no, article.id[:8]) for article in found.articles} == {(DAY, 9, "20240310")}
    assert [article.dateline for article in found.articles] == [datetime.date(2024, 3, 8)] * 2
    reasons = [(each.message.reason, each.confidence) for each in found.dating.evidence]
    assert reasons == [(Reason.PAGE_DECIDED, 1.0), (Reason.DATE_DECIDED, 1.0)]


def test_what_is_no_newspapers_page_is_dated_and_stays_as_it_is_printed() -> None:
    poem = [f"第{number}行诗" for number in "一二三四五六七八"]
    plain, dated = corrected(lines=poem), corrected(Correction(Action.DATES, date=DAY), lines=poem)
    assert dated.dating.date == DAY
    assert [each.paragraphs for each in dated.articles] == [each.paragraphs for each in plain.articles]


def named(page: PageArticles, words: str) -> dict[str, tuple[str, ...]]:
    people = page.articles[story(page, words)].people
    return {role: people.by_role(role) for role in CONTRIBUTOR_ROLES if people.by_role(role)}


NAMES = [
    ("", {"reporters": ("江小舟",)}),
    ("江小舟 photographers", {"photographers": ("江小舟",)}),
    ("江小舟 none", {}),
    ("（全媒体记者江小舟） none", {}),
    ("渔民 reporters", {"reporters": ("江小舟", "渔民")}),
    ("白鹭湖 reporters", {"reporters": ("白鹭湖", "江小舟")}),
    ("韩松年 photographers", {"reporters": ("江小舟",)}),
    ("江小舟 none 江小舟 commentators", {"commentators": ("江小舟",)}),
]


@pytest.mark.parametrize(("names", "people"), NAMES, ids=[names for names, _ in NAMES])
@pytest.mark.parametrize("spaced", [False, True])
def test_who_made_an_article_is_who_is_said(names: str, people: dict[str, tuple[str, ...]], spaced: bool) -> None:
    """In the order of print, each in one role, and in no other article. Blanks are no part of a name."""
    words = names.split()
    decisions = [decided(Action.NAMES, name, role=role) for name, role in zip(words[::2], words[1::2], strict=True)]
    page = corrected(*decisions, lines=[line.replace("江小舟", "江 小 舟") for line in LINES] if spaced else LINES)
    assert named(page, FISH) == people
    assert "韩松年" in {name for each in page.articles for name in each.people.names}


def test_a_commentator_makes_a_commentary() -> None:
    page = corrected(decided(Action.NAMES, "江小舟", role="commentators"))
    assert page.articles[story(page, FISH)].kind is Kind.COMMENTARY


def read_in(article: Article) -> list[tuple[str, str]]:
    """What is printed where somebody says what it means, and this."""
    notes = [(text.text.text, each) for text in article.texts for each in text.readings]
    assert [each for _, each in notes] == [*article.readings]
    return [(text[each.start : each.end], each.meant) for text, each in notes]


def test_what_misread_characters_are_is_noted() -> None:
    """In the order of print; no text of the article changes. Of two notes about a character the later counts."""
    notes = [
        ("鼓起掌来", "鼓掌欢呼"),
        ("一早离岸，网在冰面下走了三里，渔民", "x\x1b[2Jy\n z"),
        ("走", "行"),
        ("起掌", "掌声"),
    ]
    page = corrected(*(Correction(Action.READS, TextQuote(words), text=text) for words, text in notes))
    article = page.articles[story(page, FISH)]
    for reading, (printed, meant) in zip(article.readings, [("走", "行"), ("起掌", "掌声")], strict=True):
        assert (reading.meant, [noted for noted, _ in read_in(article)]) == (meant, ["走", "起掌"])
        (span,) = reading.spans
        assert LINES[span.line - 1][span.start : span.end] == printed
    assert [replace(each, readings=()) for each in page.articles] == [*corrected().articles]


def test_a_note_over_a_line_s_end_has_the_places_of_both_pieces() -> None:
    page = corrected(Correction(Action.READS, TextQuote("三里，渔民把"), text="x\x1b[2Jy\n z"))
    article = page.articles[story(page, FISH)]
    (reading,) = article.readings
    assert read_in(article) == [("三里，渔民把", "xy z")]
    assert [LINES[each.line - 1][each.start : each.end] for each in reading.spans] == ["三里，", "渔民把"]


def test_where_an_article_goes_on_is_where_is_said() -> None:
    """Also where another page is printed; what is printed stays."""
    lines = [*LINES[:6], "（下转2版）", *LINES[6:]]
    statements = [
        Correction(Action.CONTINUES_ON, TextQuote(WEIGHT), page_no=3),
        Correction(Action.CONTINUES_FROM, TextQuote(MONEY), page_no=1),
    ]
    page = corrected(*statements, lines=lines)
    fish, lamps = (page.articles[story(page, words)] for words in (FISH, LAMPS))
    assert fish.jump_to
    assert (fish.jump_to.page, fish.jump_to.text.text, fish.jump_to.decided) == (3, "（下转2版）", True)
    assert lamps.jump_from == Jump(1, None, Text(""), decided=True)
    assert (lamps.kind, lamps.jump_to, fish.jump_from) == (Kind.CONTINUATION, None, None)
    assert all(each.text.text for article in page.articles for each in article.texts)


def test_where_the_file_says_what_its_lines_are_the_rest_can_be_decided() -> None:
    """Its date, names and readings; nothing of how it is divided."""
    uses = [LineUse(0, TextRole.HEADLINE), *[LineUse(0, TextRole.PARAGRAPH)] * (len(LINES) - 1)]
    page = replace(page_of(LINES), markup=PageMarkup(tuple(uses), datetime.date(2023, 1, 1), 2))
    statements = [
        Correction(Action.DATES, date=DAY, page_no=3),
        decided(Action.NAMES, "江小舟", role="photographers"),
        Correction(Action.READS, TextQuote("昨日"), text="今日"),
    ]
    (article,) = segment(page, corrections=[*statements, decided(Action.BEGINS_STORY, ELDER)]).articles
    assert (article.date, article.page_no, read_in(article)) == (DAY, 3, [("昨日", "今日")])
    assert article.people.photographers == ("江小舟",)


def test_roles_of_names_are_those_of_contributors() -> None:
    assert (*CONTRIBUTOR_ROLES, NO_CONTRIBUTOR) == NAME_ROLES


TEXT = "".join("".join(line.split()) for line in LINES)
PLACES = st.integers(0, len(TEXT) - 2).flatmap(
    lambda start: st.integers(start + 1, min(len(TEXT), start + 60)).map(lambda end: TextQuote(TEXT[start:end]))
)
CORRECTIONS = st.one_of(
    st.builds(Correction, st.just(Action.IS), PLACES, role=st.sampled_from(ROLES)),
    st.builds(Correction, st.sampled_from(sorted(OF_TWO)), PLACES, PLACES),
    st.builds(Correction, st.sampled_from([Action.BEGINS_STORY, Action.BEGINS_PARAGRAPH]), PLACES),
    st.builds(Correction, st.just(Action.DATES), st.none(), date=st.dates(datetime.date(1600, 1, 1))),
    st.builds(Correction, st.just(Action.NAMES), PLACES, role=st.sampled_from(NAME_ROLES)),
    st.builds(Correction, st.just(Action.READS), PLACES, text=st.text("走鱼\n\x1b", min_size=1).filter(str.strip)),
    st.builds(
        Correction, st.sampled_from([Action.CONTINUES_ON, Action.CONTINUES_FROM]), PLACES, page_no=st.integers(1, 9)
    ),
)


@given(st.lists(CORRECTIONS, max_size=6))
def test_nothing_is_lost_whatever_is_said(corrections: list[Correction]) -> None:
    page = corrected(*corrections)
    assert not violations(page)
    for article in page.articles:
        for printed in (*article.people.names, *(printed for printed, _ in read_in(article))):
            assert "".join(printed.split()) in TEXT


def test_no_more_places_are_passed_over_than_a_page_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file asks for the hundred thousandth place of words, again and again: from some number on they do not fit."""
    monkeypatch.setattr(placed_corrections, "_WALKED", 250)

    def at(occurrence: int) -> Correction:
        return Correction(Action.BEGINS_PARAGRAPH, TextQuote("春", "", occurrence))

    corrections = [at(100), at(10**12), at(50), at(1)]
    assert misfits(page_of(["春" * 100]), corrections) == [at(10**12), at(1)]
