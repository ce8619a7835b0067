"""What stands on a page beside its stories: page heads, mastheads, staff and contact lines, figures, strays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.training import invented
from hnreader.training.choice import PageKind
from hnreader.training.elements import Mark, Piece
from hnreader.training.legs import PITCH
from hnreader.training.truth import NO_STORY, Role
from hnreader.training.typeset import Measure, TypeBlock, set_lines

if TYPE_CHECKING:
    import datetime
    import random
    from collections.abc import Iterator

    from hnreader.training.habits import Habits
    from hnreader.training.legs import Frame

_SECTIONS: Final = (
    "要闻 时政 综合 经济 社会 国际 文化 体育 教育 健康 科教 法治 理论 评论 民生"
    " 市州新闻 湘江周刊 副刊 特别报道 生态 乡村振兴"
).split()
_WEEKDAYS: Final = "一二三四五六日"
_LUNAR_DAYS: Final = ("初", "十", "廿")
_DIGITS: Final = "一二三四五六七八九十"


class Imprint(NamedTuple):
    """What a page says of itself."""

    date: datetime.date | None = None
    page_number: int | None = None
    issue_number: int | None = None


def furniture(rng: random.Random, habits: Habits, page: Frame, first: int = 0) -> tuple[list[TypeBlock], Imprint]:
    """Return the blocks around and among the stories of a page, and what the page says of itself.

    Their texts are numbered from `first`.
    """
    daily = habits.kind is PageKind.DAILY
    number = rng.randint(3000, 29000) if rng.random() < (0.35 if daily else 0.25) else None
    head = _masthead(rng, habits, number) if number else _page_head(rng, habits)
    blocks = []
    x, frame = 0.0, -1
    for count, text in enumerate(head, first):
        blocks.append(_block(text, count, x, -4.0 - (rng.random() < 0.3) * 1.5, frame))
        x += len(text) + rng.choice((2.0, 6.0, 20.0))
    foot = list(_foot(rng, habits))
    for count, text in enumerate(foot, first + len(blocks)):
        blocks.append(_block(text, count, rng.uniform(0, page.width / 2), page.height + 2 + count * PITCH, -2))
    if rng.random() < 0.25:
        text = rng.choice(
            ("广告", "公益广告", habits.paper, "图/视觉中国", f"{rng.randint(0, 9)}", "■", "资料", "扫码看视频")
        )
        x, y = rng.uniform(0, page.width), rng.uniform(0, page.height)
        blocks.append(_block(text, first + len(blocks), x, y, -3))
    return blocks, Imprint(
        date=habits.date if number or any("年" in text for text in head) else None,
        page_number=None if number or not head else habits.page_number,
        issue_number=number,
    )


def _block(text: str, number: int, x: float, y: float, frame: int) -> TypeBlock:
    element = (Piece(text, Mark(NO_STORY, Role.FURNITURE, number)),)
    return TypeBlock(tuple(set_lines(element, Measure(1e9))), frame, x, y, PITCH)


def _day(habits: Habits) -> str:
    return f"{habits.date.year}年{habits.date.month}月{habits.date.day}日"


def _weekday(habits: Habits) -> str:
    return f"星期{_WEEKDAYS[habits.date.weekday()]}"


def _page_head(rng: random.Random, habits: Habits) -> list[str]:
    """Return the head of an inner page, in one of the ways of papers; none where an extractor drops it."""
    page, section = habits.page_number, rng.choice(_SECTIONS)
    ways: tuple[list[str], ...] = (
        [f"{page}", habits.paper, f"{_day(habits)}{rng.choice(('', ' '))}{_weekday(habits)}"],
        [f"{page}", section, f"{_day(habits)} {_weekday(habits)}"],
        [f"{page:02}版：{section}"],
        [f"第{page}版 · {section}", _day(habits)],
        [
            f"{section} {page:02}",
            f"{_day(habits)} {_weekday(habits)}",
            f"责任编辑 {invented.person(rng)} 版式 {invented.person(rng)}",
        ],
        [f"A{page:02}", section, habits.paper],
        [],
        [],
    )
    return rng.choice(ways)


def _masthead(rng: random.Random, habits: Habits, number: int) -> list[str]:
    """Return the parts of a front page's masthead."""
    year, month, day = rng.choice(("甲辰", "乙巳", "癸卯")), _DIGITS[rng.randrange(10)], _DIGITS[rng.randrange(9)]
    lunar = f"{year}年{month}月{rng.choice(_LUNAR_DAYS)}{day}"
    parted = rng.random() < 0.5
    parts = [habits.paper] if rng.random() < 0.5 else []
    if parted:
        parts += [f"{habits.date.year}年{habits.date.month}月", f"{habits.date.day}", _weekday(habits), lunar]
    else:
        parts += [_day(habits), _weekday(habits), lunar]
    parts += [f"第{number}号", f"今日{rng.choice((4, 8, 12, 16, 24))}版"]
    if rng.random() < 0.3:
        parts.append(f"国内统一连续出版物号 CN {rng.randint(11, 65)}-{rng.randint(1, 99):04}")
    return parts


def _foot(rng: random.Random, habits: Habits) -> Iterator[str]:
    if rng.random() < 0.25:
        yield rng.choice(("本版制图：", "版式设计：", "本版责编：", "制图：", "数据来源：", "责编 ")) + invented.person(
            rng
        )
    if rng.random() < 0.12:
        yield f"责编：{invented.person(rng)} 版式：{invented.person(rng)} 校对：{invented.person(rng)}"
    if rng.random() < 0.1:
        place = rng.choice(invented.PLACES)
        street = rng.choice(("芙蓉", "人民", "解放", "中山"))
        price = rng.choice(("1.50", "2.00", "1.00"))
        yield f"社址：{place}市{street}路{rng.randint(1, 999)}号 邮编：{rng.randint(100000, 859999)}"
        yield f"电话：0{rng.randint(10, 999)}-{rng.randint(2000000, 89999999)} 零售每份{price}元"
    if habits.kind is PageKind.DAILY and rng.random() < 0.2:
        event = rng.choice(("博览会", "运动会", "对接活动", "文化旅游节", "论坛"))
        lead, year, end = rng.choice((("距", "年", "开幕"), ("距离", "", ""), ("距离", "年", "")))
        yield f"{lead}{habits.date.year}{year}{event}（{rng.choice(invented.PLACES)}）{end}"
        yield f"还有{rng.randint(1, 300)}天"
    if rng.random() < 0.08:
        yield f"{habits.paper}印务中心印刷"
