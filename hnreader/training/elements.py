"""Texts of a page before they are set: runs of characters that know which part of which story they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hnreader.training.truth import Role, StoryTruth


@dataclass(frozen=True, slots=True)
class Mark:
    """Which text a character belongs to; all but the place of a `Label`."""

    story: int
    role: Role
    paragraph: int
    copy_of: int | None = None


class Piece(NamedTuple):
    """Characters that stand together on one line and belong to one text."""

    text: str
    mark: Mark
    offset: int = 0
    """Where the piece begins in its text."""


Element = tuple[Piece, ...]
"""What is set as one: a paragraph (with a jump or credit at its end), a headline, a caption and its credit."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A story ready to be set."""

    title: tuple[Element, ...]
    """Column, kicker, headline, subhead and byline, in the order of print."""
    body: tuple[Element, ...]
    pictures: tuple[Element, ...]
    """Captions with their credits."""
    truth: StoryTruth

    @property
    def characters(self) -> int:
        """Return the length of the body."""
        return sum(len(piece.text) for element in self.body for piece in element)


def text_of(element: Element) -> str:
    """Return an element's text."""
    return "".join(piece.text for piece in element)


def slice_of(element: Element, start: int, end: int) -> Element:
    """Return the characters `start` to `end` of an element."""
    if len(element) == 1:
        text, mark, offset = element[0]
        return (Piece(text[start:end], mark, offset + start),)
    pieces = []
    for text, mark, offset in element:
        if part := text[max(start, 0) : max(end, 0)]:
            pieces.append(Piece(part, mark, offset + max(start, 0)))
        start, end = start - len(text), end - len(text)
    return tuple(pieces)
