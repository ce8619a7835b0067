"""The picture of a page: found again in its file, held as it was read, and no larger than it is wanted."""

from __future__ import annotations

import functools
import gzip
from typing import TYPE_CHECKING, Any

import pytest
from pdf_files import HEIGHT, WIDTH, Drawn, pdf_of
from PIL import Image
from scan_files import image_of, png_of_size
from test_compressed import zipped
from test_ocr_formats import BY_TURNS, alto, hocr, page_xml
from test_web import MARKED

from hnreader.model import Page
from hnreader.reading import formats, page_picture, pages_from
from hnreader.reading.formats import scan
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "本报讯（记者 王明）新修的水厂里机器轰鸣。\n".encode()
RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
WORDS = [Drawn("水厂里机器轰鸣", 50, 50)]


@functools.cache
def plate(*colours: tuple[int, int, int], form: str = "PNG", **options: Any) -> bytes:
    """Return an image file with a page of each colour, as high as pages of the PDFs are."""
    first, *others = (Image.new("RGB", (WIDTH, HEIGHT), colour) for colour in colours)
    if others:
        options |= {"save_all": True, "append_images": others}
    return image_of(first, form, **options)


def pdf(*colours: tuple[int, int, int]) -> bytes:
    return pdf_of(*[WORDS for _ in colours], pictures={at: plate(colour) for at, colour in enumerate(colours)})


def has_colour(picture: Image.Image, place: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    """Tell whether a pixel is of a colour, as near as a JPEG has it."""
    return picture.convert("RGB").getpixel(place) == pytest.approx(colour, abs=9)


@pytest.fixture(autouse=True)
def _with_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: True)


FILES = {
    "a page of a PDF": (pdf(RED, GREEN, BLUE), 2),
    "the last page of a PDF": (pdf(RED, BLUE, GREEN), 3),
    "more pages than are drawn at once": (pdf(*[RED] * 17, GREEN), 18),
    "a JPEG": (plate(GREEN, form="JPEG"), 1),
    "an image of a TIFF": (plate(RED, GREEN, form="TIFF"), 2),
    "in gzip": (gzip.compress(pdf(RED, GREEN)), 2),
    "behind a text": (zipped({"1.txt": TEXT, "2.pdf": pdf(GREEN)}), 2),
    "behind a page that is damaged": (zipped({"1.pdf": b"%PDF-1.7\n", "2.pdf": pdf(GREEN)}), 2),
    "behind a PDF and a TIFF": (
        zipped({"1.pdf": pdf(RED, RED), "2.tif": plate(RED, BLUE, form="TIFF") + bytes(1 << 16), "3.pdf": pdf(GREEN)}),
        5,
    ),
    "another of the same name": (zipped({"1/1.pdf": pdf(RED), "2/1.pdf": pdf(GREEN)}), 2),
    "in a ZIP in a ZIP": (zipped({"1.zip": zipped({"1.pdf": pdf(RED)}), "2.zip": zipped({"1.pdf": pdf(GREEN)})}), 2),
}


@pytest.mark.parametrize(("data", "number"), FILES.values(), ids=FILES)
def test_a_picture_is_found_in_its_file(tmp_path: Path, data: bytes, number: int) -> None:
    """By the number that its page has there, whatever comes before it."""
    path = tmp_path / "页"
    path.write_bytes(data)
    picture = page_picture.picture_of(path, number, WIDTH / HEIGHT, 90, 90)
    assert isinstance(picture, Image.Image), picture
    assert has_colour(picture, (30, 1), GREEN)
    assert (picture.width, picture.height) == (pytest.approx(67, abs=1), pytest.approx(90, abs=1))


def test_it_knows_the_number_of_its_page(tmp_path: Path) -> None:
    """As reading gives it; a page of another form has no picture."""
    path = tmp_path / "页.zip"
    path.write_bytes(zipped({"1.txt": TEXT, "2.pdf": pdf(RED, GREEN)}))
    pages = list(pages_from(path.read_bytes(), path.name, path))
    places = [page_picture.picture_place(page) for page in pages if isinstance(page, Page)]
    assert places == [None, (path, 2), (path, 3)]
    path.unlink()
    assert isinstance(pages[1], Page)
    assert page_picture.picture_place(pages[1]) is None


@pytest.mark.parametrize(
    ("name", "beside", "written", "found"),
    [
        ("0001.xml", "0001.tif", alto, True), ("0001.xml", "0001.JPG", page_xml, True),
        ("0001.hocr", "0001.png", hocr, True), ("0001.xml", "0002.tif", alto, False),
        ("0001.html", "0001.png", lambda _: MARKED.encode(), False),
    ],
)  # fmt: skip
def test_the_picture_of_what_an_ocr_read_may_be_beside_it(
    tmp_path: Path, name: str, beside: str, written: Callable[[Any], bytes], found: bool
) -> None:
    """As libraries have them: an image and a file of an OCR of one name. The picture beside a web page is another."""
    path, image = tmp_path / name, tmp_path / beside
    path.write_bytes(written(BY_TURNS))
    image.write_bytes(png_of_size(100, 100))
    (page,) = pages_from(path.read_bytes(), path.name, path)
    assert isinstance(page, Page)
    assert page_picture.picture_place(page) == ((image, 1) if found else None)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_it_is_held_as_it_is_read(tmp_path: Path, angle: int) -> None:
    """What stands at the top left of the page's layout is there on its picture, however the PDF has it."""
    at = {0: (40, 40), 90: (40, HEIGHT - 40), 180: (WIDTH - 40, HEIGHT - 40), 270: (WIDTH - 40, 40)}[angle]
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    image.paste(RED, (at[0] - 30, at[1] - 30, at[0] + 30, at[1] + 30))
    data = pdf_of([Drawn("水厂里机器轰鸣", *at, angle=angle)], pictures={0: image_of(image)})
    (page,) = formats.pages_of(data, "页.pdf")
    assert isinstance(page, Page)
    assert page.layout
    path = tmp_path / "页.pdf"
    path.write_bytes(data)
    picture = page_picture.picture_of(path, 1, page.layout.width / page.layout.height, 160, 160)
    assert isinstance(picture, Image.Image), picture
    place = page.layout.lines[0]
    assert place
    assert (place.left, place.bottom) == pytest.approx((400, 400), abs=50)
    assert has_colour(picture, (4, 4), RED)  # above the type, whichever font there is for it
    assert has_colour(picture, (picture.width // 2, 9 * picture.height // 10), (255, 255, 255))


@pytest.mark.parametrize(
    ("data", "proportions", "reason"),
    [
        (pdf(RED)[:900], 0.75, Reason.PDF_DAMAGED),
        (plate(RED)[:90], 0.75, Reason.IMAGE_DAMAGED),
        (png_of_size(20_000, 20_000), 0.75, Reason.IMAGE_TOO_LARGE),
        (zipped({"1.pdf": pdf(RED)})[:-30], 0.75, Reason.PACKED_DAMAGED),
        (pdf(RED), 1.0, Reason.PICTURE_CHANGED),
        (TEXT, 0.75, Reason.PICTURE_CHANGED),
        (zipped({"1.txt": TEXT}), 0.75, Reason.PICTURE_CHANGED),
    ],
    ids=("PDF cut", "PNG cut", "PNG too large", "ZIP cut", "wider", "text", "text in a ZIP"),  # bytes have the time
)
def test_what_cannot_be_shown_is_told(tmp_path: Path, data: bytes, proportions: float, reason: Reason) -> None:
    """A file that was damaged, or is another one by now, has no picture of the page."""
    path = tmp_path / "页"
    path.write_bytes(data)
    picture = page_picture.picture_of(path, 1, proportions, 90, 90)
    assert isinstance(picture, Message)
    assert picture.reason is reason
