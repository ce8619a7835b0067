"""Rows in columns for people; CSV and JSON for other programs."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any, Final

import msgspec

from hnreader.cli.streams import keep_line_ends, to_terminal
from hnreader.cli.styles import coloured
from hnreader.research.json_text import json_text
from hnreader.research.listings import columns, table_line
from hnreader.research.tables import BOM, csv_line
from hnreader.typesetting import cells, set_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.research.listings import Record

Row = tuple[str, ...]

_GAP: Final = 2  # cells between columns
_NARROWEST: Final = 20  # cells of the last column, for columns to be drawn
_AT_ONCE: Final = 200  # rows that are drawn before the first is shown


def print_rows(table: Sequence[Row]) -> None:
    """Print rows in columns; on a terminal the first column is coloured and the last one folded."""
    widths = _widths(table)
    last = shutil.get_terminal_size().columns - sum(widths[:-1]) - _GAP * (len(widths) - 1)
    if not to_terminal() or last < _NARROWEST:
        for line in rows(table):
            print(line)
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=sys.stdout, force_terminal=True, color_system="auto" if coloured() else None)
    for start in range(0, len(table), _AT_ONCE):
        grid = Table.grid(padding=(0, _GAP, 0, 0))
        for number, width in enumerate([*widths[:-1], last]):
            grid.add_column(style="cyan" if number == 0 else None, width=width, no_wrap=True)
        for row in table[start : start + _AT_ONCE]:
            folded = "\n".join(row[-1][line.start : line.end] for line in set_lines(row[-1], last))
            grid.add_row(*map(Text, [*row[:-1], folded]))
        with console.capture() as drawn:  # where the pager is quit rich would end the program in a way of its own
            console.print(grid)
        print(drawn.get(), end="")


def rows(table: Sequence[Row]) -> Iterator[str]:
    """Yield a line for each row, columns two blanks apart and as wide as their widest cell, the last one unpadded."""
    widths = _widths(table)
    for row in table:
        padded = (text + " " * (width - cells(text)) for text, width in zip(row[:-1], widths, strict=False))
        yield (" " * _GAP).join([*padded, row[-1]])


def print_records(form: type[Record], records: Iterable[Record], *, csv: bool = False) -> None:
    """Print records as one JSON array on one line, or as CSV with a header, each as soon as it is known.

    In a UTF-8 file CSV stands after a byte order mark. It has no fields that are records themselves.
    """
    if csv:
        print(BOM if keep_line_ends() else "", end="")
        print(csv_line(columns(form)), end="")
        for record in records:
            print(table_line(record), end="")
        return
    between = ""
    print("[", end="")
    for record in records:
        print(between + _json(record), end="")
        between = ", "
    print("]")


def print_json(value: Any) -> None:
    """Print a record, or another value, as JSON on one line."""
    print(_json(value))


def _json(value: Any) -> str:
    return json_text(msgspec.to_builtins(value))


def _widths(table: Sequence[Row]) -> list[int]:
    return [max(map(cells, column)) for column in zip(*table, strict=True)]
