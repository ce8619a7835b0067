"""The lines of one title → kicker 肩题, headline 主题, subhead 副题, by the habits of print.

A kicker says who, where, when (某某在某会上强调); a headline is the call or the fact, in one line, in two lines of one
sentence, or in two halves of equal length; a subhead adds the facts (figures, the event, who attended).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader.lexicon import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.draft import Block

_FIGURE: Final = re.compile(r"\d|[一二三四五六七八九十百千万亿]+(?:个|项|大|类|条|倍|成)")
_DASH: Final = ("——", "—", "：", ":")
BANNER: Final = 6.0  # ems; a theme stands over the headline in two lines, its first words on a short line of their own
LONGER: Final = 3  # characters by which a headline may be longer than its kicker; a longer line is a subhead
SUBJECT: Final = 5  # characters; who or where, parted by a blank from what: 某市 产业协同发力
PARALLEL: Final = 2  # characters by which the halves of a double headline may differ

Parts = tuple[list["Block"], list["Block"], list["Block"]]


def divide(lines: Sequence[Block]) -> Parts:
    """Divide the lines of a title, in print order, into those of kicker, headline and subhead."""
    groups = _sentences(lines)
    if len(groups) <= 1:
        return [], list(lines), []
    kicker: list[Block] = []
    if _is_kicker(groups):
        kicker = groups.pop(0)
    headline = groups.pop(0)
    while groups and _goes_on(headline, groups[0], more=len(groups) > 1, alone=not kicker):
        headline = [*headline, *groups.pop(0)]
    return kicker, headline, [line for group in groups for line in group]


def _sentences(lines: Sequence[Block]) -> list[list[Block]]:
    """Group lines that are one sentence broken by the measure: set close, of one width, the first without an end."""
    groups: list[list[Block]] = []
    for line in lines:
        if groups and line.rows[0].gap == 0 and _broken(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _broken(before: Block, line: Block) -> bool:
    """Tell whether a line goes on with the sentence of the line before: about as wide, or its short rest."""
    if columns.KICKER_END.search(before.bare):
        return False
    wide, here = before.rows[0].width, line.rows[0].width
    if wide <= BANNER:
        return True
    return here <= wide + 2 and not (columns.EVENT_END.search(line.bare) and here > wide + 4)


def _is_kicker(groups: Sequence[Sequence[Block]]) -> bool:
    """Tell whether the first of several sentences is a kicker."""
    first, second = _bare(groups[0]), _bare(groups[1])
    if columns.KICKER_END.search(first) or columns.KICKER_START.match(first) or first.endswith(_DASH):
        return True
    if columns.EVENT_END.search(first) and not columns.EVENT_END.search(second) and not _FIGURE.search(second):
        return True
    apart = groups[1][0].rows[0].gap > 0
    if apart and len(groups[0]) > 1:
        return groups[0][0].rows[0].width <= BANNER
    told = columns.EVENT_END.search(second) or "，" in second or "," in second
    return apart and not told and len(second) <= len(first) + LONGER


def _goes_on(headline: Sequence[Block], following: Sequence[Block], *, more: bool, alone: bool) -> bool:
    """Tell whether the next sentence is the headline's other half rather than a subhead."""
    first, second = _bare(headline), _bare(following)
    if columns.ATTENDANCE.fullmatch(second) or columns.EVENT_END.search(second):
        return False
    if following[0].rows[0].gap > 0:
        return False
    if len(first) <= SUBJECT:
        return True
    if abs(len(first) - len(second)) <= PARALLEL and not _FIGURE.search(second):
        return True
    return not alone and not _FIGURE.search(second) and not more


def _bare(lines: Sequence[Block]) -> str:
    return "".join(line.bare for line in lines)
