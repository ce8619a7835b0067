"""Pieces of a line with the hits of a search lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.inking import Ranges, inked

if TYPE_CHECKING:
    from rich.segment import Segment
    from rich.style import Style

__all__ = ["Ranges", "find_hits", "lit"]


def find_hits(text: str, words: tuple[str, ...]) -> Ranges:
    """Return the character ranges of the text to light for words that a search has found."""
    if not words:
        return ()
    from hnreader.search import hits  # noqa: PLC0415 searching is loaded when it is first needed

    return hits(text, words)


def lit(text: str, ranges: Ranges, plain: Style, light: Style, start: int = 0) -> list[Segment]:
    """Cut a text into segments; `ranges` count from the beginning of a longer text of which this begins at `start`."""
    here = tuple((begin - start, end - start) for begin, end in ranges)
    return inked(text, 0, len(text), plain, [(here, light)])
