"""The version of the segmentation, by which pages on disk are known to be ours."""

from __future__ import annotations

import zipfile
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pytest

from hnreader.archive import seeds
from hnreader.errors import ModelError
from hnreader.model import Page
from hnreader.packing import plain
from hnreader.reading import read
from hnreader.segment import fingerprint, segment, version

if TYPE_CHECKING:
    from pathlib import Path


def without_floats(value: Any) -> Any:
    """What was decided, without how sure it is: that differs between processors in its last digits."""
    if isinstance(value, list | tuple):
        return [without_floats(each) for each in value if not isinstance(each, float)]
    return value


def test_the_version_is_of_what_pages_come_to() -> None:
    """A page on disk is taken for ours by the version, so it changes with what the sample pages come to.

    Where this fails, the change is meant, or it is not. If it is, put the version that is wanted here into
    hnreader/segment/version.py. A change that the sample pages do not show needs another number before the hyphen.
    """
    digest = blake2b(digest_size=6)
    for page in read(seeds()):
        assert isinstance(page, Page)
        _, *rest = msgspec.to_builtins(segment(page), enc_hook=plain)  # all but the lines
        digest.update(repr(without_floats(rest)).encode())
    number = version.VERSION.partition("-")[0]
    assert number.isdigit()
    assert f"{number}-{digest.hexdigest()}" == version.VERSION


def test_the_fingerprint_changes_with_version_and_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either makes other pages. The time of the file does not: it differs from one installation to the next."""
    shipped = fingerprint()
    copied = tmp_path / "weights.npz"
    copied.write_bytes(version.WEIGHTS.read_bytes())
    monkeypatch.setattr(version, "WEIGHTS", copied)
    assert fingerprint() == shipped
    monkeypatch.setattr(version, "VERSION", "another")
    assert fingerprint() != shipped
    monkeypatch.undo()
    other = tmp_path / "other.npz"
    with zipfile.ZipFile(other, "w") as arrays:
        arrays.writestr("roles.npy", b"0")
    monkeypatch.setattr(version, "WEIGHTS", other)
    assert fingerprint() != shipped


def test_a_missing_model_is_an_error_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is where the model itself is read."""
    for content in (None, b"", b"PK"):
        file = tmp_path / "weights.npz"
        if content is not None:
            file.write_bytes(content)
        monkeypatch.setattr(version, "WEIGHTS", file)
        with pytest.raises(ModelError):
            fingerprint()


@pytest.mark.parametrize(("content", "used"), [("5", True), ("4", False), ("", False), (None, False)])
def test_the_users_own_model_is_used_where_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None, used: bool
) -> None:
    """Pages that it makes are told from others; one of another version, or damaged, is left where it is."""
    shipped, own = fingerprint(), tmp_path / "hnreader" / "model.npz"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    own.parent.mkdir()
    if content is not None:
        own.write_bytes(b"")
    if content:
        np.savez(own, version=np.array(int(content)))
    version._personal.cache_clear()
    try:
        assert version.weights() == (own if used else version.WEIGHTS)
        assert (fingerprint() != shipped) is used
    finally:
        version._personal.cache_clear()
