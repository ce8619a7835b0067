"""Whether output is coloured, and bold text."""

from __future__ import annotations

import os
from typing import Final

from hnreader.cli.streams import to_terminal

_BOLD: Final = "\x1b[1m{}\x1b[0m"


def coloured() -> bool:
    """Return whether output goes to a terminal that has styles, and nobody asked for none (no-color.org)."""
    return to_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def bold(text: str) -> str:
    """Return the text in bold, where output is coloured."""
    return _BOLD.format(text) if coloured() else text
