"""Short rows of OCR: pieces of sentences, or title lines. All text is made up."""

from __future__ import annotations

import pytest

from hnreader.language.continuity import Continuity
from hnreader.segment.blocks import blocks_of
from hnreader.segment.draft import Role

DATED = (
    "湖南日报3月8日讯（全媒体记者 韩松年）近日，青石镇的茶农把头一批春茶送到了集市，"
    "茶行门前排起了长队，镇里请来的制茶师傅在老街支起铁锅，当街炒茶给客商看。"
)
TEXT = "茶农老罗种了四十年茶，他家的茶园在半山腰，今年头茶的价钱比去年高了三成，他打算再添一口炒茶的铁锅。"
OTHER = (
    "湖南日报3月8日讯（全媒体记者 杜若）望江区图书馆昨晚办起了灯下书会，"
    "读者围着长桌轮流朗读，窗外就是江水，馆员给每位读者备了一盏旧台灯。"
)


@pytest.fixture
def roles(rows):
    """What each row of a page is taken for at first, by its text."""

    def _roles(*lines: str) -> dict[str, Role]:
        page = rows(lines)
        return {block.bare: block.role for block in blocks_of(page, Continuity(row.bare for row in page))}

    return _roles


@pytest.mark.parametrize(
    ("piece", "rest"),
    [
        ("老罗在座谈会上听取了茶", "农的汇报，记下了每一户的难处，说回去以后一件一件地办，办不成的也要给个说法。"),
        ("青石镇的茶农把春", "茶送到了集市，桥头的茶行早已排起长队，客商都来了，等到天黑才散，谁也不想空手走。"),
        ("大家要扛起保护茶园的任", "务，谁家的茶谁家收钱，一分也不能少，也不能多，年底在村口的墙上张榜公布。"),
        ("镇里的夜校今年要为山村培", "育新一代的炒茶师傅，学费全免，铁锅也由镇里置办，学成了就在老街开自家的铺子。"),
    ],
)
def test_a_short_row_whose_rest_is_next_is_a_piece(roles, piece: str, rest: str) -> None:
    """A word across the end of a short row and the beginning of the next makes it a piece of a sentence."""
    assert roles(DATED, piece, rest, TEXT)[piece] is Role.BODY
    assert roles(piece, rest, DATED, TEXT)[piece] is Role.BODY
    assert roles(DATED, TEXT, piece, OTHER)[piece] is Role.TITLE  # the rest is not on the page


@pytest.mark.parametrize(
    ("piece", "rest"),
    [
        ("炒茶的铁", "锅烧得正旺，师傅们轮流守着，一夜没有合眼，天亮了才睡，醒来又去添柴，谁也不喊累。"),  # too short
        ("青石镇茶园修通公路", "务，谁家的茶谁家收钱，一分也不能少，也不能多，年底在村口的墙上张榜公布。"),  # no word
        ("青石镇茶农扛起任", "。春茶开市那天，老街上的铺子都挂起了灯笼，客商从城里来，天黑了也不肯散去。"),  # a mark
        ("青石镇的茶农把春 客商进城", "茶送到了集市，桥头的茶行早已排起长队，客商都来了，等到天黑才散。"),  # two parts
    ],
)
def test_a_title_has_no_rest(roles, piece: str, rest: str) -> None:
    """A row of a few characters, one that makes no word with what follows, and parts of one line are titles."""
    assert all(roles(DATED, piece, rest, TEXT)[part] is Role.TITLE for part in piece.split())


@pytest.mark.parametrize(
    ("between", "known", "role"),
    [
        (0, False, Role.BODY),
        (1, False, Role.TITLE),
        (1, True, Role.BODY),
        (8, True, Role.BODY),
        (14, True, Role.TITLE),
    ],
)
def test_the_rest_of_a_piece_may_stand_farther(roles, between: int, known: bool, role: Role) -> None:
    """A few blocks away stands the other half where the page has the words around the cut elsewhere in one piece."""
    piece = "大家要扛起保护茶园的使命任"
    rest = "务，谁家的茶谁家收钱，一分也不能少，也不能多，年底在村口的墙上张榜公布。"
    more = "今年各村的使命任务又添了一项，茶农们都说好，说完就回茶园去了，天黑才下山。" if known else OTHER
    assert roles(DATED, piece, *[TEXT] * between, rest, more)[piece] is role


def test_a_dateline_is_no_rest(roles) -> None:
    """What opens a story goes on with nothing: a title right before it stays one, whatever word they make."""
    title = "青石镇茶农喜迎湖"  # 湖南
    assert roles(OTHER, TEXT, title, DATED)[title] is Role.TITLE


@pytest.mark.parametrize(
    ("line", "role"),
    [
        # Titles with a comma: two halves, balanced or not.
        ("早晚温差大，午后有阵雨", Role.TITLE),
        ("春茶上市，老街飘香", Role.TITLE),
        ("全镇各村的茶农，都在等这场春雨", Role.TITLE),
        ("春茶上市，老街飘香 茶农进城客商盈门", Role.TITLE),
        # Sentences: several commas, a last word that wants another, words that open them.
        ("春茶上市，老街飘香，客商盈门", Role.BODY),
        ("各村要管好茶园，用好春雨的", Role.BODY),
        ("各村要把茶园的责任，一户一户交给", Role.BODY),
        ("会议强调要守住茶园的底线", Role.BODY),
        ("此外老街还有三家新茶行", Role.BODY),
        ("罗春山指出春茶的路子要走宽", Role.BODY),
        ("与此同时夜校也开了课", Role.BODY),
        # …and what only looks like them.
        ("会议昨天在青石镇召开", Role.TITLE),
        ("老街又开了三家新茶行", Role.TITLE),
        ("各村管好茶园用好春雨的办法", Role.TITLE),
        ("各地用好这场春雨的", Role.TITLE),  # a last word alone does not tell
        ("春茶上市，", Role.BODY),
        ("罗春山说，春茶的路子要走宽", Role.BODY),
    ],
)
def test_commas_and_words_tell_sentences_from_titles(roles, line: str, role: Role) -> None:
    """Between paragraphs, a line with commas, an opening of sentences or an end that hangs is a piece of a sentence."""
    found = roles(DATED, TEXT, line, OTHER)
    assert {found[part] for part in (line.split() if line.count(" ") else [line])} == {role}


@pytest.mark.parametrize("line", ["春茶上市，老街飘香，客商盈门", "春茶上市，老街上挂灯，门前客商等着看"])
def test_nothing_stands_before_a_title(roles, line: str) -> None:
    """The same line at the head of a page, or behind another title, is rather a title."""
    assert roles(line, DATED, TEXT)[line] is Role.TITLE
    assert roles(DATED, TEXT, "青石镇茶农进城记", line, OTHER)[line] is Role.TITLE


@pytest.mark.parametrize(
    "kicker",
    [
        "罗春山在青石镇调研时强调",
        "罗春山在全镇春茶生产会议上要求",
        "罗春山在“老街茶会”上指出",
    ],
)
@pytest.mark.parametrize(
    "behind",
    [
        "调茶的师傅到了老街，支起铁锅当街炒茶，客商围着看火候，茶行一早就卖空了，傍晚又添了一批。",  # 强调, 调茶
        "务农的人最懂天时，春茶早一天采价钱就高一成，茶农们都盼着天晴，天一晴全家都上山去采茶。",
        "要把春茶的路子走宽，让每一片叶子都有去处，让每一户茶农都有奔头，这是全镇今年最大的事。",
    ],
)
def test_a_line_that_says_who_spoke_where_is_no_piece(roles, kicker: str, behind: str) -> None:
    """A kicker stands behind a paragraph and before one, and is a title line however well it goes on with that."""
    assert roles(DATED, kicker, behind, TEXT)[kicker] is Role.TITLE
    assert roles(DATED, TEXT, kicker, "抓住农时 种好春茶", OTHER)[kicker] is Role.TITLE
    assert roles(DATED, kicker + "，", behind, TEXT)[kicker + "，"] is Role.BODY  # what was said follows a comma


def test_a_piece_is_read_within_its_story(cut) -> None:
    """A short piece between two halves of its sentence is put back into it."""
    sentence = "镇里的夜校今年要为山村培育新一代的炒茶师傅，学费全免，铁锅也由镇里置办，学成了就在老街开自家的铺子。"
    (article,) = cut([DATED, TEXT, sentence[:12], sentence[12:]]).articles
    assert [one["text"] for one in article["paragraphs"]] == [DATED, TEXT, sentence]
    assert article["headline"] is None
