"""What happens to files, as a process of its own tells it."""

from __future__ import annotations

from contextlib import closing
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from hnreader.storage.watching import Watch, WatchEndedError

if TYPE_CHECKING:
    from pathlib import Path


def never() -> bool:
    return False


def begun(*paths: Path) -> Watch:
    watch = Watch(paths)
    watch.wait(never)
    return watch


def test_what_changes_is_told_and_nothing_else(tmp_path: Path) -> None:
    """Each time anew, also in folders that come later; what comes shortly one after another comes at once."""
    with closing(begun(tmp_path)) as watch:
        (tmp_path / "1.txt").write_text("1")
        assert set(watch.changes(30)) == {str(tmp_path / "1.txt")}
        assert watch.changes(0.3) == ()
        inner = tmp_path / "inner"
        inner.mkdir()
        assert set(watch.changes(30)) == {str(inner)}
        (inner / "2.txt").write_text("2")
        assert set(watch.changes(30)) == {str(inner / "2.txt")}


def test_who_waits_can_be_woken(tmp_path: Path) -> None:
    with closing(begun(tmp_path)) as watch:
        Thread(target=watch.wake).start()
        assert list(watch.changes(3_000)) == []


def test_the_end_of_the_process_is_told(tmp_path: Path) -> None:
    with closing(begun(tmp_path)) as watch:
        assert watch._process
        watch._process.kill()
        with pytest.raises(WatchEndedError):
            watch.changes(30)
