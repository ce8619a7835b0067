"""What others wrote is shown harmlessly: nothing of it commands a terminal, turns text round or hides in it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.cli.streams import print_error
from hnreader.research.json_text import json_text
from hnreader.userdata.notebook import Notebook
from hnreader.userdata.printable import printable_line, printable_text

HOSTILE = "甲\x1b]2;LEAK\x07\x9b5m\u202e\u200b\x85\u2028乙"
VISIBLE = "甲]2;LEAK5m  乙"
ACTIVE = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), 0x200B, 0x2028, 0x2029)}


@given(st.recursive(st.text(st.characters()), lambda inner: st.lists(inner, max_size=3)))
def test_json_is_exact_and_harmless(value):
    """Whatever a text holds, reading the JSON gives it back, and the JSON itself has nothing that acts."""
    written = json_text(value)
    assert json.loads(written) == value
    assert not ACTIVE & set(written)
    assert written.encode()


def test_json_stays_readable():
    """汉字 and all else that shows stand as they are."""
    assert json_text({"题": "湖南\u3000日报𠀀"}) == '{"题": "湖南\u3000日报𠀀"}'
    assert json_text(HOSTILE) == '"甲\\u001b]2;LEAK\\u0007\\u009b5m\\u202e\\u200b\\u0085\\u2028乙"'


def test_marks_of_a_notebook_are_shown_without_what_commands(tmp_path):
    """A notebook may have been made by others: headlines, notes, tags and queries in it lose what does not show."""
    with Notebook(tmp_path / "notebook.sqlite3") as notebook:
        notebook.bookmark("a", HOSTILE, HOSTILE, f"一\n{HOSTILE}")
        notebook.tag("a", [HOSTILE, VISIBLE])
        notebook.record_search(HOSTILE)
        bookmark = notebook.bookmarked("a")
        assert bookmark is not None
        assert (bookmark.headline, bookmark.date) == (VISIBLE, VISIBLE)
        assert bookmark.note == "一\n甲]2;LEAK5m乙"
        assert notebook.tags_of("a") == (VISIBLE,)
        assert list(notebook.tagged()) == [VISIBLE]
        assert notebook.history() == (VISIBLE,)


def test_an_error_is_one_harmless_line(capsys):
    """Names of files and arguments in a message cannot end its line or command the terminal."""
    print_error(f"{HOSTILE}\n\r版\udc9b.txt")
    (line,) = capsys.readouterr().err.splitlines()
    assert not ACTIVE & set(line)
    assert "\udc9b" not in line
    assert "LEAK" not in line


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]])
def test_the_folder_of_the_library_is_shown_harmlessly(tmp_path, form):
    """A folder's name is printed without what commands a terminal; JSON has it exactly."""
    folder = tmp_path / "甲\x1b]2;LEAK\x07\n\u202e乙"
    command = [sys.executable, "-m", "hnreader", "library", "--library", folder, *form]
    root = Path(__file__).parents[1]
    done = subprocess.run(command, capture_output=True, cwd=root, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert not (ACTIVE - set("\r\n")) & set(done.stdout + done.stderr)
    if form == ["--json"]:
        assert json.loads(done.stdout)["path"].startswith(str(folder))


def test_what_python_does_not_know_yet_is_kept():
    """A character that is unassigned in these tables of Unicode may be one of a newer version; a tab does no harm."""
    assert printable_text("甲\u0378\U0001166d\t乙\n") == "甲\u0378\U0001166d\t乙\n"
    assert printable_line("甲\u0378\t乙\n") == "甲\u0378 乙"
