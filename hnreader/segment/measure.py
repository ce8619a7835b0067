"""Printed lines → paragraphs and title lines, by the measure.

The lines of one leg of type are equally wide: its measure. A paragraph's two-em indent is lost in the text layer, so
its first line is two ems shorter than the measure, and its last line ends where it ends, with a full stop. Title lines
obey no measure and end without a full stop. No line alone can be told by this; the labels of all lines are chosen
together, as the cheapest path through them (Viterbi 1967), with the costs below.
"""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import chain
from typing import TYPE_CHECKING, Final

from hnreader.lexicon.marks import PAUSES
from hnreader.segment.signs import closes, closes_item, opens_story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.draft import Row


class Line(IntEnum):
    """What a row is within the run of the text."""

    FIRST = 0
    """The first line of a paragraph."""
    NEXT = 1
    """A further line of a paragraph."""
    TITLE = 2
    OTHER = 3
    """Something that the row says of itself: a byline, a jump, a caption, furniture."""


INDENT: Final = 2.0  # ems; GB/T 9704 and print alike
SLACK: Final = 0.95  # ems by which a justified line may miss its measure as counted here
GRID: Final = 4  # widths are counted by quarters of an em
CLEAR: Final = 3  # rows of one width make a measure clear
STRETCH: Final = 1.6  # ems that letter-spacing makes up for at the most
LEG_CHANGE: Final = 2.5  # ems; beyond it the type turned into a leg of another width
AROUND: Final = 8  # rows looked at on either side to learn the measure

# Costs, set by hand on the two text-layer samples (97 of their 98 paragraphs come out) and five practice pages; 1 is a
# mild surprise, 4 is near to never.
TITLE_LINE: Final = 1.3
TITLE_WITH_STOP: Final = 3.0
TITLE_WITH_COMMA: Final = 0.7
CLOSE_SET: Final = 1.5  # lines without a blank between them are title lines where body lines have one
CUT: Final = 3.5  # a paragraph that breaks off without a full stop
HEADLESS: Final = 5.0  # a paragraph that begins with a full line behind a title
OFF_MEASURE: Final = 2.6  # at the most: legs narrow beside pictures
OFF_INDENT: Final = 3.0
OPEN_QUOTE: Final = 2.0
FITS_MEASURE: Final = 0.7  # a title line that is just as wide as a body line would be
SAME: Final = 0.3
SPACED_TITLE: Final = 2.0
TWO_HALVES: Final = 1.5  # `守牢底线 优化环境`: body lines have such a blank only in bylines and quotations
NEW_PARAGRAPH: Final = 0.3
NEW_BEHIND_FULL: Final = 0.15  # more, where the line before filled the measure
NEVER: Final = 1e6

_LABELS: Final = tuple(Line)

_HALVES: Final = re.compile(r"(?<![“‘《（])[\u4e00-\u9fff”]{3,16}\s[\u4e00-\u9fff“]{3,16}(?![”’》）])")


def label_rows(rows: Sequence[Row], other: Sequence[bool]) -> list[Line]:
    """Return what each row is; `other[i]` says that row i is labelled by itself already."""
    if not rows:
        return []
    gapped = _is_gapped(rows)
    usable = [_tells_measure(rows, other, position) for position in range(len(rows))]
    measures = _measures(rows, usable)
    paths: list[list[Line]] = []
    costs = _enter(rows, other, gapped, measures, 0)
    for position in range(1, len(rows)):
        enter = _enter(rows, other, gapped, measures, position)
        turns = _turns(rows, measures, position)
        step, back = [], []
        for label in _LABELS:
            best, cost = 0, NEVER
            if enter[label] < NEVER:
                options = [before + turn for before, turn in zip(costs, turns[label], strict=True)]
                cost = min(options)
                best = options.index(cost)
            step.append(cost + enter[label])
            back.append(_LABELS[best])
        costs = step
        paths.append(back)
    end = _ends(rows[-1], measures[-1])
    costs = [cost + (end if label <= Line.NEXT else 0.0) for label, cost in zip(_LABELS, costs, strict=True)]
    label = min(Line, key=costs.__getitem__)
    labels = [label]
    for back in reversed(paths):
        label = back[label]
        labels.append(label)
    return labels[::-1]


def _is_gapped(rows: Sequence[Row]) -> bool:
    """Tell whether blank lines part the body lines of this page, as some extractions have it."""
    return sum(row.gap > 0 for row in rows) > 0.7 * len(rows)


def _enter(
    rows: Sequence[Row], other: Sequence[bool], gapped: bool, measures: list[tuple[float, ...]], position: int
) -> list[float]:
    """The cost of each label for what the row itself looks like."""
    if other[position]:
        return [NEVER, NEVER, NEVER, 0.0]
    row = rows[position]
    if opens_story(row.bare):
        return [0.0, NEVER, NEVER, NEVER]
    body, title = 0.0, TITLE_LINE + _unlike_title(row)
    if gapped and (row.gap == 0 or (position + 1 < len(rows) and rows[position + 1].gap == 0)):
        body += CLOSE_SET
        title -= CLOSE_SET
    elif any(min(abs(row.width - one), abs(row.width - one + INDENT)) < SAME for one in measures[position]):
        title += FITS_MEASURE
    if not row.spaced and _HALVES.search(row.text):
        body += TWO_HALVES
    return [body, body, title, NEVER]


def _unlike_title(row: Row) -> float:
    """What speaks against a row being a title line: stops, pauses, a quotation left open, letter-spacing."""
    cost = SPACED_TITLE if row.spaced else 0.0
    if closes(row.bare):
        cost += TITLE_WITH_STOP if row.bare[-1] not in "？！?!" else 1.0
    if "。" in row.bare[:-1]:
        cost += TITLE_WITH_STOP
    if row.bare[-1] in PAUSES:
        cost += TITLE_WITH_COMMA
    if row.bare.count("“") != row.bare.count("”"):
        cost += OPEN_QUOTE
    return cost + TITLE_WITH_COMMA * sum(row.bare.count(mark) for mark in "，,；")


def _turns(rows: Sequence[Row], measures: list[tuple[float, ...]], position: int) -> list[list[float]]:
    """The cost of each label behind each other: how the row before ends, how this one begins.

    Of `[label][label of the row before]`.
    """
    last, around = rows[position - 1], measures[position - 1]
    ends = _ends(last, around)
    goes_on = [
        _off(rows, position - 1, around, INDENT),
        _off(rows, position - 1, around, 0.0),
        HEADLESS,
        NEW_PARAGRAPH * 2,
    ]
    leaves = [ends, ends, 0.0, 0.0]
    if opens_story(rows[position].bare):
        return [leaves, goes_on, leaves, leaves]
    full = NEW_BEHIND_FULL if all(last.width > one - INDENT for one in around) else 0.0
    begins = [
        cost + NEW_PARAGRAPH + (0.0 if label is Line.TITLE else full)
        for label, cost in zip(_LABELS, leaves, strict=True)
    ]
    return [begins, goes_on, leaves, leaves]


def _off(rows: Sequence[Row], position: int, measures: tuple[float, ...], indent: float) -> float:
    """How far a line that goes on misses the width that it should have."""
    row = rows[position]
    if row.gap < 0 or opens_story(row.bare):
        return 0.0  # the rest of a line that was cut; a dateline may or may not be indented
    limit = OFF_INDENT if indent else OFF_MEASURE
    if row.spaced:
        # A letter-spaced line filled its measure: it lacks a character, or the figure that the next begins with.
        stretch = STRETCH + (_unbroken(rows[position + 1].text) if position + 1 < len(rows) else 0.0)
        misses = [max(row.width - (one - indent) - SLACK, one - indent - row.width - stretch) for one in measures]
        return min(limit, max(0.0, min(misses, default=0.0)))
    miss = min((abs(row.width - (measure - indent)) for measure in measures), default=0.0)
    return min(limit, max(0.0, miss - SLACK))


def _unbroken(text: str) -> float:
    """The width in ems of the figure or Latin word that a line begins with."""
    return len(text.split(maxsplit=1)[0]) / 2 if text.split(maxsplit=1)[0].isascii() else 0.0


def _ends(row: Row, measures: tuple[float, ...]) -> float:
    """How surprising it is that a paragraph ends with this row."""
    if closes(row.bare):
        return 0.0
    short = all(row.width < measure - INDENT for measure in measures)
    if closes_item(row.bare) or row.bare[-1] in "：:”）":
        return 0.5 if short else CUT / 2
    return CUT


def _measures(rows: Sequence[Row], usable: Sequence[bool]) -> list[tuple[float, ...]]:
    """The measure at each row: the commonest width around, in ems; both sides' where another leg begins."""
    widths = [[round(row.width * GRID)] if good else [] for row, good in zip(rows, usable, strict=True)]
    measures: list[tuple[float, ...]] = []
    for position in range(len(rows)):
        before = list(chain.from_iterable(widths[max(0, position - AROUND) : position]))
        behind = list(chain.from_iterable(widths[position : position + AROUND]))
        one, other = _commonest(before), _commonest(behind)
        clear = _support(before, one) >= CLEAR and _support(behind, other) >= CLEAR
        if clear and abs(one - other) > LEG_CHANGE * GRID:
            measures.append((one / GRID, other / GRID))
        else:
            both = _commonest(before + behind)
            measures.append((both / GRID,) if both else ())
    return measures


def _tells_measure(rows: Sequence[Row], other: Sequence[bool], position: int) -> bool:
    """Tell whether a row is likely to fill its measure: neither a paragraph's last line nor, behind one, a first."""
    row = rows[position]
    return not (
        other[position]
        or row.spaced
        or row.gap < 0
        or closes(row.bare)
        or (position and closes(rows[position - 1].bare))
    )


def _commonest(widths: list[int]) -> int:
    """The width that most of the others are near to; of two, the greater, for first and last lines are shorter."""
    return max(set(widths), key=lambda width: (_support(widths, width), width), default=0)


def _support(widths: list[int], width: int) -> int:
    """How many of the widths are as good as the same: within half an em."""
    return sum(map(widths.count, range(width - GRID // 2, width + GRID // 2 + 1)))
