"""Dates in words, and text that is safe to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.messages.terms import WEEKDAYS

if TYPE_CHECKING:
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


def printable(text: str) -> str:
    """Return the text with a blank for each character that would move the cursor; the length is the same."""
    return (
        text
        if text.isprintable()
        else "".join(char if char.isprintable() or char == "\u3000" else " " for char in text)
    )
