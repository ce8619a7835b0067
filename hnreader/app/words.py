"""Words about articles that several panes say alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date as Date  # noqa: N812 a parameter is called date

    from hnreader.messages import Voice


def say_date(voice: Voice, date: Date | None, *, inferred: bool = False) -> str:
    """Say the day of an issue with its weekday, marked where it was inferred."""
    if date is None:
        return voice("date.unknown")
    said = voice("screen.date", date.year, date.month, date.day, voice(f"weekday.{date.weekday()}"))
    return voice("screen.inferred", said) if inferred else said


def printable(text: str) -> str:
    """Return the text with whatever moves the cursor made a blank: one character for one, so that places still fit."""
    return (
        text
        if text.isprintable()
        else "".join(char if char.isprintable() or char == "\u3000" else " " for char in text)
    )
