"""Text that is no newspaper page: a page in English, a poem, a log. It stays as it is printed, as one article.

So does text that is too long for one. What a page may take is counted in what is compared, and not in seconds, so that
a file becomes the same articles on any machine.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from hnreader.language.characters import is_han
from hnreader.model import Evidence
from hnreader.reasons import Message, Reason
from hnreader.segment import line_features
from hnreader.segment.draft import Block, Role, Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.draft import Row

CHINESE: Final = 0.5  # of letters and figures: a newspaper's page has more 汉字
VERSE: Final = 9.0  # ems; the narrowest leg of a newspaper is wider
LOOKED_AT: Final = 20_000  # characters that tell what a text is

LOOKED_AT_ROWS: Final = 4000

MOST_PIECES: Final = 20_000
"""Pieces of lines that are put together to articles: those of fifty broadsheet pages; each costs 0.1 to 0.3 ms."""
MOST_UNITS: Final = 5_000
"""Units that the pieces make: those of sixty such pages; each costs 1.2 to 1.7 ms, so that this bounds the time."""
MOST_CHARACTERS: Final = 500_000
"""Characters of such: those of forty pages."""


def as_printed(rows: Sequence[Row]) -> Story | None:
    """Return the whole text as one story, a paragraph a line; None where it looks like a newspaper's page.

    A page shows itself by a dateline, a byline, a caption, a turn, a masthead. Without any, text that is little Chinese
    or set in lines as short as verse is left alone.
    """
    if not rows or any(map(_is_of_newspaper, rows[:LOOKED_AT_ROWS])):
        return None
    sample = "".join(row.compact for row in rows[:LOOKED_AT])[:LOOKED_AT]
    letters = [char for char in sample if char.isalnum()]
    chinese = sum(map(is_han, letters)) >= CHINESE * len(letters)
    if chinese and (len(rows) == 1 or median(row.width for row in rows) > VERSE):
        return None
    return printed_story(rows, Message(Reason.AS_PRINTED))


def too_long(pieces: Sequence[Row], units: int = 0) -> Story | None:
    """Return the pieces of a page as one story, a paragraph each, where it would take too long to tell articles.

    `units` is how many of these the pieces are known to make.
    """
    characters = sum(len(piece.compact) for piece in pieces)
    if len(pieces) <= MOST_PIECES and units <= MOST_UNITS and characters <= MOST_CHARACTERS:
        return None
    most = Message(Reason.AS_PRINTED_LONG, pieces=MOST_PIECES, units=MOST_UNITS, characters=MOST_CHARACTERS)
    return printed_story(pieces, most)


def printed_story(rows: Sequence[Row], why: Message) -> Story:
    """Return rows as one story, a paragraph each."""
    lines = [Block((row,), Role.BODY, index=index) for index, row in enumerate(rows)]
    return Story(blocks=lines, as_printed=True, evidence=[Evidence(why, 0.5)])


def _is_of_newspaper(row: Row) -> bool:
    pages = row.paper.patterns.pages
    return (
        line_features.opens_story(row)
        or line_features.is_byline(row)
        or line_features.has_credit(row.compact, row.paper)
        or line_features.is_column(row)
        or line_features.furniture_role(row, beside_masthead=False) is Role.MASTHEAD
        or pages.jump_from.match(row.compact) is not None
        or pages.jump_to.search(row.compact) is not None
    )
