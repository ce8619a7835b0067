"""Pictures of pages: what an OCR reads on them becomes the lines of a page, and what cannot be read is said."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_files import HEIGHT, WIDTH, Drawn, pdf_of
from PIL import Image
from scan_files import Bar, BarEngine, image_of, page_of, png_of_size

from hnreader.model import Failure, Page
from hnreader.reading.formats import pages_of, pdf, scan
from hnreader.reading.ocr import lines, rapid_ocr
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

BARS = [Bar(4, 60), Bar(2, 130), Bar(7, 200)]


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> BarEngine:
    made = BarEngine()
    monkeypatch.setattr(rapid_ocr, "engine", lambda: made)
    monkeypatch.setattr(lines, "STRIP", 1 << 24)
    for module in (scan, pdf):
        monkeypatch.setattr(module, "is_installed", lambda: True)
    return made


def texts(data: bytes) -> list[list[str] | Reason]:
    return [
        page.message.reason if isinstance(page, Failure) else [line.text.strip() for line in page.lines if line.text]
        for page in pages_of(data, "2024-03-09")
    ]


def lines_of(bars: list[Bar]) -> list[str]:
    return [bar.text for bar in bars]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_an_image_is_known_by_its_first_bytes(form: str) -> None:
    """Its lines stand where they are printed."""
    (page,) = pages_of(image_of(page_of(BARS), form), "2024-03-09.txt")
    assert isinstance(page, Page)
    assert [line.text for line in page.lines if line.text] == lines_of(BARS)
    assert page.layout
    assert (page.layout.width, page.layout.height) == (1200, 600)
    place = page.layout.lines[0]
    assert place
    assert (place.left, place.top, place.right, place.bottom) == pytest.approx((40, 60, 440, 90), abs=1)


def modes() -> Iterator[tuple[str, bytes]]:
    page = page_of(BARS)
    for mode in ("1", "P", "RGB"):
        yield mode, image_of(page.convert(mode))
    yield "CMYK", image_of(page.convert("CMYK"), "JPEG")
    yield "progressive", image_of(page, "JPEG", progressive=True)
    yield "16 bits", image_of(Image.fromarray(np.asarray(page).astype(np.uint16) * 257))
    yield "G4", image_of(page.convert("1"), "TIFF", compression="group4")
    clear = Image.new("RGBA", page.size)
    clear.putalpha(page.point(lambda pixel: 255 - pixel))
    yield "RGBA", image_of(clear)
    yield "LA", image_of(clear.convert("LA"))
    yield "transparent colour", image_of(page.point(lambda pixel: pixel // 255), transparency=1)
    on_its_side = page.transpose(Image.Transpose.ROTATE_90)
    exif = on_its_side.getexif()
    exif[0x0112] = 6
    for form in ("JPEG", "PNG", "TIFF"):
        yield f"on its side, {form}", image_of(on_its_side, form, exif=exif)


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in modes()])
def test_however_it_is_kept(data: bytes) -> None:
    assert texts(data) == [lines_of(BARS)]


@given(st.lists(st.tuples(st.integers(1, 10), st.integers(20, 240), st.integers(20, 60)), max_size=20))
def test_a_line_is_found_once(drawn: list[tuple[int, int, int]]) -> None:
    """Wherever strips of the page begin, also where none has the whole of it."""
    bars: list[Bar] = []
    end = 0
    for number, height, white in drawn:
        bars.append(Bar(number, end + white, 40, height))
        end += white + height
    page = np.asarray(page_of(bars, 1200, end + 50))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "STRIP", 1200 * 250)
        found = lines.lines_of(page, BarEngine())
    assert sorted((line.box[1], line.box[3]) for line in found) == [
        (pytest.approx(bar.top, abs=bar.height / 10), pytest.approx(bar.top + bar.height, abs=bar.height / 10))
        for bar in bars
    ]
    assert sorted(line.text for line in found) == sorted(lines_of(bars))


def test_a_line_that_is_set_vertically_is_found_once() -> None:
    """Though strips have no more than a few of its characters in common."""

    def box(left: int, top: int, right: int, bottom: int) -> np.ndarray:
        return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)

    parts = [box(50, 40, 120, 250), box(52, 154, 118, 404), box(50, 308, 120, 480), box(150, 40, 220, 250)]
    found = sorted(tuple(line[0]) + tuple(line[2]) for line in lines.each_once(parts))
    assert found == [(50, 40, 120, 480), (150, 40, 220, 250)]


@given(st.integers(16, 9000), st.integers(16, 9000))
def test_strips_cover_the_page(height: int, width: int) -> None:
    covered = list(lines.strips(height, width))
    assert covered[0][0] == 0
    assert covered[-1][1] == height
    assert all(after[0] == before[1] - lines.SHARED for before, after in pairwise(covered))
    assert all((bottom - top) * width <= max(lines.STRIP, 2 * lines.SHARED * width) for top, bottom in covered)


def test_a_large_page_is_scaled_down(engine: BarEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Places are those on the image as it was."""
    monkeypatch.setattr(scan, "PIXELS", 1200 * 600)
    engine.scale = 0.5
    bars = [Bar(4, 120, 80, 60), Bar(6, 260, 80, 60)]
    for form in ("PNG", "JPEG"):
        (page,) = scan.image_pages(image_of(page_of(bars, 2400, 1200), form))
        assert not isinstance(page, Message)
        assert (page.width, page.height) == (2400, 1200)
        assert page.lines[0].box == pytest.approx((80, 120, 480, 180), abs=3)
    assert set(engine.seen) == {(600, 1200)}


def test_lines_are_looked_for_in_less_than_is_read(engine: BarEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "FINDING", 600 * 300)
    assert texts(image_of(page_of(BARS))) == [lines_of(BARS)]
    assert engine.seen == [(300, 600)]


def test_what_the_engine_is_unsure_of_is_left_out() -> None:
    assert texts(image_of(page_of([Bar(4, 60), Bar(5, 130, 40, 8), Bar(6, 200)]))) == [lines_of([Bar(4, 0), Bar(6, 0)])]


def test_no_text() -> None:
    assert texts(image_of(page_of([]))) == [Reason.OCR_NOTHING]
    assert texts(image_of(page_of([], 4000, 10))) == [Reason.OCR_NOTHING]


def test_pages_of_a_tiff() -> None:
    """One after another; small images of a page are none."""
    first, second = page_of(BARS), page_of([Bar(5, 60)], 1000, 500)
    small = first.resize((120, 60))
    small.encoderinfo = {"tiffinfo": {254: 1}}
    assert texts(image_of(first, "TIFF", save_all=True, append_images=[small, second])) == [lines_of(BARS), ["戊戊戊"]]


def test_damage_of_one_page_of_a_tiff() -> None:
    """Those before it are there."""
    page = page_of(BARS)
    data = image_of(page, "TIFF", save_all=True, append_images=[page, page], compression="tiff_lzw")
    whole = texts(data)
    cut = texts(data[: 2 * len(data) // 3])
    assert len(whole) == 3
    assert cut[0] == whole[0]
    assert cut[-1] is Reason.IMAGE_DAMAGED


def test_a_tiff_of_nothing_but_damage_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory of an image takes few bytes, and to go to the last one takes as long as there are."""
    page = page_of([], 20, 20)
    data = image_of(page, "TIFF", save_all=True, append_images=[page] * 30)
    monkeypatch.setattr(scan, "_grey", lambda _file: 1 / 0)
    assert texts(data) == [Reason.IMAGE_DAMAGED] * scan.DAMAGED


def test_a_jpeg_that_goes_over_its_image_again_and_again(engine: BarEngine) -> None:
    data = image_of(page_of(BARS), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    assert texts(data[:last] + scan.SCANS * data[last:-2] + data[-2:]) == [Reason.IMAGE_DAMAGED]
    assert engine.seen == []


def test_nothing_is_written_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """Libraries have their own words for what is wrong."""
    data = image_of(page_of(BARS), "TIFF", compression="tiff_lzw")
    entry = data.index(struct.pack("<HHI", 259, 3, 1))
    for compression in (4, 5, 7, 8):
        assert texts(data[: entry + 8] + struct.pack("<H", compression) + data[entry + 10 :])
        assert texts(data[: len(data) // 2]) == [Reason.IMAGE_DAMAGED]
    assert capfd.readouterr() == ("", "")


def test_a_large_image_is_scaled_down_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Strips leave no trace on it, whatever it is kept in."""
    monkeypatch.setattr(scan, "PIXELS", 300 * 170)
    page = page_of(BARS).convert("RGBA")
    page.putalpha(page_of([Bar(9, 0, 0, 400)]))
    wanted = Image.new("L", page.size, 255)
    wanted.paste(page.convert("L"), mask=page.getchannel("A"))
    (whole,) = scan.scans_of(image_of(page))
    assert isinstance(whole, scan.Scan)
    assert np.array_equal(whole.pixels, wanted.resize(whole.pixels.shape[::-1], Image.Resampling.BILINEAR))
    monkeypatch.setattr(scan, "STRIP", 16 * 300)
    (parted,) = scan.scans_of(image_of(page))
    assert isinstance(parted, scan.Scan)
    assert np.array_equal(parted.pixels, whole.pixels)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_what_is_cut_off_is_said(form: str) -> None:
    data = image_of(page_of(BARS), form)
    for length in (16, 40, len(data) // 2):
        assert texts(data[:length]) == [Reason.IMAGE_DAMAGED]


@given(st.sampled_from(["PNG", "JPEG", "TIFF"]), st.randoms(), st.integers(1, 30))
def test_damage_is_no_error(form: str, draw: Random, count: int) -> None:
    data = bytearray(image_of(page_of(BARS, 300, 240), form))
    for _ in range(count):
        data[draw.randrange(8, len(data))] = draw.randrange(256)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rapid_ocr, "engine", BarEngine)
        assert all(isinstance(page, Page | Failure) for page in pages_of(bytes(data), "page"))


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    ("data", "megapixels"),
    [(png_of_size(60_000, 60_000), 170), (png_of_size(13_100, 13_100), 170), (png_of_size(7_100, 7_100, 2), 50)],
)
def test_a_bomb_is_not_opened(data: bytes, megapixels: int) -> None:
    (failure,) = pages_of(data, "page")
    assert isinstance(failure, Failure)
    assert failure.message == Message(Reason.IMAGE_TOO_LARGE, megapixels=megapixels)


def test_an_engine_that_fails_is_reported_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> BarEngine:
        raise RuntimeError("Traceback:\n  file\nlibonnx is missing\n")

    monkeypatch.setattr(rapid_ocr, "engine", failing)
    (failure,) = pages_of(image_of(page_of(BARS)), "page")
    assert isinstance(failure, Failure)
    assert failure.message == Message(Reason.OCR_FAILED, error="libonnx is missing")


def test_pages_of_a_pdf(engine: BarEngine) -> None:
    """One with text, one that is a scan, a blank one; places are in tenths of a point."""
    engine.scale = 200 / 72 * WIDTH / 1200
    scanned = page_of(BARS, 1200, 1200 * HEIGHT // WIDTH)
    data = pdf_of([Drawn("第一", 50, 50)], [], [], pictures={1: image_of(scanned)})
    assert texts(data) == [["第一"], lines_of(BARS), Reason.OCR_NOTHING]
    _, page, _ = pages_of(data, "2024-03-09")
    assert isinstance(page, Page)
    assert page.layout
    assert (page.layout.width, page.layout.height) == pytest.approx((10 * WIDTH, 10 * HEIGHT), abs=5)
    place = page.layout.lines[0]
    assert place
    assert (place.left, place.top, place.right, place.bottom) == pytest.approx((200, 300, 2200, 450), abs=8)


def test_a_page_of_a_pdf_that_is_large(engine: BarEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PIXELS", 1200 * 1600)
    monkeypatch.setattr(pdf, "RESOLUTION", 100)
    assert texts(pdf_of([], pictures={0: image_of(page_of(BARS, 1200, 1600))})) == [lines_of(BARS)]
    assert engine.seen == [(1600, 1200)]
    monkeypatch.setattr(pdf, "LARGEST_COLOURED", 1000)
    assert texts(pdf_of([], pictures={0: image_of(page_of(BARS))})) == [Reason.IMAGE_TOO_LARGE]


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said what to install; pages with text are there."""
    for module in (scan, pdf):
        monkeypatch.setattr(module, "is_installed", lambda: False)
    picture = image_of(page_of(BARS))
    assert texts(picture) == [Reason.OCR_EXTRA]
    assert texts(pdf_of([Drawn("第一", 50, 50)], [], pictures={1: picture})) == [["第一"], Reason.OCR_EXTRA]


def test_a_file_has_so_many_images(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those behind are not read, which is said once."""
    monkeypatch.setattr(scan, "MOST_IMAGES", 2)
    data = image_of(page_of(BARS), "TIFF", save_all=True, append_images=[page_of(BARS)] * 4)
    found = list(pages_of(data, "scan.tif"))
    assert [isinstance(each, Page) for each in found] == [True, True, False]
    assert isinstance(found[2], Failure)
    assert found[2].message == Message(Reason.IMAGE_MANY, most=2)
