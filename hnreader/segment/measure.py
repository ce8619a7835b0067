"""Printed lines → paragraphs and title lines, by the measure.

The lines of one leg of type are equally wide: its measure. A paragraph's two-em indent is lost in the text layer, so
its first line is two ems shorter than the measure, and its last line ends where it ends, with a full stop. Title lines
obey no measure and end without a full stop. No line alone can be told by this; the labels of all lines are chosen
together, as the cheapest path through them (Viterbi 1967), with the costs below.
"""

from __future__ import annotations

import re
from collections import defaultdict
from enum import IntEnum
from itertools import chain, repeat
from operator import add
from typing import TYPE_CHECKING, Final

from hnreader.lexicon import columns
from hnreader.lexicon.marks import PAUSES
from hnreader.segment.rows import is_indented, keeps_indents
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
INDENTED: Final = 4.0  # for an indented line within a paragraph, where indents were kept
NOT_INDENTED: Final = 1.0  # for one that begins without: the rest of a paragraph that began in another leg
WHO_SAYS: Final = 3.0  # for a kicker: 某某在某会上强调
NEVER: Final = 1e6

_LABELS: Final = tuple(Line)
_FIRST, _NEXT, _TITLE, _OTHER = _LABELS  # a member that is asked for by its name costs ten times as much as a variable

SQUEEZED: Final = 4  # marks within a line from which it may have been squeezed: counting does not tell its width
_MARK: Final = re.compile("[、，。；：（）《》“”]")
_HALVES: Final = re.compile(r"(?<![“‘《（])[\u4e00-\u9fff”]{3,16}\s[\u4e00-\u9fff“]{3,16}(?![”’》）])")


def label_rows(rows: Sequence[Row], other: Sequence[bool]) -> list[Line]:
    """Return what each row is; `other[i]` says that row i is labelled by itself already."""
    if not rows:
        return []
    leg = _Leg(rows, other)
    paths: list[list[int]] = []
    costs = [NEVER] * len(Line)
    for label, enter in leg.enter(0):
        costs[label] = enter
    for position in range(1, len(rows)):
        first, following, title, other_line = costs
        turns = leg.turns(position)
        costs, back = [NEVER] * len(Line), [0] * len(Line)
        for label, enter in leg.enter(position):
            behind_first, behind_next, behind_title, behind_other = turns[label]
            options = first + behind_first, following + behind_next, title + behind_title, other_line + behind_other
            cost = min(options)
            costs[label], back[label] = cost + enter, options.index(cost)
        paths.append(back)
    end = leg.ends(len(rows) - 1)
    best = min(Line, key=list(map(add, costs, (end, end, 0.0, 0.0))).__getitem__)
    labels = [best]
    for back in reversed(paths):
        labels.append(_LABELS[back[labels[-1]]])
    return labels[::-1]


class _Leg:
    """The rows of a page, with what is asked of each more than once."""

    def __init__(self, rows: Sequence[Row], other: Sequence[bool]) -> None:
        self.rows = rows
        self.other = other
        self.closed = [closes(row.bare) for row in rows]
        self.opens = [opens_story(row.bare) for row in rows]
        self.gapped = _is_gapped(rows)
        self.indents = keeps_indents(rows)
        self.measures = _measures([self._telling_width(position) for position in range(len(rows))])

    def _telling_width(self, position: int) -> int:
        """The width of a row, by the grid, if it is likely to fill its measure; 0 if not.

        A paragraph's last line is not, nor, behind one, a first; a line with many marks may have been squeezed.
        """
        row = self.rows[position]
        if self.other[position] or row.spaced or row.gap < 0 or self.closed[position]:
            return 0
        if (position and self.closed[position - 1]) or len(_MARK.findall(row.bare[:-1])) >= SQUEEZED:
            return 0
        return round(row.width * GRID)

    def enter(self, position: int) -> list[tuple[Line, float]]:
        """The labels that a row can have, each with its cost for what the row itself looks like."""
        if self.other[position]:
            return [(_OTHER, 0.0)]
        if self.opens[position]:
            return [(_FIRST, 0.0)]
        row = self.rows[position]
        body, title = 0.0, TITLE_LINE + _unlike_title(row, closed=self.closed[position])
        if self.gapped and (row.gap == 0 or (position + 1 < len(self.rows) and self.rows[position + 1].gap == 0)):
            body += CLOSE_SET
            title -= CLOSE_SET
        elif _fits(row.width, self.measures[position]):
            title += FITS_MEASURE
        if not row.spaced and len(row.text) > len(row.bare) and _HALVES.search(row.text):
            body += TWO_HALVES
        first, following = (0.0, INDENTED) if is_indented(row) else (NOT_INDENTED, 0.0)
        if not self.indents:
            first = following = 0.0
        return [(_FIRST, body + first), (_NEXT, body + following), (_TITLE, title + following)]

    def turns(self, position: int) -> list[list[float]]:
        """The cost of each label behind each other: how the row before ends, how this one begins.

        Of `[label][label of the row before]`.
        """
        ends = self.ends(position - 1)
        leaves = [ends, ends, 0.0, 0.0]
        if self.other[position] or self.opens[position]:
            return [leaves] * len(Line)
        goes_on = [*self._off(position - 1), HEADLESS, NEW_PARAGRAPH * 2]
        measures = self.measures[position - 1]
        full = not measures or self.rows[position - 1].width > max(measures) - INDENT
        fresh = NEW_BEHIND_FULL if full else 0.0
        begins = [ends + NEW_PARAGRAPH + fresh, ends + NEW_PARAGRAPH + fresh, NEW_PARAGRAPH, NEW_PARAGRAPH + fresh]
        return [begins, goes_on, leaves, leaves]

    def ends(self, position: int) -> float:
        """How surprising it is that a paragraph ends with this row."""
        if self.closed[position]:
            return 0.0
        row, measures = self.rows[position], self.measures[position]
        if row.bare[-1] in "：:”）" or closes_item(row.bare):
            return 0.5 if not measures or row.width < min(measures) - INDENT else CUT / 2
        return CUT

    def _off(self, position: int) -> tuple[float, float]:
        """How far a line that goes on misses the width that it should have: as a paragraph's first, and as another."""
        row, measures = self.rows[position], self.measures[position]
        if row.gap < 0 or self.opens[position] or not measures:
            return 0.0, 0.0  # the rest of a line that was cut; a dateline may or may not be indented
        if row.spaced:
            # A letter-spaced line filled its measure: it lacks a character, or the figure that the next begins with.
            stretch = STRETCH + (_unbroken(self.rows[position + 1].text) if position + 1 < len(self.rows) else 0.0)
            first, other = (
                min(max(row.width - one - SLACK, one - row.width - stretch) for one in (m - indent for m in measures))
                for indent in (INDENT, 0.0)
            )
        else:
            first = min([abs(row.width - (one - INDENT)) for one in measures]) - SLACK
            other = min([abs(row.width - one) for one in measures]) - SLACK
        return min(OFF_INDENT, max(0.0, first)), min(OFF_MEASURE, max(0.0, other))


def _is_gapped(rows: Sequence[Row]) -> bool:
    """Tell whether blank lines part the body lines of this page, as some extractions have it."""
    return sum([row.gap > 0 for row in rows]) > 0.7 * len(rows)


def _fits(width: float, measures: Sequence[float]) -> bool:
    """Tell whether a line is just as wide as a body line would be, with its indent or without."""
    return any(abs(width - one) < SAME or abs(width - one + INDENT) < SAME for one in measures)


def _unlike_title(row: Row, *, closed: bool) -> float:
    """What speaks against a row being a title line: stops, pauses, a quotation left open, letter-spacing."""
    bare = row.bare
    cost = SPACED_TITLE if row.spaced else 0.0
    if bare[-1] in "调出求" and columns.WHO_SAYS.fullmatch(bare):
        cost -= WHO_SAYS
    if closed:
        cost += TITLE_WITH_STOP if bare[-1] not in "？！?!" else 1.0
    if "。" in bare[:-1]:
        cost += TITLE_WITH_STOP
    if bare[-1] in PAUSES:
        cost += TITLE_WITH_COMMA
    if bare.count("“") != bare.count("”"):
        cost += OPEN_QUOTE
    return cost + TITLE_WITH_COMMA * (bare.count("，") + bare.count(",") + bare.count("；"))


def _unbroken(text: str) -> float:
    """The width in ems of the figure or Latin word that a line begins with."""
    word = text.split(maxsplit=1)[0]
    return len(word) / 2 if word.isascii() else 0.0


def _measures(widths: Sequence[int]) -> list[tuple[float, ...]]:
    """The measure at each row: the commonest width around, in ems; both sides' where another leg begins.

    `widths` are by the grid, 0 where a row says nothing of its measure.
    """
    sides, around = _commonest(widths, AROUND), _commonest(widths, 2 * AROUND)
    measures: list[tuple[float, ...]] = []
    for position in range(len(widths)):
        (before, one), (behind, other) = sides[position], sides[position + AROUND]
        if before >= CLEAR and behind >= CLEAR and abs(one - other) > LEG_CHANGE * GRID:
            measures.append((one / GRID, other / GRID))
        else:
            both = around[position + AROUND][1]
            measures.append((both / GRID,) if both else ())
    return measures


def _commonest(widths: Sequence[int], reach: int) -> list[tuple[int, int]]:
    """Of the `reach` rows before each place, the width that most others are near to, behind how many these are.

    Near is within half an em. Of two widths, the greater, for first and last lines are shorter. The places go on
    behind the last row until it is out of reach.
    """
    found: list[tuple[int, int]] = []
    best = 0, 0
    window: list[int] = []
    near: defaultdict[int, int] = defaultdict(int)
    for place, entering in enumerate(chain(widths, repeat(0, reach))):
        found.append(best)
        leaving = widths[place - reach] if place >= reach else 0
        for width, change in ((entering, 1), (leaving, -1)):
            if width:  # spelt out, for it is done twice for every row of a page: half an em is two steps of the grid
                near[width - 2] += change
                near[width - 1] += change
                near[width] += change
                near[width + 1] += change
                near[width + 2] += change
        if entering:
            window.append(entering)
        if leaving:
            del window[0]
        if entering or leaving:
            best = max(zip(map(near.__getitem__, window), window, strict=True), default=(0, 0))
    return found
