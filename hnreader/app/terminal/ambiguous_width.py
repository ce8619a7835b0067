"""A patch of Rich, by which Textual measures text: ambiguous marks take as many cells as the terminal gives them.

Rich takes “ ” — … · for one cell each and has no setting for it. It measures by a table, and by a set of characters
that take one cell; both are replaced here. Call `follow` before the app runs, because Textual caches what it measures.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from rich import cells as rich_cells
from rich import segment as rich_segment

from hnreader.typesetting import ambiguous_width, is_ambiguous

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLANES: Final = ((0xA1, 0xFFFF), (0x1F100, 0x1F1FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
"""Where the ambiguous characters are. The last two planes are for private use, and ambiguous as a whole."""

_Names = dict[tuple[Any, str], Any]


def follow(ambiguous: int) -> bool:
    """Measure ambiguous marks as 1 or 2 cells, in typesetting and on the screen.

    Return False where Rich has not the names that are replaced: then they take one cell in both.
    """
    if not _ORIGINAL:
        ambiguous_width(1)
        return ambiguous == 1
    ambiguous_width(ambiguous)
    _put(_ORIGINAL)
    if ambiguous == 2:
        _put(_wide())
    return True


def _original() -> _Names:
    """Return the names of Rich that are replaced, with their values; nothing where a name is missing."""
    places = (
        (rich_cells, "load_cell_table"),
        (rich_cells, "_is_single_cell_widths"),
        (rich_segment, "_is_single_cell_widths"),
    )
    needed = ("_SINGLE_CELLS", "CellTable", "get_character_cell_size", "cached_cell_len")
    if not all(hasattr(*place) for place in places) or not all(hasattr(rich_cells, name) for name in needed):
        return {}
    return {place: getattr(*place) for place in places}


_ORIGINAL: Final = _original()


def _put(names: _Names) -> None:
    for (module, name), value in names.items():
        setattr(module, name, value)
    for cached in (
        rich_cells.get_character_cell_size,
        rich_cells.cached_cell_len,
        rich_segment.Segment._split_cells,  # noqa: SLF001 its results depend on the widths
    ):
        cached.cache_clear()


def _wide() -> _Names:
    """Return the values of these names where ambiguous characters take two cells."""
    load = _ORIGINAL[rich_cells, "load_cell_table"]
    table = load("auto")
    runs = _runs(table.widths)
    wide = rich_cells.CellTable(
        table.unicode_version,
        sorted([*table.widths, *runs]),
        frozenset(char for char in table.narrow_to_wide if not is_ambiguous(char)),
    )
    narrow = frozenset(char for char in rich_cells._SINGLE_CELLS if not is_ambiguous(char))  # noqa: SLF001
    return {
        (rich_cells, "load_cell_table"): lambda unicode_version="auto": wide,  # noqa: ARG005 Rich's own name
        (rich_cells, "_is_single_cell_widths"): narrow.issuperset,
        (rich_segment, "_is_single_cell_widths"): narrow.issuperset,
    }


def _runs(widths: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the ambiguous characters that are not in the table of widths, as runs in the form of that table."""
    listed = {code for start, end, _ in widths for code in range(start, min(end, 0x1FFFF) + 1)}
    codes = (
        code
        for start, end in _PLANES[:2]
        for code in range(start, end + 1)
        if code not in listed and is_ambiguous(chr(code))
    )
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0])]
    return [(run[0], run[-1], 2) for run in runs] + [(start, end, 2) for start, end in _PLANES[2:]]
