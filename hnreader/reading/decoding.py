"""Decoding of pages: the encoding is the one whose text looks most like a page."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Final
from unicodedata import category

from msgspec import Struct

# UTF-32 before UTF-16, whose little-endian mark it begins with.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES: Final = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")  # the first of equals is taken

# Chinese in the right encoding comes to 0.9 and more, traditional characters in GB18030 to 0.7; UTF-8 taken for GB18030
# to 0.4, Big5 and Shift-JIS taken for it to 0.5 at the most.
_PLAUSIBLE: Final = 0.6
_SAMPLE: Final = 10_000  # so many characters are judged, taken evenly from the whole text
_GUESSED: Final = 65_536  # so many bytes are shown to charset-normalizer, whose time grows with them

_TEXT_CONTROLS: Final = b"\t\n\v\f\r\x1b"
_CONTROLS: Final = bytes(set(range(0x20)) - set(_TEXT_CONTROLS))
_MANY_CONTROLS: Final = 0.02  # of random or compressed bytes a tenth are controls; of any page's next to none
_NO_PAGE: Final = b"%PDF-"  # for the most part ASCII, so that its text says little

_ASCII: Final = re.compile(r"[\x20-\x7e\s]+")
_DAMAGE = "\udcff"  # no strict decoder yields a lone surrogate, so in decoded text it can only be our mark
_REPLACEMENT = "\ufffd"


class Decoded(Struct, frozen=True):
    """A file's text, the encoding that was taken, and how many bytes had none: each is a U+FFFD in the text."""

    text: str
    encoding: str
    damaged: int = 0


def decode(data: bytes) -> Decoded | None:
    """Return the text of a file, or None where the bytes are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding)
    if data.startswith(_NO_PAGE):
        return None
    if b"\0" not in data:  # ASCII in UTF-16 is valid UTF-8, full of NULs
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    scores = {encoding: _plausibility(data.decode(encoding, "replace")) for encoding in _CANDIDATES}
    best = max(scores, key=scores.__getitem__)
    if scores[best] >= _PLAUSIBLE:
        return _decode(data, best)
    if len(data) - len(data.translate(None, _CONTROLS)) > _MANY_CONTROLS * len(data):
        return None
    return _guess(data)


def _guess(data: bytes) -> Decoded | None:
    """Ask charset-normalizer, which knows encodings that pages hardly ever have."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

    found = from_bytes(data[:_GUESSED]).best()
    return _decode(data, found.encoding) if found else None


def _decode(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, _ERRORS)
    damaged = text.count(_DAMAGE)
    return Decoded(text.replace(_DAMAGE, _REPLACEMENT) if damaged else text, encoding, damaged)


def _mark_damage(error: UnicodeError) -> tuple[str, int]:
    """Replace each byte that cannot be decoded by one mark; `errors="replace"` has one for several bytes."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _DAMAGE * (error.end - error.start), error.end


_ERRORS: Final = "hnreader.damage"
codecs.register_error(_ERRORS, _mark_damage)


def _plausibility(text: str) -> float:
    """Return how much a text looks like a page of Chinese: 1 for wholly, 0 and less for not at all.

    ASCII is the same in most encodings and is ignored; a text of nothing else counts as plausible.
    """
    telling = _ASCII.sub("", text)
    sample = telling[:: len(telling) // _SAMPLE + 1]
    return sum(map(_weight, sample)) / len(sample) if sample else 1.0


@lru_cache(maxsize=1 << 16)
def _weight(char: str) -> float:
    """Return the weight of a character as evidence: greatest for the 3,755 commonest 汉字, level 1 of GB 2312."""
    if char == _REPLACEMENT or category(char) in {"Cc", "Cn", "Co", "Cs"}:
        return -1.0
    row = char.encode("gb2312", "ignore")[:1]
    if b"\xa1" <= row <= b"\xa3" or b"\xb0" <= row <= b"\xd7":  # marks and full-width forms; the first level
        return 1.0
    return 0.5 if "\u3400" <= char <= "\u9fff" else 0.0
