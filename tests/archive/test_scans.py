"""Scans in a library: what could not be read for want of an OCR is read when there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from page_files import TEXT, write
from taken_in import take

from hnreader import reading
from hnreader.archive import Taken, TakingIn, load
from hnreader.model import Failure, PageArticles
from hnreader.reading import ocr
from hnreader.reading.formats.text import text_page
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hnreader.model import Page

NEW, KNOWN, EXTRA = Taken.NEW, Taken.KNOWN, Reason.OCR_EXTRA
SCAN = "scan\n"  # a page that needs an OCR, in a file in which form feeds part the pages


class Machine:
    """A computer on which an OCR may be installed."""

    def __init__(self) -> None:
        self.has_ocr = False
        self.read: list[str] = []
        """The names of the files that were opened."""

    def pages_from(self, data: bytes, source: str, path: Path | None, _before: int) -> Iterator[Page | Failure]:
        self.read.append(source)
        for number, part in enumerate(data.split(b"\f"), 1):
            page = text_page(part, source, path)
            if part.decode() != SCAN:
                yield page
            elif self.has_ocr:
                text = TEXT.replace("韩松年", f"韩松{number}").encode()
                yield text_page(text, source, path)
            else:
                yield Failure(str(path), Message(EXTRA))


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(reading, "pages_of", machine.pages_from)
    monkeypatch.setattr(ocr, "is_installed", lambda: machine.has_ocr)
    return machine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scan, a file of which the second of three pages is one, and a page of text."""
    folder = tmp_path / "pages"
    write(folder / "2024-03-01.txt", SCAN)
    write(folder / "2024-03-02.txt", "\f".join((TEXT, SCAN, TEXT.replace("渠道", "水渠"))))
    write(folder / "2024-03-03.txt", TEXT.replace("渠道", "河道"))
    return folder


def test_a_library_has_scans_read_when_there_is_an_ocr(machine: Machine, folder: Path, library: Path) -> None:
    assert take(folder, library=library) == {NEW: 3, EXTRA: 2}
    machine.read.clear()
    assert take(folder, library=library) == {KNOWN: 3, EXTRA: 2}
    assert machine.read == []
    machine.has_ocr = True
    assert take(folder, library=library)[EXTRA] == 0
    assert machine.read == ["2024-03-02.txt", "2024-03-01.txt"]
    machine.read.clear()
    assert take(folder, library=library) == {KNOWN: 5}
    assert machine.read == []


def test_what_is_loaded_has_scans_read_when_there_is_an_ocr(machine: Machine, folder: Path, library: Path) -> None:
    """And without one again what was read is kept."""
    for has_ocr, pages in ((False, 3), (True, 5), (False, 5)):
        machine.has_ocr = has_ocr
        loaded = list(load(folder, library=library, jobs=1))
        assert sum(isinstance(each, PageArticles) for each in loaded) == pages
        assert [each.message.reason for each in loaded if isinstance(each, Failure)] == [EXTRA] * (5 - pages)


@pytest.mark.usefixtures("machine")
def test_a_small_image_that_comes_is_no_page(folder: Path, library: Path) -> None:
    """Also where the system says that it has come."""
    take(folder, library=library)
    coming = [write(folder / "logo.png"), write(folder / "2024-03-04.txt", TEXT.replace("渠道", "航道"))]
    taken = TakingIn(folder, library=library, report=pytest.fail, jobs=1, among=coming)
    assert [item for item in taken if item is not KNOWN] == [NEW]
