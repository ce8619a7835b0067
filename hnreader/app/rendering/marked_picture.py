"""The picture of a page with the lines of a story marked, as what is written to the terminal in each row of cells."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from io import StringIO
from itertools import repeat
from math import ceil
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.app.terminal.graphics import CellSize, Protocol  # noqa: TC001 in annotations, which msgspec reads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL.Image import Image as Picture

    from hnreader.app.rendering.map_layout import Box, MapItem, MapLayout

_MARKER: Final = (255, 221, 87)
"""What white becomes where it is marked, in RGB: type stays black on it."""
_SIXEL: Final = re.compile(r"\x1bP[^\x1b]*\x1b\\")
_ID: Final = os.getppid()
"""Of the app, where its process draws: kitty knows all pictures of it by one number, and keeps the last alone."""
_MOST: Final = 297
"""Rows and columns that kitty's protocol has numbers for."""


class Canvas(Struct, frozen=True):
    """Where a picture is shown."""

    columns: int
    """Cells, at most."""
    rows: int
    cell: CellSize
    ground: tuple[int, int, int]
    """The colour around the picture, in RGB."""
    protocol: Protocol

    @property
    def size(self) -> tuple[int, int]:
        """Its pixels."""
        return min(self.columns, _MOST) * self.cell.width, min(self.rows, _MOST) * self.cell.height


class ShownPicture(Struct, frozen=True):
    """A picture as a terminal takes it."""

    columns: int
    rows: tuple[str, ...]
    """What is written in each row of cells; it leaves the cursor behind the `columns` cells of the row."""


def marks_of(item: MapItem) -> tuple[Box, ...]:
    """Return the boxes of all lines of a story."""
    return tuple(box for text in item.texts for box in text.boxes)


def marked(picture: Picture, marks: Iterable[Box], width: float) -> Picture:
    """Return a picture of a page, that many units wide, with boxes marked as with a pen."""
    from PIL import Image, ImageChops, ImageDraw  # noqa: PLC0415 an extra, as below

    page = picture.convert("RGB")
    mask = Image.new("1", page.size)
    draw = ImageDraw.Draw(mask)
    for box in marks:
        draw.rectangle(in_pixels(box, page.width / width), 1)
    return Image.composite(ImageChops.multiply(page, Image.new("RGB", page.size, _MARKER)), page, mask)


def in_pixels(box: Box, scale: float) -> tuple[int, int, int, int]:
    """Return the first and the last pixels of a box, of which it has a part at least: left, top, right, bottom."""
    left, top, right, bottom = (scale * side for side in box)
    return int(left), int(top), max(int(left), ceil(right) - 1), max(int(top), ceil(bottom) - 1)


def story_at(layout: MapLayout, across: float, down: float) -> int | None:
    """Return the number of the story that has a line at a point, given as shares of the page's width and height."""
    x, y = across * layout.width, down * layout.height
    for number, item in enumerate(layout.items[: layout.stories]):
        if any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in marks_of(item)):
            return number
    return None


def shown(picture: Picture, canvas: Canvas) -> ShownPicture:
    """Return a picture, no larger than the canvas, as the terminal takes it."""
    from PIL import Image  # noqa: PLC0415

    cell = canvas.cell
    columns, rows = ceil(picture.width / cell.width), ceil(picture.height / cell.height)
    filled = Image.new("RGB", (columns * cell.width, rows * cell.height), canvas.ground)
    filled.paste(picture, ((filled.width - picture.width) // 2, (filled.height - picture.height) // 2))
    escapes = _escapes(filled, columns, rows, canvas.protocol)
    if canvas.protocol == "sixel":
        return ShownPicture(columns, _sixel_rows(escapes, columns, rows))
    # Rows of placeholders in the colour that names the picture, which itself goes ahead of the first.
    return ShownPicture(columns, tuple(f"{row}\x1b[0m" for row in escapes.split("\n")[:rows]))


def _sixel_rows(escapes: str, columns: int, rows: int) -> tuple[str, ...]:
    """Return rows that are stepped over, for what is written there deletes the picture; it is drawn in the last."""
    (sixels,) = _SIXEL.findall(escapes)
    over = f"\x1b[{columns}C"
    up = f"\x1b[{rows - 1}A" if rows > 1 else ""
    return (*repeat(over, rows - 1), f"\x1b7{up}{sixels}\x1b8{over}")


def _escapes(picture: Picture, columns: int, rows: int, protocol: Protocol) -> str:
    """Return what textual-image writes to a terminal to show a picture."""
    from rich.console import Console  # noqa: PLC0415 in the app it is loaded

    with _standard_output() as output:
        from textual_image.renderable import SixelImage, TGPImage  # noqa: PLC0415 it asks a terminal that it sees

        TGPImage._image_id_counter = repeat(_ID)  # type: ignore[assignment] # noqa: SLF001 there is no other way to choose it
        image = (TGPImage if protocol == "kitty" else SixelImage)(picture, columns, rows)
        console = Console(file=output, force_terminal=True, color_system="truecolor", legacy_windows=False)
        console.print(image, end="", crop=False)
    return output.getvalue()


@contextmanager
def _standard_output() -> Iterator[StringIO]:
    """Have what is written past Rich to the standard output of the process in a text: kitty's pictures are."""
    output, kept = StringIO(), sys.__stdout__
    vars(sys)["__stdout__"] = output
    try:
        yield output
    finally:
        vars(sys)["__stdout__"] = kept
