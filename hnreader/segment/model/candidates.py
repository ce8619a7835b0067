"""What else a page's stories may be: the likeliest of the decisions that were not taken, as corrections."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from hnreader.corrections import Action, Correction
from hnreader.segment.model.confidence import LEAST
from hnreader.segment.model.grouping import bounded, mean_affinities
from hnreader.segment.model.network import NEVER, sigmoid
from hnreader.segment.model.story_network import DUPLICATE, STORY_ROLES
from hnreader.segment.model.title_roles import NO_STORY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from hnreader.segment.draft import Row
    from hnreader.segment.model.segmentation import DecodedPart
    from hnreader.segment.page_characters import PageCharacters

    Floats = NDArray[Any]


class Doubt(StrEnum):
    """What another decision would change about a story."""

    ELSEWHERE = "elsewhere"
    """One of its units belongs to another story."""
    HERE = "here"
    """A unit of another story belongs to it."""
    APART = "apart"
    """One of its texts begins a story."""
    USE = "use"
    """One of its units is something else."""
    MISSED = "missed"
    """A unit of no story is one of its texts."""
    ORDER = "order"
    """One of its texts is read behind another one."""


CHANCES: Final = {
    Doubt.ELSEWHERE: (-0.7, 0.19), Doubt.HERE: (-0.65, 0.23), Doubt.APART: (0.25, 0.26), Doubt.USE: (-0.1, 0.23),
    Doubt.MISSED: (-1.2, 0.18), Doubt.ORDER: (-1.0, 0.19),
}  # fmt: skip
"""How likely another decision is to bring a page nearer to its truth, where its story is wrong, by the log odds for it
against the one that was taken: log odds at 0, and for each. Logistic regression on 487 wrong stories of generated
pages."""
_USES: Final = (
    ("body", "heading", "signature", "editor_note"), ("kicker", "headline", "subhead"), ("caption", "credit"),
    ("column",), ("byline",), ("jump",), ("furniture", "duplicate"),
)  # fmt: skip
"""Roles that are one in what an article is; units of the last are of none."""
_COLUMNS: Final = tuple([STORY_ROLES.index(role) for role in use] for use in _USES)
_UNLIKELIEST: Final = 1e-4


class Candidate(NamedTuple):
    """A decision that was not taken."""

    kind: Doubt
    story: int
    """Number of the story that it would change."""
    unit: int
    odds: float
    """For it against the one that was taken."""
    other: int = NO_STORY
    """The unit with which the first belongs, or behind which it is read."""
    role: str = ""
    """What the unit would be."""

    @property
    def chance(self) -> float:
        """That it brings the page nearer to its truth, if the story is wrong."""
        at_zero, slope = CHANCES[self.kind]
        return float(sigmoid(np, np.float64(at_zero + slope * max(min(self.odds, -LEAST), LEAST))))

    def correction(self, rows: Sequence[Sequence[Row]], characters: PageCharacters) -> Correction:
        """Return it as a correction; `rows` are those of the page's units."""
        on = characters.quote(_beginning(rows[self.unit], characters))
        if self.kind is Doubt.APART:
            return Correction(Action.BEGINS_STORY, on)
        if self.kind in (Doubt.USE, Doubt.MISSED):
            return Correction(Action.IS, on, role=self.role)
        action = Action.FOLLOWS if self.kind is Doubt.ORDER else Action.BELONGS
        return Correction(action, on, characters.quote(_beginning(rows[self.other], characters)))


def _beginning(rows: Sequence[Row], characters: PageCharacters) -> range:
    """Return the characters of a unit up to where another one stands within it."""
    start = stop = characters.place(rows[0].number, rows[0].start)
    for row in rows:
        if characters.place(row.number, row.start) != stop:
            break
        stop += len(row.compact)
    return range(start, stop)


class Candidates:
    """The decisions about a page that were not taken."""

    def __init__(self, part: DecodedPart) -> None:
        self._part, self._scores, self._stories = part, part.scores, part.page.stories
        self._owners = np.full(len(part.page.roles), NO_STORY)
        for number, story in enumerate(self._stories):
            self._owners[list(story.units)] = number
        self._ties = np.clip(mean_affinities(bounded(self._scores.affinity), self._owners), LEAST, -LEAST)
        chances = np.exp(self._scores.roles)
        uses = np.stack([chances[:, columns].sum(axis=1) for columns in _COLUMNS], axis=1)
        self._uses = np.log(np.maximum(uses, _UNLIKELIEST))

    def of(self, story: int) -> list[Candidate]:
        """Return those that would change a story, the likeliest first."""
        found = [*self._elsewhere(story), *self._here(story), *self._apart(story), *self._use(story)]
        return sorted((*found, *self._order(story)), key=lambda each: -each.chance)

    def _elsewhere(self, story: int) -> Iterator[Candidate]:
        units, others = self._stories[story].units, [at for at in range(len(self._stories)) if at != story]
        for unit in units if len(units) > 1 and others else ():
            best = others[int(self._ties[unit, others].argmax())]
            odds = self._ties[unit, best] - self._ties[unit, story]
            yield Candidate(Doubt.ELSEWHERE, story, unit, float(odds), self._anchor(best))

    def _here(self, story: int) -> Iterator[Candidate]:
        anchor = self._anchor(story)
        for unit in np.flatnonzero((self._owners != story) & (self._owners != NO_STORY)).tolist():
            own = self._ties[unit, self._owners[unit]] if len(self._stories[self._owners[unit]].units) > 1 else 0.0
            yield Candidate(Doubt.HERE, story, unit, float(self._ties[unit, story] - own), anchor)

    def _apart(self, story: int) -> Iterator[Candidate]:
        for unit in self._stories[story].order[1:]:
            yield Candidate(Doubt.APART, story, unit, float(self._scores.follows[unit, -1]))

    def _use(self, story: int) -> Iterator[Candidate]:
        nearest = np.flatnonzero((self._owners == NO_STORY) & (self._ties.argmax(axis=1) == story)).tolist()
        for unit in (*self._stories[story].units, *nearest):
            own = next(at for at, use in enumerate(_USES) if self._part.page.roles[unit] in use)
            odds = self._uses[unit] - self._uses[unit, own]
            odds[own] = NEVER
            best = int(odds.argmax())
            roles = [role for role in _COLUMNS[best] if role != DUPLICATE]
            role = STORY_ROLES[max(roles, key=lambda role: self._scores.roles[unit, role])]
            kind = Doubt.MISSED if self._owners[unit] == NO_STORY else Doubt.USE
            yield Candidate(kind, story, unit, float(odds[best]), role=role)

    def _order(self, story: int) -> Iterator[Candidate]:
        order = self._stories[story].order
        for last, unit in pairwise((-1, *order) if len(order) > 1 else ()):
            steps = np.maximum(self._scores.follows[unit], LEAST)
            odds = np.where(self._owners == NO_STORY, NEVER, steps[:-1] - steps[last])
            odds[[unit, last] if last >= 0 else [unit]] = NEVER
            best = int(odds.argmax())
            yield Candidate(Doubt.ORDER, story, unit, float(odds[best]), best)

    def _anchor(self, story: int) -> int:
        """Return the unit of a story that says which story is meant: the longest of its text."""
        units = self._stories[story].order or self._stories[story].units
        return max(units, key=lambda unit: int(self._part.units.sizes[unit]))
