"""Which newspaper a page is of, by what it prints of itself. All text is made up."""

from __future__ import annotations

import pytest

from hnreader.model import Page
from hnreader.papers import identify
from hnreader.reading import pages_from

BODY = "青石镇的茶农把头一批春茶送到了集市，桥头的茶行一早就排起了长队，老街上满是茶香，来往的客商络绎不绝。"


def page(*lines: str) -> Page:
    made = next(pages_from("\n".join([*lines, BODY]).encode(), "page.txt"))
    assert isinstance(made, Page)
    return made


@pytest.mark.parametrize(
    ("lines", "paper", "codes"),
    [
        # The masthead, however it is set, in either script.
        (["湖南日报", "2024年3月9日 星期六"], "hunan-daily", ["masthead"]),
        (["湖 南 日 报"], "hunan-daily", ["masthead"]),
        (["HUNAN DAILY 第26931号"], "hunan-daily", ["masthead"]),
        (["湖南日报社出版 国内统一连续出版物号CN43-0001"], "hunan-daily", ["masthead"]),
        (["人民日报", "本报北京3月8日电（记者 韩松年）" + BODY], "people-daily", ["masthead"]),
        (["农民日报 2024年3月9日 星期六"], "farmers-daily", ["masthead"]),
        (["2024年3月9日 星期六 甲辰年正月廿九 湖南日报"], "hunan-daily", ["masthead"]),
        # An issue number tells the paper where it agrees with the day.
        (["2025年3月", "27", "星期四", "第27314号"], "hunan-daily", ["number"]),
        (["2025年3月28日 第27315号 今日8版"], "hunan-daily", ["number"]),
        (["2025年3月28日 第27314号 今日8版"], None, []),
        (["第27314号 今日8版"], None, []),
        (["第27314号 今日8版", "本报3月26日讯（记者 韩松年）" + BODY], "hunan-daily", ["number"]),
        (["第27314号 今日8版", "本报3月27日讯（记者 韩松年）" + BODY], None, []),
        # The page's label.
        (["人民日报 03版 要闻"], "people-daily", ["label"]),
        (["第3版 要闻 湖南日报"], "hunan-daily", ["label"]),
        (["第3版 要闻"], None, []),
        (["湖南日报 第三版"], "hunan-daily", ["label"]),
        # Datelines and bylines.
        (["湖南日报3月8日讯（全媒体记者 韩松年）" + BODY], "hunan-daily", ["dateline"]),
        (["湖南日报3月8日", "讯（全媒体记者 韩松年）" + BODY], "hunan-daily", ["dateline"]),
        (["【农民日报3月8日讯】" + BODY], "farmers-daily", ["dateline"]),
        (["湖南日报全媒体记者 韩松年"], "hunan-daily", ["byline"]),
        (["农民日报·中国农网记者 韩松年"], "farmers-daily", ["byline"]),
        # A column that one paper only has.
        (["三湘时评", "茶香里的账本", "韩松年"], "hunan-daily", ["column"]),
        (["今日谈", "茶香里的账本", "韩松年"], None, []),
        # What any paper prints.
        (["本报讯（记者 韩松年）" + BODY, "新华社北京3月8日电（记者 韩松年）" + BODY], None, []),
        # A piece taken from another paper, and a name in running text.
        (["据人民日报3月8日电" + BODY], None, []),
        (["湖南日报上说，" + BODY], None, []),
        # Another paper whose name ends like that of a known one.
        (["新湖南日报", "2024年3月9日 星期六"], None, []),
        (["新湖南日报 第3版 要闻"], None, []),
        (["新湖南日报3月8日讯（记者 韩松年）" + BODY], None, []),
        # Another paper's name in the head, or in as many datelines.
        (["青石晚报 2024年3月9日 星期六", "湖南日报3月8日讯（记者 韩松年）" + BODY], None, []),
        (["青石晚报3月8日讯（记者 韩松年）" + BODY, "湖南日报3月8日讯（记者 韩松年）" + BODY], None, []),
        (
            ["湖南日报3月8日讯（记者 韩松年）" + BODY] * 2 + ["人民日报3月8日讯（记者 韩松年）" + BODY],
            "hunan-daily",
            ["dateline"],
        ),
    ],
)
def test_a_page_tells_its_paper(lines: list[str], paper: str | None, codes: list[str]) -> None:
    """The plainest sign decides, and each that speaks for the paper is given as a reason."""
    identified = identify(page(*lines))
    assert identified.id == paper
    assert [evidence.message.reason.removeprefix("why.paper.") for evidence in identified.evidence] == codes
    assert all(0 < evidence.confidence <= 1 for evidence in identified.evidence)
