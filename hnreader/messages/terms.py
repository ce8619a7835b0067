"""Names of things that variables hold: of kinds, weekdays, months, furniture, orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.kinds import Kind
from hnreader.messages.translator import N_

if TYPE_CHECKING:
    from hnreader.messages.translator import Translator

KINDS: Final[dict[Kind, str]] = {
    Kind.NEWS: N_("news"),
    Kind.COMMENTARY: N_("commentary"),
    Kind.FEATURE: N_("feature"),
    Kind.PHOTO: N_("photo"),
    Kind.ADVERTORIAL: N_("advertorial"),
    Kind.CONTINUATION: N_("continuation"),
    Kind.NOTICE: N_("notice"),
}

WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
WEEKDAY_HEADINGS: Final = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))
"""In two cells each."""

MONTHS: Final = {
    1: N_("January"),
    2: N_("February"),
    3: N_("March"),
    4: N_("April"),
    5: N_("May"),
    6: N_("June"),
    7: N_("July"),
    8: N_("August"),
    9: N_("September"),
    10: N_("October"),
    11: N_("November"),
    12: N_("December"),
}

CONTRIBUTORS: Final = {
    "reporters": N_("Reporting by {names}"),
    "correspondents": N_("Correspondence by {names}"),
    "photographers": N_("Photographs by {names}"),
    "commentators": N_("Commentary by {names}"),
}

FURNITURE: Final = {
    "masthead": N_("masthead"),
    "page label": N_("page label"),
    "countdown": N_("countdown"),
    "stray": N_("stray characters"),
}

NAME_KINDS: Final = {
    "people": N_("People"),
    "places": N_("Places"),
    "organizations": N_("Orgs"),
    "phrases": N_("Phrases"),
}

_THEMES: Final = {
    "dark": N_("Dark"),
    "light": N_("Light"),
    "newsprint": N_("Newsprint"),
    "ink-black": N_("Ink black"),
    "high-contrast": N_("High contrast"),
    "high-contrast-light": N_("High contrast, light"),
}

CONCORDANCE_ORDERS: Final = {
    "date": N_("by date"),
    "right": N_("by right context"),
    "left": N_("by left context"),
}

COUNTED_TEXTS: Final = {False: N_("with datelines and credits"), True: N_("text only")}
"""Which occurrences count: all, or those in what tells the story."""

TREND_PERIODS: Final = {"issue": N_("by issue"), "month": N_("by month"), "year": N_("by year")}


def say_theme(tr: Translator, name: str) -> str:
    """Return what a theme is called; one that is not the program's own has its name."""
    return tr(_THEMES[name]) if name in _THEMES else name
