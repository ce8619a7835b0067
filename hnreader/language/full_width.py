"""Half-width punctuation in Chinese text as the full-width marks that stand for it, character by character.

GB/T 15834—2011 §5.1 gives the marks of Chinese text the width of a 汉字, and clreq (W3C, "Punctuation marks") leaves
half-width ones to Latin text and numbers. Extraction and OCR mix both. The rule:

- `, ; : ? !` become full-width where the nearest character on either side is Chinese: 汉字, 、。《》 and their like.
  Blanks, quotes and the marks of this rule are passed over. So nothing changes inside Latin text and numbers (3:2).
- Round brackets and straight double quotes become full-width in pairs only: those with 汉字 inside, or Chinese text on
  both sides (on one, where the text ends on the other). Quotes pair up in order, and not where their number is odd.
- Web addresses are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader.language.characters import is_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARKS: Final = dict(zip(",;:?!", "，；：？！", strict=True))
_BRACKETS: Final = dict(zip("()", "（）", strict=True))
_HALF_WIDTH: Final = re.compile(r'[,;:?!()"]')
_PASSED_OVER: Final = frozenset({*_MARKS, *_MARKS.values(), *_BRACKETS, *_BRACKETS.values(), *'"“”'})
_CHINESE_MARKS: Final = frozenset("、。《》〈〉「」『』【】〔〕〖〗—…·％‰℃〇々")
_ADDRESS: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.)[^\s，；：？！（）()、。《》“”\"]*")
"""It ends before a blank, a quote, a bracket or a full-width mark; a half-width mark behind it stays as it is."""


def full_width(text: str) -> str:
    """Return a text of the same length with full-width marks in its Chinese parts; done again it changes nothing."""
    if not _HALF_WIDTH.search(text):
        return text
    chars = list(text)
    addresses = {at for address in _ADDRESS.finditer(text) for at in range(*address.span())}
    before = _nearest(chars)
    after = _nearest(chars[::-1])[::-1]
    for at, char in enumerate(text):
        if char in _MARKS and at not in addresses and (before[at] or after[at]):
            chars[at] = _MARKS[char]
    for start, end in (*_brackets(text, addresses), *_quotes(text, addresses)):
        outside = {before[start], after[end]}
        if any(map(is_han, text[start:end])) or (True in outside and False not in outside):
            left, right = "“”" if text[start] == '"' else "（）"
            chars[start], chars[end] = left, right
    return "".join(chars)


def _nearest(chars: Iterable[str]) -> list[bool | None]:
    """Return for each character whether the nearest one before it is Chinese; None where there is none."""
    found: list[bool | None] = []
    chinese: bool | None = None
    for char in chars:
        found.append(chinese)
        if not char.isspace() and char not in _PASSED_OVER:
            chinese = is_han(char) or char in _CHINESE_MARKS
    return found


def _brackets(text: str, addresses: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the places of round brackets that pair up, of either width: one of a pair may be full-width already."""
    opened: list[int] = []
    for at, char in enumerate(text):
        if at in addresses:
            continue
        if char in "(（":
            opened.append(at)
        elif char in ")）" and opened:
            yield opened.pop(), at


def _quotes(text: str, addresses: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the places of straight quotes that pair up."""
    quotes = [at for at, char in enumerate(text) if char == '"' and at not in addresses]
    if len(quotes) % 2 == 0:
        yield from zip(quotes[::2], quotes[1::2], strict=True)
