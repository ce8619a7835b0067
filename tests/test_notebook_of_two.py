"""What two sessions note of one article at the same time: nothing that either wrote is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hnreader.userdata import notebook
from hnreader.userdata.notebook import Notebook

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of a notebook in which each session sees at once what the other has changed."""
    monkeypatch.setattr(notebook, "_REFRESH", 0)
    return tmp_path / "notebook.sqlite3"


@pytest.mark.parametrize(
    ("seen", "meanwhile", "written", "kept"),
    [
        ("", "彼", "此", "彼 / 此"),
        ("旧", "旧,彼", "旧,此", "旧,彼 / 旧,此"),
        ("旧", "彼\n二行", "此", "彼\n二行\n此"),
        ("旧", "彼", "旧", "彼"),  # opened and not changed
        ("旧", "彼", "", "彼"),
        ("旧", "旧", "此", "此"),
        ("旧", "此", "此", "此"),
        ("旧", None, "此", "此"),  # its bookmark was removed
        (None, "彼", "此", "此"),
    ],
)
def test_a_note_that_two_sessions_change_has_what_both_wrote(
    seen: str | None, meanwhile: str | None, written: str, kept: str, path: Path
) -> None:
    """Who writes last has seen the note of before, and takes nothing from the other."""
    with Notebook(path) as first, Notebook(path) as second:
        first.bookmark("a", "甲", None, seen or "")
        if meanwhile is None:
            second.unbookmark("a")
        else:
            second.bookmark("a", "甲", None, meanwhile)
        first.bookmark("a", "甲", None, written, seen)
        found = [book.bookmarked("a") for book in (first, second)]
        assert [mark and mark.note for mark in found] == [kept, kept]


def test_tags_that_two_sessions_give_stay(path: Path) -> None:
    """Each takes away what it has seen, and no other."""
    with Notebook(path) as first, Notebook(path) as second:
        first.tag("a", ["春", "夏"])
        second.tag("a", ["春", "夏", "秋"], ["春", "夏"])
        first.tag("a", ["春", "冬"], ["春", "夏"])
        assert first.tags_of("a") == second.tags_of("a") == ("冬", "春", "秋")
        first.tag("a", ["雪"])
        assert second.tags_of("a") == ("雪",)
