"""Making Rich, by which Textual draws, measure ambiguous marks as the terminal draws them.

Rich takes “ ” — … · for one cell each and has no setting for it. It measures by a table and by a set of characters
known to take one cell; both are put in place here. Textual and Rich remember what they measured, so this comes before
the app runs.
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
"""Where the ambiguous characters are. The last two are private, and ambiguous as a whole."""

_Names = dict[tuple[Any, str], Any]


def follow(ambiguous: int) -> bool:
    """Have typesetting and the screen take ambiguous marks for 1 or 2 cells.

    Where Rich measures in a way not known here, both stay at one cell, and the answer is False.
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
    """Return the names of Rich that are replaced, with what they stand for; nothing where one is missing."""
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
    for remembering in (
        rich_cells.get_character_cell_size,
        rich_cells.cached_cell_len,
        rich_segment.Segment._split_cells,  # noqa: SLF001 it would split as it did before
    ):
        remembering.cache_clear()


def _wide() -> _Names:
    """Return what the names stand for where ambiguous characters take two cells."""
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
    """Return the ambiguous characters that the table takes for one cell each, as runs of it."""
    told = {code for start, end, _ in widths for code in range(start, min(end, 0x1FFFF) + 1)}
    codes = (
        code
        for start, end in _PLANES[:2]
        for code in range(start, end + 1)
        if code not in told and is_ambiguous(chr(code))
    )
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0])]
    return [(run[0], run[-1], 2) for run in runs] + [(start, end, 2) for start, end in _PLANES[2:]]
