"""The words that are selected in the text, as a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hnreader.app.panes.reading import ReadingPane

_LONGEST: Final = 100  # characters: more are a text to be copied, and no words to be looked for
_QUOTES: Final = str.maketrans(dict.fromkeys('"＂“”', " "))


def selected_phrase(text: ReadingPane) -> str:
    """Return a query for exactly the selected words, "" where none are, or too many."""
    words = " ".join(text.selected_text.translate(_QUOTES).split())
    return f'"{words}"' if 0 < len(words) <= _LONGEST else ""
