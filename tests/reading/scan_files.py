"""Scans for tests: pages whose lines are bars, and an engine that reads them by how long they are."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hnreader.reading.ocr.lines import Corners, Pixels

LETTERS = "〇甲乙丙丁戊己庚辛壬癸"
LENGTH = 100  # pixels that a bar is longer for each next letter


class Bar(NamedTuple):
    """A line: three times the letter that its length stands for."""

    number: int
    top: int
    left: int = 40
    height: int = 30

    @property
    def text(self) -> str:
        return 3 * LETTERS[self.number]


def page_of(bars: Iterable[Bar], width: int = 1200, height: int = 600) -> Image.Image:
    """Return a page with these lines, in black on white."""
    pixels = np.full((height, width), 255, np.uint8)
    for bar in bars:
        pixels[bar.top : bar.top + bar.height, bar.left : bar.left + LENGTH * bar.number] = 0
    return Image.fromarray(pixels)


def image_of(page: Image.Image, form: str = "PNG", **options: object) -> bytes:
    """Return the file of an image."""
    file = BytesIO()
    page.save(file, form, **options)
    return file.getvalue()


def png_of_size(width: int, height: int, colours: int = 0) -> bytes:
    """Return a PNG that says how large it is, and has nothing in it."""
    size = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    chunks = [(b"IHDR", size), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


class BarEngine:
    """Finds what is black between white rows, and is less sure of lines that are lower."""

    def __init__(self, scale: float = 1.0) -> None:
        """`scale` is that of the images to the page."""
        self.scale = scale
        self.seen: list[tuple[int, int]] = []
        """The sizes of the images in which lines were looked for."""

    def find(self, image: Pixels) -> Sequence[Corners]:
        self.seen.append(image.shape)
        rows = np.flatnonzero((image < 128).any(axis=1))
        found = []
        for group in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if rows.size else []:
            columns = np.flatnonzero((image[group] < 128).any(axis=0))
            left, top, right, bottom = columns[0], group[0], columns[-1] + 1, group[-1] + 1
            found.append(np.float32([[left, top], [right, top], [right, bottom], [left, bottom]]))
        return found

    def read(self, image: Pixels, lines: Sequence[Corners]) -> Sequence[tuple[str, float]]:
        del image
        return [
            (3 * LETTERS[round((line[1, 0] - line[0, 0]) / self.scale / LENGTH)], self._confidence(line))
            for line in lines
        ]

    def _confidence(self, line: Corners) -> float:
        return min((line[2, 1] - line[1, 1]) / self.scale / 20, 1.0)
