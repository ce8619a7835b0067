"""A font for PDFium where neither a PDF nor the system has the one that the PDF names.

Without one PDFium takes a character to be as wide as nothing, and leaves out each that is an object of its own: text
would be lost, and on some machines only. `last_resort.ttf` has one glyph for all characters (by a cmap of format 13,
which OpenType has for such fonts), a dot, so that it takes no more room than the PDF itself says. It was written by
fontTools' FontBuilder.
"""

from __future__ import annotations

import ctypes
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from pypdfium2 import raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable

_CHARSETS: Final = frozenset(
    (pdfium.FXFONT_GB2312_CHARSET, pdfium.FXFONT_CHINESEBIG5_CHARSET, pdfium.FXFONT_SHIFTJIS_CHARSET,
     pdfium.FXFONT_HANGEUL_CHARSET)
)  # fmt: skip
"""For all others PDFium has fonts of its own."""


class _LastResort:
    """PDFium's own look-up of the system's fonts, with one more font behind all others."""

    def __init__(self) -> None:
        self.lookup = pdfium.FPDF_GetDefaultSystemFontInfo()
        self._data = resources.files("hnreader.reading.formats").joinpath("last_resort.ttf").read_bytes()
        self._name = ctypes.create_string_buffer(b"LastResort")
        self._font: Final = ctypes.addressof(self._name)
        """What PDFium knows the font by: any address that no other font has."""
        self._callbacks: list[Any] = []  # ctypes forgets those that nobody keeps
        found, data, name, charset, delete = (
            self._replaced(field, function)
            for field, function in (
                ("MapFont", self._found), ("GetFontData", self._data_of), ("GetFaceName", self._name_of),
                ("GetFontCharset", self._charset_of), ("DeleteFont", self._delete),
            )
        )  # fmt: skip
        self._find, self._read, self._call, self._class, self._drop = found, data, name, charset, delete

    def _replaced(self, field: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Put a function in the place of one of PDFium's, and return that."""
        kind = dict(pdfium.FPDF_SYSFONTINFO._fields_)[field]
        earlier = kind(ctypes.cast(getattr(self.lookup.contents, field), ctypes.c_void_p).value)
        self._callbacks.append(kind(function))
        setattr(self.lookup.contents, field, self._callbacks[-1])
        return earlier  # type: ignore[no-any-return]

    def _found(self, this: Any, weight: int, italic: int, charset: int, *rest: Any) -> int | None:
        font: int | None = self._find(this, weight, italic, charset, *rest)
        return font or (self._font if charset in _CHARSETS else None)

    def _data_of(self, this: Any, font: int, table: int, buffer: Any, size: int) -> int:
        if font != self._font:
            return int(self._read(this, font, table, buffer, size))
        if table:  # a part of the file, which PDFium asks for to tell a collection of fonts
            return 0
        if buffer and size >= len(self._data):
            ctypes.memmove(buffer, self._data, len(self._data))
        return len(self._data)

    def _name_of(self, this: Any, font: int, buffer: Any, size: int) -> int:
        if font != self._font:
            return int(self._call(this, font, buffer, size))
        if buffer and size >= len(self._name):
            ctypes.memmove(buffer, self._name, len(self._name))
        return len(self._name)

    def _charset_of(self, this: Any, font: int) -> int:
        return pdfium.FXFONT_GB2312_CHARSET if font == self._font else int(self._class(this, font))

    def _delete(self, this: Any, font: int) -> None:
        if font != self._font:
            self._drop(this, font)


@cache
def use_last_resort() -> _LastResort:
    """Have PDFium use the font from now on; what is returned lives as long as this process."""
    found = _LastResort()
    pdfium.FPDF_SetSystemFontInfo(found.lookup)
    return found
