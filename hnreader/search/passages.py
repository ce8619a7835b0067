"""The piece of a text that shows a hit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.search.query import Range

_WIDTH: Final = 40  # characters: a line of a list, or of a terminal beside the headline
_GIVE: Final = 10  # so many fewer or more, if the passage then ends with a mark of sense
_BEFORE: Final = 12  # at most so many lead up to the hit
_SENSE: Final = re.compile(r"[。！？；：，,;!?…]+[”’」』）》]*")


def passage(text: str, found: Sequence[Range]) -> tuple[str, tuple[Range, ...]]:
    """Return some 40 characters around the best hit, and the ranges as they lie in them; without hits the beginning.

    The best hit is the first that has the most different ones behind it within reach. The passage begins and ends at
    marks of sense where such are near, else it is cut where it has to be; the hit itself is never cut.
    """
    first, last = max(found, key=lambda one: _company(text, found, one[0])) if found else (0, 0)
    start = _begin(text, first)
    end = _end(text, start, last)
    return text[start:end], tuple((a - start, min(b, end) - start) for a, b in found if start <= a < end)


def _company(text: str, found: Sequence[Range], start: int) -> int:
    """How many different texts are hit from `start` on, within what a passage can show."""
    return len({text[a:b] for a, b in found if start <= a and b <= start + _WIDTH - _BEFORE})


def _begin(text: str, first: int) -> int:
    """Behind the first mark that is near enough, so that as much as possible leads up to the hit."""
    if first <= _BEFORE:
        return 0
    mark = _SENSE.search(text, first - _BEFORE - 1, first)
    return mark.end() if mark else first - _BEFORE


def _end(text: str, start: int, last: int) -> int:
    """Behind the last mark that is near enough to the full width."""
    full = max(last, start + _WIDTH)
    if full + _GIVE >= len(text):
        return len(text)
    ends = [mark.end() for mark in _SENSE.finditer(text, max(last, full - _GIVE), full + _GIVE)]
    return ends[-1] if ends else full
