"""What a row says of itself: a dateline, a byline, a jump, a masthead's part. Each row alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader.language.dictionary import frequency
from hnreader.language.names import looks_like_name, split_names
from hnreader.language.sentences import ends_sentence
from hnreader.model import Span
from hnreader.papers.forms import value
from hnreader.papers.pages import DAY_ALONE
from hnreader.segment import print_forms, title_forms
from hnreader.segment.draft import Role
from hnreader.segment.people import parse_makers

if TYPE_CHECKING:
    from hnreader.papers import Paper
    from hnreader.segment.draft import Printed, Row

_SHORT: Final = 60  # ems; furniture, bylines and marks are never longer
_CUT: Final = 18  # characters; what the measure leaves of a dateline on a line of its own is shorter
_PARTED: Final = re.compile(r"[\s、]")
NAMES: Final = 7  # characters of two names and what parts them
COMMON_WORD: Final = 2500  # times in the dictionary's corpus; 明显 and 安全 are words though 明 and 安 are surnames
_LETTER: Final = re.compile(r"[^\W_]")
_FIGURE: Final = re.compile(r"\d")  # in every page's label without 版
_COLUMN: Final = 20  # characters; a column's name is no longer
_CAPTION: Final = 400  # characters; a longer text with a credit at its end is a story with a credit


def opens_story(printed: Printed) -> bool:
    """Tell whether a text begins with a dateline: 湖南日报3月8日讯（…, 本报讯（…."""
    datelines = printed.paper.patterns.datelines
    if datelines.match(printed.bare) is not None:
        return True
    return len(printed.bare) <= _CUT and datelines.is_cut(printed.bare)


def names_makers(printed: Printed) -> bool:
    """Tell whether a text opens with a dateline that names its makers: 本报讯（记者 甲）, not 据新华社北京3月8日电."""
    patterns = printed.paper.patterns
    dateline = patterns.datelines.match(printed.bare)
    return dateline is not None and patterns.contributors.makers.match(printed.bare, dateline.end) is not None


def is_signed(printed: Printed) -> bool:
    """Tell whether a paragraph ends with its story's makers: …出席。（记者 甲 乙）, （据新华社）."""
    bare = printed.bare
    return (
        bare[-1:] in ("）", ")")
        and printed.paper.patterns.contributors.closing_makers.search(bare, max(0, len(bare) - 100)) is not None
        and ends_sentence(bare)
    )


def is_byline(row: Row) -> bool:
    """Tell whether a row is nothing but a byline with its role: 湖南日报全媒体记者 甲 乙 通讯员 丙."""
    return (
        row.width <= _SHORT
        and row.paper.patterns.contributors.byline_start.match(row.bare) is not None
        and parse_makers(row.text, row.paper) is not None
    )


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


def has_credit(bare: str, paper: Paper) -> bool:
    """Tell whether a text is closed by a picture's credit."""
    return len(bare) <= _CAPTION and paper.patterns.contributors.ends_with_credit(bare)


def begins_caption(bare: str) -> bool:
    """Tell whether a text begins as captions do: 图为…, 3月8日，…."""
    return print_forms.CAPTION_START.match(bare) is not None


def furniture_role(row: Row, *, beside_masthead: bool) -> Role | None:
    """Return the role of a row that belongs to no story, or None."""
    bare = row.bare
    if len(bare) > _SHORT:
        return None
    if "。" not in bare:  # no furniture is a sentence
        if beside_masthead and DAY_ALONE.fullmatch(bare):
            return Role.MASTHEAD
        if row.paper.patterns.pages.is_masthead(bare):
            return None if opens_story(row) else Role.MASTHEAD  # 湖南日报3月8日 | 讯（…
        if is_page_label(row):
            return Role.PAGE_LABEL
        if _names_staff(bare):
            return Role.PAGE_LABEL
        if bare[0] == "距" and print_forms.COUNTDOWN.fullmatch(bare):
            return Role.COUNTDOWN
    if not _LETTER.search(bare):
        return Role.STRAY
    return None


def is_page_label(row: Row) -> bool:
    """Tell whether a row is the page's label: 第3版, A05, 要闻 02; a section and a number want a blank between."""
    patterns = row.paper.patterns.pages
    if "版" not in row.bare and _FIGURE.search(row.bare) is None:
        return False
    if patterns.label.fullmatch(row.bare):
        return True
    loose = patterns.loose_label.fullmatch(row.bare)
    return loose is not None and (" " in row.text or (value(loose, "page") or "")[:1] in ("0", "０"))


def _names_staff(bare: str) -> bool:
    """Tell whether a row names who made the page: 责任编辑 甲 版式编辑 乙, 本版编辑/甲."""
    if not print_forms.STAFF.fullmatch(bare):
        return False
    names = [name for part in print_forms.STAFF_OFFICE.split(bare) if part for name in split_names(part)]
    return bool(names) and all(looks_like_name(name) for name in names)


def is_column(printed: Printed) -> bool:
    """Tell whether a row is the name of a standing column 栏目."""
    return len(printed.bare) <= _COLUMN and printed.paper.patterns.pages.column.fullmatch(printed.bare) is not None


def is_opinion(printed: Printed) -> bool:
    """Tell whether a column holds opinions, whoever signs them: 三湘时评, 湘江快评."""
    return printed.paper.patterns.pages.opinion.fullmatch(printed.bare) is not None


def is_call(row: Row) -> bool:
    """Tell whether a line holds two halves of equal length, as calls do: 守护一江碧水 建设美丽湖南."""
    halves = row.text.split()
    return len(halves) == 2 and abs(len(halves[0]) - len(halves[1])) <= 1


def ends_kicker(bare: str) -> bool:
    """Tell whether a title line ends as kickers do: …某会上强调."""
    return bare[-1:] in title_forms.KICKER_LAST and title_forms.KICKER_END.search(bare) is not None


def ends_event(bare: str) -> bool:
    """Tell whether a title line ends with what happened: …开幕."""
    return bare[-1] in title_forms.EVENT_LAST and title_forms.EVENT_END.search(bare) is not None


def says_held(bare: str) -> bool:
    """Tell whether a title line says that a meeting was held, and no more."""
    return bare.endswith(("召开", "举行")) and title_forms.MEETING_HELD.fullmatch(bare) is not None


def is_label(bare: str) -> bool:
    """Tell whether a row is a label such as 编者按, which heads a part of a story."""
    return bare.strip("【】[]：:") in title_forms.LABELS


def span_of(row: Row) -> Span:
    """Return the place of a row on its page."""
    return Span(row.number, row.start, row.start + len(row.text))
