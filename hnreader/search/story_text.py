"""Which characters of an article's texts tell its story: all but datelines 电头, bylines and credits.

What these are the model says by its roles, and where they are part of a paragraph or caption the profile of its paper.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader.model import TextRole
from hnreader.papers import known_papers
from hnreader.search.entries import CONTRIBUTOR, TextPlaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.papers import Paper
    from hnreader.search.entries import Entry, EntryText
    from hnreader.search.matching import Range

_NAMING: Final = frozenset({str(TextRole.BYLINE), CONTRIBUTOR})
_BRACKET: Final = 120  # characters in which the bracket behind a dateline ends
_BRACKET_END: Final = re.compile(r"[）)]")
_CREDIT: Final = 90  # characters at the end of a caption in which a credit with a role begins


def telling_story(entry: Entry, places: Iterable[Range]) -> Iterator[Range]:
    """Yield those ranges of `Entry.folded` that stand in what tells the story."""
    texts = TextPlaces(entry.texts)
    known: dict[int, Range] = {}
    for place in places:
        text, start, end = texts.printed(place)
        index = texts.index_of(place)
        if index not in known:
            known[index] = story_range(text)
        if known[index][0] <= start and end <= known[index][1]:
            yield place


def story_range(text: EntryText) -> Range:
    """Return the characters of a text as printed that tell the story; none of a byline."""
    if text.name in _NAMING:
        return 0, 0
    if text.name not in {TextRole.PARAGRAPH, TextRole.CAPTION}:
        return 0, len(text.text)
    papers = known_papers()
    paper = papers.papers.get(text.part.paper or "", papers.generic)
    columns = [column for column, char in enumerate(text.text) if not char.isspace()]
    compact = "".join(text.text[column] for column in columns)
    start = _dateline_end(compact, paper)
    end = _credits_start(compact, paper)
    columns.append(len(text.text))
    if text.name == TextRole.CAPTION and (credit := _credit_with_role(text.text, paper)) is not None:
        return columns[start], min(columns[end], credit)
    return columns[start], columns[end]


def _dateline_end(compact: str, paper: Paper) -> int:
    """Return where a dateline and the bracket with its makers end; 0 without one."""
    dateline = paper.patterns.datelines.match(compact)
    if dateline is None:
        return 0
    if not paper.patterns.contributors.makers.match(compact, dateline.end):
        return dateline.end
    closed = _BRACKET_END.search(compact, dateline.end, dateline.end + _BRACKET)
    return closed.end() if closed else dateline.end


def _credits_start(compact: str, paper: Paper) -> int:
    """Return where a bracket with the makers, or a picture's credit, closes a text."""
    patterns = paper.patterns.contributors
    if makers := patterns.closing_makers.search(compact):
        return makers.start()
    credit = patterns.credit_start(compact)
    return len(compact) if credit is None else credit


def _credit_with_role(text: str, paper: Paper) -> int | None:
    """Return where the credit of a caption begins that has a word of office; None without one."""
    first = max(0, len(text) - _CREDIT)
    found = paper.patterns.contributors.credit_with_role.search(text, first)
    return found.start() if found else None
