"""What the forms of a paper's print decide about a page's units, whatever else the page says."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.language.names import looks_like_name
from hnreader.language.sentences import ends_sentence
from hnreader.reading.placed_text import LARGER
from hnreader.segment import line_features, print_forms
from hnreader.segment.model.decisions import Decisions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.papers import Paper
    from hnreader.segment.draft import Row

CREDIT: Final = 20
"""Characters that a unit has at the most which holds the rest of a caption's credit."""


class _Unit(NamedTuple):
    """A unit as the profile of its paper reads it."""

    compact: str
    paper: Paper


def printed_decisions(units: Sequence[tuple[Row, ...]]) -> Decisions:
    """Return what the forms of print decide about units, each given by its rows."""
    texts = [_Unit("".join(row.compact for row in rows), rows[0].paper) for rows in units]
    columns = [unit for unit, rows in enumerate(units) if len(rows) == 1 and line_features.is_column(rows[0])]
    bylines = [unit for unit, rows in enumerate(units) if len(rows) == 1 and _is_byline(rows[0])]
    bylines += [unit for unit, (above, rows) in enumerate(pairwise(units), 1) if _signs_title(rows, above[-1])]
    dated = [unit for unit, (compact, paper) in enumerate(texts) if paper.patterns.datelines.match(compact)]
    signed = [unit for unit in dated if line_features.names_makers(texts[unit])]
    rests = [unit for unit, (compact, paper) in enumerate(texts) if paper.patterns.pages.jump_from.match(compact)]
    days = [unit for unit, (compact, _) in enumerate(texts) if print_forms.DAY_START.match(compact)]
    opens = sorted({*signed, *rests, *_picture_news(texts)})
    opinions = [unit for unit in columns if line_features.is_opinion(texts[unit])]
    opened = list(_opened_columns(texts))
    columns += [column for column, _ in opened]
    return Decisions(
        dict.fromkeys(columns, "column") | dict.fromkeys(bylines, "byline"),
        together=(*_beside_jumps(texts), *opened),
        apart=tuple((column, news) for column in opinions for news in sorted({*dated, *days, *opens})),
        opens_by_form=tuple(opens),
    )


def _is_byline(row: Row) -> bool:
    """Tell whether a row says who took a picture and wrote its story: 湖南日报全媒体记者 甲 摄影报道."""
    return row.compact.endswith("摄影报道") and line_features.is_byline(row)


def _signs_title(rows: Sequence[Row], title: Row) -> bool:
    """Tell whether rows are a name alone, in smaller type right under the middle of a title: it signs what follows."""
    row, place, above = rows[0], rows[0].placing, title.placing
    if len(rows) > 1 or place is None or above is None or not looks_like_name(row.compact):
        return False
    aside = abs(place.left + place.right - above.left - above.right) / 2
    return title.size > LARGER * row.size and aside <= row.size and 0 <= place.top - above.bottom <= title.size


def _picture_news(texts: Sequence[_Unit]) -> Iterator[int]:
    """Yield captions that stand for themselves. Their credit may have been cut off: 湖南日报记者 甲 摄影 | 报道."""
    for unit, (compact, paper) in enumerate(texts):
        behind = "".join(text.compact for text in texts[unit + 1 : unit + 2])
        cut = len(behind) <= CREDIT and not ends_sentence(compact)
        if any(line_features.is_picture_news(text, paper) for text in {compact, compact + behind * cut}):
            yield unit


def _opened_columns(texts: Sequence[_Unit]) -> Iterator[tuple[int, int]]:
    """Yield the names of columns with the unit that says of which it is one: 本报今起开设“甲”专栏."""
    for unit, (compact, _) in enumerate(texts):
        for name in print_forms.COLUMN_OPENED.findall(compact):
            yield from ((other, unit) for other, text in enumerate(texts) if text.compact == name and other != unit)


def _beside_jumps(texts: Sequence[_Unit]) -> Iterator[tuple[int, int]]:
    """Yield each jump with the unit of its text: 上接 stands before what it opens, 下转 behind what it closes."""
    for unit, (compact, paper) in enumerate(texts):
        pages = paper.patterns.pages
        if unit + 1 < len(texts) and pages.jump_from.fullmatch(compact):
            yield unit, unit + 1
        elif unit and pages.jump_to.fullmatch(compact):
            yield unit - 1, unit
