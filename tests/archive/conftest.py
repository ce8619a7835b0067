"""Pages and a library that has none yet."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import parted_files
import pytest
from page_files import PAGES, TEXT, write

from hnreader import reading
from hnreader.archive import segmenting
from hnreader.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.model import PageArticles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three pages, as they were written long ago."""
    for number in (1, 2, 3):
        write(tmp_path / "pages" / f"2024-03-0{number}_01.txt", TEXT.replace("韩松年", f"韩松{number}"))
    return tmp_path / "pages"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Pages, and among them what is none."""
    folder = tmp_path / "many"
    for number in range(1, PAGES + 1):
        write(folder / f"2024-03-{number:02}_01.txt", TEXT.replace("渠道", f"渠道{number}") * (number % 5 + 1))
    write(folder / "2024-03-07_02.txt", "\n\n")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def segmented(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the pages that are segmented, in their order: in this process, also what a worker would read."""
    names: list[str] = []

    def counting(page: Any, *arguments: Any, **options: Any) -> PageArticles:
        names.append(page.source)
        return segment(page, *arguments, **options)

    monkeypatch.setattr(segmenting, "segment", counting)
    monkeypatch.setattr(segmenting, "is_read_apart", lambda _data: False)
    return names


@pytest.fixture
def parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have files of several pages read here and in processes that are started; what these run before anything else."""
    monkeypatch.setattr(reading, "pages_of", parted_files.pages_from)
    starting = write(tmp_path / "start" / "sitecustomize.py", parted_files.STARTING)
    monkeypatch.syspath_prepend(starting.parent)
    folders = [str(starting.parent), str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(folders))
    monkeypatch.setenv("PARTED", "1")
    return starting


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.date], None]:
    """Set the present day."""

    class Clock(dt.datetime):
        day = dt.date(2026, 1, 1)

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Clock:
            return cls(cls.day.year, cls.day.month, cls.day.day, 12, tzinfo=tz)

    def put(day: dt.date) -> None:
        Clock.day = day

    monkeypatch.setattr(segmenting.datetime, "datetime", Clock)
    return put
