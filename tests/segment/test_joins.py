"""How cut edges tell that they belong together. All text is made up."""

from __future__ import annotations

import pytest

from hnreader.segment.joins import join_evidence, subject
from hnreader.segment.signs import closes, closes_item


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
        ("桥头的茶行一早就排起了队", "，老街上满是茶香"),  # a mark that begins nothing
        ("店主把茶泡好端了上来", "。客人都说香"),
    ],
)
def test_edges_that_fit_speak_for_a_join(left: str, right: str) -> None:
    """A word across the cut, a quotation or bracket that closes, a figure, a stray mark: the text goes on."""
    assert join_evidence(left, right) > 0.5


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
    ],
)
def test_a_plain_beginning_speaks_against_a_join(left: str, right: str) -> None:
    """A text that begins as paragraphs do, or closes a quotation that is not open, is not the other half."""
    assert join_evidence(left, right) < 0


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
    assert join_evidence(left, good) > join_evidence(left, bad)


@pytest.mark.parametrize(("left", "right"), [("", ""), ("茶", ""), ("", "茶")])
def test_nothing_joins_nothing(left: str, right: str) -> None:
    """An empty side is no evidence."""
    assert join_evidence(left, right) == 0


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
    assert closes(text) == closed


def test_an_item_closes_with_a_semicolon() -> None:
    """Items of a list end with a semicolon, which is no full stop."""
    assert closes_item("清理水沟；")
    assert not closes("清理水沟；")
    assert not closes_item("清理水沟。")
    assert not closes_item("")


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
    assert subject(text) == speaker
