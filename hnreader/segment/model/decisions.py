"""What is fixed before a page is decoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions about the units of a page: a person's corrections, what its print states."""

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

    def with_others(self, others: Decisions) -> Decisions:
        """Return these and others; where both say what a unit is, these do."""
        return Decisions(
            {**others.roles, **self.roles},
            (*self.together, *others.together),
            (*self.apart, *others.apart),
            (*self.opens, *others.opens),
            (*self.opens_by_form, *others.opens_by_form),
        )


NOTHING_FIXED: Final = Decisions({})
