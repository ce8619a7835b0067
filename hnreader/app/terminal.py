"""What terminals need before Textual starts: an input method's text arrives whole, a late answer is no keys."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SEARCHED: Final = 512
"""Characters of an unfinished sequence that the parser waits for. A committed phrase comes as one sequence of about six
characters a 汉字 in the kitty protocol; Textual's own 32 are used up by five 汉字, and the rest became stray keys."""

_THRESHOLD: Final = "_MAX_SEQUENCE_SEARCH_THRESHOLD"
_LATE: Final = re.compile(r"\x1b\]11;rgb:(?:[\da-fA-F]{4}/){2}[\da-fA-F]{4}|\x1b\\|\x1b\[\?[\d;]*c")
"""What `ground` asked for, come after it has ceased to wait; Textual would take it for keys."""


def prepare() -> None:
    """Set what Textual reads when it is imported, and widen its parser. Call this before the first import of it."""
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        # iTerm2 drops an input method's text under the flags that Textual sets; who set the variable decides himself.
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from textual import _xterm_parser  # noqa: PLC0415 only after the environment is set

    if getattr(_xterm_parser, _THRESHOLD, SEARCHED) < SEARCHED:
        setattr(_xterm_parser, _THRESHOLD, SEARCHED)
    _drop_late(_xterm_parser.XTermParser)


def _drop_late(parser: Any) -> None:
    read: Callable[..., Iterable[Any]] | None = getattr(parser, "_sequence_to_key_events", None)
    if read is None or getattr(read, "drops_late", False):
        return
    from textual.events import Key  # noqa: PLC0415
    from textual.keys import Keys  # noqa: PLC0415

    def keys(self: Any, sequence: str, alt: bool = False) -> Iterable[Any]:
        late = len(sequence) > 1 and _LATE.fullmatch(sequence)
        return (Key(Keys.Ignore, sequence),) if late else read(self, sequence, alt=alt)

    keys.drops_late = True  # type: ignore[attr-defined]
    parser._sequence_to_key_events = keys  # noqa: SLF001 it has no other place for it
