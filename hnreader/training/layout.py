"""The page in two dimensions: stories in boxes of several legs, heads above them, pictures and other stories within."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hnreader.training.elements import Element, Manuscript, text_of
from hnreader.training.legs import PITCH, Frame, Legs, Obstacle, fill
from hnreader.training.truth import Role
from hnreader.training.typeset import Block, TypeLine, breaks, set_lines

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

_TITLE_SIZES: Final = {Role.COLUMN: 1.3, Role.KICKER: 1.5, Role.SUBHEAD: 1.4, Role.BYLINE: 1.0}

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

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        columns = rng.choice((4, 5, 5, 6, 6, 6, 7, 7, 7, 8))
        self.grid = Grid(columns, rng.choice((11, 12, 13, 14, 15, 16, 17, 19, 21, 24)), rng.choice((1.0, 1.5, 2.0)))
        self._headline_size = rng.uniform(1.5, 3.2)
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
        cut = self._rng.randrange(1, len(stories))
        first, second = stories[:cut], stories[cut:]
        if columns > 1 and self._rng.random() < 0.1 + 0.06 * columns:
            return self._side_by_side(first, second, columns)
        return self._stacked(first, second, columns)

    def _side_by_side(self, first: Sequence[Group], second: Sequence[Group], columns: int) -> Frame:
        share = _amount(first) / max(1, _amount(first) + _amount(second))
        left = min(columns - 1, max(1, round(columns * share)))
        boxes = self.arrange(first, left), self.arrange(second, columns - left)
        whole = Frame(self.grid.span(columns), max(box.height for box in boxes))
        whole.place(boxes[0], 0, 0)
        whole.place(boxes[1], left * (self.grid.measure + self.grid.gutter), 0)
        return whole

    def _stacked(self, first: Sequence[Group], second: Sequence[Group], columns: int) -> Frame:
        above, below = self.arrange(first, columns), self.arrange(second, columns)
        gap = self._rng.uniform(1.0, 3.0)
        whole = Frame(above.width, above.height + gap + below.height)
        whole.place(above, 0, 0)
        whole.place(below, 0, above.height + gap)
        return whole

    def _nested(self, stories: Sequence[Group], columns: int) -> Frame:
        """Set the longest story around the others."""
        longest = max((group for group in stories if len(group) == 1), key=_characters)
        others = [group for group in stories if group is not longest]
        inner = self._rng.randint(1, columns - 1)
        return self._compose(longest[0], columns, (inner, self.arrange(others, inner)))

    def _group(self, group: Group, columns: int) -> Frame:
        """Set stories under each other, close together."""
        whole = Frame(self.grid.span(columns), 0.0)
        for story in group:
            frame = self._compose(story, columns, None)
            whole.place(frame, 0, whole.height)
            whole.height += frame.height + (0.8 if len(group) > 1 else 0.0)
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
        texts = self._text([*byline, *story.body], legs.measure)
        return fill(texts, legs, obstacles, self._next_frame)

    def _leg_count(self, columns: int) -> int:
        """Return how many legs a box has: mostly the page's columns, else wider or narrower ones."""
        return max(1, columns + self._rng.choice((-1, -1, 1))) if self._rng.random() < 0.2 else columns

    def _head(self, title: Sequence[Element], columns: int) -> Frame:
        """Set kicker, headline and subhead above each other over some columns."""
        frame = Frame(self.grid.span(columns), 0.0)
        number = self._next_frame()
        for element in title:
            role = element[0].mark.role
            size = _TITLE_SIZES.get(role) or min(4.0, self._headline_size * (0.7 + 0.1 * columns))
            lines = self._balanced(element, frame.width, size)
            if self._centred:
                lines = [line._replace(indent=(frame.width - line.width) / 2) for line in lines]
            frame.blocks.append(Block(tuple(lines), number, 0.0, frame.height, size * 1.2))
            frame.height += len(lines) * size * 1.2 + 0.5
        return frame

    def _balanced(self, element: Element, width: float, size: float) -> list[TypeLine]:
        """Break a title into lines of about equal width."""
        text = text_of(element)
        count = len(breaks(text, width / size))
        if count == 1:
            return set_lines(element, width, size)
        if self._rng.random() < 0.3:
            return set_lines(element, width, size)
        total = sum(line[2] for line in breaks(text, 1e9))
        measure = min(width / size, total / count + 1.5)
        return [line._replace(short=0.0) for line in set_lines(element, measure * size, size)]

    def _picture(self, caption: Element, width: float, beside_text: bool) -> Frame:
        """Return a picture with its caption below."""
        height = self._rng.uniform(0.4, 0.75) * width if beside_text or self._rng.random() < 0.9 else 0.0
        lines = set_lines(caption, width, 0.9, self._rng.choice((0.0, 2.0)))
        pitch = 0.9 * PITCH
        block = Block(tuple(lines), self._next_frame(), 0.0, height + 0.5, pitch)
        return Frame(width, height + 0.5 + len(lines) * pitch, [block])

    def _text(self, elements: Sequence[Element], measure: float) -> list[list[TypeLine]]:
        """Return the lines of each paragraph."""
        texts = []
        for element in elements:
            role = element[0].mark.role
            if role in {Role.HEADING, Role.BYLINE}:
                lines = set_lines(element, measure, 1.0)
                if self._rng.random() < 0.7:
                    lines = [line._replace(indent=(measure - line.width) / 2, short=0.0) for line in lines]
            elif role in {Role.SIGNATURE, Role.JUMP}:
                lines = set_lines(element, measure)
                lines = [line._replace(indent=max(0.0, measure - line.width), short=0.0) for line in lines]
            else:
                lines = set_lines(element, measure, 1.0, min(self._indent, measure / 4))
            texts.append(lines)
        return texts


def _characters(group: Group) -> int:
    return sum(200 + story.characters for story in group)


def _amount(stories: Sequence[Group]) -> int:
    return sum(map(_characters, stories))
