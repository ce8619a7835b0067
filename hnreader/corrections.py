"""Corrections: what people decide about a page, each decision by the words that it stands on.

Words and not line numbers, so that a decision holds for any extraction of the page that has them, whatever its blanks
and ends of lines are.
"""

from __future__ import annotations

import datetime  # noqa: TC003 msgspec reads annotations to decode
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class TextQuote(Struct, frozen=True, omit_defaults=True):
    """Characters of a page that stand behind each other in its file. Blanks and ends of lines count nothing."""

    begins: str
    """Its first characters, or all of it."""
    ends: str = ""
    """Its last ones, where there are more."""
    occurrence: int = 1
    """Which of the places it is at which the first characters stand, from 1."""

    def __post_init__(self) -> None:
        """Raise ValueError where it quotes nothing."""
        if not self.begins or self.occurrence < 1:
            raise ValueError("a passage without characters")


class Action(StrEnum):
    """What is decided about a passage, or about the page."""

    IS = "is"
    """It is of a role: `Correction.role`, one of `ROLES`."""
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
    DATES = "the page is of"
    """The page is of an issue (`Correction.date`), or has a number in it (`page_no`). A passage only tells the page."""
    NAMES = "names"
    """It is the name of a contributor of its article: `role` is one of `NAME_ROLES`."""
    READS = "reads"
    """Its characters were misread, or misprinted: `text` is what is meant. It is noted, and they stay as they are."""
    CONTINUES_ON = "continues on page"
    """Its article goes on on page `page_no` of the issue, whether or not a line says so."""
    CONTINUES_FROM = "continues from page"
    RIGHT = "is right"
    """Its article is right as it is, and has the texts that `Correction.digest` tells. It decides nothing."""


ROLES: Final = (
    "headline", "kicker", "subhead", "column", "byline", "caption", "credit", "heading", "body", "signature",
    "editor_note", "jump", "furniture",
)  # fmt: skip
"""What a passage may be said to be."""
NO_CONTRIBUTOR: Final = "none"
NAME_ROLES: Final = ("reporters", "correspondents", "photographers", "commentators", NO_CONTRIBUTOR)
"""What a name may be said to be: the roles of `model.People`, or of nobody who made the article."""
OF_TWO: Final = frozenset({Action.BELONGS, Action.FOLLOWS, Action.GOES_ON, Action.COPIES})
"""What is said of a passage and another."""
SEGMENTING: Final = frozenset({Action.IS, Action.BEGINS_STORY, Action.BEGINS_PARAGRAPH, *OF_TWO})
"""What decides how a page is divided. All else is said of the articles that come of it, or of the page."""
OLDEST: Final = 1600
"""The year; there were no newspapers before."""
MOST_PAGES: Final = 9999
"""Of an issue, and of a file."""
LONGEST: Final = 200
"""Characters that may be noted beside misread ones."""

_TAKES: Final[Mapping[Action, frozenset[str]]] = {
    Action.IS: frozenset({"role"}),
    **dict.fromkeys(OF_TWO, frozenset({"other"})),
    Action.DATES: frozenset({"date", "page_no"}),
    Action.NAMES: frozenset({"role"}),
    Action.READS: frozenset({"text"}),
    Action.CONTINUES_ON: frozenset({"page_no"}),
    Action.CONTINUES_FROM: frozenset({"page_no"}),
    Action.RIGHT: frozenset({"digest"}),
}
"""The fields of a correction, besides `on`, that an action takes: all of them, `DATES` any."""
_VALUES: Final = ("other", "role", "date", "page_no", "text", "digest")

BEGINNINGS: Final = frozenset({Action.BEGINS_STORY, Action.BEGINS_PARAGRAPH})
"""What is said of the first character of a passage alone."""


class Correction(Struct, frozen=True, omit_defaults=True):
    """A decision about a page."""

    action: Action
    on: TextQuote | None = None
    """The passage that it is about; `Action.DATES` may go without."""
    other: TextQuote | None = None
    """The second passage of those actions that are `OF_TWO`."""
    role: str = ""
    by: str = ""
    """Who decided it."""
    at: datetime.datetime | None = None
    """When."""
    date: datetime.date | None = None
    """Of the issue."""
    page_no: int = 0
    """In the issue, from 1; 0 where none is said."""
    text: str = ""
    """What misread characters are."""
    digest: str = ""
    """Of the texts of an article, where the action is `Action.RIGHT`."""

    def __post_init__(self) -> None:
        """Raise ValueError for what decides nothing."""
        takes, given = _TAKES.get(self.action, frozenset()), {name for name in _VALUES if getattr(self, name)}
        if not (given and given <= takes if self.action is Action.DATES else self.on and given == takes):
            raise ValueError("a value too few, or too many")
        if self.role and self.role not in (ROLES if self.action is Action.IS else NAME_ROLES):
            raise ValueError("no role")
        if self.text and (self.text.isspace() or len(self.text) > LONGEST):
            raise ValueError("no text, or too long a one")
        if not 0 <= self.page_no <= MOST_PAGES or (self.date and self.date.year < OLDEST):
            raise ValueError("no newspaper has such an issue or page")


class Alternative(NamedTuple):
    """A correction that would change an article."""

    correction: Correction
    chance: float
    """That it brings the page nearer to what it should be, if the article is wrong."""
