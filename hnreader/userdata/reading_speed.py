"""How fast the user reads, learned from the articles that were read to their end, for estimates on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

SPEED: Final = 400
"""Characters a minute of whom nothing is known yet."""
SPEED_TABLE: Final = ("CREATE TABLE speed (one INTEGER PRIMARY KEY, characters REAL NOT NULL, seconds REAL NOT NULL)",)
_WEIGHT: Final = 4_000
"""Characters, as if so many had been read at `SPEED` before the first article: one article must not decide."""
_KEPT: Final = 0.95  # of what was read before, at each article: the last twenty or so say how fast somebody reads now
_SHORTEST: Final = 200  # characters: below, keys and looking for the beginning take longer than reading
_SLOWEST: Final = 120
_FASTEST: Final = 1_200
"""Characters a minute. In a standard test adults read simplified Chinese at 255 with a standard deviation of 29
(Trauzettel-Klosinski and Dietz 2012, IReST): who is slower than half of that was elsewhere, who is far faster leafs."""


class ReadingSpeed:
    """The speed in a notebook: `query` returns the rows of a statement, none where it fails; `run` raises then."""

    def __init__(self, query: Callable[..., list[Any]], run: Callable[..., list[Any]]) -> None:
        self._query = query
        self._run = run

    def characters_a_minute(self) -> int:
        """Return how many characters the user reads a minute."""
        rows = self._query("SELECT characters, seconds FROM speed")
        return next((round(60 * characters / seconds) for characters, seconds in rows), SPEED)

    def learn(self, characters: int, seconds: float) -> None:
        """Take note of an article that was read to its end; of one that cannot have been read so, nothing."""
        if characters < _SHORTEST or not _SLOWEST <= 60 * characters / max(seconds, 1e-9) <= _FASTEST:
            return
        self._run(
            "INSERT INTO speed VALUES (1, ?1 * ?4 + ?2, ?1 * ?5 + ?3)"
            " ON CONFLICT (one) DO UPDATE SET characters = ?1 * characters + ?2, seconds = ?1 * seconds + ?3",
            *(_KEPT, characters, seconds, _WEIGHT, 60 * _WEIGHT / SPEED),
        )
