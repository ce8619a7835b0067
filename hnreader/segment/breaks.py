"""Printed lines that pass from one story into another without any mark on the page.

Where legs of two stories stand side by side, the text layer may run from a line in the middle of one sentence into a
line in the middle of another; both lines are full, so the measure shows nothing. What shows it is a sentence elsewhere
that has lost its other half: a cut end without a beginning, whose beginning is found within a run of lines, at a place
where the lines themselves do not go on with each other, and from where the line before finds its own other half.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, chain, pairwise
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.language.bigrams import bigrams
from hnreader.language.continuity import REACH, End, Start, end_of, start_of
from hnreader.language.sentences import breaks_off
from hnreader.segment.draft import Block, Role
from hnreader.segment.measure import INDENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.language.continuity import Continuity
    from hnreader.segment.draft import Row
    from hnreader.segment.sense import Sense

AROUND: Final = 14  # blocks on either side of a cut in which its other half is looked for: legs stand side by side
FOUND: Final = 3.5  # nats; a cut whose other half is as sure as this among the blocks needs no search
NEXT: Final = 2.5  # nats for the next block
HIDDEN: Final = 3.5  # nats against a break that nothing marks
BEHIND_STOP: Final = 1.5  # nats against a break behind a full stop
POSSIBLE, PROMISING = -0.5, 1.0  # nats below which a place is not looked at further
PARTNER: Final = 5.0  # nats at the most, for what goes on where the line before the break stops
NO_PARTNER: Final = -1.5  # it may have found none because the page has none
INDENTED: Final = 2.0  # nats: the line behind the break is as short as the first of a paragraph
IN_PLACE: Final = 3.0  # nats against what begins as a paragraph does where it is
PLAIN: Final = 2.0  # nats from which edges alone speak plainly
WEAK: Final = -0.5  # nats; lines that go on with each other are mostly above
MATTER: Final = 1.5  # nats for each e-fold by which the lines share more with the story that breaks off
MATTER_MOST: Final = 2.0
SOME: Final = 0.03  # so small a share says nothing
LINES: Final = 6  # lines behind a break that tell what is spoken of
RECENT: Final = 4  # paragraphs before


class _Place(NamedTuple):
    """A place in the text of a page: before row `row` of body `body`; the end of it where there is no such row."""

    body: int
    row: int


class _Breaks:
    """The search for hidden breaks on one page."""

    def __init__(self, bodies: Sequence[Block], whole: Iterable[Block], edges: Continuity, sense: Sense) -> None:
        self.bodies = bodies
        self.whole = frozenset(map(id, whole))
        self.edges = edges
        self.sense = sense
        self.ends: dict[_Place, End] = {}
        self.starts: dict[_Place, Start] = {}
        self.widths = [_halves(block) for block in bodies]
        self.measures: dict[int, float] = {}
        self.own: dict[_Place, float] = {}
        self.stops: dict[int, list[_Place]] = {}
        self.offsets: dict[int, list[int]] = {}
        self.told: dict[_Place, frozenset[str]] = {}
        self.links: dict[_Place, _Place] = {}
        self.taken: set[_Place] = set()

    def find(self) -> dict[_Place, _Place]:
        """Return the links that need a break: from where a text stops to where it goes on."""
        for body, block in enumerate(self.bodies):
            if _breaks_off(block.bare) and not block.turns:
                self._search(_Place(body, len(block.rows)))
        for place in self._weak():
            if place not in self.taken:
                self._search_weak(place)
        return self.links

    def _search(self, end: _Place) -> None:
        """Find the hidden place where a cut paragraph goes on, unless a block begins there."""
        best, start = max(((self._weigh(end, one, 0.0), one) for one in self._block_starts(end)), default=(0.0, end))
        if best >= FOUND:
            self.taken.add(start)
            return
        hidden, place, partner = max(self._hidden_starts(end), key=lambda one: one[0], default=(0.0, end, None))
        if hidden > max(0.0, best):
            self._link(end, place)
            if partner is not None:
                self._link(place, partner)

    def _search_weak(self, end: _Place) -> None:
        """Find where the text goes on that stops at a place where lines do not go on with each other."""
        gain = INDENTED - self._own(end) - HIDDEN
        options = [(self._weigh(end, one, PLAIN), one) for one in self._block_starts(end)]
        options += [(self._weigh(end, one, PLAIN) - BEHIND_STOP, one) for one in self._behind_stops(end)]
        best, start = max(options, default=(0.0, end))
        if best > PLAIN and best + gain > 0.0:
            self._link(end, start)

    def _link(self, end: _Place, start: _Place) -> None:
        self.links[end] = start
        self.taken.add(start)

    def _weak(self) -> Iterator[_Place]:
        """Places within bodies where lines do not go on with each other and the next looks indented."""
        for body, block in enumerate(self.bodies):
            for row in range(1, len(self._partable(body)) - 1):
                indented = abs(block.rows[row].width - (self._measure(body) - INDENT)) < INDENT / 4
                if indented and _breaks_off(block.rows[row - 1].bare):
                    place = _Place(body, row)
                    if self._own(place) < WEAK:
                        yield place

    def _around(self, body: int) -> range:
        return range(max(0, body - AROUND), min(len(self.bodies), body + AROUND + 1))

    def _partable(self, body: int) -> tuple[Row, ...]:
        """The rows of a body that may be parted; none of one that stands on the page twice."""
        block = self.bodies[body]
        return () if id(block) in self.whole else block.rows

    def _block_starts(self, end: _Place) -> Iterator[_Place]:
        for body in self._around(end.body):
            place = _Place(body, 0)
            if body != end.body and not self.bodies[body].opener and place not in self.taken:
                yield place

    def _hidden_starts(self, end: _Place) -> Iterator[tuple[float, _Place, _Place | None]]:
        """Score the places within bodies where the text may go on that stops at `end`."""
        for body in self._around(end.body):
            rows = self._partable(body) if body != end.body else ()
            for row in range(1, len(rows)):
                place = _Place(body, row)
                if place in self.taken:
                    continue
                own = self._own(place)
                joined = self._weigh(end, place, POSSIBLE + own) - own
                if joined < POSSIBLE:
                    continue
                plain = joined > PLAIN
                joined += self._matter(end, place)
                if joined < PROMISING:
                    continue
                if not _breaks_off(rows[row - 1].bare):
                    if plain:
                        yield joined - BEHIND_STOP, place, None
                    continue
                score, partner = self._partner(place)
                if plain or score > PLAIN:
                    yield joined + min(PARTNER, score) - HIDDEN, place, partner if score > 0.0 else None

    def _partner(self, place: _Place) -> tuple[float, _Place | None]:
        """Return what goes on where the line before a break stops: a block, or a line behind a full stop."""
        best: tuple[float, _Place | None] = (NO_PARTNER, None)
        for start in (*self._block_starts(place), *self._behind_stops(place)):
            score = self._weigh(place, start, best[0]) - (BEHIND_STOP if start.row else 0.0)
            if score > best[0]:
                best = score, start
        return best

    def _behind_stops(self, end: _Place) -> Iterator[_Place]:
        """Places within bodies behind a full stop, where another leg may go on as well as the same."""
        for body in self._around(end.body):
            if body not in self.stops:
                rows = self._partable(body)
                behind = (row for row in range(1, len(rows)) if not _breaks_off(rows[row - 1].bare))
                self.stops[body] = [_Place(body, row) for row in behind]
            for place in self.stops[body]:
                if place not in self.taken:
                    yield place

    def _matter(self, end: _Place, place: _Place) -> float:
        """Weigh what the lines behind a break speak of: the story that breaks off, or the one that they stand in."""
        # The rest of the sentence that was cut is left out: phrases of office stand in many stories word for word.
        rows = self.bodies[place.body].rows[place.row :][:LINES]
        rows = rows[1:] or rows
        said = bigrams("".join(row.bare for row in rows))
        one, other = (self.sense.share(said, self._told(at)) for at in (end, place))
        return max(-MATTER_MOST, min(MATTER_MOST, MATTER * log((one + SOME) / (other + SOME))))

    def _told(self, place: _Place) -> frozenset[str]:
        """The pairs of the text before a place, back to the opening of its story."""
        if place in self.told:
            return self.told[place]
        before = bigrams(self.bodies[place.body].bare[: self._offset(place)])
        for body in range(place.body, max(-1, place.body - RECENT), -1):
            if body < place.body:
                before |= self.sense.of(self.bodies[body])
            if self.bodies[body].opener:
                break
        self.told[place] = before
        return before

    def _weigh(self, end: _Place, start: _Place, least: float) -> float:
        """Weigh a join by its edges and by where they stand; what cannot come to `least` is not told apart."""
        if start.row:
            return self.edges.weigh(self._end(end), self._start(start), least)
        if start.body == end.body + 1 and end.row == len(self.bodies[end.body].rows):
            return self.edges.weigh(self._end(end), self._start(start), least - NEXT) + NEXT
        score = self.edges.weigh(self._end(end), self._start(start), least)
        return score - (IN_PLACE if score >= least and self._stands_well(start.body) else 0.0)

    def _stands_well(self, body: int) -> bool:
        """Tell whether a body begins as a paragraph does, with an indent, behind one that is finished."""
        if not body or _breaks_off(self.bodies[body - 1].bare):
            return False
        row = self.bodies[body].rows[0]
        return abs(row.width - (self._measure(body) - INDENT)) < INDENT / 2

    def _measure(self, body: int) -> float:
        """The commonest width of the rows around a body."""
        if body not in self.measures:
            widths = Counter(chain.from_iterable(self.widths[max(0, body - 1) : body + 2]))
            self.measures[body] = max(((times, width) for width, times in widths.items()), default=(0, 0.0))[1]
        return self.measures[body]

    def _own(self, place: _Place) -> float:
        """How much the lines on either side of a place speak for going on with each other; 0 behind a full stop."""
        own = self.own.get(place)
        if own is None:
            stops = not _breaks_off(self.bodies[place.body].rows[place.row - 1].bare)
            own = self.own[place] = 0.0 if stops else self.edges.weigh(self._end(place), self._start(place))
        return own

    def _end(self, place: _Place) -> End:
        if place not in self.ends:
            at = self._offset(place)
            self.ends[place] = end_of(self.bodies[place.body].bare[max(0, at - REACH) : at])
        return self.ends[place]

    def _start(self, place: _Place) -> Start:
        if place not in self.starts:
            at = self._offset(place)
            self.starts[place] = start_of(self.bodies[place.body].bare[at : at + REACH])
        return self.starts[place]

    def _offset(self, place: _Place) -> int:
        """Return how many characters of its body stand before a place."""
        if place.body not in self.offsets:
            lengths = (len(row.bare) for row in self.bodies[place.body].rows)
            self.offsets[place.body] = list(accumulate(lengths, initial=0))
        return self.offsets[place.body][place.row]


def part_hidden(blocks: list[Block], sense: Sense, edges: Continuity) -> None:
    """Part bodies at hidden breaks, and say of each part which one it goes on with."""
    bodies = [block for block in blocks if block.role is Role.BODY]
    if all(len(block.rows) == 1 for block in bodies):
        return
    repeated = (block.twin for block in blocks if block.twin is not None)  # its copies point at the whole of it
    links = _Breaks(bodies, repeated, edges, sense).find()
    if not links:
        return
    cuts: dict[int, set[int]] = {}
    for place in (*links, *links.values()):
        if 0 < place.row < len(bodies[place.body].rows):
            cuts.setdefault(place.body, set()).add(place.row)
    parts = {body: _parts(bodies[body], sorted(rows)) for body, rows in cuts.items()}
    begins = {_Place(body, 0): block for body, block in enumerate(bodies)}
    stops = {_Place(body, len(block.rows)): block for body, block in enumerate(bodies)}
    for body, pieces in parts.items():
        at = 0
        for piece in pieces:
            begins[_Place(body, at)] = piece
            at += len(piece.rows)
            stops[_Place(body, at)] = piece
    for end, start in links.items():
        begins[start].after = stops[end]
    instead = {bodies[body].index: pieces for body, pieces in parts.items()}
    blocks[:] = [piece for block in blocks for piece in instead.get(block.index, (block,))]
    for index, block in enumerate(blocks):
        block.index = index


def _parts(block: Block, cuts: Iterable[int]) -> list[Block]:
    """Cut a body before some of its rows."""
    bounds = [0, *cuts, len(block.rows)]
    pieces = [Block(block.rows[at:to], Role.BODY) for at, to in pairwise(bounds)]
    pieces[0].opener, pieces[0].after, pieces[-1].turns = block.opener, block.after, block.turns
    return pieces


def _halves(block: Block) -> list[float]:
    """The widths of the rows within a body, in ems, to the half."""
    return [round(row.width * 2) / 2 for row in block.rows[1:-1] if not row.spaced]


def _breaks_off(bare: str) -> bool:
    """Tell whether a text stops in mid-sentence."""
    return breaks_off(bare)
