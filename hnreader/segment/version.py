"""What tells one segmentation from another: pages on disk that another one has made are not taken for ours."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Final

from hnreader.errors import ModelError

WEIGHTS: Final = Path(str(resources.files("hnreader.segment"))) / "model" / "weights.npz"
"""The fitted model that ships."""

VERSION: Final = "1-4c6cdedb22cb"
"""A number, raised by hand for a change that no sample page shows, and a digest of what the sample pages come to.

`tests/segment/test_version.py` fails where they come to something else, and says what stands here then.
"""


def fingerprint() -> bytes:
    """Return the version, and the checksums of the fitted model's arrays; the arrays are not read.

    Raises `ModelError` where there is no model.
    """
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - needed only where pages are kept

    try:
        with ZipFile(WEIGHTS) as arrays:
            checksums = sorted((array.filename, array.CRC) for array in arrays.infolist())
    except (OSError, BadZipFile) as error:
        raise ModelError(WEIGHTS, str(error)) from None
    return repr((VERSION, checksums)).encode()
