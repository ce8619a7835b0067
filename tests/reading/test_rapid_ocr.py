"""The OCR itself, where it is installed: what is set is read, nothing is fetched, and nothing is printed."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
import pytest
from pdf_files import Drawn, paragraph, pdf_of
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein
from scan_files import image_of

from hnreader.model import Page
from hnreader.reading.formats import pages_of
from hnreader.reading.ocr.lines import lines_of
from hnreader.reading.ocr.rapid_ocr import engine

if TYPE_CHECKING:
    from pathlib import Path

for package in ("rapidocr", "onnxruntime"):
    pytest.importorskip(package)

LATIN = ["Hunan Daily 2024", "Page 12 of 16", "Changsha, Monday"]
LEFT = ["渔民上岸之后在镇上", "开了一家小店，三年", "来收入增长了两成。"]
RIGHT = ["县里新修的公路通到", "村口，果农当天就能", "把桃子送进城里卖。"]

# Run by a process of its own, in which the network is refused.
READING = """
import socket, sys
def refused(*arguments, **options):
    raise AssertionError("the network is used")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refused
from hnreader.reading import read
(page,) = read(sys.argv[1])
print(*(line.text for line in page.lines if line.text), sep="\\n")
"""


def drawn(lines: list[str], size: int = 36) -> Image.Image:
    image = Image.new("L", (700, 80 * len(lines) + 80), 255)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((60, 60 + 80 * number), line, fill=0, font=ImageFont.load_default(size))
    return image


def test_what_is_printed_is_read() -> None:
    found = sorted(lines_of(np.asarray(drawn(LATIN)), engine()), key=lambda line: line.box[1])
    assert [line.text for line in found] == LATIN
    for number, line in enumerate(found):
        assert line.box[1] < 80 + 80 * number < line.box[3]
        assert line.confidence > 0.9


def test_nothing_is_fetched_and_nothing_is_printed(tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(image_of(drawn(LATIN)))
    done = subprocess.run(
        [sys.executable, "-c", READING, str(tmp_path / "page.png")], capture_output=True, check=False, encoding="utf-8"
    )
    assert (done.stdout.splitlines(), done.stderr) == (LATIN, "")


def test_two_legs_of_small_type() -> None:
    """Of a page that was printed, and scanned at 150 dpi."""
    lines = [*paragraph(LEFT, 50, 100), *paragraph(RIGHT, 155, 100)]
    with pypdfium2.PdfDocument(pdf_of([Drawn("镇上的新店", 95, 70, 22), *lines])) as document:
        scan = document[0].render(scale=150 / 72, grayscale=True).to_pil()
    if min(scan.crop((100, 180, 400, 220)).get_flattened_data()) > 128:
        pytest.skip("no font of this computer has 汉字")
    (page,) = pages_of(image_of(scan, "JPEG"), "page.jpg")
    assert isinstance(page, Page)
    read = "".join(line.text for line in page.lines)
    assert Levenshtein.normalized_similarity(read, "".join(["镇上的新店", *LEFT, *RIGHT])) > 0.95


@pytest.mark.parametrize("size", [(16, 5000), (5000, 16), (40, 40)])
def test_no_text(size: tuple[int, int]) -> None:
    """Also on what is as narrow as can be, and on noise."""
    assert lines_of(np.full(size, 255, np.uint8), engine()) == []
    noise = np.random.default_rng(1).integers(0, 256, size, np.uint8)
    assert isinstance(lines_of(noise, engine()), list)


def test_the_library_that_computes_tells_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of saying so to it are used, the first before it is loaded."""
    calls = []
    monkeypatch.setattr(
        "onnxruntime.disable_telemetry_events", lambda: calls.append(os.environ["ORT_DISABLE_TELEMETRY"])
    )
    monkeypatch.delenv("ORT_DISABLE_TELEMETRY", raising=False)
    engine.cache_clear()
    engine()
    assert calls == ["1"]
