"""Corrections of a page whose folder cannot be written are kept in the user's folder. All text is made up."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from read_only_folders import refuse_writing

from hnreader.corrections import Action, Correction, TextQuote
from hnreader.userdata.correction_file import PageCorrection, add_corrections, correction_path
from hnreader.userdata.correction_places import (
    corrected_page,
    in_user_folder,
    keep_corrections,
    kept_corrections,
    kept_files,
    pages_in_user_folder,
)

FIRST, SECOND = (PageCorrection(Correction(Action.BEGINS_STORY, TextQuote(words))) for words in ("水网", "机器"))
NAMES = ["2024-03-09_01.txt", "第一版 要闻.txt", "%2F#1.txt", os.fsdecode(b"\xff.txt"), "x" * 120 + ".txt"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which nothing can be written."""
    (tmp_path / "pages").mkdir()
    refuse_writing(monkeypatch, tmp_path / "pages")
    return tmp_path / "pages"


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_they_are_kept_in_the_users_folder_and_lead_to_their_page(folder: Path, name: str) -> None:
    """Whatever the name is; a page of the same name elsewhere has none of them."""
    page = folder / name
    assert (in_user_folder(page), [*kept_files(page)]) == (None, [])
    place = keep_corrections(page, [FIRST])
    assert (in_user_folder(page), kept_files(page), corrected_page(place)) == (place, [place], page)
    assert [*pages_in_user_folder()] == [page]
    assert in_user_folder(folder.parent / name) is None
    assert keep_corrections(page, [SECOND]) == place
    assert kept_corrections(page).corrections == (FIRST, SECOND)
    assert stat.S_IMODE(place.parent.stat().st_mode) & 0o077 == 0


def test_a_name_without_room_for_a_suffix_has_its_corrections_in_the_users_folder(tmp_path: Path) -> None:
    """A folder takes names of 255 bytes, of which that of the page may have all."""
    page = tmp_path / ("x" * 251 + ".txt")
    page.touch()
    assert kept_files(page) == []
    place = keep_corrections(page, [FIRST])
    assert (kept_files(page), corrected_page(place)) == ([place], page)
    assert kept_corrections(page).corrections == (FIRST,)
    assert [*tmp_path.glob("*")] == [page]


def test_both_places_are_read_and_either_withdraws(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = folder / NAMES[0]
    keep_corrections(page, [FIRST, SECOND], [(SECOND.id, "江小舟")])
    monkeypatch.undo()
    assert keep_corrections(page, [SECOND], [(FIRST.id, "江小舟")]) == correction_path(page)
    kept = kept_corrections(page)
    assert ({*kept.corrections}, {*kept.withdrawn}) == (set(), {FIRST, SECOND})


def test_other_errors_are_raised(tmp_path: Path) -> None:
    """A folder that is not there is none that cannot be written."""
    with pytest.raises(FileNotFoundError):
        keep_corrections(tmp_path / "nothing" / "page.txt", [FIRST])


def test_what_comes_into_the_folder_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it was listed before and its clock is coarse; it is listed once where it stays as it is."""
    first = keep_corrections(folder / "first.txt", [FIRST])
    os.utime(first.parent, (1e9, 1e9))
    listings: list[str] = []
    listed = os.listdir

    def counting(path: str) -> list[str]:
        listings.append(path)
        return listed(path)

    monkeypatch.setattr(os, "listdir", counting)
    assert [in_user_folder(folder / f"{number}.txt") for number in range(9)] == [None] * 9
    assert len(listings) == 1
    second = keep_corrections(folder / "second.txt", [SECOND])
    assert in_user_folder(folder / "second.txt") == second
    keep_corrections(folder / "third.txt", [SECOND])
    assert in_user_folder(folder / "third.txt")


def test_a_file_that_somebody_put_there_is_of_no_page(folder: Path) -> None:
    place = keep_corrections(folder / "page.txt", [FIRST])
    other = place.with_name(f"other-{place.name[-37:]}")
    for text in ("", "# file:///etc/passwd\n", "# file://%\n"):
        other.write_text(text, "utf-8")
        assert corrected_page(other) is None
    add_corrections(Path(folder.parent / "page.txt.corrections.toml"), [FIRST])
    assert corrected_page(folder.parent / "page.txt.corrections.toml") == folder.parent / "page.txt"


def test_somebody_elses_link_beside_a_page_is_not_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words of a page would stand in any file, a shell's start-up file say: they are kept in the user's folder."""
    page, behind = tmp_path / "page.txt", tmp_path / "profile"
    behind.write_text("untouched\n", "utf-8")
    correction_path(page).symlink_to(behind)
    monkeypatch.setattr("hnreader.userdata.correction_file.own_ids", frozenset[int])
    place = keep_corrections(page, [FIRST])
    assert place == in_user_folder(page)
    assert behind.read_text("utf-8") == "untouched\n"
    assert kept_corrections(page).corrections == (FIRST,)


def test_ones_own_link_beside_a_page_is(tmp_path: Path) -> None:
    """Corrections may be kept together somewhere else."""
    page, behind = tmp_path / "page.txt", tmp_path / "corrections"
    correction_path(page).symlink_to(behind)
    assert keep_corrections(page, [FIRST]) == correction_path(page)
    assert "水网" in behind.read_text("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_in_the_users_folder_they_are_theirs_alone(folder: Path) -> None:
    """Whatever the umask says; a file that others could read is closed to them when something is added."""
    before = os.umask(0)
    try:
        place = keep_corrections(folder / "page.txt", [FIRST])
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        place.chmod(0o644)
        keep_corrections(folder / "page.txt", [SECOND])
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
    finally:
        os.umask(before)
