"""The order of contexts, in memory or on disk."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    with pytest.raises(OSError, match=r".") as caught:
        sorted_numbers([*"abc"], nothing)
    assert caught.value.errno == errno.ENOSPC
