"""What tells one segmentation from another: pages on disk that another one has made are not taken for ours."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from hnreader.errors import ModelError

WEIGHTS: Final = Path(str(resources.files("hnreader.segment"))) / "model" / "weights.npz"
"""The fitted model that ships."""
ARTEFACT: Final = 5
"""The version of the features and the networks: pages are read by an artefact of this version alone."""

VERSION: Final = "4-4c6cdedb22cb"
"""A number, raised by hand for a change that no sample page shows, and a digest of what the sample pages come to.

`tests/segment/test_version.py` fails where they come to something else, and says what stands here then.
"""


def personal_model() -> Path:
    """Return where a model that the user has fitted stands, if there is one: it is used in the place of what ships."""
    import platformdirs  # noqa: PLC0415 as below

    return platformdirs.user_data_path("hnreader", appauthor=False) / "model.npz"


def weights() -> Path:
    """Return the model by which pages are segmented: the user's own, if it is of this version, or that which ships."""
    return personal_model() if _personal() else WEIGHTS


def fingerprint() -> bytes:
    """Return the version, and the checksums of the fitted model's arrays; the arrays are not read.

    Raises `ModelError` where there is no model.
    """
    return repr((VERSION, _personal() or _checksums(WEIGHTS))).encode()


@cache
def _personal() -> list[tuple[str, int]] | None:
    """Return the checksums of the user's own model; None where there is none that can be used.

    They are those of when this process began: it goes on with that model if another is put in its place.
    """
    path = personal_model()
    try:
        return _checksums(path) if path.exists() and _version(path) == ARTEFACT else None
    except (ModelError, OSError):
        return None


def _checksums(model: Path) -> list[tuple[str, int]]:
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - needed only where pages are kept

    try:
        with ZipFile(model) as arrays:
            return sorted((array.filename, array.CRC) for array in arrays.infolist())
    except (OSError, BadZipFile) as error:
        raise ModelError(model, str(error)) from None


def _version(model: Path) -> int:
    """Return the version of an artefact: the last eight bytes of an array of one number (NPY format 1.0)."""
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 as above

    try:
        with ZipFile(model) as arrays:
            return int.from_bytes(arrays.read("version.npy")[-8:], "little")
    except (OSError, BadZipFile, KeyError) as error:
        raise ModelError(model, str(error)) from None
