"""A reader, beside which another process has the library forget the pages that it shows."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from followed_pages import following, written

from hnreader.app.controllers import watching
from hnreader.archive import LibraryFile, stored_catalogue

if TYPE_CHECKING:
    from pathlib import Path

SAID = "Pages of the library are damaged, or another program had it forget them; they are being taken in again"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        written(folder / f"{number}.txt", number)
    return folder


def kept_pages(pages: Path, library: Path) -> int | None:
    """How many pages a library has of a folder; None where it does not have them all."""
    catalogue = stored_catalogue([pages], library)
    assert catalogue
    with closing(catalogue):
        return sum(issue.pages for issue in catalogue.summaries()) if catalogue.looked else None


async def test_what_another_process_has_forgotten_is_taken_in_again_whole(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing half is left: neither in the list nor in the library, also where a page has changed just then."""
    monkeypatch.setattr(watching, "_AGAIN", 0.1)
    library = tmp_path / "library"
    async with following(tmp_path, pages) as shown:
        messages: list[str] = []
        monkeypatch.setattr(shown.controllers.context.view, "show_message", messages.append)
        for number in (8, 9):
            command = [sys.executable, "-m", "hnreader", "--library", str(library), "library", "forget", str(pages)]
            done = await asyncio.to_thread(subprocess.run, command, capture_output=True, check=False)
            assert (done.returncode, done.stderr) == (0, b"")
            written(pages / "2.txt", number)
            await shown.until(lambda: shown.texts() == ["0", "1", str(number)])  # noqa: B023 it is awaited here
            await shown.until(lambda: kept_pages(pages, library) == 3)
        assert set(messages) <= {SAID}


async def test_that_pages_were_forgotten_is_said_once(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And they are there again, without a change of any file."""
    monkeypatch.setattr(watching, "_AGAIN", 0.1)
    library = tmp_path / "library"
    async with following(tmp_path, pages) as shown:
        messages: list[str] = []
        monkeypatch.setattr(shown.controllers.context.view, "show_message", messages.append)
        with LibraryFile(library) as file:
            file.forget([pages / "1.txt"])
            assert file.archive_keys() == set()
        await shown.until(lambda: bool(messages))
        await shown.until(lambda: kept_pages(pages, library) == 3)
        await asyncio.sleep(1.5)
        assert shown.texts() == ["0", "1", "2"]
        assert messages == [SAID]
