"""The names that are listed: of one kind, in one order, those that match a filter."""

from __future__ import annotations

from functools import cached_property
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.language.folding import fold
from hnreader.language.pinyin import is_pinyin, match_readings, readings_of, split_pinyin
from hnreader.research.mentions import NameKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hnreader.research.names import Name, NameOrder, Names

FIRST: Final = 1_000
"""Names that are listed at first: all names of a large archive may take a second."""
_LETTERS: Final = frozenset(ascii_lowercase)
KINDS: Final = tuple(NameKind)


class NameQuery(Struct, frozen=True):
    """Which names are to be listed."""

    kind: NameKind = NameKind.PEOPLE
    order: NameOrder = "count"
    typed: str = ""
    """The filter: characters that the names contain, or pinyin."""
    whole: bool = False
    """All names are to be listed, not only the first."""


class NameList:
    """Names of one kind in one order, before they are filtered."""

    def __init__(self, names: Names, query: NameQuery) -> None:
        limit = None if query.whole else FIRST
        self.names: Final[Sequence[Name]] = names.ranked((query.kind,), query.order, limit)
        self.whole: Final = limit is None or len(self.names) < limit
        self.times: Final = max((name.count for name in self.names), default=0)
        """How often the most frequent name occurs."""
        self.articles: Final = max((name.articles for name in self.names), default=0)
        """The number of articles of the name that is in most."""

    def filtered(self, typed: str, cancelled: Callable[[], bool] = lambda: False) -> Sequence[Name]:
        """Return the names that contain these characters, or whose pinyin these small letters are (part of).

        Where there is none, the names that are spelt nearly so.
        """
        folded = fold(typed.strip())
        if not folded:
            return self.names
        readings = split_pinyin(folded) if is_pinyin(folded) or folded in _LETTERS else []
        found = [
            name
            for index, name in enumerate(self.names)
            if not cancelled()
            and (folded in self._folded[index] or (readings and match_readings(self._sounds[index], readings)))
        ]
        return found or self._similar(folded)

    def _similar(self, folded: str) -> Sequence[Name]:
        from hnreader.search.spelling import similar_values  # noqa: PLC0415 seldom needed

        similar = {*similar_values(folded, (name.name for name in self.names))}
        return [name for name in self.names if name.name in similar]

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(name.name) for name in self.names]

    @cached_property
    def _sounds(self) -> list[list[tuple[str, ...]]]:
        return list(map(readings_of, self._folded))
