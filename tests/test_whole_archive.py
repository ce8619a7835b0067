"""The bench of the whole archive, small: that it measures everything it names, whatever the figures are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parent / "bench" / "whole_archive.py"
COMMANDS = """list/first search (indexes)/common, 2 characters/common, 3 characters/rare: a name/rare: of a headline
    two words/one character wrong/pinyin/a word in a year/show/kwic, common, 100 lines/kwic, rare
    trend by year, common/trend by month, rare"""
NAMES = [name.strip() for line in COMMANDS.splitlines() for name in line.split("/")]


def test_every_command_is_measured(tmp_path: Path) -> None:
    """Each has a line with figures above zero, and what was made and its library stay where they are wanted."""
    options = ["--pages", "8", "--runs", "1", "--folder", tmp_path / "pages", "--library", tmp_path / "library"]
    command = [sys.executable, BENCH, *options, "--only", "commands", "peer"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    for name in NAMES:
        figures = next(line for line in lines if line.startswith(f"{name:24}"))[24:].split()
        assert all(float(figure) > 0 for figure in figures[:5]), name
    assert len(list((tmp_path / "pages").rglob("*.txt"))) == 8
    assert list((tmp_path / "library").rglob("pages.sqlite3"))
