"""The sizes of type on a page of which they are known: that of its text, and where they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from hnreader.reading.placed_text import LARGER, size_of_most

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.segment.draft import Row

TEXT: Final = 0.85
"""Share of a page's characters that are no larger than its text; a twentieth are of titles."""


def size_breaks(pieces: Sequence[Row]) -> NDArray[np.bool_]:
    """Tell of each piece whether its type is of another size than that of the piece before it."""
    sizes = np.array([piece.size for piece in pieces], np.float32)
    before = np.concatenate([sizes[:1], sizes[:-1]])
    known = (sizes > 0) & (before > 0)
    return known & (np.maximum(sizes, before) > LARGER * np.minimum(sizes, before))


def size_of_text(rows: Sequence[Row]) -> float:
    """Return the largest type of a page's text; 0 where sizes are not known."""
    if not all(row.size for row in rows):
        return 0.0
    return size_of_most(((row.size, len(row.compact)) for row in rows), TEXT)
