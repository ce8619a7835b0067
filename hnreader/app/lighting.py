"""Pieces of a line with the hits of a search lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from hnreader.app.words import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style

Ranges = tuple[tuple[int, int], ...]


def find_hits(text: str, words: tuple[str, ...]) -> Ranges:
    """Return the character ranges of the text to light for words that a search has found."""
    if not words:
        return ()
    from hnreader.search import hits  # noqa: PLC0415 searching is loaded when it is first needed

    return hits(text, words)


def lit(text: str, ranges: Iterable[tuple[int, int]], plain: Style, light: Style, start: int = 0) -> list[Segment]:
    """Cut a text into segments; `ranges` count from the beginning of a longer text of which this begins at `start`."""
    text = printable(text)
    segments: list[Segment] = []
    at = 0
    for begin, end in ranges:
        left, right = max(begin - start, at), min(end - start, len(text))
        if left >= right:
            continue
        if left > at:
            segments.append(Segment(text[at:left], plain))
        segments.append(Segment(text[left:right], plain + light))
        at = right
    if at < len(text):
        segments.append(Segment(text[at:], plain))
    return segments
