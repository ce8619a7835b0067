"""Pages whose truth is known: which characters are which part of which story.

Lines are counted from 1, columns in characters from 0, as in `hnreader.model`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from hnreader.page_layout import PageLayout  # noqa: TC001 msgspec reads annotations to decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NO_STORY: Final = -1
"""The story of furniture."""


class Role(StrEnum):
    """What a text is on its page."""

    COLUMN = "column"
    KICKER = "kicker"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    EDITOR_NOTE = "editor_note"
    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    CREDIT = "credit"
    SIGNATURE = "signature"
    """Names or an agency in brackets that close a story."""
    JUMP = "jump"
    FURNITURE = "furniture"
    DUPLICATE = "duplicate"


TITLE_ROLES: Final = frozenset({Role.COLUMN, Role.KICKER, Role.HEADLINE, Role.SUBHEAD})
"""Lines that can open a story."""


class Label(NamedTuple):
    """What the characters `start` to `end` (exclusive) of line `line` are. Labels sort by their places."""

    line: int
    start: int
    end: int
    story: int
    """Number of the story on its page; `NO_STORY` for furniture."""
    role: Role
    paragraph: int
    """Number of the text in its story, in reading order; pieces of a cut paragraph share it. For furniture, its own."""
    piece: int
    """Order of the piece within its paragraph (an offset in the text as set)."""
    copy_of: int | None = None
    """The story that a duplicate repeats."""


@dataclass(frozen=True, slots=True)
class StoryTruth:
    """What the labels do not tell about a story."""

    kind: str
    source: str = ""
    """Which article it was set from: two pages with one source must not stand on both sides of a split."""
    dateline: str | None = None
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    commentators: tuple[str, ...] = ()
    jump_from: int | None = None
    jump_to: int | None = None
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page's lines, and labels that hold every non-blank character exactly once, in order of lines and columns."""

    lines: tuple[str, ...]
    labels: tuple[Label, ...]
    form: str
    """The extractor that gave the lines: `ocr-xycut`, `pdf-pdfium`, …"""
    traits: tuple[str, ...] = ()
    """Habits and damage that the page was given, for figures by group."""
    stories: tuple[StoryTruth, ...] = ()
    date: str | None = None
    """The issue's date, where the page prints it."""
    page_number: int | None = None
    issue_number: int | None = None
    layout: PageLayout | None = None
    """Where the lines stand, where the form says it."""


def to_json(page: LabelledPage) -> str:
    """Return a page as one line of JSON, labels as arrays."""
    return msgspec.json.encode(page).decode()


def from_json(line: str) -> LabelledPage:
    """Return the page that `to_json` wrote."""
    return msgspec.json.decode(line, type=LabelledPage)


def write_pages(pages: Iterable[LabelledPage]) -> Iterator[str]:
    """Yield pages as lines of JSON with their line ends."""
    for page in pages:
        yield to_json(page) + "\n"


def read_pages(lines: Iterable[str]) -> Iterator[LabelledPage]:
    """Yield the pages of a file of JSON lines."""
    for line in lines:
        if line.strip():
            yield from_json(line)
