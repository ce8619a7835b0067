"""Corrections: what people decide about a page, each decision by the words that it stands on.

Words and not line numbers, so that a decision holds for any extraction of the page that has them, whatever its blanks
and ends of lines are.
"""

from __future__ import annotations

import datetime  # noqa: TC003 msgspec reads annotations to decode
from enum import StrEnum
from typing import Final

from msgspec import Struct


class TextQuote(Struct, frozen=True, omit_defaults=True):
    """Characters of a page that stand behind each other in its file. Blanks and ends of lines count nothing."""

    begins: str
    """Its first characters, or all of it."""
    ends: str = ""
    """Its last ones, where there are more."""
    occurrence: int = 1
    """Which of the places it is at which the first characters stand, from 1."""


class Action(StrEnum):
    """What is decided about a passage."""

    IS = "is"
    """It is of a role: `Correction.role`."""
    BEGINS_STORY = "begins a story"
    BELONGS = "belongs to"
    """It is of the story of the other passage."""
    FOLLOWS = "follows"
    """The same, and it is read right behind the other."""
    GOES_ON = "goes on with"
    """The same, within one paragraph, heading, title line or caption."""
    BEGINS_PARAGRAPH = "begins a paragraph"
    COPIES = "copies"
    """It stands a second time on the page; the other is the first."""


ROLES: Final = (
    "headline", "kicker", "subhead", "column", "byline", "caption", "credit", "heading", "body", "signature",
    "editor_note", "jump", "furniture",
)  # fmt: skip
"""What a passage may be said to be."""
OF_TWO: Final = frozenset({Action.BELONGS, Action.FOLLOWS, Action.GOES_ON, Action.COPIES})
"""What is said of a passage and another."""

BEGINNINGS: Final = frozenset({Action.BEGINS_STORY, Action.BEGINS_PARAGRAPH})
"""What is said of the first character of a passage alone."""


class Correction(Struct, frozen=True, omit_defaults=True):
    """A decision about a page."""

    action: Action
    on: TextQuote
    other: TextQuote | None = None
    """The second passage of those actions that are `OF_TWO`."""
    role: str = ""
    """One of `ROLES`, where the action is `Action.IS`."""
    by: str = ""
    """Who decided it."""
    at: datetime.datetime | None = None
    """When."""

    def __post_init__(self) -> None:
        """Raise ValueError for what decides nothing."""
        if not self.on.begins or self.on.occurrence < 1 or (self.other and not self.other.begins):
            raise ValueError("a passage without characters")
        if (self.action in OF_TWO) != (self.other is not None):
            raise ValueError("one passage too few, or too many")
        if (self.role in ROLES) != (self.action is Action.IS):
            raise ValueError("no role, or one too many")
