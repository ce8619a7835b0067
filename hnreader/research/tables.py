"""Lines of CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from hnreader.userdata.printable import printable_text

if TYPE_CHECKING:
    from collections.abc import Iterable

BOM: Final = "\ufeff"
"""Stands before a table: without it Excel reads UTF-8 in the system's encoding. pandas, R and LibreOffice skip it."""

_FORMULA: Final = tuple("=+-@＝＋－＠\t\r\n")
_SEPARATOR: Final = "; "


def csv_line(values: Iterable[object]) -> str:
    """Return values as a line, with its line end; None is an empty cell, the items of a list are joined by `; `."""
    line = io.StringIO()
    csv.writer(line).writerow(map(_cell, values))
    return line.getvalue()


def _cell(value: object) -> str:
    """Return a value as the text of a cell, without controls and format characters, for which CSV has no escapes.

    A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV Injection").
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list():
            text = _SEPARATOR.join(map(str, value))
        case _:
            text = str(value)
    text = printable_text(text)
    return f"'{text}" if text.startswith(_FORMULA) else text
