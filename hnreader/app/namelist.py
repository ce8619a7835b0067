"""Names as they are listed: of one kind, in one order, those that have what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from hnreader.research.mentions import Kind
from hnreader.search.folding import fold
from hnreader.search.pinyin import heard, is_pinyin, partings, sounds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hnreader.research.names import Name, Names, Order

FIRST: Final = 1_000  # names that are listed unless more are asked for: all of them may take a second
_LETTERS: Final = frozenset(ascii_lowercase)
KINDS: Final = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be listed."""

    kind: Kind = Kind.PEOPLE
    order: Order = "count"
    typed: str = ""
    """What names are to have in them, or how they are to sound."""
    whole: bool = False
    """All of them, rather than the first ones."""


class NameList:
    """Names of one kind in their order."""

    def __init__(self, names: Names, wish: Wish) -> None:
        """List them; what is typed is left to `having`."""
        limit = None if wish.whole else FIRST
        self.names: Final[Sequence[Name]] = names.listing((wish.kind,), wish.order, limit)
        self.whole: Final = limit is None or len(self.names) < limit
        self.times: Final = max((one.count for one in self.names), default=0)
        """How often the most frequent one stands in the archive."""
        self.articles: Final = max((one.articles for one in self.names), default=0)
        """And in how many articles the one that is in most."""

    def having(self, typed: str, cancelled: Callable[[], bool] = lambda: False) -> Sequence[Name]:
        """Return those that have these characters, or that sound like these small letters."""
        wanted = fold(typed.strip())
        if not wanted:
            return self.names
        ways = partings(wanted) if is_pinyin(wanted) or wanted in _LETTERS else []
        return [
            one
            for at, one in enumerate(self.names)
            if not cancelled() and (wanted in self._folded[at] or (ways and heard(self._sounds[at], ways)))
        ]

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(one.name) for one in self.names]

    @cached_property
    def _sounds(self) -> list[list[tuple[str, ...]]]:
        return list(map(sounds, self._folded))
