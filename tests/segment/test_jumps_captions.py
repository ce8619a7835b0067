"""Turns to and from other pages, captions with their credits, and what belongs to no story. All text is made up."""

from __future__ import annotations

import pytest

from hnreader.segment.conservation import violations
from hnreader.segment.line_features import furniture_role

TEA = (
    "湖南日报3月8日讯（全媒体记者 韩松年）近日，青石镇的茶农把头一批春茶送到了集市，"
    "茶行门前排起了长队，镇里请来的制茶师傅在老街支起铁锅，当街炒茶给客商看。"
)
TEA_2 = "茶农老罗种了四十年茶，他家的茶园在半山腰，今年头茶的价钱比去年高了三成，他打算再添一口炒茶的铁锅。"
BOOK = (
    "湖南日报3月8日讯（全媒体记者 杜若）望江区图书馆昨晚办起了灯下书会，"
    "读者围着长桌轮流朗读，窗外就是江水，馆员给每位读者备了一盏旧台灯。"
)
BOOK_2 = "馆长说，书会每周五晚上都办，读什么书由读者投票，读完的书就留在长桌上，谁都可以借走，一个月后再还。"


def jump(article, side: str):
    return article[side] and (article[side]["page"], article[side]["mark"], article[side]["text"])


@pytest.mark.parametrize(
    ("line", "page", "mark"),
    [
        ("▲▲（上接1版③）", 1, "③"),
        ("▲ ▲（上接1版③）", 1, "③"),
        ("（上接1版）", 1, None),
        ("(上接1版)", 1, None),
        ("（紧接1版①）", 1, "①"),
        ("（上接第1版）", 1, None),
        ("【上接2版②】", 2, "②"),
        ("（上接A12版）", 12, None),
        ("（上接第一版）", 1, None),
        ("（紧接十二版②）", 12, "②"),
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_a_text_comes_from_another_page(cut, line: str, page: int, mark: str | None, own: bool) -> None:
    """上接 and 紧接, on a line of their own or before the text, open a continuation."""
    lines = [line, TEA_2, "", BOOK, BOOK_2] if own else [line + TEA_2, "", BOOK, BOOK_2]
    outcome = cut(lines)
    article = outcome.article(TEA_2[:8])
    found = jump(article, "jump_from")
    assert (found[0], found[1], found[2].replace(" ", "")) == (page, mark, line.replace(" ", ""))
    assert article["kind"] == "continuation"
    assert jump(outcome.article(BOOK[:20]), "jump_from") is None


@pytest.mark.parametrize(
    ("line", "page", "mark"),
    [
        ("（下转2版）", 2, None),
        ("(下转2版)", 2, None),
        ("▷(下转2版)", 2, None),
        ("▶（下转2版①）", 2, "①"),
        ("（下转2版②）▶▶", 2, "②"),
        ("（下转第12版）", 12, None),
        ("（下转A03版）", 3, None),
        ("（下转第二十版）", 20, None),
        ("▶（下转〇三版①）", 3, "①"),
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_a_text_goes_on_at_another_page(cut, line: str, page: int, mark: str | None, own: bool) -> None:
    """下转, on a line of its own or behind the text, closes the story before it."""
    half = TEA_2[: TEA_2.index("今年")]
    lines = [TEA, half, line, BOOK, BOOK_2] if own else [TEA, half + line, BOOK, BOOK_2]
    outcome = cut(lines)
    article = outcome.article(TEA[:20])
    assert jump(article, "jump_to") == (page, mark, line)
    assert [each["text"] for each in article["paragraphs"]] == [TEA, half]
    assert jump(outcome.article(BOOK[:20]), "jump_to") is None


@pytest.mark.parametrize("words", ["（接一个电话）", "（转十余人）", "（下转百十版）", "（上接一百五版）"])
def test_a_numeral_alone_is_no_page(cut, words: str) -> None:
    """In words 版 must follow, and what follows a numeral must not change it."""
    outcome = cut([TEA + words, TEA_2, BOOK, BOOK_2])
    assert all(article["jump_from"] is None is article["jump_to"] for article in outcome.articles)


def test_turns_of_neighbours_stay_apart(cut) -> None:
    """Several continuations on a page each have their own turn."""
    outcome = cut(["（上接1版①）", TEA_2, "（上接1版②）", BOOK_2, "（下转3版）"])
    assert jump(outcome.article(TEA_2[:6]), "jump_from")[1] == "①"
    assert jump(outcome.article(BOOK_2[:6]), "jump_from")[1] == "②"
    assert jump(outcome.article(TEA_2[:6]), "jump_to") is None
    assert jump(outcome.article(BOOK_2[:6]), "jump_to")[0] == 3


def test_a_turn_that_no_text_goes_with_is_furniture(cut) -> None:
    """A turn before or behind nothing belongs to no story."""
    outcome = cut(["（下转2版）", TEA, TEA_2])
    assert outcome.export["furniture"] == ["（下转2版）"]
    assert outcome.export["furniture_kinds"] == ["stray"]


@pytest.mark.parametrize(
    ("caption", "photographers"),
    [
        ("3月8日，孩子们在云雾岭的草地上放风筝。江小舟 摄", ["江小舟"]),
        ("▲3月8日，孩子们在云雾岭的草地上放风筝。 江小舟 陈舟 摄", ["江小舟", "陈舟"]),
        ("图为孩子们在云雾岭的草地上放风筝。湖南日报全媒体记者 江小舟 摄", ["江小舟"]),
        ("3月8日，孩子们在云雾岭放风筝。江小舟 摄（湖南图片库）", ["江小舟"]),
        ("3月8日，孩子们在云雾岭放风筝。新华社发（江小舟 摄）", ["江小舟"]),
        ("3月8日，孩子们在云雾岭放风筝。新华社记者 江小舟 摄", ["江小舟"]),
        ("3月8日，孩子们在云雾岭放风筝。湖南日报全媒体记者 江小舟 通讯员 陈舟 摄影报道", ["江小舟", "陈舟"]),
    ],
)
def test_a_picture_that_stands_for_itself(cut, caption: str, photographers: list[str]) -> None:
    """A caption with its day or 图为 and a credit is a photo of its own, signed by the photographer."""
    outcome = cut([TEA, TEA_2, "", caption, "", BOOK, BOOK_2])
    (photo,) = [each for each in outcome.articles if each["kind"] == "photo"]
    assert [each.replace(" ", "") for each in photo["captions"]] == [caption.replace(" ", "")]
    assert (photo["photographers"], photo["paragraphs"]) == (photographers, [])
    assert sum(len(each["paragraphs"]) for each in outcome.articles) == 4


def test_a_credit_on_its_own_line_signs_the_picture(cut) -> None:
    """A byline with 摄影报道 right behind a caption is the credit of the picture."""
    caption = "3月8日，孩子们在云雾岭的草地上放风筝，山坡上开满了野樱花。"
    outcome = cut([TEA, TEA_2, "", caption, "湖南日报全媒体记者 江小舟 摄影报道", "", BOOK, BOOK_2])
    (photo,) = [each for each in outcome.articles if each["kind"] == "photo"]
    assert photo["captions"] == [caption]
    assert photo["byline"] == "湖南日报全媒体记者 江小舟 摄影报道"
    assert photo["photographers"] == ["江小舟"]


def test_a_picture_of_a_story_belongs_to_it(cut) -> None:
    """A caption that names what a story is about belongs to the story, wherever on the page it stands."""
    caption = "制茶师傅在青石镇老街支起铁锅当街炒茶。江小舟 摄"
    outcome = cut([TEA, TEA_2, "", BOOK, BOOK_2, "", caption])
    assert outcome.article(TEA[:20])["captions"] == [caption]
    assert outcome.article(TEA[:20])["photographers"] == ["江小舟"]
    assert outcome.article(BOOK[:20])["captions"] == []


@pytest.mark.parametrize(
    "caption",
    [
        ["3月8日，孩子们在云雾岭的草地上", "放风筝，山坡上开满了野樱", "花。江小舟 摄（湖南图片库）"],
        ["3月8日，孩子们在云雾岭的草地上", "放风筝，山坡上开满野樱花。江小舟", "摄（湖南图片库）"],
        ["3月8日，孩子们在云雾岭的草地上", "放风筝，山坡上开满了野樱花。", "江小舟 摄（湖南图片库）"],
        ["3月8日，孩子们在云雾岭的草地上", "放风筝，开满野樱花。江小舟 摄（湖南图", "片库）"],
        ["3月8日，孩子们在云雾岭的草地上放风筝，山坡上开满野樱花。", "远处是桥头书店。江小舟 摄（湖南图", "片库）"],
        ["3月8日，孩子们在云雾岭的草地上", "放风筝，山坡上开满了野樱花。", "新华社发（江小舟 摄）"],
    ],
)
def test_a_caption_over_several_lines_is_one(cut, printed, caption: list[str]) -> None:
    """In a text layer a caption runs over lines of one width and ends with its credit."""
    before, behind = printed(TEA.replace(" ", ""), TEA_2), printed(BOOK.replace(" ", ""), BOOK_2)
    outcome = cut([*before, *[each for line in caption for each in (line, "")], *behind])
    (photo,) = [each for each in outcome.articles if each["kind"] == "photo"]
    assert [text.replace(" ", "") for text in photo["captions"]] == ["".join(caption).replace(" ", "")]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["距离春茶节开幕还有12天！"], "countdown"),
        (["距离春茶节开幕", "还有", "12天"], "countdown"),
        (["距春茶节召开", "仅剩2天！"], "countdown"),
        (["第3版"], "page label"),
        (["要闻 02版"], "page label"),
        (["03版：综合"], "page label"),
        (["要闻 02"], "page label"),
        (["A05"], "page label"),
        (["05 市州新闻"], "page label"),
        (["经济 12"], "page label"),
        (["A03 要闻"], "page label"),
        (["A03 要闻 2024.3.9 星期六"], "page label"),
        (["2024年3月9日 星期六 第2版 时政"], "page label"),
        (["责任编辑 韩松年 版式编辑 杜若 责任校对 江小舟"], "page label"),
        (["责编：韩松年 版式：杜若 校对：江小舟"], "page label"),
        (["本版编辑/韩松年 美编/杜若 组版/江小舟"], "page label"),
        (["三湘都市报"], "masthead"),
        (["2024年3月9日／星期六"], "masthead"),
        (["2024.3.9 星期六"], "masthead"),
        (["责任编辑：温如 校对：杜若"], "page label"),
        (["■ ◆ ※"], "stray"),
        (["2024年3月9日 星期六"], "masthead"),
        (["国内统一刊号：CN43-0001 邮发代号：41-1"], "masthead"),
    ],
)
def test_what_belongs_to_no_story_is_told_by_name(cut, lines: list[str], kind: str) -> None:
    """Mastheads, page labels, countdowns and loose marks are furniture, wherever they stand."""
    for page in ([*lines, TEA, TEA_2, BOOK, BOOK_2], [TEA, TEA_2, *lines, BOOK, BOOK_2]):
        outcome = cut(page)
        assert "".join(outcome.export["furniture"]).replace(" ", "") == "".join(lines).replace(" ", "")
        assert set(outcome.export["furniture_kinds"]) == {kind}
        assert [len(each["paragraphs"]) for each in outcome.articles] == [2, 2]


@pytest.mark.parametrize(
    "line",
    ["青石镇春茶节12", "校对工作会议召开", "统筹发展和安全", "编辑部的来信", "2024年中国茶", "茶香日报", "民生2024"],
)
def test_titles_are_no_labels(rows, line: str) -> None:
    """What names a thing of the world is no label of the page, whatever its words; a paper's name alone is one."""
    (row,) = rows([line])
    label = furniture_role(row, beside_masthead=False)
    assert (label is None) == (line != "茶香日报")


def test_a_section_beside_the_label_belongs_to_it(cut) -> None:
    """A section's name on a line of its own is part of the page's label beside it, and a title anywhere else."""
    outcome = cut(["A05", "民生", "2024年3月9日 星期六", "", "茶香满街", TEA, TEA_2])
    assert outcome.export["furniture"] == ["A05", "民生", "2024年3月9日 星期六"]
    assert outcome.page.dating.page_no == 5
    assert cut(["茶香满街", TEA, TEA_2, "民生", BOOK, BOOK_2]).export["furniture"] == []


def test_a_page_that_begins_with_a_credit(cut) -> None:
    """The rest of a caption at the very top, whose picture is on no page that was read, stands by itself."""
    line = "青石镇的茶农把头一批春茶送到"
    outcome = cut(["摄（湖南图片库）", *[each for _ in range(12) for each in ("", line)], "", "集市。"])
    assert violations(outcome.page) == ()
