"""What people decided about one article: who made it, where it goes on, and what its misread characters are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from hnreader.corrections import Action
from hnreader.language.characters import HAN
from hnreader.model import CONTRIBUTOR_ROLES, Jump, People, Reading, Text
from hnreader.reading import clean
from hnreader.segment.rows import make_row
from hnreader.segment.texts import set_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.corrections import Correction
    from hnreader.model import Article, ArticleText, Page
    from hnreader.segment.draft import Story
    from hnreader.segment.placed_corrections import PlacedCorrections

_SPACING: Final = re.compile(rf"(?<=[{HAN}])\s+|\s+(?=[{HAN}])")
_MOST_NAMES: Final = 500  # decisions about names of an article, the last of which count


class _Note(NamedTuple):
    passage: range
    meant: str


class StoryDecisions:
    """The decisions whose passages begin in a story."""

    def __init__(self, page: Page, story: Story, corrections: PlacedCorrections) -> None:
        self._page, self._paper, self._characters = page, story.first.paper, corrections.page
        rows = sorted((row.number, row.start, row.compact) for block in story.parts() for row in block.rows)
        self._starts = [corrections.page.place(number, start) for number, start, _ in rows]
        self._rows = [compact for *_, compact in rows]
        self._placed = corrections

    def people(self, found: People) -> People:
        """Return the contributors, with those that people named in the place of what was found in the same words."""
        names = {role: list(found.by_role(role)) for role in CONTRIBUTOR_ROLES}
        for correction, passage in self._of(Action.NAMES)[-_MOST_NAMES:]:
            name = _SPACING.sub("", self._printed(passage).text)
            quoted = _compact(name)
            for role, those in names.items():
                names[role] = [each for each in those if _compact(each) not in quoted]
            if correction.role in names:
                names[correction.role].append(name)
        text = "".join(self._rows)
        for role, those in names.items():
            if those != list(found.by_role(role)):
                those.sort(key=lambda name: text.find(_compact(name)) % (len(text) + 1))  # last what is not found
        return People(**{role: tuple(those) for role, those in names.items()})

    def jump(self, action: Action, printed: Jump | None) -> Jump | None:
        """Return the jump to another page, or from one: to the page that somebody says, whatever is printed."""
        decisions = self._of(action)
        if not decisions:
            return printed
        return replace(printed or Jump(0, None, Text("")), page=decisions[-1][0].page_no, decided=True)

    def readings(self, article: Article) -> tuple[Reading, ...]:
        """Return what misread characters of the article are; of two notes about one character the later.

        What is no part of a single text of it, is none.
        """
        notes: list[_Note] = []
        for correction, passage in reversed(self._of(Action.READS)):
            at = bisect_left(notes, passage.start, key=_start)
            free = not any(_overlap(note.passage, passage) for note in notes[max(0, at - 1) : at + 1])
            if free and (meant := " ".join(clean(correction.text).split())):
                notes.insert(at, _Note(passage, meant))
        return tuple(chain.from_iterable(self._readings_of(text, notes) for text in article.texts)) if notes else ()

    def _readings_of(self, text: ArticleText, notes: Sequence[_Note]) -> Iterator[Reading]:
        columns = [column for column, char in enumerate(text.text.text) if not char.isspace()]
        before = 0
        for run in self._characters.runs(text.text.spans):
            first, last = (bisect_left(notes, edge, key=_start) for edge in (run.start, run.stop))
            for passage, meant in notes[first:last]:
                if passage.stop <= run.stop:
                    start = columns[before + passage.start - run.start]
                    end = columns[before + passage.stop - 1 - run.start] + 1
                    yield Reading(text.role, text.number, start, end, self._printed(passage).spans, meant)
            before += len(run)

    def _of(self, action: Action) -> Sequence[tuple[Correction, range]]:
        """Return the decisions of an action, and their passages, in their order."""
        return [
            (correction, passage)
            for correction, passage, _ in self._placed.of({action})
            if passage and self._has(passage.start)
        ]

    def _has(self, character: int) -> bool:
        at = bisect_right(self._starts, character) - 1
        return at >= 0 and character < self._starts[at] + len(self._rows[at])

    def _printed(self, passage: range) -> Text:
        """Return the characters of a passage as a text."""
        pieces = self._characters.pieces(passage)
        return set_text(self._page, [make_row(number, start, text, 0, self._paper) for number, start, text in pieces])


def _start(note: _Note) -> int:
    return note.passage.start


def _overlap(first: range, second: range) -> bool:
    return first.start < second.stop and second.start < first.stop


def _compact(text: str) -> str:
    return "".join(text.split())
