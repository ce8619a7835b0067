"""The lines of print in an image, by an OCR on this computer: RapidOCR, with the models that are in its package.

A page of a newspaper is large and its type is small. Scaled down as the OCR does by default, small type is lost, and at
full size finding its lines would take gigabytes. So lines are looked for in strips across a smaller page (`lines`), and
read from the image itself, each once. Nothing is fetched: the OCR is given its models as files (`rapid_ocr`).
"""

from __future__ import annotations

from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Final

from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from hnreader.reading.ocr.lines import OcrLine, Pixels

_NEEDED: Final = ("rapidocr", "onnxruntime", "PIL")
LEAST: Final = 16  # pixels across; what is narrower has no text
_LOCK: Final = Lock()  # the engine is not made for threads


def is_installed() -> bool:
    """Tell whether the extra `ocr` is there."""
    return all(find_spec(name) for name in _NEEDED)


def read_lines(image: Pixels) -> list[OcrLine] | Message:
    """Return the lines in a grey image, or why it cannot be read. Blocks while another thread reads one."""
    from hnreader.reading.ocr import lines, rapid_ocr  # noqa: PLC0415 slow to load, needed for few

    if min(image.shape) < LEAST:
        return []
    with _LOCK:
        try:
            return lines.lines_of(image, rapid_ocr.engine())
        except Exception as error:  # noqa: BLE001 a package that is damaged or does not fit raises what it likes
            return Message(Reason.OCR_FAILED, error=str(error).strip().rpartition("\n")[2] or type(error).__name__)
