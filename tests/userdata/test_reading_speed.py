"""How fast somebody reads, learned from what they read to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hnreader.userdata.notebook import Notebook
from hnreader.userdata.reading_speed import SPEED

if TYPE_CHECKING:
    from pathlib import Path


def learned(book: Notebook, *articles: tuple[int, float]) -> int:
    """Have articles read, each of so many characters in so many seconds; return the speed after that."""
    for characters, seconds in articles:
        book.speed.learn(characters, seconds)
    return book.speed.characters_a_minute()


def test_it_comes_near_to_how_fast_somebody_reads(tmp_path: Path) -> None:
    """One article changes little, twenty nearly all; the next session and another one that is open know it."""
    path = tmp_path / "notebook.sqlite3"
    with Notebook(path) as book, Notebook(path) as other:
        assert learned(book) == SPEED
        after_one = learned(book, (900, 300.0))
        assert 180 < after_one < SPEED
        assert 180 < learned(book, *[(900, 300.0)] * 40) < min(200, after_one)
        assert other.speed.characters_a_minute() == learned(book)
    with Notebook(path) as book:
        assert 180 < book.speed.characters_a_minute() < 200


@pytest.mark.parametrize(
    ("characters", "seconds"),
    [(900, 3600.0), (900, 10.0), (900, 0.0), (40, 6.0)],
    ids=["went away", "leafed through", "no time at all", "too short"],
)
def test_what_was_not_read_so_teaches_nothing(characters: int, seconds: float) -> None:
    """Breaks, leafing and a few words say nothing about how fast somebody reads."""
    with Notebook(None) as book:
        assert learned(book, *[(characters, seconds)] * 50) == SPEED
