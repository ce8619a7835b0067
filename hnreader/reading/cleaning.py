"""Text that nobody here wrote, made safe to show: what would command a terminal or hide in a line is taken out.

Nothing is lost by it. Every piece taken out is recorded with its column, and putting the pieces back gives the line
as the file has it, but for blank controls (a tab, a form feed), each of which stands as one plain space, so that
columns hold.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final
from unicodedata import category

from hnreader.model import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

BLANK_CONTROLS: Final = "\t\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_TO_SPACES: Final = str.maketrans(dict.fromkeys(BLANK_CONTROLS, " "))

# What follows an introducer (ESC, or one of its one-character forms in C1) and belongs to its sequence: ECMA-48 §5.4
# and §5.6, and for OSC ended by BEL xterm's ctlseqs. Every repeat is possessive and stops at the next introducer, so
# that no character is looked at twice. A string may be so long: more than any window title or link, less than a page,
# so that a stray introducer and a stray terminator far apart do not swallow the paper between them.
_LONGEST_STRING: Final = 4096
_OSC: Final = rf"[^\x07\x1b\x80-\x9f]{{0,{_LONGEST_STRING}}}+ (?: \x07 | \x1b\\ | \x9c )"  # title, link, clipboard
_STRING: Final = rf"[^\x1b\x80-\x9f]{{0,{_LONGEST_STRING}}}+ (?: \x1b\\ | \x9c )"  # DCS, SOS, PM, APC
_CSI: Final = r"[0-?]*+ [\ -/]*+ [@-~]"  # colours, the cursor, modes
_REST: Final = rf"""
    (?<= \x1b ) (?: \] {_OSC} | [PX^_] {_STRING} | \[ {_CSI}
                  | .  # ESC and one character: of a sequence that does not end only this much is surely no text
                )
  | (?<= \x9d ) {_OSC} | (?<= [\x90\x98\x9e\x9f] ) {_STRING} | (?<= \x9b ) {_CSI}
"""


@cache
def _unwanted() -> re.Pattern[str]:
    """Return the pattern of runs to be taken out, made when the first unclean line turns up: it takes some 20 ms.

    Beside sequences these are the controls that are no blanks (Cc), format characters (Cf: zero-width and bidi marks,
    soft hyphen, BOM inside the text), lone surrogates (Cs) and noncharacters. Cf has members in planes 0, 1 and 14
    only. Variation selectors (Mn) and private use stay: they show, or show nothing, and command nothing.
    """
    planes = map(chr, chain(range(0x20000), range(0xE0000, 0xE1000)))
    lone = {char for char in planes if category(char) in {"Cc", "Cf", "Cs"}} - set(BLANK_CONTROLS)
    lone |= set(map(chr, range(0xFDD0, 0xFDF0)))
    lone |= {chr(plane + last) for plane in range(0, sys.maxunicode, 0x10000) for last in (0xFFFE, 0xFFFF)}
    near = _one_of(char for char in lone if char <= "\uffff")
    far = _one_of(char for char in lone if char > "\uffff")
    # A set that reaches beyond plane 0 is tried member by member, five times as slow on 汉字, so that one comes second.
    char = rf"(?: {near} | (?= [\U00010000-\U0010ffff] ) {far} )"
    return re.compile(rf"(?: {char} (?: {_REST} )?+ )++", re.VERBOSE | re.DOTALL)


def _one_of(chars: Iterable[str]) -> str:
    """Return the pattern of one character out of `chars`."""
    return f"[{re.escape(''.join(sorted(chars)))}]"


def clean_line(number: int, raw: str) -> Line:
    """Return line `number` of a file, cleaned; `raw` is the line as decoded, without its line end."""
    if raw.isprintable() or raw.replace("\u3000", "").isprintable():  # nearly every line, at the speed of C
        return Line(number, raw)
    kept: list[str] = []
    removed: list[tuple[int, str]] = []
    end = 0
    for found in _unwanted().finditer(raw):
        kept.append(raw[end : found.start()])
        removed.append((found.start(), found.group()))
        end = found.end()
    kept.append(raw[end:])
    return Line(number, "".join(kept).translate(_TO_SPACES), tuple(removed))


def clean(raw: str) -> str:
    """Return one line's worth of foreign text, a file name or a query, cleaned; line ends in it become blanks."""
    return clean_line(0, re.sub(r"[\r\n]", " ", raw)).text
