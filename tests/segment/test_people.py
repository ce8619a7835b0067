"""Who made a piece, by role, however the byline is printed."""

from __future__ import annotations

import pytest

from hnreader.model import People
from hnreader.segment.people import parse_credit, parse_makers


@pytest.mark.parametrize(
    ("printed", "people"),
    [
        ("全媒体记者 韩松年", People(reporters=("韩松年",))),
        ("全媒体记者 韩松年 杜若 通讯员 江小舟", People(("韩松年", "杜若"), ("江小舟",))),
        ("湖南日报全媒体记者 韩松年 通讯员 杜 若", People(("韩松年",), ("杜若",))),
        ("湖南日报·新湖南客户端记者 韩松年", People(("韩松年",))),
        ("记者韩松年通讯员江小舟", People(("韩松年",), ("江小舟",))),
        ("全媒体记者韩松年江小舟", People(("韩松年", "江小舟"))),
        ("见习记者 杜若", People(("杜若",))),
        ("全媒体见习记者 杜若 实习生 江小舟", People(("杜若",), ("江小舟",))),
        ("记者 韩松年 特约通讯员 江小舟", People(("韩松年",), ("江小舟",))),
        ("通讯员 江小舟 记者 韩松年", People(("韩松年",), ("江小舟",))),
        ("记 者 韩 松 年 通 讯 员 江 小 舟", People(("韩松年",), ("江小舟",))),
        ("记者 阿里·木沙", People(("阿里·木沙",))),
        ("株洲日报记者 韩松年", People(("韩松年",))),
        ("湖南日报全媒体评论员 温如玉", People(commentators=("温如玉",))),
        ("本报评论员 温 如", People(commentators=("温如",))),
        ("特约评论员 温如玉 杜若", People(commentators=("温如玉", "杜若"))),
        ("记者 韩松年 摄影报道", People(photographers=("韩松年",))),
        ("全媒体记者 韩松年 通讯员 杜若 摄影报道", People(photographers=("韩松年", "杜若"))),
        ("摄影记者 韩松年", People(photographers=("韩松年",))),
        ("融媒体记者 韩松年 通讯员 杜若", People(("韩松年",), ("杜若",))),
        ("全媒体首席记者 韩松年", People(("韩松年",))),
        ("三湘都市报记者 韩松年", People(("韩松年",))),
        ("新华社记者 韩松年、杜若", People(("韩松年", "杜若"))),
        ("□ 本报记者 韩松年", People(("韩松年",))),
        ("本报记者 韩松年 杜若 摄", People(photographers=("韩松年", "杜若"))),
        # Who wrote and who took the pictures.
        ("记者 韩松年/文 杜若/图", People(("韩松年",), photographers=("杜若",))),
        ("本报记者 韩松年/文 通讯员 杜若/图", People(("韩松年",), photographers=("杜若",))),
        ("通讯员 韩松年/文 杜若/图", People((), ("韩松年",), ("杜若",))),
        ("文/韩松年 图/杜若", People(("韩松年",), photographers=("杜若",))),
        ("撰文/韩松年 摄影/杜若", People(("韩松年",), photographers=("杜若",))),
        ("文/图 本报记者 韩松年", People(("韩松年",), photographers=("韩松年",))),
        ("记者 韩松年 文/图", People(("韩松年",), photographers=("韩松年",))),
        ("韩松年 文/图", People(("韩松年",), photographers=("韩松年",))),
    ],
)
def test_makers_are_read_by_role(generic, printed: str, people: People) -> None:
    """Each name goes with the word of office before it; who signs a 摄影报道 took the pictures."""
    assert parse_makers(printed, generic) == people


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "韩松年 杜若",
        "记者从县里了解到",
        "记者 看到茶农正在采茶",
        "全国优秀记者评选结果揭晓",
        "通讯员队伍建设座谈会召开",
        "图/文 茶农采茶",
        "记者：茶农采茶",
        "24/7 茶馆",
        "文/图并茂",
    ],
)
def test_what_holds_something_else_is_no_byline(generic, printed: str) -> None:
    """A text with the word 记者 in it, but with more than names behind, names nobody."""
    assert parse_makers(printed, generic) is None


@pytest.mark.parametrize(
    ("caption", "names"),
    [
        ("3月8日，青石镇的茶农在采茶。 韩松年 摄", ("韩松年",)),
        ("3月8日，青石镇的茶农在采茶。韩松年 杜若 摄", ("韩松年", "杜若")),
        ("图为桥头书店。韩松年摄（湖南图片库）", ("韩松年",)),
        ("图为桥头书店。湖南日报全媒体记者 韩松年 摄", ("韩松年",)),
        ("图为桥头书店。通讯员 江小舟 摄影报道", ("江小舟",)),
        ("图为桥头书店。新华社记者 韩松年 摄", ("韩松年",)),
        ("图为桥头书店。新华社发（韩松年 摄）", ("韩松年",)),
        ("图为桥头书店。（韩松年、杜若 摄）", ("韩松年", "杜若")),
        ("图为桥头书店。本报记者 韩松年 摄影报道", ("韩松年",)),
        ("图为桥头书店。记者 韩松年/文 杜若/图", ("杜若",)),
        ("图为桥头书店。摄影：韩松年", ("韩松年",)),
        ("图为桥头书店。（资料图片）", ()),
        ("图为桥头书店。", ()),
    ],
)
def test_a_credit_names_the_photographer(generic, caption: str, names: tuple[str, ...]) -> None:
    """The names right before 摄 or 摄影报道 at a caption's end took the picture."""
    assert parse_credit(caption, generic) == names


BODY = "近日，青石镇的茶农把头一批春茶送到了集市，桥头的茶行一早就排起了长队，老街上满是茶香，来往的客商络绎不绝。"


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (
            ["湖南日报3月8日讯（全媒体记者 韩松年 杜若 通讯员 江小舟）" + BODY],
            {"reporters": ["韩松年", "杜若"], "correspondents": ["江小舟"]},
        ),
        (
            ["湖南日报3月8日讯(全媒体记者 韩松年 通讯员 杜 若)" + BODY],
            {"reporters": ["韩松年"], "correspondents": ["杜若"]},
        ),
        (["湖南日报3月8日讯（全媒体记者 阿里·木沙）" + BODY], {"reporters": ["阿里·木沙"]}),
        (["一片叶子的路", "湖南日报全媒体评论员 温如玉", BODY], {"commentators": ["温如玉"]}),
        (
            ["一片叶子的路", "湖南日报全媒体记者 韩松年 通讯员 江小舟", BODY],
            {"reporters": ["韩松年"], "correspondents": ["江小舟"]},
        ),
        (["三湘时评", "一片叶子的路", "温如玉", BODY], {"commentators": ["温如玉"]}),
    ],
)
def test_a_story_names_its_makers(cut, lines: list[str], fields: dict[str, list[str]]) -> None:
    """The makers of a story stand in its dateline's bracket, or in the byline over it."""
    article = cut(lines).article(lines[-1][:6])
    roles = ("reporters", "correspondents", "photographers", "commentators")
    assert {role: article[role] for role in roles if article[role]} == fields


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (
            ["湖南日报3月8日讯（全媒体记者", "韩松年 通讯员 杜若）近日，青石镇"],
            {"reporters": ["韩松年"], "correspondents": ["杜若"]},
        ),
        (
            ["湖南日报3月8日讯（全媒体记者 韩", "松年 通讯员 杜若）近日，青石镇的"],
            {"reporters": ["韩松年"], "correspondents": ["杜若"]},
        ),
        (
            ["湖南日报3月8日讯（全媒体", "记者 韩松年 通讯员 杜若）近日，青石"],
            {"reporters": ["韩松年"], "correspondents": ["杜若"]},
        ),
        (["湖 南 日 报 3月 8日 讯（ 全 媒 体", "记 者 韩 松 年）近日，青石镇的茶农把头"], {"reporters": ["韩松年"]}),
    ],
)
def test_a_line_end_does_not_part_a_name(cut, lines: list[str], fields: dict[str, list[str]]) -> None:
    """In a text layer the bracket of makers runs over lines, and a name or an office may be cut by a line's end."""
    more = [
        "一批春茶送到了集市，桥头的茶行一早就",
        "排起了长队，老街上满是茶香，来往的客",
        "商络绎不绝，一直热闹到天黑以后才散，",
        "店家都说好。",
    ]
    article = cut([each for line in (*lines, *more) for each in (line, "")]).articles[0]
    roles = ("reporters", "correspondents", "photographers", "commentators")
    assert {role: article[role] for role in roles if article[role]} == fields


@pytest.mark.parametrize("at", [12, 14, 18, 20, 23])
def test_a_dateline_that_ocr_cut_within_its_bracket(cut, at: int) -> None:
    """The names are read across the cut, wherever in the bracket it fell, names that it parts included."""
    text = (
        "湖南日报3月8日讯（全媒体记者 韩松年 通讯员 杜若）青石镇的茶农把头一批春茶送到了集市，镇里请来的师傅当街炒茶。"
    )
    (article,) = cut([text[:at], text[at:]]).articles
    assert (article["reporters"], article["correspondents"]) == (["韩松年"], ["杜若"])
