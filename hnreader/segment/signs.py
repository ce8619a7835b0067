"""What a row says of itself: a dateline, a byline, a jump, a masthead's part. Each row alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader.lexicon import columns, furniture, press
from hnreader.lexicon.marks import CLOSING, FULL_STOPS, LIST_STOPS
from hnreader.model import Span
from hnreader.segment.dictionary import frequency
from hnreader.segment.draft import Role
from hnreader.segment.names import looks_like_name, split_names
from hnreader.segment.people import parse_makers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.draft import Block, Row

_SHORT: Final = 60  # ems; furniture, bylines and marks are never longer
_CLOSING: Final = "".join(sorted(CLOSING))
_CUT: Final = 18  # characters; what the measure leaves of a dateline on a line of its own is shorter
_PARTED: Final = re.compile(r"[\s、]")
NAMES: Final = 7  # characters of two names and what parts them
COMMON_WORD: Final = 2500  # times in the dictionary's corpus; 明显 and 安全 are words though 明 and 安 are surnames
_LETTER: Final = re.compile(r"[^\W_]")
_HEAD: Final = re.compile(r"[\d月周期报.Hh]")  # one of these is in every part of a masthead and in every page's label
_CREDIT_ENDS: Final = tuple("摄图道）)")
_REMARK: Final = re.compile(r"[。！？!?…]”?[（(][^（）()。]{1,80}[）)]$")  # 出席。（记者 甲 乙）
_CAPTION: Final = 400  # characters; a longer text with a credit at its end is a story with a credit


def opens_story(bare: str) -> bool:
    """Tell whether a text begins with a dateline: 湖南日报3月8日讯（…, 本报讯（…."""
    head = bare[:60]
    if ("讯" in head or "电" in head) and press.DATELINE.match(head) is not None:  # every dateline has one of them
        return True
    return len(bare) <= _CUT and "月" in bare and press.DATELINE_CUT.fullmatch(bare) is not None


def closes(bare: str) -> bool:
    """Tell whether a text ends as a paragraph does: with a full stop, perhaps inside quotes or before a remark.

    >>> closes("好。”"), closes("出席。（记者 甲 乙）"), closes("见到（左）")
    (True, True, False)
    """
    last = bare[-1:]
    if last in CLOSING:
        last = bare.rstrip(_CLOSING)[-1:]
        if last not in FULL_STOPS and bare[-1] in "）)":
            return _REMARK.search(bare, max(0, len(bare) - 90)) is not None
    return last in FULL_STOPS


def names_makers(bare: str) -> bool:
    """Tell whether a text opens with a dateline that names its makers: 本报讯（记者 甲）, not 据新华社北京3月8日电."""
    found = press.DATELINE.match(bare, 0, 60)
    return found is not None and press.MAKERS.match(bare, found.end()) is not None


def is_signed(bare: str) -> bool:
    """Tell whether a paragraph ends with its story's makers: …出席。（记者 甲 乙）, （据新华社）.

    >>> is_signed("省领导出席。（记者沈从文通讯员丁玲）"), is_signed("茶香满街。（据新华社）"), is_signed("（记者注）")
    (True, True, False)
    """
    return bare[-1:] in ("）", ")") and press.TAIL.search(bare, max(0, len(bare) - 100)) is not None and closes(bare)


def closes_item(bare: str) -> bool:
    """Tell whether a text ends as an item of a list does: 2018 年…；."""
    return bool(bare) and bare[-1] in LIST_STOPS


def is_byline(row: Row) -> bool:
    """Tell whether a row is nothing but a byline with its role: 湖南日报全媒体记者 甲 乙 通讯员 丙."""
    return row.width <= _SHORT and press.BYLINE_WORD.match(row.bare) is not None and parse_makers(row.text) is not None


def is_name_alone(row: Row) -> bool:
    """Tell whether a row holds one or two names and nothing else, as signed columns are signed."""
    if not 2 <= len(row.bare) <= NAMES or row.text.isascii():
        return False
    names = split_names(row.text)
    if len(names) > 2 or not all(looks_like_name(name) for name in names):
        return False
    if len(names) == 2:
        return _PARTED.search(row.text) is not None  # 田间春管忙 would pass for two
    return len(row.bare) > 2 or frequency(row.bare) < COMMON_WORD


def has_credit(bare: str) -> bool:
    """Tell whether a text is closed by a picture's credit."""
    # The pattern's ends, and what is in all of its forms, are told sooner.
    if len(bare) > _CAPTION or not bare.removesuffix("。").endswith(_CREDIT_ENDS):
        return False
    start = max(0, len(bare) - 60)
    return (bare.find("摄", start) >= 0 or bare.find("图", start) >= 0) and press.CREDIT.search(bare, start) is not None


def begins_caption(bare: str) -> bool:
    """Tell whether a text begins as captions do: 图为…, 3月8日，…."""
    return press.CAPTION_START.match(bare) is not None


def furniture_role(row: Row, *, beside_masthead: bool) -> Role | None:
    """Return the role of a row that belongs to no story, or None."""
    bare = row.bare
    if len(bare) > _SHORT:
        return None
    if "。" not in bare:  # no furniture is a sentence
        if _HEAD.search(bare):
            if beside_masthead and furniture.DAY_ALONE.fullmatch(bare):
                return Role.MASTHEAD
            if furniture.MASTHEAD.fullmatch(bare):
                return None if opens_story(bare) else Role.MASTHEAD  # 湖南日报3月8日 | 讯（…
            if is_page_label(row):
                return Role.PAGE_LABEL
        if _names_staff(bare):
            return Role.PAGE_LABEL
        if bare[0] == "距" and furniture.COUNTDOWN.fullmatch(bare):
            return Role.COUNTDOWN
    if not _LETTER.search(bare):
        return Role.STRAY
    return None


def is_page_label(row: Row) -> bool:
    """Tell whether a row is the page's label: 第3版, A05, 要闻 02; a section and a number want a blank between."""
    found = furniture.PAGE_LABEL.fullmatch(row.bare)
    if not found:
        return False
    number = found["e"] or found["f"]
    return not number or number[0] in "0０" or " " in row.text


def _names_staff(bare: str) -> bool:
    """Tell whether a row names who made the page: 责任编辑 甲 版式编辑 乙, 本版编辑/甲."""
    if not furniture.STAFF.fullmatch(bare):
        return False
    names = [name for part in furniture.STAFF_OFFICE.split(bare) if part for name in split_names(part)]
    return bool(names) and all(looks_like_name(name) for name in names)


def is_column(bare: str) -> bool:
    """Tell whether a row is the name of a standing column 栏目."""
    return len(bare) <= 20 and (
        bare in columns.STANDING
        or columns.BY_FORM.fullmatch(bare) is not None
        or columns.CAMPAIGN.fullmatch(bare) is not None
    )


def is_opinion(bare: str) -> bool:
    """Tell whether a column holds opinions, whoever signs them: 三湘时评, 湘江快评."""
    return bare in columns.OPINION or columns.OPINION_FORM.fullmatch(bare) is not None


def is_call(row: Row) -> bool:
    """Tell whether a line holds two halves of equal length, as calls do: 守护一江碧水 建设美丽湖南."""
    halves = row.text.split()
    return len(halves) == 2 and abs(len(halves[0]) - len(halves[1])) <= 1


def ends_kicker(bare: str) -> bool:
    """Tell whether a title line ends as kickers do: …某会上强调."""
    return bare[-1:] in columns.KICKER_LAST and columns.KICKER_END.search(bare) is not None


def ends_event(bare: str) -> bool:
    """Tell whether a title line ends with what happened: …开幕."""
    return bare[-1] in columns.EVENT_LAST and columns.EVENT_END.search(bare) is not None


def says_held(bare: str) -> bool:
    """Tell whether a title line says that a meeting was held, and no more."""
    return bare.endswith(("召开", "举行")) and columns.MEETING_HELD.fullmatch(bare) is not None


def says_meeting(bare: str) -> bool:
    """Tell whether a title line says that a meeting was held, and perhaps where."""
    return bare.endswith(("召开", "举行")) and columns.MEETING.fullmatch(bare) is not None


def is_label(bare: str) -> bool:
    """Tell whether a row is a label such as 编者按, which heads a part of a story."""
    return bare.strip("【】[]：:") in columns.LABELS


def behind_byline(blocks: Sequence[Block], index: int) -> Block | None:
    """Return the block behind a byline, further lines of it and labels such as 编者按 passed over."""
    index += 1
    while index < len(blocks) and blocks[index].role in (Role.BYLINE, Role.HEADING):
        index += 1
    return blocks[index] if index < len(blocks) else None


def span_of(row: Row) -> Span:
    """Return the place of a row on its page."""
    return Span(row.number, row.start, row.start + len(row.text))
