"""What the size of type decides, on pages of which it is known: what is set larger than text is of a title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from hnreader.language.sentences import ends_sentence
from hnreader.reading.placed_text import LARGER, size_of_most
from hnreader.segment import line_features
from hnreader.segment.model.decisions import Decisions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from hnreader.segment.draft import Row

TEXT: Final = 0.85
"""Share of a page's characters that are no larger than its text; a twentieth are of titles."""
FEW: Final = 3  # lines; more in larger type are a text that is set so
SHORT: Final = 60  # characters of these
CLOSE: Final = 1.2  # ems of the larger, white between the lines of one title
UNDER: Final = 0.5  # share of the narrower with which a line of a title stands under another
ROLES: Final = ("kicker", "headline", "subhead", "column", "heading", "furniture")


def size_breaks(pieces: Sequence[Row]) -> NDArray[np.bool_]:
    """Tell of each piece whether its type is of another size than that of the piece before it."""
    sizes = np.array([piece.size for piece in pieces], np.float32)
    before = np.concatenate([sizes[:1], sizes[:-1]])
    known = (sizes > 0) & (before > 0)
    return known & (np.maximum(sizes, before) > LARGER * np.minimum(sizes, before))


def size_decisions(units: Sequence[tuple[Row, ...]]) -> Decisions:
    """Return what the size of type decides about units, each given by its rows; nothing where it is not known."""
    text = size_of_text([row for rows in units for row in rows])
    larger = [text > 0 and _is_larger(rows, text) for rows in units]
    return Decisions(
        dict.fromkeys(_names_under_titles(units, larger), "byline"),
        among={unit: ROLES for unit, is_larger in enumerate(larger) if is_larger},
        together=tuple(_under_each_other(units, [unit for unit, is_larger in enumerate(larger) if is_larger])),
    )


def size_of_text(rows: Sequence[Row]) -> float:
    """Return the largest type of a page's text; 0 where sizes are not known."""
    if not all(row.size for row in rows):
        return 0.0
    return size_of_most(((row.size, len(row.compact)) for row in rows), TEXT)


def _is_larger(rows: Sequence[Row], text: float) -> bool:
    """Tell whether a few lines are set in larger type than the text of their page, as titles are."""
    compact = "".join(row.compact for row in rows)
    few = len(rows) <= FEW and len(compact) <= SHORT and not ends_sentence(compact)
    furniture = line_features.furniture_role(rows[0], beside_masthead=True)
    return few and furniture is None and all(row.size > LARGER * text for row in rows)


def _names_under_titles(units: Sequence[tuple[Row, ...]], larger: Sequence[bool]) -> Iterator[int]:
    """Yield units that are a name alone, set apart between a title and a text: who signs an opinion."""
    for unit in range(1, len(units) - 1):
        (row, *more), behind = units[unit], units[unit + 1][0]
        apart = row.gap > 0 and behind.gap > 0
        if larger[unit - 1] and not larger[unit + 1] and apart and not more and line_features.is_name_alone(row):
            yield unit


def _under_each_other(units: Sequence[tuple[Row, ...]], titles: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each unit of a title with the one that stands right under it: kicker and headline, headline and subhead."""
    boxes = {unit: box for unit in titles if (box := _box(units[unit]))}
    for unit, (left, _, right, bottom) in boxes.items():
        for other, (begin, top, end, _) in boxes.items():
            size = max(units[unit][-1].size, units[other][0].size)
            shared = min(right, end) - max(left, begin)
            if 0 <= top - bottom < CLOSE * size and shared > UNDER * min(right - left, end - begin):
                yield unit, other


def _box(rows: Sequence[Row]) -> tuple[int, int, int, int] | None:
    """Return left, top, right and bottom of rows; None where that is not known."""
    placings = [row.placing for row in rows if row.placing]
    if not placings:
        return None
    return (
        min(placing.left for placing in placings),
        min(placing.top for placing in placings),
        max(placing.right for placing in placings),
        max(placing.bottom for placing in placings),
    )
