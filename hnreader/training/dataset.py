"""Labelled pages → arrays that the networks are fitted to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.segment.model.page_reading import read_pieces
from hnreader.segment.model.place_columns import UnitPlaces
from hnreader.segment.model.role_network import BEGINNINGS
from hnreader.segment.model.story_network import DUPLICATE, STORY_ROLES, TEXTS, own_columns, pair_columns
from hnreader.training.pages import label_pieces
from hnreader.training.truth import NO_STORY, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.segment.model.network import Weights
    from hnreader.segment.model.page_reading import Tables
    from hnreader.segment.model.units import Units
    from hnreader.training.truth import Label, LabelledPage

SIZES: Final = (96, 160, 352, 704, 1056)
"""Pages are filled up to these numbers of pieces, so that few shapes are compiled."""

_TEXT, _REST, _SAME = range(len(BEGINNINGS))


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of a page's pieces: -1 where it is not known."""

    role: NDArray[np.int32]
    """Places in `STORY_ROLES`."""
    beginning: NDArray[np.int32]
    story: NDArray[np.int32]
    before: NDArray[np.int32]
    """The piece that this one continues in its text; -1 where it begins it."""
    rank: NDArray[np.int64]
    """The place of a piece in the reading order of its story."""


@dataclass(frozen=True, slots=True)
class Example:
    """A page as arrays."""

    head: NDArray[np.int16]
    tail: NDArray[np.int16]
    features: NDArray[np.float16]
    truth: Truth
    form: str


def truth_of(labels: Sequence[Label]) -> Truth:
    """Return what is known of pieces that have these labels."""
    count = len(labels)
    order = sorted(range(count), key=lambda at: (labels[at].story, labels[at].paragraph, labels[at].piece, at))
    before = np.full(count, -1, np.int32)
    rank = np.zeros(count, np.int64)
    for place, (at, last) in enumerate(zip(order, [-1, *order], strict=False)):
        rank[at] = place
        if last >= 0 and _same_text(labels[last], labels[at]):
            before[at] = last
    text = np.array([label.role is not Role.FURNITURE for label in labels], bool)
    ahead = np.append(-1, np.maximum.accumulate(np.where(text, np.arange(count), -1))[:-1])
    beginning = np.where(before < 0, _TEXT, np.where(before == ahead, _SAME, _REST)).astype(np.int32)
    role = np.array([STORY_ROLES.index(label.role) if label.role in STORY_ROLES else -1 for label in labels], np.int32)
    beginning[(role < 0) | (role == DUPLICATE)] = -1
    story = np.array([label.story for label in labels], np.int32)
    return Truth(role, beginning, story, before, rank)


def _same_text(label: Label, other: Label) -> bool:
    same = (label.story, label.paragraph, label.role) == (other.story, other.paragraph, other.role)
    return same and label.story != NO_STORY and label.role is not Role.DUPLICATE


def example_of(page: LabelledPage, tables: Tables, edges: Weights) -> Example:
    """Return a labelled page as arrays."""
    labelled = label_pieces(page)
    reading = read_pieces(labelled.pieces, tables, edges)
    return Example(
        reading.head.astype(np.int16),
        reading.tail.astype(np.int16),
        reading.features.astype(np.float16),
        truth_of(labelled.labels),
        page.form,
    )


@dataclass(frozen=True, slots=True)
class StoryExample:
    """A page's units as arrays, and the truth of them."""

    own: NDArray[np.float16]
    between: NDArray[np.float16]
    role: NDArray[np.int32]
    story: NDArray[np.int32]
    """-1 where it is not known."""
    before: NDArray[np.int32]
    """The unit that it continues; -1 for none, -2 where it is not known."""
    follows: NDArray[np.int32]
    """The unit of its story's text that is read before it; -1 for none, -2 where it is not known."""
    places: UnitPlaces | None = None
    """What their places say, where the page's form has them."""


def story_example(units: Units, truth: Truth) -> StoryExample:
    """Return the units of a page with their truth: that of most of their pieces."""
    members, begin = units.members(), units.pieces[units.first]
    owner = np.empty(len(truth.role), np.int64)
    owner[units.pieces] = np.repeat(np.arange(len(units)), [len(pieces) for pieces in members])
    role, story = _commonest(truth.role, members), _commonest(truth.story, members)
    last = truth.before[begin]
    before = np.where(last >= 0, owner[np.maximum(last, 0)], -1)
    before = np.where((before == np.arange(len(units))) | (role < 0) | (role == DUPLICATE), -2, before)
    story = np.where((role >= 0) & (role != DUPLICATE), story, -1)
    return StoryExample(
        own_columns(units).astype(np.float16),
        np.clip(pair_columns(units), -100, 100).astype(np.float16),
        role,
        story,
        before.astype(np.int32),
        _read_before(role, story, truth.rank[begin]),
        UnitPlaces(*(columns.astype(np.float16) for columns in units.places)) if units.places else None,
    )


def _read_before(role: NDArray[np.int32], story: NDArray[np.int32], rank: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return for each unit of a text the one read before it in its story."""
    follows = np.full(len(role), -2, np.int32)
    text = np.isin(role, TEXTS) & (story >= 0)
    for number in np.unique(story[text]):
        units = np.flatnonzero(text & (story == number))
        units = units[np.argsort(rank[units])]
        follows[units] = np.append(-1, units[:-1])
    return follows


def _commonest(values: NDArray[np.int32], members: Sequence[Sequence[int]]) -> NDArray[np.int32]:
    found = []
    for pieces in members:
        kinds, seen = np.unique(values[pieces], return_counts=True)
        found.append(kinds[seen.argmax()])
    return np.array(found, np.int32)


def padded(arrays: Sequence[NDArray[Any]], fill: float = 0) -> NDArray[Any]:
    """Return arrays of pages filled up to one size and stacked."""
    longest = max(len(array) for array in arrays)
    size = next((size for size in SIZES if size >= longest), longest)
    stacked = np.full((len(arrays), size, *arrays[0].shape[1:]), fill, arrays[0].dtype)
    for number, array in enumerate(arrays):
        stacked[number, : len(array)] = array
    return stacked
