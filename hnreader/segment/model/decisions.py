"""What is fixed before a page is decoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions about the units of a page: a person's corrections, what its layout shows, what its print states."""

    roles: Mapping[int, str]
    """Unit → one of `STORY_ROLES`."""
    together: tuple[tuple[int, int], ...] = ()
    """Pairs of one story."""
    apart: tuple[tuple[int, int], ...] = ()
    """Pairs of two stories."""
    opens: tuple[int, ...] = ()
    """Units that open a story, each its own: nothing is read before them."""
    opens_by_form: tuple[int, ...] = ()
    """Units that have the form of an opening: each is of its own story, but its lead may be read before it."""

    @property
    def openings(self) -> tuple[int, ...]:
        """Units of either sort."""
        return (*self.opens, *self.opens_by_form)


NOTHING_FIXED: Final = Decisions({})
