"""What is written of a crash: where in the program it was, and nothing that is the user's."""

from __future__ import annotations

import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from hnreader.userdata import crash_report
from hnreader.userdata.crash_report import KEPT, Crash, report_lines, write_crash_report

SECRET = "机密文件"


def failed(depth: int = 0) -> Exception:
    """Return an error with calls, whose text, cause and variables hold a secret."""

    def fail(left: int) -> None:
        query = SECRET
        if left:
            fail(left - 1)
        try:
            Path(f"/{SECRET}/page.txt").read_text(encoding="utf-8")
        except OSError as error:
            raise ExceptionGroup(query, [ValueError(query)]) from error

    try:
        fail(depth)
    except ExceptionGroup as error:
        return error
    raise AssertionError


def test_a_report_names_errors_and_calls_and_nothing_else() -> None:
    """Cause, parts and calls are named; texts of errors, values and paths are not there."""
    lines = list(report_lines(failed()))
    named = [line for line in lines if line.startswith("builtins.")]
    assert named == ["builtins.FileNotFoundError ENOENT", "builtins.ValueError", "builtins.ExceptionGroup"]
    assert any(line.startswith(f"  {__name__}:") and line.endswith(" fail") for line in lines)
    assert SECRET not in "".join(lines)
    assert "/" not in "".join(lines)


def test_a_deep_recursion_is_a_short_report() -> None:
    """Of many calls the first and the last are kept."""
    assert len(list(report_lines(failed(500)))) < 100


def test_what_sqlite_calls_an_error_is_named() -> None:
    """The name says more than the class, and has no path in it."""
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect(f"/{SECRET}/x/notebook")
    assert "sqlite3.OperationalError SQLITE_CANTOPEN" in list(report_lines(caught.value))


@pytest.mark.skipif(sys.platform == "win32", reason="has no modes")
def test_a_report_is_its_owners_alone(tmp_path: Path) -> None:
    """The file is 0600 in a folder of 0700, and of many the last ones are kept."""
    paths = [write_crash_report(failed(), tmp_path / "state/crashes") for _ in range(KEPT + 3)]
    assert stat.S_IMODE(paths[-1].stat().st_mode) == 0o600
    assert stat.S_IMODE(paths[-1].parent.stat().st_mode) == 0o700
    assert sorted(paths[-1].parent.iterdir()) == sorted(paths)[-KEPT:]


def test_a_defect_of_the_report_is_not_told_in_place_of_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is."""
    monkeypatch.setattr(crash_report, "write_crash_report", lambda *_: [].pop())
    assert Crash.of(failed(), tmp_path) == Crash("ExceptionGroup", None)


def test_a_report_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    """A full or missing disk adds no error to the one that is reported."""
    (tmp_path / "file").touch()
    assert Crash.of(failed(), tmp_path / "file") == Crash("ExceptionGroup", None)
