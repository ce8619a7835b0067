"""Lines of a table for spreadsheets and other programs: CSV (RFC 4180)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

BOM: Final = "\ufeff"
"""Before a table: without it Excel takes UTF-8 for the system's own encoding. pandas, R and LibreOffice skip it."""

_FORMULA: Final = tuple("=+-@＝＋－＠\t\r\n")
_BETWEEN: Final = "; "


def csv_line(values: Iterable[object]) -> str:
    """Return values as a line, with its line end; None is an empty cell, of a list the items are parted by `; `."""
    written = io.StringIO()
    csv.writer(written).writerow(map(_cell, values))
    return written.getvalue()


def _cell(value: object) -> str:
    """Return a value as a cell's text.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, and is shown as it is (OWASP, "CSV
    Injection"): a page can hold anything.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list():
            text = _BETWEEN.join(map(str, value))
        case _:
            text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
