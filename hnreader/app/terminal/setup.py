"""What is set up before Textual starts, so that it reads what terminals send as it is meant."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST_SEQUENCE: Final = 512
"""Characters that the parser waits for the end of a sequence. In the kitty protocol a phrase from an input method comes
as one sequence with about six characters for each 汉字; Textual gives up after 32 and takes the rest for keys."""

_LATE: Final = re.compile(r"\x1b\]11;rgb:(?:[\da-fA-F]{4}/){2}[\da-fA-F]{4}|\x1b\\|\x1b\[\?[\d;]*c")
"""Answers to `detect_background` that arrive after it has stopped waiting; Textual takes them for keys."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def prepare() -> None:
    """Set what Textual reads when it is imported, and patch its parser. Call this before Textual is first imported."""
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        # With the flags that Textual sets iTerm2 drops text of input methods. A value of the user's own is kept.
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from textual import _xterm_parser  # noqa: PLC0415 only after the environment is set

    _xterm_parser._MAX_SEQUENCE_SEARCH_THRESHOLD = LONGEST_SEQUENCE  # noqa: SLF001 the parser has no setting for it
    _drop_unusable_keys(_xterm_parser.XTermParser)


def _drop_unusable_keys(parser: Any) -> None:
    """Make Textual's parser ignore late answers, and key codes that are no character.

    A number beyond Unicode in a kitty sequence (`ESC[1114112u`) raises in `chr`, which ends the app; a surrogate
    (`ESC[55296u`) makes a string that can neither be written to the terminal nor stored.
    """
    parse: Callable[..., Iterable[Any]] = parser._sequence_to_key_events  # noqa: SLF001 the parser has no hook for it
    if getattr(parse, "drops_unusable_keys", False):
        return
    from textual.events import Key  # noqa: PLC0415
    from textual.keys import Keys  # noqa: PLC0415

    def parse_usable(self: Any, sequence: str, alt: bool = False) -> Iterable[Any]:
        ignored = (Key(Keys.Ignore, sequence),)
        if len(sequence) > 1 and _LATE.fullmatch(sequence):
            return ignored
        try:
            events = tuple(parse(self, sequence, alt=alt))
        except (ValueError, OverflowError):
            return ignored
        return ignored if any(_SURROGATE.search(event.character or "") for event in events) else events

    parse_usable.drops_unusable_keys = True  # type: ignore[attr-defined]
    parser._sequence_to_key_events = parse_usable  # noqa: SLF001
