"""Seams, where a sentence breaks off: each is compared with all others of a page, a few at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.archive import seeds
from hnreader.reading import pages_from
from hnreader.segment import segment
from hnreader.segment.model import neighbour_edges

if TYPE_CHECKING:
    import pytest


def test_few_at_a_time_are_as_good_as_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose lines stand in a wrong order has many."""
    lines = min(seeds().glob("*.txt")).read_text("utf-8").splitlines()
    (page,) = pages_from("\n".join(lines[::2] + lines[1::2]).encode(), "a.txt")
    found = []
    for rows in (1, 7, 10_000):
        monkeypatch.setattr(neighbour_edges, "_ROWS", rows)
        found.append(segment(page))
    assert found[0] == found[1] == found[2]
