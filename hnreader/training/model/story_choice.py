"""What is said for giving the next unit of a page to each story that is open, and for opening one with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.training.model.network import dense, relu
from hnreader.training.model.piece_features import SIGNS
from hnreader.training.model.role_network import ROLES
from hnreader.training.model.story_network import SIGNS_AT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from hnreader.training.model.network import Weights

    Floats = NDArray[Any]

GROUPS: Final = (
    ("body", "signature", "editor_note"),
    ("heading",),
    ("kicker", "headline", "subhead"),
    ("column",),
    ("byline", "jump"),
    ("caption", "credit"),
)
_GROUPS: Final = tuple([ROLES.index(role) for role in group] for group in GROUPS)
SINGLE: Final = 32
COLUMNS: Final = SINGLE + 2 * len(GROUPS)
AHEAD: Final = (1, 3, 6)
"""Units behind a unit that tell, too, whose it is: titles stand before what they are of."""
_SIGNS: Final = SIGNS_AT  # columns of a unit's own signs
_DATELINE: Final = _SIGNS + SIGNS.index("dateline")
_SIGNED: Final = _SIGNS + len(SIGNS) + SIGNS.index("signed")
_STOPS: Final = SIGNS_AT - 5
LEAST: Final = 1e-6
HIDDEN: Final = 24


def shapes() -> dict[str, tuple[int, ...]]:
    """Return the shape of each array of weights."""
    return {"mix.w": (COLUMNS, HIDDEN), "mix.b": (HIDDEN,), "score.w": (HIDDEN, 1), "score.b": (1,)}


class PageScores:
    """The scores of a page's units, from which choices are described."""

    def __init__(self, own: Floats, roles: Floats, owners: Floats, joins: Floats, affinity: Floats) -> None:
        chances = np.exp(roles)
        self.dateline, self.signed = own[:, _DATELINE].astype(np.float32), own[:, _SIGNED].astype(np.float32)
        self.rest = own[:, SIGNS_AT - 8].astype(np.float32)
        self.unfinished = 1 - own[:, _STOPS].astype(np.float32)
        self.groups = np.stack([chances[:, group].sum(axis=1) for group in _GROUPS], axis=1)
        self.owners, self.joins = np.exp(owners), np.exp(joins)
        self.affinity = np.clip(affinity, -8, 8)
        np.fill_diagonal(self.affinity, 0)
        self.ahead = [_ahead(self.affinity, count) for count in AHEAD]
        self.owners_ahead = _ahead(self.owners[:, :-1], 3)


def _ahead(values: Floats, count: int) -> Floats:
    """Return for each row the mean of the `count` rows behind it."""
    total = np.vstack([np.zeros((1, values.shape[1]), values.dtype), np.cumsum(values, axis=0)])
    first = np.minimum(np.arange(1, len(values) + 1), len(values))
    last = np.minimum(first + count, len(values))
    return (total[last] - total[first]) / np.maximum(last - first, 1)[:, None]


class Open:
    """The stories that are open, in one way of giving units to stories."""

    __slots__ = (
        "affinity",
        "ahead",
        "best",
        "groups",
        "joins",
        "last",
        "least",
        "marks",
        "owners",
        "owners_ahead",
        "sizes",
        "stories",
    )

    def __init__(self, page: PageScores) -> None:
        count = len(page.groups)
        self.owners = self.affinity = self.joins = np.zeros((count, 0), np.float32)
        self.best = self.least = self.owners_ahead = np.zeros((count, 0), np.float32)
        self.ahead = [self.best] * len(AHEAD)
        self.marks = np.zeros((0, 3), np.float32)
        self.groups = np.zeros((0, len(GROUPS)), np.float32)
        self.sizes = np.zeros(0, np.float32)
        self.last = np.zeros(0, np.float32)
        self.stories: list[int] = []

    def with_unit(self, page: PageScores, unit: int, story: int) -> Open:
        """Return the stories after a unit was given to one; to a new one where `story` is their number."""
        grown = Open.__new__(Open)
        new = story == len(self.sizes)
        grown.stories = [*self.stories, story]
        grown.owners = _added(self.owners, page.owners[:, unit], story, new)
        grown.joins = _added(self.joins, page.joins[:, unit] + page.joins[unit, :-1], story, new)
        grown.affinity = _added(self.affinity, page.affinity[:, unit], story, new)
        grown.ahead = [_added(old, more[:, unit], story, new) for old, more in zip(self.ahead, page.ahead, strict=True)]
        grown.owners_ahead = _added(self.owners_ahead, page.owners_ahead[:, unit], story, new)
        marks = np.array([page.dateline[unit], page.signed[unit], page.unfinished[unit]], np.float32)
        grown.best, grown.least = self.best, self.least
        column = page.affinity[:, unit]
        if new:
            grown.best, grown.least = np.column_stack([self.best, column]), np.column_stack([self.least, column])
            grown.groups = np.vstack([self.groups, page.groups[unit]])
            grown.marks = np.vstack([self.marks, marks])
            grown.sizes, grown.last = np.append(self.sizes, 1.0), np.append(self.last, unit)
            return grown
        grown.best, grown.least = self.best.copy(), self.least.copy()
        grown.best[:, story] = np.maximum(self.best[:, story], column)
        grown.least[:, story] = np.minimum(self.least[:, story], column)
        grown.groups, grown.sizes, grown.last = self.groups.copy(), self.sizes.copy(), self.last.copy()
        grown.groups[story] += page.groups[unit]
        grown.marks = self.marks.copy()
        grown.marks[story, 0] += marks[0]
        grown.marks[story, 1:] = marks[1:]
        grown.sizes[story] += 1
        grown.last[story] = unit
        return grown

    def means(self, unit: int) -> Floats:
        """Return the mean affinity of a unit to each story."""
        return self.affinity[unit] / self.sizes

    def columns(self, page: PageScores, unit: int) -> Floats:
        """Return what is said for each story, and in the last row for a new one."""
        count = len(self.sizes)
        table = np.zeros((count + 1, COLUMNS), np.float32)
        table[:, -len(GROUPS) :] = page.groups[unit]
        alone = page.owners[unit, -1]
        table[:, 0] = np.log(np.append(self.owners[unit], alone) + LEAST) / 2
        table[-1, 1] = 1.0
        if not count:
            return table
        mean = self.means(unit)
        away = unit - self.last
        table[:-1, 2], table[:-1, 3] = mean / 3, self.affinity[unit] / 20
        table[:-1, 4], table[:-1, 5] = self.best[unit] / 3, self.least[unit] / 3
        table[:-1, 6], table[:-1, 7] = np.log(self.sizes), np.log(away) / 2
        table[:-1, 8], table[:-1, 9] = away == 1, self.joins[unit]
        table[:-1, 10] = (mean - _rival(mean)) / 3
        table[:-1, 11] = np.log(alone + LEAST) / 2
        table[-1, 12], table[-1, 13] = mean.max() / 3, self.best[unit].max() / 3
        table[-1, 14], table[:, 15] = np.log1p(count), self.owners[unit].max()
        for place, ahead in enumerate(self.ahead):
            near = ahead[unit] / self.sizes
            table[:-1, 16 + 2 * place], table[:-1, 17 + 2 * place] = near / 3, (near - _rival(near)) / 3
            table[-1, 16 + 2 * place] = near.max() / 3
        table[:-1, 22] = np.log(self.owners_ahead[unit] + LEAST) / 2
        table[-1, 22] = np.log(self.owners_ahead[unit].max() + LEAST) / 2
        table[:, 23], table[:, 24] = page.dateline[unit], page.rest[unit]
        table[:-1, 25] = self.marks[:, 0] * page.dateline[unit]
        table[:-1, 26:28] = self.marks[:, 1:]
        table[:-1, 28] = self.marks[:, 2] * (away == 1)
        table[:-1, 29] = np.log1p((self.last[:, None] > self.last).sum(axis=1)) if count > 1 else 0
        table[:-1, 30] = (self.groups[:, 0] > 0.5) * page.groups[unit, 2]
        table[:-1, SINGLE : SINGLE + len(GROUPS)] = np.log1p(self.groups)
        return table


def _added(values: Floats, column: Floats, story: int, new: bool) -> Floats:
    if new:
        return np.column_stack([values, column])
    values = values.copy()
    values[:, story] += column
    return values


def _rival(values: Floats) -> Floats:
    """Return for each value the greatest of the others."""
    if len(values) == 1:
        return values - 3.0
    order = np.sort(values)
    return np.where(values == order[-1], order[-2], order[-1])


def choice_scores(columns: Floats, weights: Weights) -> Floats:
    """Return the score of each choice."""
    return dense(weights, "score", relu(np, dense(weights, "mix", columns)))[:, 0]
