"""Tables for other programs: CSV, and JSON too long to be held at once."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA: Final = tuple("=+-@\t\r＝＋－＠")
"""A spreadsheet takes a cell that begins so for a formula, and runs it (OWASP, CSV Injection)."""


def print_csv(header: Sequence[str], table: Iterable[Sequence[str | float | None]]) -> None:
    """Print a header and rows as CSV (RFC 4180, but for line ends, which are those of the system).

    A text that a spreadsheet would run gets an apostrophe before it, by which spreadsheets know text: the pages are
    nobody's we know. JSON has the texts as they are.
    """
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(one) for one in row] for row in table)


def print_array(values: Iterable[Any]) -> None:
    """Print values as one JSON array on one line, each as soon as it is there."""
    between = ""
    print("[", end="")
    for value in values:
        print(between + json.dumps(value, ensure_ascii=False), end="")
        between = ", "
    print("]")


def _cell(value: str | float | None) -> str | float | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
