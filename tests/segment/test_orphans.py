"""Signed pieces whose text nothing on the spot opens: title and byline stand elsewhere. All text is made up."""

from __future__ import annotations

import pytest

TEA = [
    (
        "湖南日报3月8日讯（全媒体记者 韩松年）近日，青石镇的茶农把头一批春茶送到了集市，茶行门前排起了长队，"
        "镇里请来的制茶师傅在老街支起铁锅，当街炒茶给客商看。"
    ),
    "茶行的掌柜说，头一批春茶只有几百斤，客商天不亮就来老街排队，青石镇的集市好些年没有这样热闹过。",
]
BOOK = [
    (
        "湖南日报3月8日讯（全媒体记者 杜若）望江区图书馆昨晚办起了灯下书会，读者围着长桌轮流朗读，窗外就是江水，"
        "馆员给每位读者备了一盏旧台灯。"
    ),
    "图书馆的馆员把长桌搬到窗前，灯下书会的读者轮流朗读一章小说，旧台灯照着江水。",
]
BOOK_MORE = [
    "灯下书会每周五办一回，读者投票选出要朗读的书，图书馆把书留在长桌上，旧台灯亮到最后一位读者离开。",
    "望江区的孩子也来图书馆听朗读，馆员给他们留了长桌边最亮的一盏旧台灯，书会散了还舍不得走。",
]
BRIDGE = [
    (
        "湖南日报3月8日讯（全媒体记者 江小舟）横跨沙溪的新石桥昨天合龙，桥面用的是当地的青条石，"
        "石匠们按老法子凿了整整两年，沙溪两岸的人终于不用坐渡船了。"
    ),
    "带头的石匠说，新石桥的每一块青条石都编了号，合龙那天全村的石匠都到了沙溪边，渡船上的船工也来看桥面。",
]
SIGNED = [
    "手艺要有人学，灶前的火候写不进课本。会炒茶的老人一年少似一年，年轻人愿意坐下来守一口锅，山里的夜校就有了灯。",
    "夜校不收学费，收的是耐心。年轻人学会看火候，老人的手艺就不会断在灶前，山里的灯就不会灭。",
]
AGENCY = "新华社长沙3月7日电 望江县的雨停了，晒谷的人家把谷子摊满了晒场，孩子们赤脚跑来跑去。"
TITLE = "夜校有灯手艺不断"
BYLINE = "湖南日报全媒体评论员 陈舟"
OTHER_TITLE = "新石桥合龙"


def bodies(outcome) -> list[list[str]]:
    found = [[one["text"] for one in article["paragraphs"]] for article in outcome.articles]
    return [one for one in found if one]


@pytest.mark.parametrize(
    "page",
    [
        [*TEA, *BOOK, OTHER_TITLE, *SIGNED, *BRIDGE, "", TITLE, BYLINE],  # behind a title line
        [*TEA, *BOOK, *SIGNED, *BRIDGE, "", TITLE, BYLINE],  # behind a finished paragraph
        [*TEA, *BOOK, *BRIDGE, *SIGNED, "", TITLE, BYLINE],  # the page's last
        [TITLE, BYLINE, "", OTHER_TITLE, "", *TEA, *BOOK, *SIGNED, *BRIDGE],  # in a cluster of titles at its head
        [*TEA, TITLE, BYLINE, "", *BOOK, *SIGNED, *BRIDGE],  # beside another story
    ],
)
def test_a_byline_far_from_its_text_finds_it(cut, page: list[str]) -> None:
    """The text that a standing title speaks of, and its own story does not, is a signed piece by itself."""
    outcome = cut(page)
    signed = outcome.article(SIGNED[0][:8])
    assert sorted(bodies(outcome)) == sorted([TEA, BOOK, BRIDGE, SIGNED])
    assert (signed["headline"], signed["byline"], signed["kind"]) == (TITLE, BYLINE, "commentary")
    assert signed["commentators"] == ["陈舟"]


@pytest.mark.parametrize("between", [[], ["山风吹过渡口"]])
def test_a_byline_right_behind_its_text(cut, between: list[str]) -> None:
    """A byline behind the last paragraph signs what was parted from the story before by matter alone."""
    outcome = cut([*TEA, *BOOK, *between, *SIGNED, BYLINE, *BRIDGE])
    assert bodies(outcome) == [TEA, BOOK, SIGNED, BRIDGE]
    assert outcome.article(SIGNED[0][:8])["byline"] == BYLINE


@pytest.mark.parametrize(
    ("text", "above"),
    [
        (BOOK_MORE, [TITLE, BYLINE]),  # it speaks of what its story speaks of, and of nothing in the title
        (SIGNED, [TITLE]),  # a title, but nobody signs
        (SIGNED, [BYLINE]),  # signed far away, but no title says of what
        (SIGNED, ["图书馆里夜校有灯", BYLINE]),  # the title speaks of the story that it stands in as much
    ],
)
def test_a_text_that_nothing_asks_for_stays(cut, text: list[str], above: list[str]) -> None:
    """A text stays in its story where no byline wants it, or nothing says that it is the one that is wanted."""
    assert bodies(cut([*TEA, *BOOK, OTHER_TITLE, *text, *BRIDGE, "", *above])) == [TEA, BOOK + text, BRIDGE]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("灯下书会的读者说，江边风大，大家还是来，", SIGNED[0]),
        ("读者说，江边风大，大家还是来到长桌边学朗读的手", "艺" + SIGNED[0][2:]),
    ],
)
def test_a_paragraph_is_not_parted_within(cut, left: str, right: str) -> None:
    """A text that goes on with the paragraph before it stays joined to it, whatever the title speaks of."""
    found = bodies(cut([*TEA, *BOOK, left, right, SIGNED[1], *BRIDGE, "", TITLE, BYLINE]))
    assert any(left + right in body for body in found)


def test_a_byline_that_opens_its_text_asks_for_no_other(cut) -> None:
    """A byline right before its text has it; another text like it stays in its story."""
    text = "茶山上的路通了，谷雨前的茶就下得了山，价钱也就有了说法，茶农不必再看天吃饭。"
    assert bodies(cut([*TEA, *BOOK, *SIGNED, *BRIDGE, "", TITLE, BYLINE, text])) == [TEA, BOOK + SIGNED, BRIDGE, [text]]


def test_the_credit_of_a_picture_asks_for_no_text(cut) -> None:
    """A byline behind a caption signs the picture, whatever the caption speaks of."""
    caption = "3月8日，山里的夜校亮着灯，老人在灶前教年轻人看火候，手艺不断。"
    outcome = cut([*TEA, *BOOK, *SIGNED, *BRIDGE, "", caption, "湖南日报全媒体记者 陈舟 摄影报道"])
    assert bodies(outcome) == [TEA, BOOK + SIGNED, BRIDGE]


def test_bylines_over_news_of_agencies_ask_for_no_text(cut) -> None:
    """Where datelines name nobody, bylines stand over the news that they sign, and none is parted for them."""
    news = [AGENCY, "新华社长沙3月8日电 清水乡的果农把头一批枇杷装上了船，码头边的孩子分到了最甜的几颗。"]
    page = [news[0], *SIGNED, "雨停谷满场", "湖南日报全媒体记者 陈舟", news[1]]
    assert bodies(cut(page)) == [[news[0], *SIGNED], [news[1]]]


@pytest.mark.xfail(strict=True, reason="the byline that a text was parted for is given to news that names nobody")
def test_a_text_keeps_the_byline_that_it_was_parted_for(cut) -> None:
    """A signed piece keeps its title and byline though news without makers stands right before them."""
    outcome = cut([*TEA, *BOOK, OTHER_TITLE, *SIGNED, *BRIDGE, AGENCY, "", TITLE, BYLINE])
    signed = outcome.article(SIGNED[0][:8])
    assert (signed["headline"], signed["byline"]) == (TITLE, BYLINE)


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_two_bylines_have_two_texts(cut, order: list[int]) -> None:
    """Of two signed pieces in one cluster each has its own text, whichever stands first."""
    river = [
        "渡口没了船，江边的人起初不惯。老船工把桨挂在墙上，说水还在，人还在，过江的故事就还有人讲。",
        "过江的故事讲给谁听，是渡口留下的一道题。老船工的桨不该只挂在墙上，江边的人都可以来写答案。",
    ]
    texts = [SIGNED, river]
    titles = [[TITLE, BYLINE, ""], ["渡口的桨挂在墙上", "湖南日报全媒体评论员 温如玉", ""]]
    page = [*TEA, OTHER_TITLE, *texts[order[0]], *BOOK, "", *texts[order[1]], *BRIDGE, "", *titles[0], *titles[1]]
    outcome = cut(page)
    assert sorted(bodies(outcome)) == sorted([TEA, BOOK, BRIDGE, *texts])
    assert [outcome.article(text[0][:8])["commentators"] for text in texts] == [["陈舟"], ["温如玉"]]


@pytest.mark.parametrize("makers", ["", "（记者 杜若）"])
def test_a_byline_alone_signs_what_names_nobody(cut, makers: str) -> None:
    """A byline under a title far from all texts goes to the news that names no makers, and to none that does."""
    news = f"新华社长沙3月7日电 {makers}清水乡的雨停了，晒谷的人家把谷子摊满了晒场，孩子们赤脚跑来跑去。"
    outcome = cut(["晒谷", news, "", *TEA, "", "雨停", "湖南日报全媒体记者 江小舟"])
    assert (outcome.article("新华社")["byline"] is None) == bool(makers)
