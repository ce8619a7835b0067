"""What the reading pane tells in the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hnreader.messages import Translator


def measure_text(tr: Translator, characters: int) -> str:
    """Return how many characters a line has."""
    return tr.plural("{count} character per line", "{count} characters per line", characters)


def widest_text(tr: Translator, characters: int) -> str:
    """Return how many characters a line may have in the pane."""
    return tr.plural(
        "This pane has room for {count} character per line",
        "This pane has room for {count} characters per line",
        characters,
    )


def wrapped_text(tr: Translator, direction: int) -> str:
    """Return that the matches have begun anew at the other end."""
    if direction > 0:
        return tr("Past the last match: continuing from the first")
    return tr("Past the first match: continuing from the last")
