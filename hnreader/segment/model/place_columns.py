"""Where units stand on their page and how large their type is, as columns of the network of places.

Lengths are in ems of the page's text. A unit is looked at by its first line, by its last, and by the box around all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from hnreader.reading.placed_text import LARGER
from hnreader.segment.model.type_sizes import size_of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.page_layout import Rule
    from hnreader.segment.draft import Row

    Floats = NDArray[Any]
    Ids = NDArray[np.int64]

OWN_COLUMNS: Final = (
    "size", "is large", "width", "left", "top", "bottom", "height", "white above", "white below",
    "nothing above", "nothing below", "large above", "large below", "indent", "indent known", "short", "short known",
    "width of first line", "rule above", "rule below",
)  # fmt: skip
"""What a unit's place says of itself."""
PAIR_COLUMNS: Final = (
    "under", "over", "line above", "line above, back", "line below", "line below, back", "next leg", "leg before",
    "tops level", "bottoms level", "lefts level", "rights level", "as wide", "larger", "same size", "both large",
    "same title", "its title", "title of it", "titles between", "across", "across, unsigned", "down",
    "down, unsigned", "side shared", "height shared", "white down", "white across", "rules crossed",
    "rules crossed, back", "rules between", "known",
)  # fmt: skip
"""What the places of two units say."""
NOWHERE: Final = -1
FAR: Final = 6.0  # ems; white beyond that says no more
TOUCHING: Final = -0.6  # ems by which the boxes of lines under each other may overlap
UNDER: Final = 0.5  # share of the narrower with which a line stands under another
CLOSE: Final = 2.5  # ems from a line to a rule that stands over or under it
END: Final = 1.5  # ems of white that end a leg


class UnitPlaces(NamedTuple):
    """What the places of a page's units say."""

    own: Floats
    """A row each, its columns are `OWN_COLUMNS`."""
    between: Floats
    """Of the unit in the row, as read behind that in the column; the last axis has `PAIR_COLUMNS`."""


class Boxes(NamedTuple):
    """Boxes on a page, in ems from its top left corner."""

    left: Floats
    top: Floats
    right: Floats
    bottom: Floats

    def at(self, chosen: Ids) -> Boxes:
        """Return those chosen."""
        return Boxes(*(edge[chosen] for edge in self))

    def around(self, first: Ids) -> Boxes:
        """Return the box around each run of boxes, given where it begins."""
        least, most = np.minimum.reduceat, np.maximum.reduceat
        return Boxes(least(self.left, first), least(self.top, first), most(self.right, first), most(self.bottom, first))

    @property
    def middle(self) -> Floats:
        """The middle of each from left to right."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> Floats:
        """How wide each is."""
        return np.maximum(self.right - self.left, 0.1)


class _Lines(NamedTuple):
    """The lines of a page."""

    boxes: Boxes
    sizes: Floats
    """Of their type."""
    above: Ids
    """The nearest line above each, and below, that stands over or under it; `NOWHERE` without one."""
    below: Ids
    white_above: Floats
    """Ems up to it, `FAR` without one."""
    white_below: Floats


def unit_places(pieces: Sequence[Row], order: Ids, first: Ids, rules: Sequence[Rule] = ()) -> UnitPlaces | None:
    """Return what the places of units say; None where places or sizes are not known.

    `order` has the pieces unit by unit, and `first` where in it each unit begins; `rules` are those of the page.
    """
    em = size_of_text(pieces)
    placings = [piece.placing for piece in pieces]
    if not em or not all(placings):
        return None
    edges = np.array([(p.left, p.top, p.right, p.bottom, p.size) for p in placings if p], np.float32).T / em
    lines = _lines(Boxes(*edges[:4]), edges[4])
    begins, ends = order[first], order[np.append(first[1:], len(order)) - 1]
    units = lines.boxes.at(order).around(first)
    page = max(float(units.right.max()), 1.0), max(float(units.bottom.max()), 1.0)
    owner = np.empty(len(pieces), np.int64)
    owner[order] = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(order))))
    printed = np.array([(r.left, r.top, r.right, r.bottom) for r in rules], np.float32).reshape(-1, 4) / em
    seen = _Seen(lines, units, begins, ends, owner, page, Boxes(*printed.T))
    return UnitPlaces(_own(seen), _between(seen))


class _Seen(NamedTuple):
    """Lines, and the units that they make."""

    lines: _Lines
    units: Boxes
    begins: Ids
    """The first line of each unit, and the last."""
    ends: Ids
    owner: Ids
    """The unit of each line."""
    page: tuple[float, float]
    """Width and height."""
    rules: Boxes

    @property
    def sizes(self) -> Floats:
        return self.lines.sizes[self.begins]

    @property
    def large(self) -> NDArray[np.bool_]:
        return self.sizes > LARGER


def _lines(boxes: Boxes, sizes: Floats) -> _Lines:
    shared = np.minimum(boxes.right[:, None], boxes.right) - np.maximum(boxes.left[:, None], boxes.left)
    white = boxes.top[:, None] - boxes.bottom  # of the line in the row below that in the column
    over = (shared > UNDER * np.minimum(boxes.width[:, None], boxes.width)) & (white > TOUCHING)
    over &= boxes.top[:, None] > boxes.top
    apart = np.where(over, white, np.inf)
    above, below = apart.argmin(axis=1), apart.argmin(axis=0)
    up, down = apart.min(axis=1), apart.min(axis=0)
    return _Lines(
        boxes,
        sizes,
        np.where(np.isfinite(up), above, NOWHERE),
        np.where(np.isfinite(down), below, NOWHERE),
        np.clip(up, 0, FAR),
        np.clip(down, 0, FAR),
    )


def _own(seen: _Seen) -> Floats:
    """Return what the place of each unit says of it."""
    lines, units, (width, height) = seen.lines, seen.units, seen.page
    above, below = lines.above[seen.begins], lines.below[seen.ends]
    larger_above = (above != NOWHERE) & (lines.sizes[above] > LARGER)
    larger_below = (below != NOWHERE) & (lines.sizes[below] > LARGER)
    indent, indented = _beside(seen, seen.begins, lines.below, lines.boxes.left)
    short, shortened = _beside(seen, seen.ends, lines.above, -lines.boxes.right)
    first = lines.boxes.at(seen.begins)
    columns = (
        np.clip(np.log(np.maximum(seen.sizes, 0.1)), -1, 1.5), seen.large,
        (units.right - units.left) / width, units.left / width, units.top / height, units.bottom / height,
        np.log1p(units.bottom - units.top) / 4,
        lines.white_above[seen.begins] / FAR, lines.white_below[seen.ends] / FAR,
        above == NOWHERE, below == NOWHERE, larger_above, larger_below,
        indent, indented, short, shortened, np.log1p(first.width) / 4,
        _rule_above(lines.boxes.at(seen.begins), seen.rules), _rule_below(lines.boxes.at(seen.ends), seen.rules),
    )  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)


def _beside(seen: _Seen, chosen: Ids, others: Ids, edges: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return by how much edges of lines are further in than those of their neighbours, and of which that is known."""
    near = others[chosen]
    known = (near != NOWHERE) & (np.abs(seen.lines.sizes[near] - seen.lines.sizes[chosen]) < LARGER - 1)
    return np.where(known, np.clip(edges[chosen] - edges[near], -4, 4) / 2, 0.0), known


def _between(seen: _Seen) -> Floats:
    """Return what the places of every two units say."""
    lines, units, (width, height) = seen.lines, seen.units, seen.page
    first, last = lines.boxes.at(seen.begins), lines.boxes.at(seen.ends)
    count = len(seen.begins)
    under = _under(first, last)
    up = _is_of(seen, lines.above[seen.begins])
    down = _is_of(seen, lines.below[seen.ends]).T
    next_leg = _next_leg(seen, first, last)
    titles = _titles_over(seen)
    titled = (titles[:, None] == titles) & (titles != NOWHERE)
    is_title = titles[:, None] == np.arange(count)
    across = (units.middle[:, None] - units.middle) / width
    down_the_page = (units.top[:, None] - units.top) / height
    size = np.log(np.maximum(seen.sizes, 0.1))
    grown = size[:, None] - size
    crossed = _rules_between(first, last, seen.rules)
    between = _rules_between(units, units, seen.rules)
    columns = (
        under, under.T, up, up.T, down, down.T, next_leg, next_leg.T,
        _alike(first.top, first.top), _alike(last.bottom, last.bottom), _alike(units.left, units.left),
        _alike(units.right, units.right), _alike(units.width, units.width),
        np.clip(grown, -1.5, 1.5), np.abs(grown) < 0.05, np.minimum(seen.sizes[:, None], seen.sizes) > LARGER,
        titled, is_title, is_title.T, _titles_between(seen) / 2,
        across, np.abs(across), down_the_page, np.abs(down_the_page),
        _shared(units.left, units.right), _shared(units.top, units.bottom),
        np.clip(first.top[:, None] - last.bottom, -FAR, FAR) / FAR,
        np.clip(first.left[:, None] - last.right, -FAR, FAR) / FAR,
        np.log1p(crossed), np.log1p(crossed).T, np.log1p(between), np.ones((count, count)),
    )  # fmt: skip
    found = np.empty((len(columns), count, count), np.float32)  # each column in one piece, as the network wants them
    for number, column in enumerate(columns):
        found[number] = column
    return np.moveaxis(found, 0, -1)


def _under(first: Boxes, last: Boxes) -> Floats:
    """Return how near the first line of the unit in the row is right under the last of that in the column."""
    shared = np.minimum(first.right[:, None], last.right) - np.maximum(first.left[:, None], last.left)
    share = np.clip(shared / np.minimum(first.width[:, None], last.width), 0, 1)
    white = first.top[:, None] - last.bottom
    near: Floats = share * np.exp(-np.maximum(white, 0) / 2) * (white > TOUCHING)
    return near


def _is_of(seen: _Seen, lines: Ids) -> NDArray[np.bool_]:
    """Tell of which unit, in the column, a line is that was found for the unit in the row."""
    units = np.where(lines == NOWHERE, NOWHERE, seen.owner[lines])
    found: NDArray[np.bool_] = units[:, None] == np.arange(len(seen.begins))
    return found


def _next_leg(seen: _Seen, first: Boxes, last: Boxes) -> NDArray[np.bool_]:
    """Tell whether the unit in the row may be where text goes on in the next leg, from the end of one in the column."""
    lines = seen.lines
    above, below = lines.above[seen.begins], lines.below[seen.ends]
    opens = (lines.white_above[seen.begins] > END) | ((above != NOWHERE) & (lines.sizes[above] > LARGER))
    closes = (lines.white_below[seen.ends] > END) | ((below != NOWHERE) & (lines.sizes[below] > LARGER))
    gutter = first.left[:, None] - last.right
    beside = (gutter > TOUCHING) & (gutter < FAR)
    same: NDArray[np.bool_] = np.abs(np.log(seen.sizes[:, None] / seen.sizes)) < np.log(LARGER)
    return beside & same & opens[:, None] & closes & (first.top[:, None] < last.bottom)


def _titles_over(seen: _Seen) -> Ids:
    """Return for each unit the nearest one in larger type above it that spans it; `NOWHERE` without one."""
    units = seen.units
    spans = (units.left - 1 < units.middle[:, None]) & (units.middle[:, None] < units.right + 1)
    white = units.top[:, None] - units.bottom
    found = np.where(spans & (white > TOUCHING) & seen.large, white, np.inf)
    np.fill_diagonal(found, np.inf)
    return np.where(np.isfinite(found.min(axis=1)), found.argmin(axis=1), NOWHERE)


def _titles_between(seen: _Seen) -> Floats:
    """Return how many units in larger type stand in the box around every two, in logarithms."""
    units = seen.units
    left, top = (np.minimum(edge[:, None], edge) for edge in (units.left, units.top))
    right, bottom = (np.maximum(edge[:, None], edge) for edge in (units.right, units.bottom))
    found = np.zeros(left.shape, np.float32)
    across, down = units.middle, (units.top + units.bottom) / 2
    for title in np.flatnonzero(seen.large).tolist():
        within = (left < across[title]) & (across[title] < right) & (top < down[title]) & (down[title] < bottom)
        within[title], within[:, title] = False, False
        found += within
    return np.log1p(found)


def _rule_above(lines: Boxes, rules: Boxes) -> NDArray[np.bool_]:
    """Tell over which lines a rule stands, close."""
    return _rule_at(lines, lines.top[:, None] - rules.bottom, rules)


def _rule_below(lines: Boxes, rules: Boxes) -> NDArray[np.bool_]:
    return _rule_at(lines, rules.top - lines.bottom[:, None], rules)


def _rule_at(lines: Boxes, white: Floats, rules: Boxes) -> NDArray[np.bool_]:
    spans = (rules.left < lines.middle[:, None]) & (lines.middle[:, None] < rules.right)
    return np.any(spans & (white > TOUCHING) & (white < CLOSE), axis=1)


def _rules_between(boxes: Boxes, others: Boxes, rules: Boxes) -> Floats:
    """Return how many rules the straight way crosses from the middle of each box to that of each other one."""
    x, y = boxes.middle[:, None], ((boxes.top + boxes.bottom) / 2)[:, None]
    across, down = others.middle - x, (others.top + others.bottom) / 2 - y
    found = np.zeros(across.shape, np.float32)
    for left, top, right, bottom in zip(*rules, strict=True):
        if right - left > bottom - top:
            share = _share((top + bottom) / 2 - y, down)
            at = x + share * across
            found += (share > 0) & (share < 1) & (left < at) & (at < right)
        else:
            share = _share((left + right) / 2 - x, across)
            at = y + share * down
            found += (share > 0) & (share < 1) & (top < at) & (at < bottom)
    return found


def _share(way: Floats, whole: Floats) -> Floats:
    """Return which share of a way leads to a rule; 0 where it leads along it."""
    return np.where(np.abs(whole) > 0.01, way / np.where(whole == 0, 1.0, whole), 0.0)


def _alike(values: Floats, others: Floats) -> Floats:
    found: Floats = np.exp(-np.abs(values[:, None] - others))
    return found


def _shared(begin: Floats, end: Floats) -> Floats:
    """Return the share of the shorter of every two stretches that both have."""
    both = np.minimum(end[:, None], end) - np.maximum(begin[:, None], begin)
    length = np.maximum(end - begin, 0.1)
    return np.clip(both / np.minimum(length[:, None], length), 0, 1)
