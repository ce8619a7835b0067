"""The names that are listed: of one kind, in one order, those that match a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.research.mentions import NameKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.research.names import NameOrder, Names
    from hnreader.research.names_listing import Listing

FIRST: Final = 1_000
"""Names that are listed at first: all names of a large archive may take a second."""
KINDS: Final = tuple(NameKind)


class NameQuery(Struct, frozen=True):
    """Which names are to be listed."""

    kind: NameKind = NameKind.PEOPLE
    order: NameOrder = "count"
    typed: str = ""
    """The filter: characters that the names contain, or pinyin."""
    whole: bool = False
    """All names are to be listed, not only the first."""


class NameList(Struct, frozen=True):
    """Names of one kind in one order."""

    names: Listing
    times: int
    """How often the most frequent name of the kind occurs."""
    articles: int
    """The number of articles of the name that is in most."""
    selected: int | None = None
    """The index of the name that is to be selected, if it is among them."""

    @property
    def whole(self) -> bool:
        """Whether these are all, not only the first."""
        return self.names.whole


def name_list(
    names: Names, query: NameQuery, selected: str = "", cancelled: Callable[[], bool] = lambda: False
) -> NameList:
    """Return the names that are to be listed."""
    limit = None if query.whole else FIRST
    found = names.listed(query.kind, query.order, query.typed, limit, cancelled)
    index = found.index_of(names.number_of(query.kind, selected)) if selected else None
    found.fetch_beside(index or 0)  # here, and not when they are drawn
    return NameList(found, *names.most(query.kind), index)
