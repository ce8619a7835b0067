"""Dates in words, and text that is safe to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.messages.terms import WEEKDAYS
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Date  # noqa: N812 a parameter is called date

    from hnreader.messages import Translator


DOT: Final = " · "
"""Between particulars in a line."""


def format_date(tr: Translator, date: Date | None, *, inferred: bool = False, weekday: bool = True) -> str:
    """Return the date of an issue, with its weekday unless that is left out, marked if it was inferred."""
    if date is None:
        return tr("date unknown")
    text = tr(
        "{year}-{month:02d}-{day:02d} {weekday}",
        year=date.year,
        month=date.month,
        day=date.day,
        weekday=tr(WEEKDAYS[date.weekday()]) if weekday else "",
    ).rstrip()
    return tr("{date} (inferred)", date=text) if inferred else text


def leave_room(particulars: Sequence[str], width: int) -> str:
    """Return as many particulars of a title as leave it half of a row that is `width` cells wide, the first ones."""
    texts = (" ".join(particulars[:count]) for count in range(len(particulars), 0, -1))
    return next((text for text in texts if cells(text) <= width // 2), "")


def printable(text: str) -> str:
    """Return the text with a blank for each character that would move the cursor; the length is the same."""
    return (
        text
        if text.isprintable()
        else "".join(char if char.isprintable() or char == "\u3000" else " " for char in text)
    )
