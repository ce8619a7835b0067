"""How cut edges tell that they belong together. All text is made up."""

from __future__ import annotations

import pytest

from hnreader.language.continuity import Continuity, sentence_continuity
from hnreader.language.sentences import ends_list_item, ends_sentence
from hnreader.language.speech import leading_speaker


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("各村要扛起保护茶园的使命任", "务，把责任落到每一户"),  # a word across the cut
        ("为山里的孩子请来老师，培", "育新一代的茶农"),
        ("镇里修通了环山的公", "路，茶农卖茶不再挑担"),
        ("茶农说：“今年的雨水好，", "茶叶也比去年香。”"),  # a quotation that closes
        ("桥头的书店里摆着一本《渡", "口》，写的是撑船人的一生"),
        ("全镇茶园（不含新开的", "坡地）已有两千亩"),
        ("全镇今年卖出春茶12", "00斤，比去年多"),  # a figure that goes on
        ("全镇今年卖出春茶1200", "万斤，比去年多"),
        ("渡口的茶价一天里涨了12", ".5%，客商直摇头"),
        ("新建的渡口造价降为", "33万元，比去年低"),  # a figure that is wanted
        ("从桥头到最远的茶园约", "12里，要走半天"),
        ("全年来到桥头的客商超过", "4000人"),
        ("云雾岭的茶树已经活过", "300年，还在发芽"),
        ("这座石桥建于2013年", "8月，那时还要摆渡"),  # a date
        ("头一批春茶上市是在3月", "8日，桥头早早开了市"),
        ("桥头的茶行一早就排起了队", "，老街上满是茶香"),  # a mark that begins nothing
        ("店主把茶泡好端了上来", "。客人都说香"),
    ],
)
def test_edges_that_fit_speak_for_a_join(left: str, right: str) -> None:
    """A word across the cut, a quotation or bracket that closes, a figure, a stray mark: the text goes on."""
    assert sentence_continuity(left, right) > 0.5


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("桥头的茶行一早就排起了队", "据了解，全镇今年卖出春茶不少"),
        ("桥头的茶行一早就排起了队", "近年来，青石镇修路种茶"),
        ("桥头的茶行一早就排起了队", "韩松年指出，路修好了"),
        ("桥头的茶行一早就排起了队", "会议强调，路修好了"),
        ("他在信里写下“这条渠", "截至去年年底，全镇"),
        ("桥头的茶行一早就排起了队", "3月8日，茶农进城"),
        ("桥头的茶行排起了队", "卖完。”他说"),  # closes what nobody opened
        ("全镇茶园面积已达260", "2018年8月，青石镇通了公路"),  # a year is not the rest of a figure
        ("全镇茶园面积已达260", "3月8日，茶农进城"),
        ("桥头今年开的茶行有12", "渡口的船工说，水位降了"),  # a figure without its unit
        ("全镇茶园面积已达260", "桥头的书店请来了说书人"),
    ],
)
def test_a_plain_beginning_speaks_against_a_join(left: str, right: str) -> None:
    """A text that begins as paragraphs do, or closes a quotation that is not open, is not the other half."""
    assert sentence_continuity(left, right) < 0


@pytest.mark.parametrize(
    ("left", "good", "bad"),
    [
        ("各村要扛起保护茶园的使命任", "务，把责任落到每一户", "春茶卖出了好价钱"),
        ("为山里的孩子请来老师，培", "育新一代的茶农", "务，把责任落到每一户"),
        ("茶农说：“今年的雨水好，", "茶叶也比去年香。”说完笑了", "茶叶也比去年香，说完笑了"),
        ("全镇今年卖出春茶12", "00斤，比去年多", "斤两要足，价钱要公道"),
    ],
)
def test_the_other_half_fits_better_than_another(left: str, good: str, bad: str) -> None:
    """Of two texts the one whose edge makes a word, a figure or a quotation with the cut is the other half."""
    assert sentence_continuity(left, good) > sentence_continuity(left, bad)


@pytest.mark.parametrize(
    ("left", "wanted", "other"),
    [
        ("新建的渡口造价降为", "33万元，比去年低", "桥头的茶行排起了队"),
        ("镇上还没有走过的路共", "12里，都在山上", "渡口的船工说起了往事"),
        ("全镇今年卖出春茶12", "00斤，比去年多", "2018年8月，镇里修了路"),
    ],
)
def test_a_figure_goes_where_one_is_wanted(left: str, wanted: str, other: str) -> None:
    """Behind 为, 约, 共 a figure is wanted, and behind the half of a figure its rest; a year is none."""
    assert sentence_continuity(left, wanted) >= sentence_continuity(left, other) + 2.5


@pytest.mark.parametrize("left", ["茶农把新茶背进了桥", "老罗家的茶园在山"])
def test_a_figure_that_nobody_wants_says_nothing(left: str) -> None:
    """A text that begins with a figure is no other half for that alone."""
    assert sentence_continuity(left, "33万元，比去年低") == 0


@pytest.mark.parametrize(
    ("left", "right", "known", "more"),
    [
        ("客商们慕名上了栖", "鹭坪看采茶", ["栖鹭"], 1),  # two characters,
        ("客商们慕名上了栖", "鹭坪看采茶", ["栖鹭坪"], 2),  # and three: of the right,
        ("客商们慕名上了栖鹭", "坪看采茶", ["栖鹭坪"], 2),  # and of the left,
        ("客商们慕名上了栖鹭", "坪寨看采茶", ["栖鹭坪寨"], 4),  # and four
        ("客商们慕名上了栖鹭", "坪寨看采茶", ["栖鹭", "坪寨"], 0),  # not across the cut
        ("客商们慕名上了栖鹭", "坪寨看采茶", ["青石镇的茶农进城"], 0),
    ],
)
def test_a_page_knows_its_own_words(left: str, right: str, known: list[str], more: float) -> None:
    """What the page has in one piece elsewhere, name or term, speaks for a join, the more of it the more."""
    gain = sentence_continuity(left, right, known) - sentence_continuity(left, right)
    assert more <= gain <= 2 * more


def test_a_name_of_the_page_outweighs_a_beginning() -> None:
    """Of two texts that may go on, the one that makes a name of the page is the other half."""
    page = ["栖鹭坪寨的茶会办到了第十届。"]
    left = "客商们慕名上了栖鹭"
    assert sentence_continuity(left, "坪寨看采茶", page) > 2 + max(
        0, sentence_continuity(left, "桥头的茶行排起了队", page)
    )


@pytest.mark.parametrize(("opened", "apart"), [("茶农说：“今年的雨水好，", True), ("茶农说今年的雨水好，", False)])
def test_an_open_quotation_wants_its_end(opened: str, apart: bool) -> None:
    """A quotation open on one side only costs as much as one on both sides earns; without any, nothing is asked."""
    closes_it, does_not = "茶叶也比去年香。”", "茶叶也比去年香。"
    assert (sentence_continuity(opened, closes_it) > sentence_continuity(opened, does_not)) == apart
    assert abs(sentence_continuity(opened, closes_it) - sentence_continuity(opened, does_not)) > 3


@pytest.mark.parametrize(
    ("left", "right", "least"),
    [
        ("各村要扛起保护茶园的使命任", "务，把责任落到每一户", 0.0),
        ("桥头的茶行一早就排起了队", "据了解，全镇今年卖出春茶不少", 2.0),
        ("桥头的茶行一早就排起了队", "春茶卖出了好价钱", -0.5),
        ("全镇今年卖出春茶12", "00斤，比去年多", 2.5),
    ],
)
def test_a_join_weighed_in_haste_is_weighed_right(left: str, right: str, least: float) -> None:
    """Asked whether it comes to so much, a join that does is weighed in full, and one that does not stays below."""
    edges = Continuity([left, right])
    whole = edges.weigh(edges.end(left), edges.start(right))
    hasty = edges.weigh(edges.end(left), edges.start(right), least)
    assert hasty == whole if whole >= least else hasty < least


@pytest.mark.parametrize(("left", "right"), [("", ""), ("茶", ""), ("", "茶")])
def test_nothing_joins_nothing(left: str, right: str) -> None:
    """An empty side is no evidence."""
    assert sentence_continuity(left, right) == 0


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("茶香。", True),
        ("香吗？", True),
        ("他说：“香。”", True),
        ("（见图。）", True),
        ("说不尽的香……", True),
        ("tea!", True),
        ("茶香", False),
        ("茶香，", False),
        ("茶香：", False),
        ("“茶”", False),
        ("”", False),
        ("", False),
    ],
)
def test_a_paragraph_closes_with_a_full_stop(text: str, closed: bool) -> None:
    """A full stop, a question, an exclamation or an ellipsis ends a paragraph, quotes and brackets behind it or not."""
    assert ends_sentence(text) == closed


def test_an_item_closes_with_a_semicolon() -> None:
    """Items of a list end with a semicolon, which is no full stop."""
    assert ends_list_item("清理水沟；")
    assert not ends_sentence("清理水沟；")
    assert not ends_list_item("清理水沟。")
    assert not ends_list_item("")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("韩松年强调，要把渠修好。", "韩松年"),
        ("杜若说：“茶香。”", "杜若"),
        ("韩松年充分肯定全镇的茶园。", "韩松年"),
        ("会议强调，要把渠修好。", None),
        ("他说，茶香。", None),
        ("青石镇的茶农进城。", None),
        ("", None),
    ],
)
def test_who_speaks(text: str, speaker: str | None) -> None:
    """A person who speaks at the head of a paragraph is told; a meeting or a pronoun is nobody."""
    assert leading_speaker(text) == speaker
