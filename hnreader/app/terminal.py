"""What terminals need before Textual starts, so that an input method's text arrives whole."""

from __future__ import annotations

import os
from typing import Final

SEARCHED: Final = 512
"""Characters of an unfinished sequence that the parser waits for. A committed phrase comes as one sequence of about six
characters a 汉字 in the kitty protocol; Textual's own 32 are used up by five 汉字, and the rest became stray keys."""

_THRESHOLD: Final = "_MAX_SEQUENCE_SEARCH_THRESHOLD"


def prepare() -> None:
    """Set what Textual reads when it is imported, and widen its parser. Call this before the first import of it."""
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        # iTerm2 drops an input method's text under the flags that Textual sets; who set the variable decides himself.
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from textual import _xterm_parser  # noqa: PLC0415 only after the environment is set

    if getattr(_xterm_parser, _THRESHOLD, SEARCHED) < SEARCHED:
        setattr(_xterm_parser, _THRESHOLD, SEARCHED)
