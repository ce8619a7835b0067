"""Printed lines that pass from one story into another without any mark on the page. All text is made up.

Paragraphs are written in the lines that a measure of eighteen ems sets them in, the first short by the indent, so that
each test says between which lines a leg ends. Every break within `TEA`, but its first, and `BOOK` cuts a word.
"""

from __future__ import annotations

import pytest

MEASURE = 18
TEA_DATED = (
    "湖南日报3月8日讯（全媒体记者韩松年）近日，青石镇的茶农把头一批春茶送到了集市，"
    "茶行门前排起了长队，镇里请来的制茶师傅在老街支起铁锅，当街炒茶给客商看。"
)
TEA_LAST = "据介绍，青石镇的茶园已有两万亩，制茶的作坊开到了每一个村，镇里还为茶农办了炒茶的夜校，学费全免。"
BOOK_DATED = (
    "湖南日报3月8日讯（全媒体记者杜若）望江区图书馆昨晚办起了灯下书会，"
    "读者围着长桌轮流朗读，窗外就是江水，馆员给每位读者备了一盏旧台灯。"
)
BOOK_LAST = "一位退休的教师连着来了三晚，她说朗读让她想起年轻时的课堂，如今台灯下又有人听她读书了。"
TEA = [
    "茶农老罗种了四十年茶，他家的茶园",
    "在半山腰，今年请来了一位有名的制茶师",
    "傅，从早到晚守在灶前炒茶，老罗跟着打",
    "算再添一口锅，请儿子回来把作坊开到集",
    "市旁边，让客商看见茶叶是怎样炒出来的。",
]
BOOK = [
    "馆长说，书会每周五晚上办，每位读",
    "者都能投票选书，读完的书当晚还到图书",
    "馆，留在长桌上谁都可以借，迟还的要朗",
    "读一章，这个规矩是读者自己商量出的办",
    "法，一直没有变过。",
]


@pytest.fixture
def set_(cut, printed):
    """A page of lines, and of paragraphs (not in a list) that are still to be set; its paragraphs."""

    def _set(*parts: str | list[str]) -> list[str]:
        lines: list[str] = []
        for part in parts:
            lines += printed(part, measure=MEASURE, blank=False) if isinstance(part, str) else part
        outcome = cut([one for line in lines for one in (line, "")])
        return [one["text"] for article in outcome.articles for one in article["paragraphs"]]

    return _set


def whole(*lines: str) -> str:
    return "".join(lines)


def test_the_lines_are_as_the_measure_sets_them(printed) -> None:
    """The paragraphs written in lines here are broken where print breaks them."""
    assert printed(whole(*TEA), measure=MEASURE, blank=False) == TEA
    assert printed(whole(*BOOK), measure=MEASURE, blank=False) == BOOK


@pytest.mark.parametrize("one", [2, 3, 4])
@pytest.mark.parametrize("other", [1, 2, 3, 4])
def test_legs_of_two_stories_in_turn(set_, one: int, other: int) -> None:
    """A1 B1 A2 B2, each leg ending with a full line in mid-word: both sentences are put together."""
    found = set_(TEA_DATED, TEA[:one], BOOK_DATED, BOOK[:other], TEA[one:], TEA_LAST, BOOK[other:], BOOK_LAST)
    assert set(found) == {TEA_DATED, whole(*TEA), TEA_LAST, BOOK_DATED, whole(*BOOK), BOOK_LAST}
    assert len(found) == 6


@pytest.mark.parametrize("one", [2, 3, 4])
@pytest.mark.parametrize("other", [2, 3, 4])
def test_legs_in_turn_below_finished_paragraphs(set_, one: int, other: int) -> None:
    """The same where each leg has paragraphs before the one that it breaks off in, and the rests stand last."""
    found = set_(TEA_DATED, TEA_LAST, TEA[:one], BOOK_DATED, BOOK_LAST, BOOK[:other], TEA[one:], BOOK[other:])
    assert set(found) == {TEA_DATED, whole(*TEA), TEA_LAST, BOOK_DATED, whole(*BOOK), BOOK_LAST}


@pytest.mark.parametrize("other", [1, 2, 3])
def test_a_story_inside_another(set_, other: int) -> None:
    """B whole inside A, but for its end that the page does not have: A is one again, B stays cut."""
    found = set_(TEA_DATED, TEA[:3], BOOK_DATED, BOOK[:other], TEA[3:], TEA_LAST)
    assert set(found) == {TEA_DATED, whole(*TEA), TEA_LAST, BOOK_DATED, whole(*BOOK[:other])}


def test_a_finished_story_inside_another(set_) -> None:
    """B whole inside A with its last line full: the break behind its full stop is one that nothing marks."""
    inside = ["馆长说，书会每周五晚上办，每位读", "者都能投票选书，读完的书就放在桌上。"]
    found = set_(TEA_DATED, TEA[:2], BOOK_DATED, inside, TEA[2:], TEA_LAST)
    assert set(found) == {TEA_DATED, whole(*TEA), TEA_LAST, BOOK_DATED, whole(*inside)}


def test_a_rest_before_its_head(set_) -> None:
    """The rest of a cut sentence is found behind a full stop above the leg that breaks off, too."""
    inside = ["馆长说，书会每周五晚上办，每位读", "者都能投票选书，读完的书就放在桌上。"]
    found = set_(BOOK_DATED, inside, TEA[2:], TEA_LAST, BOOK_LAST, TEA_DATED, TEA[:2])
    assert whole(*TEA) in found
    assert whole(*inside) in found


@pytest.mark.parametrize("one", [2, 3, 4])
def test_a_paragraph_between_two_halves(set_, one: int) -> None:
    """A line as short as a paragraph's first, behind one that breaks off in mid-word, begins another's paragraph."""
    found = set_(BOOK_DATED, TEA_DATED, TEA[:one], BOOK, TEA[one:], TEA_LAST, BOOK_LAST)
    assert whole(*TEA) in found
    assert whole(*BOOK) in found


@pytest.mark.xfail(strict=True, reason="a break with both its sides within lines that hide them is not looked for")
def test_three_legs_in_turn(set_) -> None:
    """A1 B1 A2 B2 A3, every leg broken off in mid-word: both sides of a break may be within lines that hide it."""
    found = set_(TEA_DATED, TEA[:2], BOOK_DATED, BOOK[:2], TEA[2:4], BOOK[2:], BOOK_LAST, TEA[4:], TEA_LAST)
    assert whole(*TEA) in found
    assert whole(*BOOK) in found


# A paragraph whose lines form no word across their ends, and which another story's cut end may seem to go on with.
QUIET = [
    "茶农老罗种了四十年茶，每年要去几回",
    "渡口听老船工讲茶，老人说这些年茶山上",
    "者年多，来的客商都要先到茶亭里坐一坐",
    "的，茶商来了先找他问路，再问价钱。",
]


@pytest.mark.parametrize(
    "lines",
    [
        QUIET,
        # words end with the lines, and no line goes on with the one before by its edge
        [
            "茶农老罗种了四十年茶，春天采茶时",
            "他总是天不亮就上山，太阳出来前回到家",
            "把鲜叶摊开，等露水干了才生火，邻居们",
            "看着他家的烟囱，知道今年的新茶来了。",
        ],
        # a full stop at a line's end
        ["茶农老罗种了四十年茶，头茶最香。", "他总是天不亮就上山，太阳出来前回到家", "把鲜叶摊开。"],
    ],
    ids=["quiet", "words whole", "full stop"],
)
@pytest.mark.parametrize("measured", [TEA_LAST, BOOK_LAST])
def test_lines_that_go_on_quietly_are_not_parted(set_, lines: list[str], measured: str) -> None:
    """Lines that form no words across their ends are one paragraph where no cut end asks for any of them."""
    assert set_(TEA_DATED, lines, measured) == [TEA_DATED, whole(*lines), measured]
    two = set_(TEA_DATED, lines, BOOK_DATED, BOOK_LAST)
    assert two == [TEA_DATED, whole(*lines), BOOK_DATED, BOOK_LAST]


CUT_OFF = ["馆长说，书会每周五晚上办，每位读", "者都能投票选书，读完的书当晚送到"]


@pytest.mark.parametrize(
    ("last", "lines"),
    [
        ("摆渡", ["茶农老罗种了四十年茶，每年去几回", "口岸听人讲茶，老人说这些年来茶山上路", *QUIET[2:]]),  # 渡口
        ("一座", [QUIET[0], "位在山腰的茶亭，老人说这些年来茶山上", *QUIET[2:]]),  # 座位
        ("旧书", ["茶农老罗种了四十年茶，他只念过两册", "本子上的茶经，却背得出全镇茶园的来历", *QUIET[2:]]),  # 书本
    ],
)
@pytest.mark.parametrize("order", ["before", "behind", "turning"])
def test_a_cut_end_takes_no_line_for_a_word_alone(set_, last: str, lines: list[str], order: str) -> None:
    """A cut end whose rest is not on the page leaves a line alone that would make a word with it."""
    tea, book = [TEA_DATED, lines, TEA_LAST], [BOOK_DATED, BOOK_LAST, [CUT_OFF[0], CUT_OFF[1] + last]]
    if order == "turning":
        book.append(["（下转3版）"])
    found = set_(*tea, *book) if order == "before" else set_(*book, *tea)
    assert whole(*lines) in found
    assert whole(*CUT_OFF) + last in found


@pytest.mark.xfail(strict=True, reason="a word that the page has elsewhere outweighs a break that has no other side")
def test_a_cut_end_takes_no_line_for_a_word_of_the_page(set_) -> None:
    """The same where the page has the word: 图书 stands in 图书馆, and a line of another story begins with 书店."""
    lines = [
        "茶农老罗种了四十年茶，每年要去几回",
        "书店里找茶经来读，老人说这些年茶山上",
        "的雨水一年比一年足，山脚下的溪水也涨",
        "了，茶商来了先找他问路，再问价钱。",
    ]
    cut_off = ["馆长说，书会每周五晚上办，每位读", "者都能投票选书，读完的书当晚还到图"]
    found = set_(TEA_DATED, lines, TEA_LAST, BOOK_DATED, BOOK_LAST, cut_off)
    assert whole(*lines) in found
    assert whole(*cut_off) in found


def test_blocks_of_ocr_hide_no_breaks(cut) -> None:
    """Where each row is a block, nothing is parted within it, whatever words its middle would make with a cut end."""
    inside = whole(*BOOK[:2], *TEA[2:])
    outcome = cut([TEA_DATED, whole(*TEA[:2]), BOOK_DATED, inside, TEA_LAST])
    assert any(inside in one["text"] for article in outcome.articles for one in article["paragraphs"])
