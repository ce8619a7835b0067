"""Scans, pages of which there are only pictures, read by an OCR: JPEG, PNG and TIFF, also of several pages.

One image is in memory at a time, in grey, and no larger than what helps to read a page.
"""

from __future__ import annotations

import ctypes
import logging
import warnings
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.reading.formats.printed_page import PrintedPage, measured_page
from hnreader.reading.limits import decoding, recognising
from hnreader.reading.ocr import LEAST, is_installed, read_lines
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image as Picture
    from PIL.ImageFile import ImageFile

    from hnreader.reading.ocr.lines import Pixels
    from hnreader.reading.xy_cut import Box

PIXELS: Final = 16_000_000
"""Of a page that is read: a broadsheet has 13 million at 200 dpi, and more do not make it any clearer."""
LARGEST: Final = 170_000_000
"""Pixels that an image may have: with more, Pillow takes it for a bomb."""
LARGEST_COLOURED: Final = 50_000_000
"""The same of one that is in colours while it is opened, four bytes each."""
MOST_IMAGES: Final = 1_000
"""Of a TIFF: Pillow compares each with all before it, so that 20,000 take minutes."""
STRIP: Final = 1 << 20
"""Pixels of a page that are made of an image at once."""
SCANS: Final = 100
"""Times that a progressive JPEG may go over its image; ten are usual, and each takes as long as to read it."""
DAMAGED: Final = 16
"""Images of a file that are damaged one after another, after which it is not read on: there may be a million."""
_JPEG, _NEXT_SCAN = b"\xff\xd8", b"\xff\xda"  # ITU-T T.81, B.1.1.3: no other data has these bytes
_GREY: Final = frozenset({"1", "L", "P"})  # modes of a byte a pixel
_REDUCED: Final = (254, 1)  # the tag and the bit by which a TIFF says that an image is a small one of another
warnings.filterwarnings("ignore", module=r"PIL\.")  # what is odd in an image is not for the terminal
logging.getLogger("PIL").addHandler(logging.NullHandler())


class Scan(NamedTuple):
    """The picture of a page."""

    pixels: Pixels
    """In grey: 0 is black."""
    unit: float
    """How many of the units in which places on the page are given are one of its pixels."""


def image_pages(data: bytes, before: int = 0) -> Iterator[PrintedPage | Message]:
    """Yield what is printed on the images in a file, or why one cannot be read, as they are asked for.

    So many as come `before` those wanted are not read.
    """
    if not is_installed():
        yield Message(Reason.OCR_EXTRA)
        return
    for scan in scans_of(data, before):
        yield scan if isinstance(scan, Message) else scanned_page(scan)


def scanned_page(scan: Scan) -> PrintedPage | Message:
    """Return what an OCR reads on the picture of a page, or why it cannot."""
    with recognising():
        lines = read_lines(scan.pixels)
    if isinstance(lines, Message):
        return lines
    height, width = (scan.unit * side for side in scan.pixels.shape)
    placed = ((line.text, _times(scan.unit, line.box)) for line in lines)
    page = measured_page(placed, width, height, loose=True)
    return page if isinstance(page, PrintedPage) else Message(Reason.OCR_NOTHING)


def _times(unit: float, box: Box) -> Box:
    left, top, right, bottom = box
    return unit * left, unit * top, unit * right, unit * bottom


def scans_of(data: bytes, before: int = 0) -> Iterator[Scan | Message]:
    """Yield the images in a file in grey, upright, with places in their own pixels, or why there is none.

    So many as come `before` those wanted are left out.
    """
    try:
        with decoding(len(data)):
            file = _opened(data)
            numbers = _pages(file)[before:]
    except Exception as error:  # noqa: BLE001 decoders raise what they like
        yield _why(error)
        return
    damaged = 0  # one after another
    for number in numbers:
        try:
            with decoding(len(data)):
                scan = _scan(file, number)
            damaged = 0
        except Exception as error:  # noqa: BLE001 as above
            scan = _why(error)
            damaged += 1
            file = _opened(data)  # it is not known what has become of it
        yield scan
        if damaged == DAMAGED:
            return


def image_count(data: bytes) -> int:
    """Return how many pages the images in a file are, as `image_pages` counts them."""
    if not is_installed():
        return 1
    try:
        with decoding(len(data)), _opened(data) as file:
            return len(_pages(file))
    except Exception:  # noqa: BLE001 as above
        return 1


def picture_of_image(data: bytes, number: int, width: int, height: int) -> Picture | Message:
    """Return the image of a page, by its number from 0, upright and within so many pixels, or why there is none."""
    from PIL import Image, ImageOps  # noqa: PLC0415

    try:
        with decoding(len(data)), _opened(data) as file:
            file.seek(_pages(file)[number])
            if (why := _beyond_memory(file)) is not None:
                return why
            side = max(width, height)  # it may lie on its side
            file.draft("L" if file.mode == "L" else "RGB", (2 * side, 2 * side))
            if file.has_transparency_data:  # it is put on paper, and would be there twice
                file.thumbnail((4 * side, 4 * side), Image.Resampling.NEAREST)
            picture = _coloured(file)
            picture.thumbnail((side, side))
            picture = ImageOps.exif_transpose(picture)
            picture.thumbnail((width, height))
            return picture
    except Exception as error:  # noqa: BLE001 as above
        return _why(error)


def _opened(data: bytes) -> ImageFile:
    from PIL import Image  # noqa: PLC0415 an extra, as below

    _silence()
    if data.startswith(_JPEG) and data.count(_NEXT_SCAN) > SCANS:
        raise OSError
    return Image.open(BytesIO(data), formats=("JPEG", "PNG", "TIFF"))


@cache
def _silence() -> None:
    """Have libtiff write nothing to the terminal, where Pillow has one of its own: what is wrong we say ourselves."""
    import PIL  # noqa: PLC0415

    package = Path(PIL.__file__).parent
    for library in (*package.parent.glob("pillow.libs/libtiff*"), *package.glob(".dylibs/libtiff*")):
        ctypes.CDLL(str(library)).TIFFSetErrorHandler(None)


def _why(error: Exception) -> Message:
    """Return what is to be said of an image that cannot be read. Raises `MemoryError`: that is not the image's."""
    from PIL import Image  # noqa: PLC0415

    if isinstance(error, MemoryError):
        raise error
    too_large = isinstance(error, Image.DecompressionBombError)
    return _too_large(LARGEST) if too_large else Message(Reason.IMAGE_DAMAGED)


def _too_large(most: int) -> Message:
    return Message(Reason.IMAGE_TOO_LARGE, megapixels=most // 1_000_000)


def _pages(file: ImageFile) -> list[int]:
    """Return the numbers of the images in a file that are no small ones of others, and of one that is damaged."""
    pages = [0]
    if file.format != "TIFF":
        return pages  # what else is in it are previews, or moves
    tag, bit = _REDUCED
    for number in range(1, MOST_IMAGES + 1):
        try:
            file.seek(number)
            reduced = int(file.tag_v2.get(tag, 0)) & bit  # type: ignore[attr-defined]
        except EOFError:
            break
        except Exception:  # noqa: BLE001 reading it says so
            return [*pages, number]
        pages += [number] if not reduced or number == MOST_IMAGES else []
    return pages


def _scan(file: ImageFile, number: int) -> Scan | Message:
    """Return an image of a file. Raises what decoders do.

    In colours it takes much memory, which is free when its lines are looked for.
    """
    import numpy as np  # noqa: PLC0415
    from PIL import Image, ImageOps  # noqa: PLC0415

    if number == MOST_IMAGES:
        return Message(Reason.IMAGE_MANY, most=MOST_IMAGES)
    file.seek(number)
    if (why := _beyond_memory(file)) is not None:
        return why
    width, height = file.size
    scale = min(1.0, (PIXELS / (width * height)) ** 0.5)
    size = round(scale * width), round(scale * height)
    if min(size) < LEAST:
        return Message(Reason.OCR_NOTHING)
    file.draft("L", size)
    page = _page(file, size)
    file.thumbnail((1, 1), Image.Resampling.NEAREST)  # gives back what it was in
    return Scan(np.asarray(ImageOps.exif_transpose(page)), width / size[0])


def _page(file: ImageFile, size: tuple[int, int]) -> Picture:
    """Return an image in grey and of another size, made strip by strip: no other copy of it is as large as it is."""
    from PIL import Image  # noqa: PLC0415

    page = Image.new("L", size)
    step = file.height / size[1]
    margin = int(step) + 2  # rows that have a part in those next to them
    rows = max(STRIP // size[0], 1)
    for start in range(0, size[1], rows):
        end = min(start + rows, size[1])
        top, bottom = max(int(step * start) - margin, 0), min(int(step * end) + margin, file.height)
        strip = _grey(file.crop((0, top, file.width, bottom)))
        box = (0, step * start - top, file.width, step * end - top)
        page.paste(strip.resize((size[0], end - start), Image.Resampling.BILINEAR, box), (0, start))
    page.info = dict(file.info)  # how it lies
    return page


def _beyond_memory(file: ImageFile) -> Message | None:
    """Return what is to be said of an image with more pixels than there may be, by the memory that they would take."""
    most = LARGEST if file.mode in _GREY else LARGEST_COLOURED
    if file.format == "JPEG":  # only what is wanted of it is decoded
        most = LARGEST_COLOURED if file.info.get("progressive") else LARGEST
    width, height = file.size
    return _too_large(most) if width * height > most else None


def _grey(picture: Picture) -> Picture:
    """Return a picture in grey, on white paper where it is transparent."""
    import numpy as np  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    if picture.mode.startswith("I"):  # of 16 bits
        return Image.fromarray((np.asarray(picture) >> 8).astype(np.uint8))
    if not picture.has_transparency_data:
        return picture if picture.mode == "L" else picture.convert("L")
    coloured = picture if picture.mode in {"LA", "RGBA"} else picture.convert("RGBA")
    page = Image.new("L", picture.size, 255)
    page.paste(coloured.convert("L"), mask=coloured.getchannel("A"))
    return page


def _coloured(file: ImageFile) -> Picture:
    """Return an image in its colours, on white paper where it is transparent; one in grey as `_grey` does."""
    from PIL import Image  # noqa: PLC0415

    if file.mode in {"1", "L", "LA"} or file.mode.startswith("I"):
        return _grey(file)
    if not file.has_transparency_data:
        return file if file.mode == "RGB" else file.convert("RGB")
    coloured = file if file.mode == "RGBA" else file.convert("RGBA")
    page = Image.new("RGB", file.size, "white")
    page.paste(coloured, mask=coloured.getchannel("A"))
    return page
