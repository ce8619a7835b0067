"""Labelled pages → arrays that the networks are fitted to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.training.model.role_network import BEGINNINGS, ROLES
from hnreader.training.pages import label_pieces
from hnreader.training.truth import NO_STORY, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.training.model.page_reading import Tables
    from hnreader.training.truth import Label, LabelledPage

SIZES: Final = (128, 352, 1056)
"""Pages are filled up to these numbers of pieces, so that few shapes are compiled."""

_TEXT, _REST, _SAME = range(len(BEGINNINGS))


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of a page's pieces: -1 where it is not known."""

    role: NDArray[np.int32]
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
    beginning = np.where(before < 0, _TEXT, np.where(before == np.arange(count) - 1, _SAME, _REST)).astype(np.int32)
    role = np.array([ROLES.index(label.role) if label.role in ROLES else -1 for label in labels], np.int32)
    beginning[role < 0] = -1
    story = np.array([label.story for label in labels], np.int32)
    return Truth(role, beginning, story, before, rank)


def _same_text(label: Label, other: Label) -> bool:
    same = (label.story, label.paragraph, label.role) == (other.story, other.paragraph, other.role)
    return same and label.story != NO_STORY and label.role is not Role.DUPLICATE


def example_of(page: LabelledPage, tables: Tables) -> Example:
    """Return a labelled page as arrays."""
    from hnreader.training.model.page_reading import read_pieces  # noqa: PLC0415

    labelled = label_pieces(page)
    reading = read_pieces(labelled.pieces, tables)
    return Example(
        reading.head.astype(np.int16),
        reading.tail.astype(np.int16),
        reading.features.astype(np.float16),
        truth_of(labelled.labels),
        page.form,
    )


def padded(arrays: Sequence[NDArray[Any]], fill: float = 0) -> NDArray[Any]:
    """Return arrays of pages filled up to one size and stacked."""
    longest = max(len(array) for array in arrays)
    size = next((size for size in SIZES if size >= longest), longest)
    stacked = np.full((len(arrays), size, *arrays[0].shape[1:]), fill, arrays[0].dtype)
    for number, array in enumerate(arrays):
        stacked[number, : len(array)] = array
    return stacked
