"""PDFs for tests: texts at places, in the order in which they are drawn, in a font that every reader has."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FONT = "STSong-Light"
WIDTH, HEIGHT = 600, 800
registerFont(UnicodeCIDFont(FONT))


class Drawn(NamedTuple):
    """A text, and where its baseline begins, in points from the page's top left corner."""

    text: str
    x: float
    y: float
    size: float = 10
    angle: float = 0
    """Degrees, against the clock."""
    spacing: float = 0
    """Points that are put between two characters."""


def pdf_of(
    *pages: Iterable[Drawn],
    password: str | None = None,
    pictures: Mapping[int, bytes] | None = None,
    crop: tuple[float, float, float, float] | None = None,
    boxes: Iterable[tuple[float, float, float, float]] = (),
) -> bytes:
    """Return a PDF with these texts on its pages; `pictures` fill pages, by their number from 0.

    `crop` is what is seen of each, in points from its lower left corner. `boxes` are drawn on all: left, top, right and
    bottom. One without width or height is a line.
    """
    file = BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(file, (WIDTH, HEIGHT), encrypt=encryption, invariant=True, cropBox=crop)
    for number, page in enumerate(pages):
        if pictures and number in pictures:
            canvas.drawImage(ImageReader(BytesIO(pictures[number])), 0, 0, WIDTH, HEIGHT)
        for left, top, right, bottom in boxes:
            if left < right and top < bottom:
                canvas.rect(left, HEIGHT - bottom, right - left, bottom - top)
            else:
                canvas.line(left, HEIGHT - top, right, HEIGHT - bottom)
        for drawn in page:
            canvas.saveState()
            canvas.translate(drawn.x, HEIGHT - drawn.y)
            canvas.rotate(drawn.angle)
            text = canvas.beginText(0, 0)
            text.setFont(FONT, drawn.size)
            text.setCharSpace(drawn.spacing)
            text.textOut(drawn.text)
            canvas.drawText(text)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def paragraph(lines: Iterable[str], x: float, y: float, size: float = 10, leading: float = 14) -> list[Drawn]:
    """Return lines under each other."""
    return [Drawn(line, x, y + leading * number, size) for number, line in enumerate(lines)]
