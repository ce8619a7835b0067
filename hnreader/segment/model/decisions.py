"""What is fixed before a page is decoded."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    follows: Mapping[int, int] = field(default_factory=dict)
    """Unit → the one that is read right before it; `NOTHING` where it is the first of its story's text."""
    joins: Mapping[int, int] = field(default_factory=dict)
    """Unit → the one with which it goes on; `NOTHING` where it begins a paragraph."""
    alike: Mapping[int, int] = field(default_factory=dict)
    """Unit → one before it that is what it is."""
    copies: Mapping[int, int] = field(default_factory=dict)
    """Unit that is a duplicate → the one of which it is a second copy."""
    moved: frozenset[int] = frozenset()
    """Units of which a person says where they belong: nothing else about them counts."""

    @property
    def openings(self) -> tuple[int, ...]:
        """Units of either sort."""
        return (*self.opens, *self.opens_by_form)

    def with_others(self, others: Decisions) -> Decisions:
        """Return these and others; where both say what a unit is, or where it belongs, these do."""

        def free(*units: int) -> bool:
            return not self.moved.intersection(units)

        return Decisions(
            {**others.roles, **self.roles},
            (*self.together, *(pair for pair in others.together if free(*pair))),
            (*self.apart, *(pair for pair in others.apart if free(*pair))),
            (*self.opens, *filter(free, others.opens)),
            (*self.opens_by_form, *filter(free, others.opens_by_form)),
            {**others.follows, **self.follows},
            {**others.joins, **self.joins},
            {**others.alike, **self.alike},
            {**others.copies, **self.copies},
            self.moved | others.moved,
        )


NOTHING: Final = -1
"""In the place of a unit: none."""
NOTHING_FIXED: Final = Decisions({})
