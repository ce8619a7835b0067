"""Blanks that a PDF's text layer has between the characters of a line: of justified lines, around figures, of all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.training.elements import Piece

if TYPE_CHECKING:
    import random

    from hnreader.training.typeset import TypeLine

SPACED: Final = re.compile(r"(?<=[^\s\x00-\u1fff，。、；：？！”’）》])(?=[^\s])|(?<=[0-9A-Za-z%.])(?=[^\s0-9A-Za-z%.])")
"""Where a spaced line has its blanks."""
_BEFORE_FIGURE: Final = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9])")
_AROUND_FIGURE: Final = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9])|(?<=[0-9])(?=[\u4e00-\u9fff])")


class Spacing(NamedTuple):
    """How often and where blanks appear."""

    justified: float
    """Share of the lines that fall short of their measure which come spaced."""
    full: float
    """Share of the other lines."""
    figures: re.Pattern[str] | None = None

    @classmethod
    def none(cls) -> Spacing:
        """Return no spacing."""
        return cls(0.0, 0.0)

    @classmethod
    def draw(cls, rng: random.Random) -> Spacing:
        """Draw a text layer's habit."""
        figures = rng.choice((None, _BEFORE_FIGURE, _AROUND_FIGURE, _AROUND_FIGURE))
        return cls(rng.choice((0.0, 0.2, 0.4, 0.8)), rng.choice((0.0, 0.01, 0.02)), figures)

    def apply(self, rng: random.Random, line: TypeLine) -> list[Piece]:
        """Return a line's pieces with its blanks."""
        share = self.justified if line.short >= 0.5 else self.full
        pattern = SPACED if rng.random() < share else self.figures
        if pattern is None or line.size > 1.1:
            return list(line.element)
        return [Piece(pattern.sub(" ", text), mark, offset) for text, mark, offset in line.element]
