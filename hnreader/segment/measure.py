"""Printed lines → paragraphs and title lines, by the measure.

The lines of one leg of type are equally wide: its measure. A paragraph's two-em indent is lost in the text layer, so
its first line is two ems shorter than the measure, and its last line ends where it ends, with a full stop. Title lines
obey no measure and end without a full stop. No line alone can be told by this; the labels of all lines are chosen
together, as the cheapest path through them (Viterbi 1967), with the costs below.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

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
SLACK: Final = 1.0  # ems by which a justified line may miss its measure as counted here
AROUND: Final = 8  # rows looked at on either side to learn the measure

# Costs. They were set by hand on the two text-layer samples, where all 98 paragraphs come out; 1 is a mild surprise,
# 4 is near to never.
TITLE_LINE: Final = 1.5
TITLE_WITH_STOP: Final = 3.0
TITLE_WITH_COMMA: Final = 0.7
CLOSE_SET: Final = 1.5  # lines without a blank between them are title lines where body lines have one
CUT: Final = 3.5  # a paragraph that breaks off without a full stop
HEADLESS: Final = 5.0  # a paragraph that begins with a full line behind a title
OFF_MEASURE: Final = 2.0  # at the most: legs narrow beside pictures
OFF_INDENT: Final = 3.0
NO_INDENT_NEEDED: Final = 0.3
NEVER: Final = 1e6


def label_rows(rows: Sequence[Row], other: Sequence[bool]) -> list[Line]:
    """Return what each row is; `other[i]` says that row i is labelled by itself already."""
    if not rows:
        return []
    gapped = _is_gapped(rows)
    measures = [_measures(rows, other, position) for position in range(len(rows))]
    paths: list[list[Line]] = []
    costs = [_enter(rows, other, gapped, 0, label) for label in Line]
    for position in range(1, len(rows)):
        step, back = [], []
        for label in Line:
            enter = _enter(rows, other, gapped, position, label)
            options = [
                costs[before] + enter + _turn(rows, measures, position, before, label) if enter < NEVER else NEVER
                for before in Line
            ]
            best = min(Line, key=options.__getitem__)
            step.append(options[best])
            back.append(best)
        costs = step
        paths.append(back)
    label = min(Line, key=costs.__getitem__)
    labels = [label]
    for back in reversed(paths):
        label = back[label]
        labels.append(label)
    return labels[::-1]


def _is_gapped(rows: Sequence[Row]) -> bool:
    """Tell whether blank lines part the body lines of this page, as some extractions have it."""
    return sum(row.gap > 0 for row in rows) > 0.7 * len(rows)


def _enter(rows: Sequence[Row], other: Sequence[bool], gapped: bool, position: int, label: Line) -> float:
    """The cost of a label for what the row itself looks like."""
    if other[position] or label is Line.OTHER:
        return 0.0 if other[position] and label is Line.OTHER else NEVER
    row = rows[position]
    if opens_story(row.bare):
        return 0.0 if label is Line.FIRST else NEVER
    close_set = gapped and (row.gap == 0 or (position + 1 < len(rows) and rows[position + 1].gap == 0))
    if label is not Line.TITLE:
        return CLOSE_SET if close_set else 0.0
    cost = TITLE_LINE - (CLOSE_SET if close_set else 0.0)
    if closes(row.bare):
        cost += TITLE_WITH_STOP if row.bare[-1] not in "？！?!" else 1.0
    cost += TITLE_WITH_COMMA * sum(row.bare.count(mark) for mark in "，,；")
    return cost + (TITLE_WITH_STOP if "。" in row.bare[:-1] else 0.0)


def _turn(rows: Sequence[Row], measures: list[tuple[float, ...]], position: int, before: Line, label: Line) -> float:
    """The cost of `label` at `position` behind `before`: how the row before ends, how this one begins."""
    last = rows[position - 1]
    cost = 0.0
    if before in (Line.FIRST, Line.NEXT):
        if label is Line.NEXT:
            cost += _off(last, measures[position - 1], INDENT if before is Line.FIRST else 0.0)
        else:
            cost += _ends(last, measures[position - 1])
    elif label is Line.NEXT:
        cost += HEADLESS if before is Line.TITLE else NO_INDENT_NEEDED * 2
    if label is Line.FIRST and not opens_story(rows[position].bare):
        cost += NO_INDENT_NEEDED
    return cost


def _off(row: Row, measures: tuple[float, ...], indent: float) -> float:
    """How far a line that goes on misses the width that it should have."""
    limit = OFF_INDENT if indent else OFF_MEASURE
    if row.spaced:
        # A letter-spaced line filled its measure, so it may hold fewer characters, but never more.
        return min((max(0.0, row.width - (measure - indent) - SLACK) for measure in measures), default=0.0)
    miss = min((abs(row.width - (measure - indent)) for measure in measures), default=0.0)
    if opens_story(row.bare):
        return 0.0
    return min(limit, max(0.0, miss - SLACK + 0.05))


def _ends(row: Row, measures: tuple[float, ...]) -> float:
    """How surprising it is that a paragraph ends with this row."""
    if closes(row.bare):
        return 0.0
    short = all(row.width < measure - INDENT for measure in measures)
    if closes_item(row.bare) or row.bare[-1] in "：:”）":
        return 0.5 if short else CUT / 2
    return CUT


def _measures(rows: Sequence[Row], other: Sequence[bool], position: int) -> tuple[float, ...]:
    """The measure before this row, behind it and around it: the commonest width there, in ems."""
    before = [rows[k].width for k in range(max(0, position - AROUND), position) if not (other[k] or rows[k].spaced)]
    behind = [
        rows[k].width for k in range(position + 1, min(len(rows), position + 1 + AROUND)) if not (other[k] or rows[k].spaced)
    ]
    return tuple(_commonest(widths) for widths in (before, behind, before + behind) if widths)


def _commonest(widths: list[float]) -> float:
    """The width that most of the others are near to; of two, the greater, for first and last lines are shorter."""
    return max(widths, key=lambda width: (sum(abs(width - one) <= SLACK for one in widths), width))
