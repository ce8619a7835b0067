"""The order of contexts, in memory or on disk."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.errors import SortingError
from hnreader.reasons import Message, Reason
from hnreader.research import context_order
from hnreader.research.context_order import sorted_numbers

TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=4), max_size=30)


def nothing():
    """There is nothing to look after."""


@given(TEXTS, st.integers(1, 8))
def test_they_come_sorted_and_equal_ones_as_they_came(texts, run):
    """However many are sorted at once; blanks at either end, carriage returns and what is beyond 汉字 count."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(context_order, "_RUN", run)
        found = [*sorted_numbers(iter(texts), nothing)]
    assert found == sorted(range(len(texts)), key=texts.__getitem__)


class EndedError(Exception):
    """Nobody waits for the order any more."""


@pytest.mark.parametrize("count", [0, 3, 4, 7])
def test_it_can_be_ended(monkeypatch, count):
    """While runs are written, and while they are merged."""
    monkeypatch.setattr(context_order, "_RUN", 10)
    left = [None] * count

    def look():
        if not left:
            raise EndedError
        left.pop()

    with pytest.raises(EndedError):
        sorted_numbers([*"abcde"] * 8, look)  # four runs


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_an_error(monkeypatch):
    monkeypatch.setattr(context_order, "_RUN", 2)

    def full(_mode, **options):
        return Path("/dev/full").open("w", **options)

    monkeypatch.setattr(context_order, "TemporaryFile", full)
    with pytest.raises(SortingError) as caught:
        sorted_numbers([*"abc"], nothing)
    reason = os.strerror(errno.ENOSPC)
    assert caught.value.message == Message(Reason.SORTING_ERROR, folder=Path(tempfile.gettempdir()), error=reason)


# A concordance with room for so many bytes in a file, of which five are sorted at once; only a pipe may take more.
SORTING = """
import resource, signal, sys
from hnreader.cli import main
from hnreader.research import context_order
context_order._RUN = 5
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main(["kwic", "--in-memory", "--sort", "right", "--lang", sys.argv[2], "渠道", sys.argv[3]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit of the size of files")
@pytest.mark.parametrize("room", [0, 64], ids=["not even a name", "a little"])
@pytest.mark.parametrize(("language", "words"), [("en", "Nothing can be sorted"), ("zh", "无法排序")])
def test_a_full_disk_is_a_line(room, language, words, tmp_path):
    """With where it is, and no more."""
    page, folder = tmp_path / "page.txt", tmp_path / "temporary"
    folder.mkdir()
    page.write_text("青石镇通水记\n\n" + "渠道清了，水才走得远；堤坝固了，人才睡得稳。" * 12, "utf-8")
    command = [sys.executable, "-c", SORTING, str(room), language, str(page)]
    environment = os.environ | {"TMPDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, cwd=tmp_path, check=False)
    (line,) = done.stderr.splitlines()
    assert words in line
    assert str(folder if room else tmp_path) in line
    assert (done.returncode, done.stdout) == (2, "")
