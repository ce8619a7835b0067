"""Folders in which nothing can be written, also for those who may write everywhere."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def refuse_writing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nobody open a file in a folder for writing."""
    opened = os.open

    def refusing(path: Any, flags: int, *rest: Any, **options: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR) and os.fspath(path).startswith(f"{folder}{os.sep}"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return opened(path, flags, *rest, **options)

    monkeypatch.setattr(os, "open", refusing)
