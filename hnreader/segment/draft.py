"""What the passes hand on to each other.

Passes work on rows: the printed lines of a page without their outer blanks, or pieces of such lines. A row knows its
place in the page, so whatever is put together from rows can be traced; columns here are columns of the *cleaned* line
and become columns of the file's line at the very end (`segment/finish.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from hnreader.model import Evidence
    from hnreader.page_layout import Placing
    from hnreader.papers import Paper


class Printed(Protocol):
    """A row or a block: its text without blanks, and the profile of the newspaper by which it is read."""

    @property
    def compact(self) -> str:
        """Without any blank."""

    @property
    def paper(self) -> Paper:
        """How the newspaper's datelines, bylines, columns … look."""


class Row(NamedTuple):
    """A printed line, or a piece of one."""

    number: int
    """The line's number in the file, from 1."""
    start: int
    """The column of its first character in the cleaned line."""
    text: str
    """As printed, without blanks at its ends."""
    compact: str
    """Without any blank: what patterns and measures look at."""
    width: float
    """In ems: 汉字 and full marks 1, half-width characters ½; blanks of letter-spacing count nothing."""
    gap: int
    """How many blank lines stand before it, none before the first row of a page; below 0 for a piece behind another
    on its line (-1: a blank between)."""
    paper: Paper
    """The profile of the newspaper by which the line is read."""
    spaced: bool = False
    """The line is letter-spaced, so it filled its measure however few characters it has."""
    placing: Placing | None = None
    """Where its line stands on the page; None where that is not known."""

    @property
    def size(self) -> int:
        """Of its type, in the units of the page's layout; 0 where that is not known."""
        return self.placing.size if self.placing else 0


class Role(Enum):
    """What a block is taken for."""

    BODY = auto()
    TITLE = auto()
    HEADING = auto()
    COLUMN = auto()
    BYLINE = auto()
    CAPTION = auto()
    JUMP_FROM = auto()
    JUMP_TO = auto()
    MASTHEAD = auto()
    PAGE_LABEL = auto()
    COUNTDOWN = auto()
    STRAY = auto()
    DUPLICATE = auto()


FURNITURE = {
    Role.MASTHEAD: "masthead",
    Role.PAGE_LABEL: "page label",
    Role.COUNTDOWN: "countdown",
    Role.STRAY: "stray",
}


@dataclass(eq=False, slots=True)
class Block:
    """Rows that belong together, and what they are taken for. Blocks are compared by identity."""

    rows: tuple[Row, ...]
    role: Role
    index: int = 0
    """Its place in the order of the page."""
    twin: Block | None = None
    """For a duplicate: the block that has the passage first."""
    broken: bool = False
    """For a title line: the measure broke the line before in mid-word, and it goes on here."""
    compact: str = field(init=False)

    def __post_init__(self) -> None:
        self.compact = "".join(row.compact for row in self.rows)

    @property
    def paper(self) -> Paper:
        """The profile of the newspaper by which the block is read."""
        return self.rows[0].paper


@dataclass(eq=False, slots=True)
class Story:
    """An article in the making."""

    blocks: list[Block] = field(default_factory=list)
    """Paragraphs and headings, in reading order."""
    joined: dict[int, float] = field(default_factory=dict)
    """Indexes of blocks that continue the paragraph before them in `blocks`; how much speaks for it, in nats."""
    title: list[Block] = field(default_factory=list)
    divided: tuple[list[Block], list[Block], list[Block]] | None = None
    """The kicker, the headline and the subhead, where the file says which lines of the title these are."""
    column: list[Block] = field(default_factory=list)
    byline: list[Block] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    jump_from: Block | None = None
    jump_to: Block | None = None
    photo: bool = False
    as_printed: bool = False
    evidence: list[Evidence] = field(default_factory=list)

    def parts(self) -> list[Block]:
        """Return every block that the story has, in no order that matters."""
        turns = [turn for turn in (self.jump_from, self.jump_to) if turn is not None]
        return [*self.blocks, *self.title, *self.column, *self.byline, *self.captions, *turns]

    def units(self) -> list[list[Block]]:
        """Return the paragraphs and headings, each with all the blocks that make it."""
        units: list[list[Block]] = []
        for block in self.blocks:
            if units and block.index in self.joined:
                units[-1].append(block)
            else:
                units.append([block])
        return units

    @property
    def first(self) -> Block:
        """The block that stands first of those that make it a story."""
        return (self.blocks or self.captions or self.byline or self.title)[0]
