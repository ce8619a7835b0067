"""A library that is made to forget pages while somebody takes them in: nothing half of them is taken for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from page_files import OTHER, write

from hnreader.archive import Archive, LibraryFile, Opening, Taken, TakingIn, page_store, read_whole, stored_catalogue

if TYPE_CHECKING:
    from pathlib import Path


def forget(folder: Path, library: Path) -> None:
    with LibraryFile(library) as file:
        file.forget([folder])


def kept(folder: Path, library: Path) -> tuple[int, bool]:
    """How many pages there are of a folder, and whether all its files were looked over."""
    catalogue = stored_catalogue([folder], library)
    assert catalogue
    return sum(issue.pages for issue in catalogue.summaries()), catalogue.whole


def test_a_changed_file_has_all_others_taken_in_again(folder: Path, library: Path) -> None:
    """A reader that runs hears of that file alone."""
    assert list(TakingIn(folder, library=library, report=pytest.fail, jobs=1)) == [Taken.NEW] * 3
    forget(folder, library)
    assert kept(folder, library) == (0, False)
    changed = write(min(folder.iterdir()), OTHER)
    taken = list(TakingIn(folder, library=library, report=pytest.fail, jobs=1, among=[changed]))
    assert taken == [Taken.NEW] * 3
    assert kept(folder, library) == (3, True)


@pytest.mark.parametrize("known", [False, True], ids=["the first time", "what is new"])
@pytest.mark.parametrize("taken", [1, 2])
def test_what_is_forgotten_while_pages_are_taken_in_is_not_taken_for_all(
    known: bool, taken: int, folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next look takes in the rest."""
    monkeypatch.setattr(page_store, "_DELAY", -1.0)  # each page is written as it comes
    if known:
        list(TakingIn(folder, library=library, report=pytest.fail, jobs=1))
        for number in (4, 5):
            write(folder / f"2024-03-0{number}_01.txt", OTHER)
    taking = iter(TakingIn(folder, library=library, report=pytest.fail, jobs=1))
    for item in taking:
        taken -= item is Taken.NEW
        if not taken:
            break
    forget(folder, library)
    for _ in taking:
        pass
    there = len(list(folder.iterdir()))
    pages, whole = kept(folder, library)
    assert pages < there
    assert not whole
    list(TakingIn(folder, library=library, report=pytest.fail, jobs=1))
    assert kept(folder, library) == (there, True)


@pytest.mark.parametrize("times", [1, 2])
def test_what_is_forgotten_while_it_is_opened_is_taken_in_again(
    times: int, folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once all is taken in, and before anybody sees it; whoever opens it has all the same."""
    left, refresh = times, Opening.refresh

    def refresh_too_late(opening: Opening[Archive]) -> bool:
        nonlocal left
        if left:
            left -= 1
            forget(folder, library)
        return refresh(opening)

    monkeypatch.setattr(Opening, "refresh", refresh_too_late)
    opening = read_whole(lambda: Opening(Archive, [folder], library), lambda opening: list(opening.read()))
    assert not left
    assert sum(issue.pages for issue in opening.archive.summaries) == 3
    opening.close()
