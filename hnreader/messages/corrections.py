"""What people decided about a page, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.corrections import NO_CONTRIBUTOR, Action
from hnreader.messages.translator import N_
from hnreader.reading.cleaning import clean

if TYPE_CHECKING:
    from hnreader.corrections import Correction, TextQuote
    from hnreader.messages.translator import Translator

_ACTIONS: Final = {
    Action.BEGINS_STORY: N_("begins an article"),
    Action.BELONGS: N_("belongs to the same article as “{other}”"),
    Action.FOLLOWS: N_("is read after “{other}”"),
    Action.GOES_ON: N_("goes on from “{other}” without a break"),
    Action.BEGINS_PARAGRAPH: N_("begins a paragraph"),
    Action.COPIES: N_("repeats “{other}”"),
    Action.READS: N_("is to be read “{text}”"),
    Action.CONTINUES_ON: N_("is of an article that continues on page {page}"),
    Action.CONTINUES_FROM: N_("is of an article that continues from page {page}"),
    Action.RIGHT: N_("begins an article that is right as it is"),
}
_NAMES: Final = {
    "reporters": N_("is the name of a reporter"),
    "correspondents": N_("is the name of a correspondent"),
    "photographers": N_("is the name of a photographer"),
    "commentators": N_("is the name of a commentator"),
    NO_CONTRIBUTOR: N_("names nobody who made the article"),
}
_ROLES: Final = {
    "headline": N_("is a headline"),
    "kicker": N_("is a kicker"),
    "subhead": N_("is a subhead"),
    "column": N_("is the name of a column"),
    "byline": N_("is a byline"),
    "caption": N_("is a caption"),
    "credit": N_("is the credit of a picture"),
    "heading": N_("is a heading within the text"),
    "body": N_("is body text"),
    "signature": N_("is a signature"),
    "editor_note": N_("is an editor’s note"),
    "jump": N_("is a line that leads to another page"),
    "furniture": N_("belongs to no article"),
}
_DATES: Final = {
    (True, True): N_("is page {page} of the issue of {date}"),
    (True, False): N_("is of the issue of {date}"),
    (False, True): N_("is page {page}"),
}
"""By whether a date is said, and a number."""


def words_of_correction(correction: Correction, tr: Translator) -> str:
    """Return what is decided, and about which words, in one line."""
    other = passage_words(correction.other, tr) if correction.other else ""
    values = {"other": other, "date": correction.date, "page": correction.page_no, "text": clean(correction.text)}
    what = tr(_words(correction), **values)
    if correction.on is None:
        return tr("the page {is_decided}", is_decided=what)
    words = passage_words(correction.on, tr)
    if correction.action is Action.DATES:
        return tr("the page with “{words}” {is_decided}", words=words, is_decided=what)
    return tr("“{words}” {is_decided}", words=words, is_decided=what)


def _words(correction: Correction) -> str:
    """Return what is decided, to be translated."""
    match correction.action:
        case Action.IS:
            return _ROLES[correction.role]
        case Action.NAMES:
            return _NAMES[correction.role]
        case Action.DATES:
            return _DATES[correction.date is not None, correction.page_no > 0]
        case action:
            return _ACTIONS[action]


def passage_words(passage: TextQuote, tr: Translator) -> str:
    """Return the words of a passage, with what is left out between them marked."""
    words = clean("…".join(filter(None, (passage.begins, passage.ends))))
    return tr("{words} (place {number})", words=words, number=passage.occurrence) if passage.occurrence > 1 else words
