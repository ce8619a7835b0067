"""What people wrote, as it may be shown: marks of others, or of a damaged file, may hold commands for a terminal."""

from __future__ import annotations

from typing import Final
from unicodedata import category

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of Unicode. Not that of the unassigned: 汉字 of a newer version are, where Python's tables are older."""


def printable_text(text: str) -> str:
    """Return a text without control and format characters and surrogates; its line ends and tabs stay."""
    if text.isprintable():
        return text
    return "".join(char for char in text if char in "\n\t" or category(char) not in _HIDDEN)


def printable_line(text: str) -> str:
    """Return a text of one line: its line ends and tabs, too, are blanks."""
    return printable_text(" ".join(text.splitlines()).replace("\t", " ")) if not text.isprintable() else text
