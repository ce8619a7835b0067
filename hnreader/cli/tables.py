"""Tables for other programs: CSV, and JSON too long to be held at once."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

from hnreader.cli.streams import as_it_is
from hnreader.research.tables import BOM, csv_line

if TYPE_CHECKING:
    from collections.abc import Iterable


def print_csv(header: Iterable[str], table: Iterable[Iterable[object]]) -> None:
    """Print a header and rows as CSV, each as soon as it is there; into a UTF-8 file after a byte order mark."""
    print(BOM if as_it_is() else "", end="")
    for row in chain((header,), table):
        print(csv_line(row), end="")


def print_array(values: Iterable[Any]) -> None:
    """Print values as one JSON array on one line, each as soon as it is there."""
    between = ""
    print("[", end="")
    for value in values:
        print(between + json.dumps(value, ensure_ascii=False), end="")
        between = ", "
    print("]")
