"""What a row says of itself: a dateline, a byline, a jump, a masthead's part. Each row alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader.language.dictionary import frequency
from hnreader.language.names import looks_like_name, split_names
from hnreader.language.sentences import ends_sentence
from hnreader.model import Span
from hnreader.papers.forms import values
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
    if datelines.match(printed.compact) is not None:
        return True
    return len(printed.compact) <= _CUT and datelines.is_cut(printed.compact)


def names_makers(printed: Printed) -> bool:
    """Tell whether a text opens with a dateline that names its makers: 本报讯（记者 甲）, not 据新华社北京3月8日电."""
    patterns = printed.paper.patterns
    dateline = patterns.datelines.match(printed.compact)
    return dateline is not None and patterns.contributors.makers.match(printed.compact, dateline.end) is not None


def is_signed(printed: Printed) -> bool:
    """Tell whether a paragraph ends with its story's makers: …出席。（记者 甲 乙）, （据新华社）."""
    compact = printed.compact
    return (
        compact[-1:] in ("）", ")")
        and printed.paper.patterns.contributors.closing_makers.search(compact, max(0, len(compact) - 100)) is not None
        and ends_sentence(compact)
    )


def is_byline(row: Row) -> bool:
    """Tell whether a row is nothing but a byline with its role: 湖南日报全媒体记者 甲 乙 通讯员 丙."""
    return (
        row.width <= _SHORT
        and row.paper.patterns.contributors.byline_start.match(row.compact) is not None
        and parse_makers(row.text, row.paper) is not None
    )


def is_name_alone(row: Row) -> bool:
    """Tell whether a row holds one or two names and nothing else, as signed columns are signed."""
    if not 2 <= len(row.compact) <= NAMES or row.text.isascii():
        return False
    names = split_names(row.text)
    if len(names) > 2 or not all(looks_like_name(name) for name in names):
        return False
    if len(names) == 2:
        return _PARTED.search(row.text) is not None  # 田间春管忙 would pass for two
    return len(row.compact) > 2 or frequency(row.compact) < COMMON_WORD


def has_credit(compact: str, paper: Paper) -> bool:
    """Tell whether a text is closed by a picture's credit."""
    return len(compact) <= _CAPTION and paper.patterns.contributors.ends_with_credit(compact)


def begins_caption(compact: str) -> bool:
    """Tell whether a text begins as captions do: 图为…, 3月8日，…."""
    return print_forms.CAPTION_START.match(compact) is not None


def is_picture_news(compact: str, paper: Paper) -> bool:
    """Tell whether a caption stands for itself, as news in a picture does: 3月8日，…。甲 摄."""
    return print_forms.DAY_START.match(compact) is not None and has_credit(compact, paper)


def furniture_role(row: Row, *, beside_masthead: bool) -> Role | None:
    """Return the role of a row that belongs to no story, or None."""
    compact = row.compact
    if len(compact) > _SHORT:
        return None
    if "。" not in compact:  # no furniture is a sentence
        if beside_masthead and DAY_ALONE.fullmatch(compact):
            return Role.MASTHEAD
        if row.paper.patterns.pages.is_masthead(compact):
            return None if opens_story(row) else Role.MASTHEAD  # 湖南日报3月8日 | 讯（…
        if is_page_label(row):
            return Role.PAGE_LABEL
        if _names_staff(compact):
            return Role.PAGE_LABEL
        if compact[0] == "距" and print_forms.COUNTDOWN.fullmatch(compact):
            return Role.COUNTDOWN
    if not _LETTER.search(compact):
        return Role.STRAY
    return None


def is_page_label(row: Row) -> bool:
    """Tell whether a row is the page's label: 第3版, A05, 要闻 02; a section and a number want a blank between."""
    patterns = row.paper.patterns.pages
    if "版" not in row.compact and _FIGURE.search(row.compact) is None:
        return False
    if patterns.label.fullmatch(row.compact):
        return True
    loose = patterns.loose_label.fullmatch(row.compact)
    return loose is not None and (" " in row.text or values(loose).get("page", "")[:1] in ("0", "０"))


def _names_staff(compact: str) -> bool:
    """Tell whether a row names who made the page: 责任编辑 甲 版式编辑 乙, 本版编辑/甲."""
    if not print_forms.STAFF.fullmatch(compact):
        return False
    names = [name for part in print_forms.STAFF_OFFICE.split(compact) if part for name in split_names(part)]
    return bool(names) and all(looks_like_name(name) for name in names)


def jump_role(compact: str, paper: Paper) -> Role | None:
    """Return the role of a text that is nothing but a reference to another page, or None."""
    pages = paper.patterns.pages
    if "接" in compact and pages.jump_from.fullmatch(compact):
        return Role.JUMP_FROM
    return Role.JUMP_TO if "转" in compact and pages.jump_to.fullmatch(compact) else None


def is_column(printed: Printed) -> bool:
    """Tell whether a row is the name of a standing column 栏目."""
    return (
        len(printed.compact) <= _COLUMN and printed.paper.patterns.pages.column.fullmatch(printed.compact) is not None
    )


def is_opinion(printed: Printed) -> bool:
    """Tell whether a column holds opinions, whoever signs them: 三湘时评, 湘江快评."""
    return printed.paper.patterns.pages.opinion.fullmatch(printed.compact) is not None


def is_call(row: Row) -> bool:
    """Tell whether a line holds two halves of equal length, as calls do: 守护一江碧水 建设美丽湖南."""
    parts = row.text.split()
    return len(parts) == 2 and abs(len(parts[0]) - len(parts[1])) <= 1


def ends_kicker(compact: str) -> bool:
    """Tell whether a title line ends as kickers do: …某会上强调."""
    return compact[-1:] in title_forms.KICKER_LAST and title_forms.KICKER_END.search(compact) is not None


def ends_event(compact: str) -> bool:
    """Tell whether a title line ends with what happened: …开幕."""
    return compact[-1] in title_forms.EVENT_LAST and title_forms.EVENT_END.search(compact) is not None


def says_held(compact: str) -> bool:
    """Tell whether a title line says that a meeting was held, and no more."""
    return compact.endswith(("召开", "举行")) and title_forms.MEETING_HELD.fullmatch(compact) is not None


def is_label(compact: str) -> bool:
    """Tell whether a row is a label such as 编者按, which heads a part of a story."""
    return compact.strip("【】[]：:") in title_forms.LABELS


def span_of(row: Row) -> Span:
    """Return the place of a row on its page."""
    return Span(row.number, row.start, row.start + len(row.text))
