"""What is set up before Textual starts, so that it reads what terminals send as it is meant."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

LONGEST_SEQUENCE: Final = 512
"""Characters that the parser waits for the end of a sequence. In the kitty protocol a phrase from an input method comes
as one sequence with about six characters for each 汉字; Textual gives up after 32 and takes the rest for keys."""

_LATE: Final = re.compile(r"\x1b\]11;rgb:(?:[\da-fA-F]{4}/){2}[\da-fA-F]{4}|\x1b\\|\x1b\[[\d;:]*t|\x1b\[\?[\d;]*c")
"""Answers to `detect_capabilities` that arrive after it has stopped waiting; Textual takes them for keys.

So it does with answers that tell the size of the window, for which nobody asks: the system knows it.
"""
_EXTENDED_KEY: Final = re.compile(r"\x1b\[([\d:]*(?:;[\d:]*){0,2};?)([u~ABCDEFHPQRS])")
r"""What Textual's pattern matches, which has `((?:[\d:]*;?){2,3})` in place of the first group, with one way to do it.

That one takes seconds for a sequence of 511 digits, and is tried anew at each of them.
"""
_NEVER: Final = re.compile("(?!)")
_POINTER: Final = re.compile(r"\x1b\[<\d{1,3};\d{1,4};\d{1,4}[mM]")
"""A report of the mouse (xterm Control Sequences, SGR) within the largest of windows."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ESCAPE: Final = "\x1b"
_NOT_SEPARATED: Final = "[O]\\bf"
"""Characters behind an ESC of a sequence: `[`, `O`, `]` and `\\` belong to longer ones; ESC b and ESC f are what macOS
terminals send for Option with ← and →, by which Textual's input moves word by word."""


def prepare() -> None:
    """Set what Textual reads when it is imported, and patch its parser. Call this before Textual is first imported."""
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        # With the flags that Textual sets iTerm2 drops text of input methods. A value of the user's own is kept.
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    from textual import _xterm_parser  # noqa: PLC0415 only after the environment is set

    _xterm_parser._MAX_SEQUENCE_SEARCH_THRESHOLD = LONGEST_SEQUENCE  # noqa: SLF001 the parser has no setting for it
    _xterm_parser._re_extended_key = _EXTENDED_KEY  # type: ignore[misc]  # noqa: SLF001
    _drop_unusable_keys(_xterm_parser.XTermParser)
    _drop_unusable_reports(_xterm_parser)


def separate_escape(alt_keys: Container[str] = ()) -> None:
    """Read Escape with a character right behind it as two keys, not as Alt with that character. Call it once.

    Terminals without the kitty protocol send both alike; Textual drops the Escape and has the character typed in.
    `alt_keys` are excepted: keys that the user has bound, as Textual names them (`alt+y`).
    """
    from textual._xterm_parser import XTermParser  # noqa: PLC0415 only after `prepare`
    from textual.events import Key  # noqa: PLC0415

    parser: Any = XTermParser
    parse: Callable[..., Iterable[Any]] = parser._sequence_to_key_events  # noqa: SLF001 the parser has no hook for it

    def parse_separated(self: Any, sequence: str, alt: bool = False) -> Iterable[Any]:
        behind = sequence if alt else sequence.removeprefix(_ESCAPE)
        if not alt and (len(sequence) != 2 or not behind.isprintable() or behind in _NOT_SEPARATED):
            return parse(self, sequence)
        bound = tuple(key for key in parse(self, behind, alt=True) if key.key in alt_keys)
        return bound or (Key("escape", _ESCAPE), *parse(self, behind))

    parser._sequence_to_key_events = parse_separated  # noqa: SLF001


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


def _drop_unusable_reports(module: Any) -> None:
    """Make Textual's parser ignore sizes that are not asked for, and a pointer out of all bounds.

    Such a size (`ESC[48;99999;99999;1;1t`) is laid out, and has pointers be divided by it from then on. Coordinates of
    hundreds of digits raise where they become floats, which ends the app.
    """
    parser, module._re_in_band_window_resize = module.XTermParser, _NEVER  # noqa: SLF001
    parse: Callable[..., Any] = parser.parse_mouse_code
    if getattr(parse, "drops_unusable_reports", False):
        return

    def parse_usable(self: Any, code: str) -> Any:
        return parse(self, code) if _POINTER.fullmatch(code) else None

    parse_usable.drops_unusable_reports = True  # type: ignore[attr-defined]
    parser.parse_mouse_code = parse_usable
