"""Corrections at their places: pieces are cut where a passage begins or ends, and units are decided about."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hnreader.corrections import BEGINNINGS, SEGMENTING, Action
from hnreader.segment.model.decisions import NOTHING, NOTHING_FIXED, Decisions
from hnreader.segment.rows import compact_offset, cut_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from hnreader.corrections import Correction
    from hnreader.segment.draft import Row
    from hnreader.segment.placed_corrections import PlacedCorrections


class CorrectedUnits:
    """What corrections say of the units of a page: of which story each is, and what it is there."""

    def __init__(self, corrections: PlacedCorrections) -> None:
        self._page = corrections.page
        self._placed = corrections.of(SEGMENTING)

    def __bool__(self) -> bool:
        """Tell whether anything is decided."""
        return bool(self._placed)

    def cut(self, pieces: Iterable[Row]) -> list[Row]:
        """Return pieces so that each passage begins and ends with one."""
        edges = sorted(self._edges())
        return [part for piece in pieces for part in self._parts(piece, edges)]

    def starts(self, pieces: Sequence[Row]) -> NDArray[np.bool_]:
        """Tell which pieces begin a passage, or what stands behind one: they begin a unit."""
        edges = self._edges()
        return np.array([self._place(piece) in edges for piece in pieces], bool)

    def decisions(self, units: Sequence[Sequence[Row]], uncut: Sequence[int]) -> Decisions:
        """Return what is decided about units, each given by its rows; of two decisions about one the later.

        `uncut` is that of `Units`: what was parted only because a passage begins or ends there stays together.
        """
        if not self._placed:
            return NOTHING_FIXED
        places = [self._place(rows[0]) for rows in units]
        found = _Decided({}, {}, {}, {}, set(), {}, {})
        for correction, on, other in self._placed:
            units_on, units_other = _within(places, on), _within(places, other)
            if units_on and (units_other or other is None):
                found.decide(correction, units_on, units_other)
        found.keep_together(uncut)
        return found.decisions()

    def _place(self, piece: Row) -> int:
        return self._page.place(piece.number, piece.start)

    def _edges(self) -> set[int]:
        edges: set[int] = set()
        for correction, on, other in self._placed:
            whole = (other,) if correction.action in BEGINNINGS else (on, other)
            edges.update(edge for each in whole if each is not None for edge in (each.start, each.stop))
            edges.update([on.start] if on is not None else ())
        return edges

    def _parts(self, piece: Row, edges: Sequence[int]) -> Iterator[Row]:
        begins = self._place(piece)
        inner = [edge - begins for edge in edges if begins < edge < begins + len(piece.compact)]
        taken = 0
        for edge in inner:
            head, piece = cut_row(piece, compact_offset(piece.text, edge - taken))
            taken = edge
            yield head
        yield piece


def _within(places: Sequence[int], passage: range | None) -> list[int]:
    """Return the units that begin in a passage, in the order of the file."""
    found = [(place, unit) for unit, place in enumerate(places) if passage and place in passage]
    return [unit for _, unit in sorted(found)]


class _Decided(NamedTuple):
    """What is decided about units so far."""

    roles: dict[int, str]
    belongs: dict[int, int]
    """Unit → one of its story."""
    follows: dict[int, int]
    joins: dict[int, int]
    opens: set[int]
    kept: dict[int, int]
    """Unit → one of its story, from which it was parted only that something could be decided about either."""
    copies: dict[int, int]

    def decide(self, correction: Correction, on: Sequence[int], other: Sequence[int]) -> None:
        """Decide what a correction says of the units of its passage, and of the other one."""
        match correction.action:
            case Action.IS:
                self.roles.update(dict.fromkeys(on, correction.role))
            case Action.COPIES:
                self.roles.update(dict.fromkeys(on, "duplicate"))
                self.copies.update(zip_longest(on, other[: len(on)], fillvalue=other[-1]))
            case Action.BEGINS_PARAGRAPH:
                self.joins[on[0]] = NOTHING
            case Action.BEGINS_STORY:
                self._forget(on[:1])
                self.opens.add(on[0])
            case Action.BELONGS:
                self._forget(on)
                self.belongs.update(dict.fromkeys(on, other[0]))
            case Action.FOLLOWS | Action.GOES_ON:
                self._forget(on)
                links = dict(zip(on, (other[-1], *on[:-1]), strict=True))
                self.belongs.update(links)
                self.follows.update(links)
                self.joins.update(links if correction.action is Action.GOES_ON else {})

    def _forget(self, units: Iterable[int]) -> None:
        """Forget where units belong: it is decided anew."""
        for unit in units:
            for known in (self.belongs, self.follows, self.joins):
                known.pop(unit, None)
            self.opens.discard(unit)

    def keep_together(self, uncut: Sequence[int]) -> None:
        """Have units of which nothing is decided go on with the one before that they were parted from."""
        last: dict[int, int] = {}
        taken = {*self.follows.values()}
        for unit, whole in enumerate(uncut):
            if unit in self.roles or unit in self.belongs or unit in self.opens:
                continue
            if whole in last and last[whole] not in taken:
                self.kept[unit] = last[whole]
                self.follows.setdefault(unit, last[whole])
                self.joins.setdefault(unit, last[whole])
            last[whole] = unit

    def decisions(self) -> Decisions:
        """Return all of it."""
        return Decisions(
            self.roles,
            together=(*self.belongs.items(), *self.kept.items()),
            opens=tuple(sorted(self.opens)),
            follows=self.follows,
            joins=self.joins,
            alike=self.kept,
            copies=self.copies,
            moved=frozenset((*self.belongs, *self.opens)),
        )
