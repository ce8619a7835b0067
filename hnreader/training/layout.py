"""The page in two dimensions: stories in boxes of several legs, heads above them, pictures and other stories within."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hnreader.training.elements import Element, Manuscript
from hnreader.training.legs import PITCH, Drawing, Frame, Legs, Obstacle, Parting, fill
from hnreader.training.truth import Role
from hnreader.training.typeset import Measure, TypeBlock, TypeLine, set_lines

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

_TITLE_SIZES: Final = {Role.COLUMN: 1.3, Role.KICKER: 1.5, Role.SUBHEAD: 1.4, Role.BYLINE: 1.0}
_SHORT_LEG: Final = 12
"""Lines: legs shorter than this are rare."""
_HEIGHT: Final = 1.45
"""Of a page, as a multiple of its width."""
_WHITE: Final = 1.2
"""By how much white and pictures make a page larger than its type."""
_COLUMN_APART: Final = 0.4
"""How often a column's name is a frame of its own, anywhere over the head."""
_CENTRED_ROLES: Final = frozenset({Role.HEADING, Role.BYLINE})
_LINE_ROLES: Final = _CENTRED_ROLES | {Role.SIGNATURE, Role.JUMP}

Group = tuple[Manuscript, ...]
"""Stories that stand under each other."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a page."""

    columns: int
    measure: float
    gutter: float

    def span(self, columns: int) -> float:
        """Return the width of several columns."""
        return columns * self.measure + (columns - 1) * self.gutter


class Layout:
    """Sets the stories of one page."""

    def __init__(self, rng: random.Random, stories: Sequence[Group]) -> None:
        self._rng = rng
        measure, gutter = (
            rng.choice((11, 12, 13, 14, 15, 15, 16, 16, 17, 17, 18, 19, 21, 24)),
            rng.choice((1.0, 1.5, 2.0)),
        )
        columns = round(_page_width(stories) / (measure + gutter)) + rng.choice((-1, 0, 0, 1))
        self.grid = Grid(min(9, max(3, columns)), measure, gutter)
        self._headline_size = rng.uniform(1.3, 2.6)
        self._title_spans = rng.random() < 0.8
        self._byline_in_leg = rng.random() < 0.4
        self._centred = rng.random() < 0.4
        self._indent = 2.0 if rng.random() < 0.95 else 0.0
        self._frames = 0

    def arrange(self, stories: Sequence[Group], columns: int | None = None) -> Frame:
        """Return a box of so many columns that holds the stories."""
        columns = columns or self.grid.columns
        if len(stories) == 1:
            return self._group(stories[0], columns)
        single = any(len(group) == 1 for group in stories)
        if single and columns >= 3 and len(stories) <= 3 and self._rng.random() < 0.3:
            return self._nested(stories, columns)
        if columns > 1 and self._rng.random() < self._beside_share(stories, columns):
            return self._side_by_side(stories, columns)
        cut = self._rng.randrange(1, len(stories))
        return self._stacked(stories[:cut], stories[cut:], columns)

    def _beside_share(self, stories: Sequence[Group], columns: int) -> float:
        """Return how often stories stand side by side: mostly where their legs would be short under each other."""
        leg = _amount(stories) / len(stories) / (columns * self.grid.measure)
        return 0.8 if leg < _SHORT_LEG else 0.2

    def _side_by_side(self, stories: Sequence[Group], columns: int) -> Frame:
        """Set some stories beside the others, such as fill their columns to about one height."""
        total = _amount(stories)
        ways = [
            (abs(_amount(stories[:cut]) / total - left / columns), cut, left)
            for cut in range(1, len(stories))
            for left in range(1, columns)
        ]
        _, cut, left = self._rng.choice(sorted(ways)[:2])
        boxes = self.arrange(stories[:cut], left), self.arrange(stories[cut:], columns - left)
        whole = Frame(self.grid.span(columns), max(box.height for box in boxes))
        whole.place(boxes[0], 0, 0)
        x = left * (self.grid.measure + self.grid.gutter)
        whole.place(boxes[1], x, 0)
        whole.drawings.append(
            Drawing(Parting.STORIES, x - self.grid.gutter / 2, 0, x - self.grid.gutter / 2, whole.height)
        )
        return whole

    def _stacked(self, first: Sequence[Group], second: Sequence[Group], columns: int) -> Frame:
        above, below = self.arrange(first, columns), self.arrange(second, columns)
        gap = self._rng.uniform(1.0, 3.0)
        whole = Frame(above.width, above.height + gap + below.height)
        whole.place(above, 0, 0)
        whole.place(below, 0, above.height + gap)
        middle = above.height + gap / 2
        whole.drawings.append(Drawing(Parting.STORIES, 0, middle, whole.width, middle))
        return whole

    def _nested(self, stories: Sequence[Group], columns: int) -> Frame:
        """Set the longest story around the others."""
        longest = max((group for group in stories if len(group) == 1), key=_characters)
        others = [group for group in stories if group is not longest]
        share = _amount(others) / _amount(stories)
        inner = min(columns - 1, max(1, round(columns * share)))
        inset = self.arrange(others, inner)
        inset.framed(Parting.INSET)
        return self._compose(longest[0], columns, (inner, inset))

    def _group(self, group: Group, columns: int) -> Frame:
        """Set stories under each other, close together."""
        whole = Frame(self.grid.span(columns), 0.0)
        for story in group:
            frame = self._compose(story, columns, None)
            whole.place(frame, 0, whole.height)
            whole.height += frame.height + (0.8 if len(group) > 1 else 0.0)
        whole.framed(Parting.STORY)
        return whole

    def _next_frame(self) -> int:
        self._frames += 1
        return self._frames

    def _compose(self, story: Manuscript, columns: int, inner: tuple[int, Frame] | None) -> Frame:
        """Set one story: its head above, its text in legs, its pictures and perhaps another story among them."""
        rng, width = self._rng, self.grid.span(columns)
        head_columns = columns if self._title_spans or columns < 3 else rng.randint(2, columns)
        in_leg = self._byline_in_leg
        byline = [element for element in story.title if in_leg and element[0].mark.role is Role.BYLINE]
        head = self._head([element for element in story.title if element not in byline], head_columns)
        legs = Legs.of_width(width, self._leg_count(columns), self.grid.gutter)
        obstacles = [Obstacle(head, 0.0)]
        if inner:
            x = rng.choice((0, columns - inner[0])) * (self.grid.measure + self.grid.gutter)
            obstacles.append(Obstacle(inner[1], x, rng.choice((0.0, 1.0))))
        for element in story.pictures:
            span = rng.randint(1, max(1, min(legs.number, 3)))
            picture = self._picture(element, legs.span(span), bool(story.body))
            obstacles.append(Obstacle(picture, legs.left(rng.randint(0, legs.number - span)), rng.random()))
        texts = self._text([*byline, *story.body], legs.measure, pictures=bool(story.pictures))
        return fill(texts, legs, obstacles, self._next_frame)

    def _leg_count(self, columns: int) -> int:
        """Return how many legs a box has: mostly the page's columns, else wider or narrower ones."""
        return max(1, columns + self._rng.choice((-1, -1, 1))) if self._rng.random() < 0.3 else columns

    def _head(self, title: Sequence[Element], columns: int) -> Frame:
        """Set kicker, headline and subhead above each other over some columns."""
        frame = Frame(self.grid.span(columns), 0.0)
        head = self._next_frame()
        for element in title:
            role = element[0].mark.role
            size = _TITLE_SIZES.get(role) or min(4.0, self._headline_size * (0.7 + 0.1 * columns))
            lines, number, x = self._balanced(element, frame.width, size), head, 0.0
            room = frame.width - max(line.width for line in lines)
            if role is Role.COLUMN and self._rng.random() < _COLUMN_APART:
                number, x = self._next_frame(), self._rng.uniform(0.0, max(0.0, room))
            elif self._centred:
                lines = [line._replace(indent=(frame.width - line.width) / 2) for line in lines]
            frame.blocks.append(TypeBlock(tuple(lines), number, x, frame.height, size * 1.2))
            frame.height += len(lines) * size * 1.2 + 0.5
        return frame

    def _balanced(self, element: Element, width: float, size: float) -> list[TypeLine]:
        """Break a title into lines of about equal width."""
        full = Measure(width)
        lines = set_lines(element, full, size)
        if len(lines) == 1 or self._rng.random() < 0.3:
            return lines
        total = sum(line.width for line in lines)
        measure = Measure(min(width, total / len(lines) + 1.5 * size))
        return [line._replace(short=0.0) for line in set_lines(element, measure, size)]

    def _picture(self, caption: Element, width: float, beside_text: bool) -> Frame:
        """Return a picture with its caption below."""
        height = self._rng.uniform(0.4, 0.75) * width if beside_text or self._rng.random() < 0.9 else 0.0
        frame = Frame(width, height + 0.5)
        number, pitch = self._next_frame(), 0.9 * PITCH
        credit = next((n for n, piece in enumerate(caption) if n and piece.mark.role is Role.CREDIT), 0)
        apart = credit and self._rng.random() < 0.3
        for element in (caption[:credit], caption[credit:]) if apart else (caption,):
            lines = set_lines(element, Measure(width, self._rng.choice((0.0, 2.0))), 0.9)
            if element[0].mark.role is Role.CREDIT:
                lines = self._on_its_own(lines, width, centred=False)
            frame.blocks.append(TypeBlock(tuple(lines), number, 0.0, frame.height, pitch))
            frame.height += len(lines) * pitch
        return frame

    def _text(self, elements: Sequence[Element], width: float, *, pictures: bool) -> list[list[TypeLine]]:
        """Return the lines of each paragraph, some of them narrower beside a picture."""
        texts: list[list[TypeLine]] = []
        first = self._rng.randrange(60) if pictures and self._rng.random() < 0.4 else None
        narrow_by = self._rng.uniform(0.2, 0.5) * width
        row = 0
        for element in elements:
            role = element[0].mark.role
            if all(piece.mark.role in _LINE_ROLES for piece in element):
                lines = self._on_its_own(set_lines(element, Measure(width)), width, centred=role in _CENTRED_ROLES)
            else:
                narrow = range(0) if first is None else range(first - row, first - row + 9)
                indent = min(self._indent, width / 4)
                lines = set_lines(element, Measure(width, indent, narrow, narrow_by))
            texts.append(lines)
            row += len(lines)
        return texts

    def _on_its_own(self, lines: list[TypeLine], width: float, *, centred: bool) -> list[TypeLine]:
        """Return a heading or byline in the middle of its leg, mostly, and a signature or jump at its right."""
        if centred and self._rng.random() > 0.7:
            return lines
        share = 0.5 if centred else 1.0
        return [line._replace(indent=max(0.0, (width - line.width) * share), short=0.0) for line in lines]


def _page_width(stories: Sequence[Group]) -> float:
    """Return the width, in ems, of a page of a newspaper's shape that holds the stories."""
    return math.sqrt(_amount(stories) * PITCH * _WHITE / _HEIGHT)


def _characters(group: Group) -> int:
    return sum(200 + story.characters for story in group)


def _amount(stories: Sequence[Group]) -> int:
    return sum(map(_characters, stories))
