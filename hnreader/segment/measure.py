"""Printed lines → paragraphs and title lines, by the measure.

The lines of one leg of type are equally wide: its measure. A paragraph's two-em indent is lost in the text layer, so
its first line is two ems shorter than the measure, and its last line ends where it ends, with a full stop. Title lines
obey no measure and end without a full stop. No line alone can be told by this; the labels of all lines are chosen
together, as the cheapest path through them (Viterbi 1967), with the costs below.
"""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import chain, repeat
from typing import TYPE_CHECKING, Final

from hnreader.language.characters import PAUSES
from hnreader.language.sentences import ends_list_item, ends_sentence
from hnreader.segment import title_forms
from hnreader.segment.rows import is_indented, keeps_indents
from hnreader.segment.signs import opens_story

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

SQUEEZED: Final = 4  # marks within a line from which it may have been squeezed: counting does not tell its width
_MARK: Final = re.compile("[、，。；：（）《》“”]")
_HALVES: Final = re.compile(r"(?<![“‘《（])[\u4e00-\u9fff”]{3,16}\s[\u4e00-\u9fff“]{3,16}(?![”’》）])")


def label_rows(rows: Sequence[Row], other: Sequence[bool]) -> list[Line]:
    """Return what each row is; `other[i]` says that row i is labelled by itself already."""
    if not rows:
        return []
    leg = _Leg(rows, other)
    first, following, title, apart = _costs_at_start(leg)
    paths: list[tuple[int, int, int, int]] = []
    # Spelt out label by label, for it is done for every row of a page; of two ways as cheap the first is taken.
    for position in range(1, len(rows)):
        ends, fresh, off_first, off_next = leg.onward(position - 1)
        options = first + ends, following + ends, title, apart
        leaves = min(options)
        left = options.index(leaves)
        if leg.other[position]:
            first, following, title, apart = NEVER, NEVER, NEVER, leaves
            paths.append((0, 0, 0, left))
            continue
        if leg.opens[position]:
            first, following, title, apart = leaves, NEVER, NEVER, NEVER
            paths.append((left, 0, 0, 0))
            continue
        new = ends + NEW_PARAGRAPH + fresh
        options = first + new, following + new, title + NEW_PARAGRAPH, apart + (NEW_PARAGRAPH + fresh)
        begins = min(options)
        begun = options.index(begins)
        options = first + off_first, following + off_next, title + HEADLESS, apart + NEW_PARAGRAPH * 2
        goes_on = min(options)
        paths.append((begun, options.index(goes_on), left, 0))
        as_first, as_next, as_title = leg.enter(position)
        first, following, title, apart = begins + as_first, goes_on + as_next, leaves + as_title, NEVER
    ends = leg.onward(len(rows) - 1)[0]
    options = first + ends, following + ends, title, apart
    labels = [options.index(min(options))]
    for back in reversed(paths):
        labels.append(back[labels[-1]])
    return [_LABELS[label] for label in reversed(labels)]


def _costs_at_start(leg: _Leg) -> tuple[float, float, float, float]:
    """The cost of each label for the first row."""
    if leg.other[0]:
        return NEVER, NEVER, NEVER, 0.0
    return (0.0, NEVER, NEVER, NEVER) if leg.opens[0] else (*leg.enter(0), NEVER)


class _Leg:
    """The rows of a page, with what is asked of each more than once."""

    def __init__(self, rows: Sequence[Row], other: Sequence[bool]) -> None:
        self.rows = rows
        self.other = other
        self.closed = [ends_sentence(row.bare) for row in rows]
        self.opens = [opens_story(row) for row in rows]
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

    def enter(self, position: int) -> tuple[float, float, float]:
        """What it costs a row to be a first line, a further line, a title line, for what it looks like itself."""
        row = self.rows[position]
        body, title = 0.0, TITLE_LINE + _unlike_title(row, closed=self.closed[position])
        if self.gapped and (row.gap == 0 or (position + 1 < len(self.rows) and self.rows[position + 1].gap == 0)):
            body += CLOSE_SET
            title -= CLOSE_SET
        elif _fits(row.width, self.measures[position]):
            title += FITS_MEASURE
        if len(row.text) > len(row.bare) and not row.spaced and _HALVES.search(row.text):
            body += TWO_HALVES
        if not self.indents:
            return body, body, title
        return (body, body + INDENTED, title + INDENTED) if is_indented(row) else (body + NOT_INDENTED, body, title)

    def onward(self, position: int) -> tuple[float, float, float, float]:
        """What it costs to end a paragraph with a row; to begin one behind it, on top; and to go on with it.

        To go on from it as a first line, and as a further one: how far it misses the width that it should have then.
        """
        row, measures = self.rows[position], self.measures[position]
        lacks = [one - row.width for one in measures]
        ends = 0.0 if self.closed[position] else CUT
        if ends and (row.bare[-1] in "：:”）" or ends_list_item(row.bare)):
            ends = 0.5 if not lacks or min(lacks) > INDENT else CUT / 2
        fresh = NEW_BEHIND_FULL if not lacks or max(lacks) < INDENT else 0.0
        if row.gap < 0 or self.opens[position] or not lacks:
            return ends, fresh, 0.0, 0.0  # the rest of a line that was cut; a dateline may or may not be indented
        if row.spaced:
            # A letter-spaced line filled its measure: it lacks a character, or the figure that the next begins with.
            stretch = STRETCH + (_unbroken(self.rows[position + 1].text) if position + 1 < len(self.rows) else 0.0)
            first, further = (
                min([max(indent - lack - SLACK, lack - indent - stretch) for lack in lacks]) for indent in (INDENT, 0.0)
            )
        else:
            first, further = min([abs(lack - INDENT) for lack in lacks]) - SLACK, min(map(abs, lacks)) - SLACK
        return ends, fresh, min(OFF_INDENT, max(0.0, first)), min(OFF_MEASURE, max(0.0, further))


def _is_gapped(rows: Sequence[Row]) -> bool:
    """Tell whether blank lines part the body lines of this page, as some extractions have it."""
    return sum([row.gap > 0 for row in rows]) > 0.7 * len(rows)


def _fits(width: float, measures: Sequence[float]) -> bool:
    """Tell whether a line is just as wide as a body line would be, with its indent or without."""
    lacks = [one - width for one in measures]
    return bool(lacks) and (min(map(abs, lacks)) < SAME or min([abs(lack - INDENT) for lack in lacks]) < SAME)


def _unlike_title(row: Row, *, closed: bool) -> float:
    """What speaks against a row being a title line: stops, pauses, a quotation left open, letter-spacing."""
    bare = row.bare
    cost = SPACED_TITLE if row.spaced else 0.0
    if bare[-1] in "调出求" and title_forms.WHO_SAYS.fullmatch(bare):
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
    # How many each width has near it, above as many bits as widths need, and the width: the greatest is looked for.
    one = 1 << max(widths, default=0).bit_length()
    near = {width: width for middle in set(widths) for width in range(middle - 2, middle + 3)}
    for place, entering in enumerate(chain(widths, repeat(0, reach))):
        found.append(best)
        leaving = widths[place - reach] if place >= reach else 0
        if entering == leaving:
            if entering:
                window.append(entering)
                del window[0]
            continue
        for width, change in ((entering, one), (leaving, -one)):
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
        best = divmod(max(map(near.__getitem__, window)), one) if window else (0, 0)
    return found
