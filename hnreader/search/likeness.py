"""Terms that are nearly there: a 汉字 misread by OCR, a name half remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.search.folding import fold
from hnreader.search.query import in_order, unfold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.search.query import Range

# A two-character term with one wrong character is 67 alike by `partial_ratio`, and so to nearly everything; from three
# on 75 allows one wrong character in four.
_SHORTEST: Final = 3
_LONGEST: Final = 64  # a longer term is a passage, and the time grows with it
_ALIKE: Final = 75


def likeness_of(term: str, folded: str) -> float:
    """Return how nearly a folded text holds a term: 100 for wholly, 0 for less than can be told from chance."""
    if term in folded:
        return 100
    if not _SHORTEST <= len(term) <= min(_LONGEST, len(folded)):  # a shorter text would be sought in the term
        return 0
    from rapidfuzz.fuzz import partial_ratio  # noqa: PLC0415 - seldom needed, and slow to import

    return partial_ratio(term, folded, score_cutoff=_ALIKE)


def nearest(text: str, wanted: Sequence[str]) -> tuple[Range, ...]:
    """Return the range of `text` that is most like each of the folded terms, where one is like it at all."""
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - as above

    folded = fold(text)
    found: list[Range] = []
    for term in wanted:
        if likeness_of(term, folded):
            place = partial_ratio_alignment(term, folded)
            if place and place.dest_start < place.dest_end:
                found.append((place.dest_start, place.dest_end))
    return tuple(unfold(text, in_order(found)))
