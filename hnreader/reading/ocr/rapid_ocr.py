"""RapidOCR: started once, with one thread, without a word on the terminal and without the network."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.reading.ocr.lines import Corners, Engine, Pixels

_PARAMETERS: Final = {
    "Global.log_level": "critical",
    "Global.use_cls": False,  # asks whether each line stands on its head
    # These would scale the image, and make a narrow one thousands of times as large.
    "Global.use_preprocess_img": False,
    "Global.use_vertical_padding": False,
    "Det.limit_type": "max",
    "Det.limit_side_len": 1 << 20,
    # One thread: pages are read on all cores by processes, one each.
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


_NO_TELEMETRY: Final = "ORT_DISABLE_TELEMETRY"
"""Else ONNX Runtime tells its makers now and then how it is used: 1.32 was seen to look for their server."""


@cache
def engine() -> Engine:
    """Return the engine; it starts in a second. Raises what its packages raise."""
    return _RapidOcr()


class _RapidOcr:
    def __init__(self) -> None:
        os.environ[_NO_TELEMETRY] = "1"  # read when the library is loaded
        import onnxruntime  # noqa: PLC0415 an extra, slow to load
        from rapidocr import RapidOCR  # noqa: PLC0415 as above

        onnxruntime.disable_telemetry_events()
        models = {f"{part}.model_path": _model(f"*_{part.lower()}_*.onnx") for part in ("Det", "Rec")}
        self._ocr: Any = RapidOCR(params=_PARAMETERS | models)

    def find(self, image: Pixels) -> Sequence[Corners]:
        boxes = self._ocr(_coloured(image), use_det=True, use_cls=False, use_rec=False).boxes
        return [] if boxes is None else [np.asarray(box, np.float32) for box in boxes]

    def read(self, image: Pixels, lines: Sequence[Corners]) -> Sequence[tuple[str, float]]:
        return [
            self._text(line) for corners in lines for line in self._ocr.crop_text_regions(image, corners[np.newaxis])
        ]

    def _text(self, line: Pixels) -> tuple[str, float]:
        found = self._ocr.recognize_txt([_coloured(line)])
        return found.txts[0], found.scores[0]


def _model(name: str) -> str:
    """Return the path of a model in the package. Raises `FileNotFoundError`: otherwise it would be fetched."""
    folder = Path(str(files("rapidocr"))) / "models"
    for path in folder.glob(name):
        return str(path)
    raise FileNotFoundError(f"{folder / name}")


def _coloured(image: Pixels) -> Pixels:
    return np.repeat(image[:, :, np.newaxis], 3, axis=2)
