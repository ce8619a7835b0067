"""What the names of files say: `2024-03-09_03.txt`, `20240309-A03.txt`, `hnrb_2024-03-09.txt`."""

from __future__ import annotations

import datetime
import re
from typing import Final

FILE_NAME: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})[-_.年]?(?P<month>0[1-9]|1[0-2])[-_.月]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)日?"
    r"(?:[-_. ]*(?:[A-Z]|第)?(?P<page>\d{1,2})(?!\d)版?)?"
)
"""The day, and perhaps the page, in a file's name."""


def named_day(name: str) -> datetime.date | None:
    """Return the day in a file's name."""
    found = FILE_NAME.search(name)
    return possible_day(int(found["year"]), int(found["month"]), int(found["day"])) if found else None


def possible_day(year: int, month: int, day: int) -> datetime.date | None:
    """Return a day of the calendar; None where it has no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
