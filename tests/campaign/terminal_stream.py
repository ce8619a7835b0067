"""A strict parser of what a program sends to a terminal (ECMA-48): all that was not to be sent is a finding.

Text is UTF-8 without controls, format characters (bidi, zero width) and noncharacters. A sequence must be one of a
list: the program's own, and not one that foreign text has brought along. So no style blinks or hides, and colours are
given by the sixteen names or by red, green and blue, for the hostile texts of the campaign blink in one of 256.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEQUENCE: Final = re.compile(
    r"""\x1b (?: \[ (?P<csi> [0-?]* [\ -/]* [@-~] )
        | (?P<string> [\]PX^_] [^\x07\x1b\x80-\x9f]* ) (?: \x07 | \x1b\\ )
        | (?P<escape> [\ -/]* [0-~] ) )""",
    re.VERBOSE,
)
_COLOUR: Final = r"(?:3[0-79]|4[0-79]|9[0-7]|10[0-7]|[34]8;2;\d{1,3};\d{1,3};\d{1,3}|38;5;237)"  # 237: Rich's bar
_STYLE: Final = re.compile(rf"(?:(?:0|[1-479]|2[1-479]|53|55|{_COLOUR})(?:;(?!m)|(?=m)))*m")
_OF_COMMANDS: Final = re.compile(r"\?25[hl]|2K|1A")  # a bar that shows how far reading is
_OF_THE_APP: Final = re.compile(
    r"""\d*;?\d*H | \d*[ABCD] | [023]?[JK]  # the cursor, and what is cleared
      | \?(?:1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2027|2031|2048|25|7|1047|1007)[hl]  # modes
      | \?(?:2026|2048|1016|2027)\$p  # which of them the terminal has
      | >\d*u | <\d*u | \?u | =\d*;?\d*u  # keyboard
      | 0?c | 6n | 1[46]t | >0?q | [<>=]?\d*[cq]  # questions
      | \d*[ ]q""",
    re.VERBOSE,
)
_STRINGS: Final = re.compile(
    r"\]52;c;(?!TEVBSw==)[A-Za-z0-9+/=]*|\]11;\?|\]10;\?|\]22;[a-z-]*|_Gi=\d+,s=1,v=1,a=q,t=d,f=24;AAAA"
)


def findings(data: bytes, *, app: bool = False, line_ends: str = "\n") -> Iterator[str]:
    """Yield what is wrong with a stream, of a command or of the app: what it is, and what stands before it."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        yield f"no UTF-8: {error.object[max(0, error.start - 20) : error.end]!r}"
        text = data.decode(errors="replace")
    at = 0
    for found in _SEQUENCE.finditer(text):
        yield from _characters(text, at, found.start(), line_ends)
        at = found.end()
        if not _known(found, app=app):
            yield f"{found[0]!a} behind {text[max(0, found.start() - 30) : found.start()]!a}"
    yield from _characters(text, at, len(text), line_ends)


def _known(found: re.Match[str], *, app: bool) -> bool:
    if (csi := found["csi"]) is not None:
        return bool(_STYLE.fullmatch(csi) or (_OF_THE_APP if app else _OF_COMMANDS).fullmatch(csi))
    if found["string"] is not None:
        return app and _STRINGS.fullmatch(found["string"]) is not None
    return app and found["escape"] in {"7", "8", "=", ">"}


def _characters(text: str, start: int, end: int, line_ends: str) -> Iterator[str]:
    for at in range(start, end):
        char = text[at]
        if char.isprintable() or char in line_ends or char == "\u3000":
            continue
        kind = category(char)
        if kind in {"Cc", "Cf", "Cs", "Zl", "Zp"} or 0xFDD0 <= ord(char) <= 0xFDEF or ord(char) & 0xFFFE == 0xFFFE:
            yield f"{char!a} behind {text[max(0, at - 30) : at]!a}"
