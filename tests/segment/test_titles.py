"""Title lines: whose they are, and what is kicker, headline, subhead, heading. All text is made up."""

from __future__ import annotations

import pytest

from hnreader.segment.conservation import violations

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
BRIDGE = (
    "湖南日报3月8日讯（全媒体记者 江小舟）横跨沙溪的新石桥昨天合龙，桥面用的是当地的青条石，"
    "石匠们按老法子凿了整整两年，沙溪两岸的人终于不用坐渡船了。"
)
BRIDGE_2 = "带头的石匠师傅说，桥拱的每一块条石都编了号，水涨水落都不怕，合龙那天全村的石匠都到了沙溪边。"
STORIES = {"tea": (TEA, TEA_2), "book": (BOOK, BOOK_2), "bridge": (BRIDGE, BRIDGE_2)}
TITLES = {"tea": "青石镇春茶上市", "book": "望江区办起灯下书会", "bridge": "沙溪新石桥合龙"}


def headlines(outcome) -> dict[str, str]:
    """Which story has which headline."""
    return {
        name: article["headline"]
        for name, (opening, _) in STORIES.items()
        for article in outcome.articles
        if article["paragraphs"] and article["paragraphs"][0]["text"] == opening
    }


@pytest.mark.parametrize(
    "order",
    [
        ["tea", "TEA", "book", "BOOK", "bridge", "BRIDGE"],  # right before
        ["TEA", "tea", "BOOK", "book", "BRIDGE", "bridge"],  # right behind
        ["TEA", "BOOK", "BRIDGE", "tea", "book", "bridge"],  # in a cluster behind
        ["TEA", "BOOK", "BRIDGE", "bridge", "tea", "book"],  # in another order
        ["bridge", "book", "tea", "TEA", "BOOK", "BRIDGE"],  # in a cluster before
        ["TEA", "bridge", "BOOK", "tea", "BRIDGE", "book"],  # each beside another's text
    ],
)
def test_a_title_goes_to_the_story_that_speaks_of_it(cut, order: list[str]) -> None:
    """Wherever titles stand on the page, words in common tell whose they are, each used once."""
    lines: list[str] = []
    for each in order:
        lines += [TITLES[each], "", ""] if each.islower() else [*STORIES[each.lower()], ""]
    outcome = cut(lines)
    assert headlines(outcome) == TITLES
    assert outcome.export["furniture"] == []


def test_one_title_one_story(cut) -> None:
    """Two titles that fit one story best do not both go there when another story has none."""
    lines = ["青石镇春茶上市", TEA, TEA_2, "", "石匠凿石两年", BOOK, BOOK_2, "", "沙溪新石桥合龙", BRIDGE, BRIDGE_2]
    assert headlines(cut(lines))["tea"] == "青石镇春茶上市"
    assert "沙溪新石桥合龙" in headlines(cut(lines))["bridge"]
    assert headlines(cut(lines))["book"] != "沙溪新石桥合龙"


def test_a_title_says_how_sure_it_is(cut) -> None:
    """A title carries its evidence, and one that speaks of nothing in its story is less sure."""

    def confidence(title: str) -> float:
        (article,) = cut([title, TEA, TEA_2]).articles
        (why,) = [each for each in article["evidence"] if each["code"].startswith("why.title")]
        assert (why["line"], why["detail"][0]) == (1, title)
        return why["sure"]

    assert 0 < confidence("江畔新风") < confidence("青石镇春茶上市") < 1


@pytest.mark.parametrize(
    ("title", "code", "words"),
    [
        ("青石镇春茶上市", "why.title.words", "青石镇、春茶"),
        ("江畔新风", "why.title.beside", None),
    ],
)
def test_a_title_says_what_decided(cut, title: str, code: str, words: str | None) -> None:
    """The words that a title shares with its story are named; where there are none, its place is."""
    (article,) = cut([title, TEA, TEA_2]).articles
    (why,) = [each for each in article["evidence"] if each["code"].startswith("why.title")]
    assert why["code"] == code
    assert why["detail"] == ([title, words] if words else [title])


def test_a_title_may_speak_of_nothing_in_its_text(cut) -> None:
    """A title that shares no word with any story belongs to the story that it stands right before."""
    outcome = cut(["沙溪新石桥合龙", BRIDGE, BRIDGE_2, "", "香从何处来", TEA, TEA_2])
    assert headlines(outcome) == {"tea": "香从何处来", "bridge": "沙溪新石桥合龙"}


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        # A kicker says who, where, when; what it leads to is the headline.
        (
            ["罗春山在青石镇调研时强调", "抓住农时 种好春茶"],
            {"kicker": "罗春山在青石镇调研时强调", "headline": "抓住农时 种好春茶"},
        ),
        (
            ["罗春山在春茶生产会议上要求", "", "让每片叶子都有好去处"],
            {"kicker": "罗春山在春茶生产会议上要求", "headline": "让每片叶子都有好去处"},
        ),
        # A subhead adds figures, or who attended.
        (
            ["青石镇春茶上市", "", "两万亩茶园头茶价钱比去年上涨3成"],
            {"headline": "青石镇春茶上市", "subhead": "两万亩茶园头茶价钱比去年上涨3成"},
        ),
        (
            ["罗春山在青石镇调研时强调", "", "抓住农时 种好春茶", "", "杜仲明 陈舟参加"],
            {"kicker": "罗春山在青石镇调研时强调", "headline": "抓住农时 种好春茶", "subhead": "杜仲明 陈舟参加"},
        ),
        # Two lines of one length are a double headline.
        (["春茶上市老街飘香", "茶农进城客商盈门"], {"headline": "春茶上市老街飘香茶农进城客商盈门"}),
        (["青石镇春茶上市"], {"headline": "青石镇春茶上市"}),
    ],
)  # fmt: skip
def test_the_lines_of_a_title_have_their_parts(cut, lines: list[str], parts: dict[str, str]) -> None:
    """A kicker says who, where and when, a headline is the call or the fact, a subhead adds figures and names."""
    outcome = cut([*lines, "", TEA, TEA_2])
    found = outcome.title("湖南日报")
    assert {part: text.replace(" ", "") for part, text in found.items()} == {
        part: text.replace(" ", "") for part, text in parts.items()
    }


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "罗春山在青石镇调研时强调 抓住农时种好春茶",
            {"kicker": "罗春山在青石镇调研时强调", "headline": "抓住农时种好春茶"},
        ),
        ("青石镇春茶上市 头茶价钱上涨3成", {"headline": "青石镇春茶上市", "subhead": "头茶价钱上涨3成"}),
    ],
)  # fmt: skip
def test_a_title_on_one_line_is_divided_at_its_blank(cut, line: str, parts: dict[str, str]) -> None:
    """OCR puts kicker and headline, or headline and subhead, on one line with a blank between."""
    assert cut([line, TEA, TEA_2]).title("湖南日报") == parts


def test_a_slogan_in_two_halves_is_one_headline(cut) -> None:
    """A headline of two parallel halves keeps its blank."""
    assert cut(["春茶上市香满老街 茶农进城客商盈门", TEA, TEA_2]).title("湖南日报") == {
        "headline": "春茶上市香满老街 茶农进城客商盈门"
    }


SECTIONS = [
    (
        "茶园有多大",
        (
            "两万亩茶园分在青石镇的十二个村，最高的一块在云雾岭上，最老的一棵茶树据说已有三百岁。"
            "镇里给每块茶园都立了牌子，写明是谁家种的，哪年栽的，一年采几回。"
        ),
    ),
    (
        "茶园缺的人",
        (
            "从前缺路，茶叶挑到集市要走半天；如今缺的是年轻人，会炒茶的师傅大多过了六十岁，手艺没人来学。"
            "老罗的儿子在外地开货车，去年春天回家帮忙，采了三天就又走了。"
        ),
    ),
    (
        "茶园请来师傅",
        (
            "镇里办起了炒茶的夜校，学费全免，头一期来了三十个人，其中十个是从外地回来的年轻人。"
            "师傅手把手地教，铁锅烧到几分热，叶子翻得多快，都要学生自己去试。"
        ),
    ),
]


def with_headings(sections: list[tuple[str, str]]) -> tuple[list[str], list[tuple[str, bool]]]:
    """The lines of a signed piece with headings, and its paragraphs as they should come out."""
    lines, wanted = ["一片叶子的路", "湖南日报全媒体记者 韩松年 通讯员 江小舟", TEA_2], [(TEA_2, False)]
    for heading, text in sections:
        lines += [heading, text]
        wanted += [(heading, True), (text, False)]
    return lines, wanted


def test_headings_stand_before_their_paragraphs(cut) -> None:
    """Short lines between paragraphs of a signed piece are its headings, in their places, and no story's title."""
    lines, wanted = with_headings(SECTIONS)
    (article,) = cut(lines).articles
    assert article["headline"] == "一片叶子的路"
    assert [(each["text"], each["heading"]) for each in article["paragraphs"]] == wanted


@pytest.mark.xfail(
    strict=True, reason="a question of one part is never a title line in OCR, so it is no heading either"
)
def test_questions_are_headings_too(cut) -> None:
    """Headings of one piece that all ask, and begin alike, are headings."""
    questions = ["茶园里有什么？", "茶园里缺什么？", "茶园里要什么？"]
    lines, wanted = with_headings([(each, text) for each, (_, text) in zip(questions, SECTIONS, strict=True)])
    (article,) = cut(lines).articles
    assert [(each["text"], each["heading"]) for each in article["paragraphs"]] == wanted


def test_two_headings_before_one_paragraph_are_both_kept(cut) -> None:
    """Of two lines before one paragraph, each a heading by itself, none gets lost."""
    body = "青石镇的茶农把头一批春茶送到了集市。" * 4
    outcome = cut(["湖南日报全媒体评论员 温如玉", "韩松年", body, "韩松年", "0", "青石镇有什么？"])
    assert violations(outcome.page) == ()


def test_a_label_between_two_bylines_is_kept(cut) -> None:
    """A label such as 编者按 stands somewhere, whatever stands around it."""
    outcome = cut(["本报评论员 温如玉", "编者按", "湖南日报全媒体记者 韩松年", TEA_2, SECTIONS[0][1]])
    assert violations(outcome.page) == ()


def test_a_photo_has_the_title_that_stands_over_it(cut) -> None:
    """A title right above a caption is the picture's, when stories on the page have their own."""
    caption = "3月8日，孩子们在云雾岭的草地上放风筝。江小舟 摄"
    outcome = cut(["青石镇春茶上市", TEA, TEA_2, "", "云雾岭上放风筝", caption, "", "望江区办起灯下书会", BOOK, BOOK_2])
    assert headlines(outcome) == {"tea": TITLES["tea"], "book": TITLES["book"]}
    (photo,) = [each for each in outcome.articles if each["kind"] == "photo"]
    assert (photo["headline"], photo["captions"], photo["photographers"]) == ("云雾岭上放风筝", [caption], ["江小舟"])


def test_a_column_is_no_title(cut) -> None:
    """The name of a standing column stands as the column of the piece below, not in its headline."""
    outcome = cut(["三湘时评", "一片叶子的路", "温如玉", TEA_2, SECTIONS[0][1]])
    assert outcome.title("茶农老罗") == {"column": "三湘时评", "headline": "一片叶子的路"}


def test_a_continuation_leaves_its_title_to_page_one(cut) -> None:
    """A text that comes from another page takes no title from its neighbours."""
    outcome = cut(["▲▲（上接1版③）", TEA_2, SECTIONS[0][1], "", "沙溪新石桥合龙", BRIDGE, BRIDGE_2])
    assert outcome.title("茶农老罗") == {}
    assert headlines(outcome) == {"bridge": "沙溪新石桥合龙"}


def test_a_continuation_takes_no_line_that_nobody_claims(cut) -> None:
    """A title line behind a continuation that shares no word with it is not made its headline."""
    outcome = cut(["▲▲（上接1版③）", TEA_2, SECTIONS[0][1], "", "山风吹过渡口", "", BRIDGE, BRIDGE_2])
    assert outcome.title("茶农老罗") == {}


TEA_3 = "镇里说，头茶价钱高了3成，茶园新添12户，客商都夸香，茶行天不亮就开门，天黑了还亮着灯。"
PICTURE = "3月8日，孩子们在云雾岭的草地上放风筝。江小舟 摄"


@pytest.mark.parametrize("second", ["青石镇茶农炒茶忙", "老街支起铁锅炒春茶", "集市门前排起长队"])
def test_two_titles_that_want_one_story(cut, second: str) -> None:
    """Of two titles that speak of one story the one beside it takes it, and the other the story that has none."""
    lines = ["青石镇春茶上市", TEA, TEA_2, "", second, BOOK, BOOK_2, "", "沙溪新石桥合龙", BRIDGE, BRIDGE_2]
    assert headlines(cut(lines)) == {"tea": TITLES["tea"], "book": second, "bridge": TITLES["bridge"]}


@pytest.mark.parametrize("gap", [[], [""]])
def test_a_kicker_begins_a_title(cut, gap: list[str]) -> None:
    """In a cluster of titles, set close or not, a line that says who spoke where belongs to the line behind it."""
    lines = ["青石镇春茶上市", *gap, "温如玉在图书馆调研时强调", *gap, "让灯下书会走进社区", ""]
    outcome = cut([*lines, TEA, TEA_2, BOOK, BOOK_2])
    assert outcome.title(TEA) == {"headline": "青石镇春茶上市"}
    assert outcome.title(BOOK) == {"kicker": "温如玉在图书馆调研时强调", "headline": "让灯下书会走进社区"}


def test_a_meeting_held_under_its_call(cut) -> None:
    """A call in two halves, which no story has, stays with the meeting that it stands over, far from either story."""
    lines = [TEA, TEA_2, "抓住农时 种好春茶", "", "全镇春茶生产会议召开", "", "灯下书会", BOOK, BOOK_2]
    outcome = cut(lines)
    assert outcome.title(TEA) == {"kicker": "抓住农时 种好春茶", "headline": "全镇春茶生产会议召开"}
    assert outcome.title(BOOK) == {"headline": "灯下书会"}


@pytest.mark.parametrize(
    ("fact", "subhead"),
    [
        ("茶园新添12户", True),
        ("头茶价钱高了3成", True),
        ("茶园新添99户", False),  # no clause of the story
    ],
)
def test_a_fact_that_stands_apart_from_its_headline(cut, fact: str, subhead: bool) -> None:
    """A clause with a figure, far from the headline that it adds to, goes to the story that it was taken from."""
    lines = ["青石镇春茶上市", TEA, TEA_2, TEA_3, "", fact, "", "望江区办起灯下书会", BOOK, BOOK_2]
    outcome = cut(lines)
    found_ = outcome.title(TEA)
    assert (found_.get("subhead") == fact) == subhead
    assert found_["headline"] == "青石镇春茶上市"
    assert headlines(outcome)["book"] == "望江区办起灯下书会"


@pytest.mark.xfail(
    strict=True,
    reason="the blank lines before a line count though another than its neighbour comes first",
)
def test_a_fact_at_the_head_of_the_page(cut) -> None:
    """The same fact over all other lines of the page is a subhead, too, and no half of the headline."""
    outcome = cut(["茶园新添12户", "", "望江区办起灯下书会", BOOK, BOOK_2, "", "青石镇春茶上市", TEA, TEA_2, TEA_3])
    assert outcome.title(TEA) == {"headline": "青石镇春茶上市", "subhead": "茶园新添12户"}


def test_a_clause_without_a_figure_takes_no_title_away(cut) -> None:
    """A clause of the story that stands elsewhere leaves the story the title that stands right over it."""
    lines = ["青石镇春茶上市", TEA, TEA_2, TEA_3, "", "茶行天不亮就开门", "", "望江区办起灯下书会", BOOK, BOOK_2]
    outcome = cut(lines)
    assert "青石镇春茶上市" in outcome.title(TEA).values()
    assert outcome.export["furniture"] == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("春风十里", None),
        ("一路春风十里长", None),
        ("春风吹过十里山花都开了", ""),  # too long
        ("春风十里", "云雾岭上放风筝"),  # the picture has a title
    ],
)
def test_a_short_line_goes_to_a_picture_without_title(cut, line: str, title: str | None) -> None:
    """A few words that no story speaks of are the title of the picture that has none; else they are furniture."""
    above = [title] if title else []
    page = ["青石镇春茶上市", TEA, TEA_2, "", *above, PICTURE, "", "望江区办起灯下书会", BOOK, BOOK_2, "", line]
    outcome = cut(page)
    (photo,) = [each for each in outcome.articles if each["kind"] == "photo"]
    assert photo["headline"] == (line if title is None else title or None)
    assert outcome.export["furniture"] == ([] if title is None else [line])
    assert headlines(outcome) == {"tea": TITLES["tea"], "book": TITLES["book"]}


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("最老的一棵茶树据说已有三百岁", True),  # a clause of the paragraph behind
        ("最老的茶树", True),
        ("沙溪新石桥合龙", False),  # the title of another story, which has none
    ],
)
def test_a_heading_taken_from_its_story(cut, line: str, heading: bool) -> None:
    """Between two paragraphs of news a line taken from them is a heading, one that another story asks for its title."""
    page = ["青石镇春茶上市", TEA, TEA_2, line, SECTIONS[0][1], SECTIONS[1][1], ""]
    outcome = cut([*page, "望江区办起灯下书会", BOOK, BOOK_2, "", BRIDGE, BRIDGE_2])
    found_ = [each["text"] for each in outcome.article(TEA)["paragraphs"] if each["heading"]]
    assert found_ == ([line] if heading else [])
    assert headlines(outcome).get("bridge") == (None if heading else line)
    assert headlines(outcome)["tea"] == "青石镇春茶上市"


def test_a_line_broken_in_mid_word_holds_fast(cut) -> None:
    """The rest of a title line that the measure broke in a word stays with it, though it speaks of another story."""
    lines = ["青石镇的茶农把头一批春茶送到了图", "书馆", "", "沙溪新石桥合龙", ""]
    outcome = cut([*lines, BOOK, BOOK_2, TEA, TEA_2, BRIDGE, BRIDGE_2])
    assert headlines(outcome)["tea"] == "青石镇的茶农把头一批春茶送到了图书馆"


def test_a_kicker_is_not_held_by_a_line_above(cut) -> None:
    """A line that says who spoke where begins its title, whatever stands above it, parted from it."""
    outcome = cut(["山风吹过渡口", "", "罗春山在青石镇调研时强调", "", "青石镇春茶上市", TEA, TEA_2, BOOK, BOOK_2])
    assert outcome.title(TEA) == {"kicker": "罗春山在青石镇调研时强调", "headline": "青石镇春茶上市"}
    assert outcome.export["furniture"] == ["山风吹过渡口"]


@pytest.mark.parametrize("strange", ["山风吹过渡口", "山风吹过茶山渡口"])  # a word in common is not enough
def test_a_strange_line_between_two_titles_is_nobodys(cut, strange: str) -> None:
    """A line parted by blank lines that no story speaks of is put to neither of the titles around it."""
    lines = ["青石镇春茶上市", "", strange, "", "望江区办起灯下书会"]
    outcome = cut([*lines, TEA, TEA_2, BOOK, BOOK_2])
    assert headlines(outcome) == {"tea": TITLES["tea"], "book": TITLES["book"]}
    assert outcome.export["furniture"] == [strange]


def test_a_strange_line_right_above_a_title_is_its_kicker(cut) -> None:
    """The same line over the title right above its text is a kicker: one may say what the text does not."""
    outcome = cut([TITLES["book"], BOOK, BOOK_2, "", "山风吹过渡口", "", "青石镇春茶上市", TEA, TEA_2])
    assert outcome.title(TEA) == {"kicker": "山风吹过渡口", "headline": "青石镇春茶上市"}


def test_lines_set_close_are_one_title(cut) -> None:
    """The same line set close over a title belongs to it, though the story before it has none."""
    outcome = cut([BOOK, BOOK_2, "", "山风吹过渡口", "青石镇春茶上市", TEA, TEA_2])
    assert outcome.title(TEA) == {"headline": "山风吹过渡口青石镇春茶上市"}
    assert outcome.title(BOOK) == {}


def test_a_call_stands_with_the_meeting_that_made_it(cut, printed) -> None:
    """In a text layer, too, a call in two halves goes with the meeting below it, whose story is the farther one."""
    lines = ["抓住农时 种好春茶", "", "望江区图书馆工作会议召开", ""]
    stories = printed(*(text.replace(" ", "") for text in (TEA, TEA_2, BOOK, BOOK_2)))
    found_ = cut([*lines, *stories]).title(BOOK.replace(" ", "")[:20])
    assert found_ == {"kicker": "抓住农时 种好春茶", "headline": "望江区图书馆工作会议召开"}
