"""The words in the text layer of a PDF's page, and where each stands.

PDFium is asked where the first and the last character of a word stand: asking for all takes longer than reading the
page. What it answers of each word is kept as bytes, of which numpy makes places: in Python, word by word, that takes
twice as long.
"""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pypdfium2 import raw as pdfium

from hnreader.reading.formats.pdf_calls import address_of, untyped
from hnreader.reading.placed_text import PlacedText

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pypdfium2
    from numpy.typing import NDArray

UNITS: Final = 10
"""To a point: places are kept as whole numbers."""
UNKNOWN: Final = "\ufffd"
_MEANT: Final = {"\0": UNKNOWN, "\2": "-"}
"""What PDFium has where it knows no character, and for a hyphen at the end of a line."""
_WORD: Final = re.compile(r"\S+")
_NO_BLANK: Final = frozenset({"", "\n"})
"""Before the first character there is none, and line ends are all PDFium's own."""
_ANSWER: Final = [("matrix", "f4", 6), ("boxes", "f4", (2, 4)), ("x", "f8"), ("y", "f8")]
"""Of a word: FS_MATRIX (a to f) of its first character, FS_RECTF (left, top, right, bottom) of its first and its last
one, and where its first one begins."""
_BYTES: Final = 72  # of an answer
_NOTHING: Final = bytes(_BYTES)


class PageBounds(NamedTuple):
    """What is seen of a page, in points: it may begin anywhere, where margins were cut off."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


class Words(NamedTuple):
    """The words of a page in the order of the file, as they stand in the directions in which they are read."""

    placed: Sequence[PlacedText]
    directions: Sequence[int]
    """In which the line of each runs: 0 to the right, 1 up, 2 to the left, 3 down."""


def words_of(text: pypdfium2.PdfTextPage, sheet: PageBounds) -> Words:
    """Return the words of a page."""
    import numpy as np  # noqa: PLC0415 slow to load

    characters = _characters(text)
    spans = [word.span() for word in _WORD.finditer(characters)]
    answers, sizes, blanks = _answers(text, characters, spans)
    a, b, c, d = answers["matrix"][:, :4].T.astype(float)
    directions = np.rint(2 * np.arctan2(b, a) / np.pi).astype(int) % 4
    edges = answers["boxes"].reshape(-1, 8).T.astype(float)
    x, y = (
        UNITS * (np.vstack([edges[of::2], answers[name]]) - begin)
        for of, (name, begin) in enumerate((("x", sheet.left), ("y", sheet.bottom)))
    )
    along, down = (
        np.choose(directions, points)
        for points in zip(*turned(x, y, UNITS * sheet.width, UNITS * sheet.height), strict=True)
    )
    boxes = (corner(axis=0) for corner in (along[:4].min, down[:4].min, along[:4].max, down[:4].max))
    places = (each.tolist() for each in (*boxes, down[4]))
    ems = np.maximum(UNITS * np.array(sizes) * np.hypot(c, d), 1.0).tolist()  # a damaged font may have no size
    texts = [characters[start:end] for start, end in spans]
    return Words(list(map(PlacedText, texts, *places, ems, blanks)), directions.tolist())


def turned(x: Any, y: Any, width: float, height: float) -> tuple[tuple[Any, Any], ...]:
    """Return, for each direction, how far points are along its lines, and how far down they are across them."""
    return (x, height - y), (y, x), (width - x, y), (height - y, width - x)


def _characters(text: pypdfium2.PdfTextPage) -> str:
    """Return the characters of a page, so that the place of each is its number."""
    count = text.count_chars()
    characters: str = text.get_text_range()
    if len(characters) != count:  # some are left out, or two in UTF-16
        characters = "".join(chr(pdfium.FPDFText_GetUnicode(text, number)) for number in range(count))
    for unmeant, meant in _MEANT.items():
        characters = characters.replace(unmeant, meant)
    return characters


def _answers(
    text: pypdfium2.PdfTextPage, characters: str, spans: Sequence[tuple[int, int]]
) -> tuple[NDArray[Any], list[float], list[bool]]:
    """Return what PDFium says of words, given by where they begin and end.

    That is an array of `_ANSWER`, with zeros where it says nothing; the sizes of their type, before the matrix; and
    whether the file itself has a blank before each.
    """
    import numpy as np  # noqa: PLC0415 as above

    page = address_of(text.raw)
    row = ctypes.create_string_buffer(_BYTES)
    begin = ctypes.addressof(row)
    matrix, box, other_box, x, y = (ctypes.c_void_p(begin + offset) for offset in (0, 24, 40, 56, 64))
    rows: list[bytes] = []
    for start, end in spans:
        row.raw = _NOTHING
        _get_matrix(page, start, matrix)
        _get_box(page, start, box)
        _get_box(page, end - 1, other_box)
        _get_origin(page, start, x, y)
        rows.append(row.raw)
    answers = np.frombuffer(b"".join(rows), _ANSWER)
    sizes = [_get_size(page, start) for start, _ in spans]
    blanks = [
        characters[start - 1 : start] not in _NO_BLANK and not _is_generated(page, start - 1) for start, _ in spans
    ]
    return answers, sizes, blanks


_get_matrix: Final = untyped(pdfium.FPDFText_GetMatrix, ctypes.c_int)
_get_box: Final = untyped(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int)
_get_origin: Final = untyped(pdfium.FPDFText_GetCharOrigin, ctypes.c_int)
_get_size: Final = untyped(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_is_generated: Final = untyped(pdfium.FPDFText_IsGenerated, ctypes.c_int)
