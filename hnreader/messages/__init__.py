"""What the program says, in Chinese and in English: one catalogue, looked up by key."""

from __future__ import annotations

import locale
import os
from typing import Final, Literal

from hnreader.messages import (
    calendar,
    counting,
    index,
    inquiring,
    keeping,
    keys,
    marks,
    naming,
    page,
    reading,
    screen,
    shared,
    shell,
    why,
)

Language = Literal["zh", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")

_CATALOGUE: Final[dict[str, tuple[str, str]]] = {
    **shared.MESSAGES,
    **shell.MESSAGES,
    **counting.MESSAGES,
    **screen.MESSAGES,
    **keys.MESSAGES,
    **page.MESSAGES,
    **marks.MESSAGES,
    **calendar.MESSAGES,
    **inquiring.MESSAGES,
    **keeping.MESSAGES,
    **naming.MESSAGES,
    **index.MESSAGES,
    **reading.MESSAGES,
    **why.MESSAGES,
}


def language(wish: str | None = None) -> Language:
    """Return the language to speak: the wish if it is one of ours, else by the locale, else English.

    The locale is read as POSIX has it (LC_ALL before LC_MESSAGES before LANG); Windows has none of these and is asked.
    """
    if wish in LANGUAGES:
        return "zh" if wish == "zh" else "en"
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    told = told or locale.getlocale()[0] or ""
    return "zh" if told.casefold().startswith(("zh", "chinese")) else "en"


class Voice:
    """Says messages in one language."""

    def __init__(self, wish: str | None = None) -> None:
        self.language: Language = language(wish)

    def __call__(self, key: str, *detail: object) -> str:
        """Return the message with its blanks `{0}`, `{1}` … filled. An unknown key is a defect and raises KeyError."""
        chinese, english = _CATALOGUE[key]
        return (chinese if self.language == "zh" else english).format(*detail)
