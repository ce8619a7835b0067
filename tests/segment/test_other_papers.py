"""Pages that other papers print, and other typesetters set. All text is made up."""

from __future__ import annotations

import pytest

from hnreader.segment.line_features import is_name_alone

TEA = "近日，青石镇的茶农把头一批春茶送到了集市，茶行门前排起了长队，镇里请来的制茶师傅在老街支起铁锅，当街炒茶。"
TEA_2 = "茶农老罗种了四十年茶，他家的茶园在半山腰，今年头茶的价钱比去年高了三成，他打算再添一口炒茶的铁锅。"
BOOK = "望江区图书馆昨晚办起了灯下书会，读者围着长桌轮流朗读，窗外就是江水，馆员给每位读者备了一盏旧台灯。"
BOOK_2 = "馆长说，书会每周五晚上都办，读什么书由读者投票，读完的书就留在长桌上，谁都可以借走，一个月后再还。"


def bodies(outcome) -> list[list[str]]:
    return [[each["text"].replace(" ", "") for each in article["paragraphs"]] for article in outcome.articles]


@pytest.mark.parametrize(
    "opening",
    [
        "本报讯（记者 韩松年）",
        "本报讯(记者 韩松年 通讯员 杜若)",
        "本报青石3月8日讯（记者 韩松年）",
        "本报讯 （见习记者 韩松年）",
        "新华社北京3月8日电（记者 韩松年）",
        "新华社长沙3月8日电 （记者韩松年、杜若）",
        "潇湘晨报3月8日讯（记者 韩松年）",
        "湖南日报·新湖南客户端3月8日讯（记者 韩松年）",
        "【本报讯】（记者 韩松年）",
        "三湘都市报3月8日讯（记者 韩松年）",
        "中国青年报3月8日讯（记者 韩松年）",
        "湘江日报3月8日讯（融媒体记者 韩松年）",
        "湖南日报３月８日讯（全媒体首席记者 韩松年）",
        "本报长沙讯（记者 韩松年）",
    ],
)
def test_other_datelines_open_stories(cut, opening: str) -> None:
    """本报讯, 新华社…电 and other papers' datelines open stories as the paper's own do, and name their makers."""
    outcome = cut([opening + TEA, TEA_2, opening + BOOK, BOOK_2])
    compact = opening.replace(" ", "")
    assert bodies(outcome) == [[compact + TEA, TEA_2], [compact + BOOK, BOOK_2]]
    assert {each["kind"] for each in outcome.articles} == {"news"}
    assert all(each["reporters"][0] == "韩松年" for each in outcome.articles)


@pytest.mark.parametrize(
    "opening",
    [
        "国家电网湖南供电公司",
        "镇上的合作社种植户用电量比去年多，",
        "本报电话",
        "本报驻京通讯员杜若说，",
        "湖南日报上说，",
        "据媒体报道，",
    ],
)
def test_what_only_sounds_like_a_dateline_opens_nothing(cut, opening: str) -> None:
    """A paper's name or 电 in running text is no dateline."""
    outcome = cut(["本报讯（记者 韩松年）" + TEA, opening + TEA_2, BOOK_2])
    assert bodies(outcome) == [["本报讯（记者韩松年）" + TEA, opening + TEA_2, BOOK_2]]


@pytest.mark.parametrize(
    "lines",
    [
        ["湖南日报3月8日", "讯（全媒体记者 韩松"],
        ["湖南日报3月8日讯", "（全媒体记者 韩松"],
        ["三湘都市报3月8", "日讯（记者 韩松"],
        ["本报长沙3月", "8日讯（记者 韩松"],
    ],
)
def test_a_dateline_over_two_lines_opens_a_story(cut, printed, lines: list[str]) -> None:
    """The measure may break a dateline anywhere; its first line is no masthead and no title."""
    before = printed("本报讯（记者杜若）" + BOOK, BOOK_2, measure=12)
    behind = printed("年）" + TEA, TEA_2, measure=12)
    outcome = cut([*before, *[each for line in lines for each in (line, "")], *behind])
    opened = "".join(lines).replace(" ", "") + "年）" + TEA
    assert bodies(outcome) == [["本报讯（记者杜若）" + BOOK, BOOK_2], [opened, TEA_2]]


SIGNED = [
    "（记者 韩松年 杜若）",
    "（本报记者 韩松年 通讯员 江小舟）",
    "(记者 韩松年)",
    "（据新华社）",
]


@pytest.mark.parametrize("credit", SIGNED)
def test_makers_behind_the_last_sentence_close_a_story(cut, credit: str) -> None:
    """A paper without datelines names the makers at the end; what follows is another story."""
    lines = ["青石镇春茶上市", TEA, TEA_2 + credit, "望江区办起灯下书会", BOOK, BOOK_2 + credit]
    outcome = cut(lines)
    compact = credit.replace(" ", "")
    assert bodies(outcome) == [[TEA, TEA_2 + compact], [BOOK, BOOK_2 + compact]]
    assert not any(each["truncated"] for each in outcome.articles)
    assert [each["headline"] for each in outcome.articles] == ["青石镇春茶上市", "望江区办起灯下书会"]


def test_the_rest_of_a_paragraph_behind_a_headline_opens_nothing(cut) -> None:
    """A paragraph cut by the next story's headline goes on behind it, and takes its makers with it."""
    half = TEA_2.index("比去年高")
    rest = TEA_2[half:] + SIGNED[0]
    lines = ["青石镇春茶上市", TEA, TEA_2[:half], "望江区办起灯下书会 读者轮流朗读", rest, BOOK, BOOK_2 + SIGNED[2]]
    outcome = cut(lines)
    signed = [SIGNED[0].replace(" ", ""), SIGNED[2].replace(" ", "")]
    assert bodies(outcome) == [[TEA, TEA_2 + signed[0]], [BOOK, BOOK_2 + signed[1]]]
    assert [each["reporters"] for each in outcome.articles] == [["韩松年", "杜若"], ["韩松年"]]


@pytest.mark.parametrize("remark", ["（注：头茶即头一批春茶）", "（左起第二人）", "（完）"])
def test_other_brackets_at_the_end_close_none(cut, remark: str) -> None:
    """A remark in brackets is no list of makers."""
    outcome = cut(["本报讯（记者 韩松年）" + TEA, TEA_2 + remark, BOOK, BOOK_2])
    assert len(outcome.articles) == 1
    assert not outcome.articles[0]["truncated"]


@pytest.mark.parametrize("measure", [15, 19])
def test_lines_without_blanks_between(cut, printed, measure: int) -> None:
    """A typesetter whose lines come without blank lines between is read by the measure as well."""
    opening = "本报讯（记者韩松年）"
    lines = [
        "青石镇春茶上市",
        *printed(opening + TEA, TEA_2, measure=measure, blank=False),
        "望江区办起灯下书会",
        *printed(opening + BOOK, BOOK_2, measure=measure, blank=False),
    ]
    outcome = cut(lines)
    assert bodies(outcome) == [[opening + TEA, TEA_2], [opening + BOOK, BOOK_2]]
    assert [each["headline"] for each in outcome.articles] == ["青石镇春茶上市", "望江区办起灯下书会"]


def test_half_width_marks(cut) -> None:
    """Half-width commas, brackets and stops serve as full ones do."""
    half = str.maketrans("，（）：；？！", ",():;?!")
    opening = "湖南日报3月8日讯(全媒体记者 韩松年 通讯员 杜若)"
    lines = ["青石镇春茶上市", opening + TEA.translate(half), TEA_2.translate(half)[:30], TEA_2.translate(half)[30:]]
    outcome = cut(lines)
    assert bodies(outcome) == [[opening.replace(" ", "") + TEA.translate(half), TEA_2.translate(half)]]
    (article,) = outcome.articles
    assert (article["headline"], article["reporters"], article["correspondents"]) == (
        "青石镇春茶上市", ["韩松年"], ["杜若"],
    )  # fmt: skip


def test_traditional_quotes(cut) -> None:
    """A page with 「」 and 『』 keeps them, and a paragraph that ends within them is closed."""
    speech = "茶农老羅說：「今年雨水好，茶葉比去年香，客人喝了都說『好茶』，價錢也比去年高了三成，一家人都很歡喜。」"
    more = "他打算再添一口炒茶的鐵鍋，讓兒子也學這門手藝，等到穀雨以後，再請老街上的鄰居都來家裡喝茶。"
    outcome = cut(["本報訊", "本报讯（記者 韓松年）" + TEA, speech, more])
    assert any(body[-2:] == [speech, more] for body in bodies(outcome))
    assert not any(article["truncated"] for article in outcome.articles)


def test_a_page_with_windows_line_ends(cut) -> None:
    """Line ends of another system make no difference to what is read."""
    lines = ["青石镇春茶上市", "本报讯（记者 韩松年）" + TEA, TEA_2]
    assert bodies(cut("\r\n".join(lines))) == bodies(cut("\n".join(lines))) == bodies(cut("\r".join(lines)))


def test_indents_that_were_kept_make_no_difference(cut, printed) -> None:
    """Blanks before and behind lines, of any width, are no part of the text."""
    lines = printed("本报讯（记者韩松年）" + TEA, TEA_2)
    assert bodies(cut([f"　　{line}  " for line in lines])) == bodies(cut(lines))


@pytest.mark.parametrize("name", ["望江时评", "民生视点", "观察哨", "一线调研", "走基层", "青石论坛", "市井漫谈"])
@pytest.mark.parametrize("author", ["温如玉", "本报记者 温如玉"])
def test_a_column_is_known_by_its_form(cut, name: str, author: str) -> None:
    """A short line that names a sort of column stands over a piece as its column, never as its headline."""
    outcome = cut(["本报讯（记者 韩松年）" + BOOK, BOOK_2, name, "青石镇的春茶香", author, TEA, TEA_2])
    article = outcome.article(TEA[:8])
    assert (article["column"], article["headline"]) == (name, "青石镇的春茶香")
    opinion = author == "温如玉" or name.endswith(("时评", "论坛", "漫谈"))
    assert article["kind"] == ("commentary" if opinion else "feature")


@pytest.mark.parametrize("line", ["春茶产业高峰论坛", "韩松年调研", "青石观察到的", "青石镇讲述老街的故事"])
def test_a_headline_with_such_words_is_no_column(cut, line: str) -> None:
    """The same words end headlines, which are longer or say who does what."""
    article = cut([line, "本报讯（记者 韩松年）" + TEA, TEA_2]).article("本报讯")
    assert (article["column"], article["headline"]) == (None, line)


def piece(*lines: str) -> list[str]:
    return ["青石镇春茶上市", "本报记者 韩松年", TEA, *lines, TEA_2]


OTHER = ["望江区办起灯下书会", "本报记者 杜若", BOOK, BOOK_2]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        # Where other news has a dateline, a piece under a byline is a feature.
        ([*piece(), "望江区办起灯下书会", "本报讯（记者 杜若）" + BOOK, BOOK_2], "feature"),
        # Where none has, it is news,
        ([*piece(), *OTHER], "news"),
        # unless headings divide it.
        ([*piece("茶农老罗的半山茶园"), *OTHER], "feature"),
        # One piece alone makes no habit.
        (piece(), "feature"),
    ],
)
def test_a_byline_without_a_dateline(cut, lines: list[str], kind: str) -> None:
    """A paper that prints no datelines signs its news with a byline; elsewhere a byline alone tells a feature."""
    assert cut(lines).article(TEA[:8])["kind"] == kind


def test_news_signed_at_its_end_is_news(cut) -> None:
    """Makers behind the last sentence tell news; so is what goes on elsewhere on such a page."""
    lines = ["青石镇春茶上市", TEA, TEA_2 + SIGNED[0], "望江区办起灯下书会", BOOK, BOOK_2 + SIGNED[1]]
    outcome = cut(lines)
    assert [each["kind"] for each in outcome.articles] == ["news", "news"]
    assert [each["reporters"] for each in outcome.articles] == [["韩松年", "杜若"], ["韩松年"]]
    assert outcome.articles[1]["correspondents"] == ["江小舟"]


def test_a_byline_over_an_agency_dateline_signs_it(cut) -> None:
    """A dateline that names nobody leaves room for a byline over the story."""
    opening = "本报青石3月8日电"
    outcome = cut(["青石镇春茶上市", "本报记者 韩松年", opening + TEA, TEA_2, "灯下书会", "本报讯（记者 杜若）" + BOOK])
    article = outcome.article(opening)
    assert (article["byline"], article["reporters"], article["kind"]) == ("本报记者 韩松年", ["韩松年"], "news")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("温如玉", True),
        ("杜若", True),
        ("温如玉 杜若", True),
        ("温如玉、杜若", True),
        ("温 如 玉", True),
        ("田间春管忙", False),  # 田 and 管 are surnames
        ("明显", False),
        ("安全", False),
    ],
)
def test_a_name_alone_signs_and_words_do_not(rows, line: str, name: bool) -> None:
    """One or two names sign a piece; two are parted, and a common word is no name though it begins like one."""
    (row,) = rows([line])
    assert is_name_alone(row) == name


def test_a_byline_stands_under_its_title(cut) -> None:
    """In a cluster of titles each byline signs the title over it, not the one below."""
    opening = "本报青石3月8日电"
    titles = ["青石镇春茶上市", "", "本报记者 韩松年", "", "望江区办起灯下书会", "", "本报记者 杜若", ""]
    outcome = cut([*titles, opening + TEA, TEA_2, opening + BOOK, BOOK_2])
    assert outcome.article(opening + TEA[:4])["reporters"] == ["韩松年"]
    assert outcome.article(opening + BOOK[:4])["reporters"] == ["杜若"]
