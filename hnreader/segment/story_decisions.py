"""What people decided about one article: who made it, where it goes on, and what its misread characters are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from hnreader.corrections import Action
from hnreader.language.characters import HAN
from hnreader.model import CONTRIBUTOR_ROLES, Jump, People, Reading, Text
from hnreader.reading import clean
from hnreader.segment.rows import make_row
from hnreader.segment.texts import set_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.corrections import Correction
    from hnreader.model import Article, ArticleText, Page
    from hnreader.segment.draft import Row, Story
    from hnreader.segment.placed_corrections import PlacedCorrections

_SPACING: Final = re.compile(rf"(?<=[{HAN}])\s+|\s+(?=[{HAN}])")


class StoryDecisions:
    """The decisions whose passages begin in a story."""

    def __init__(self, page: Page, story: Story, corrections: PlacedCorrections) -> None:
        self._page, self._paper, self._characters = page, story.first.paper, corrections.page
        self._rows = sorted((row for block in story.parts() for row in block.rows), key=_place_of_row)
        self._placed = corrections

    def people(self, found: People) -> People:
        """Return the contributors, with those that people named in the place of what was found in the same words."""
        names = {role: list(found.by_role(role)) for role in CONTRIBUTOR_ROLES}
        for correction, passage in self._of(Action.NAMES):
            name = _SPACING.sub("", self._printed(passage).text)
            quoted = _compact(name)
            for role, those in names.items():
                names[role] = [each for each in those if _compact(each) not in quoted]
            if correction.role in names:
                names[correction.role] = sorted((*names[correction.role], name), key=self._place)
        return People(**{role: tuple(those) for role, those in names.items()})

    def jump(self, action: Action, printed: Jump | None) -> Jump | None:
        """Return the jump to another page, or from one: to the page that somebody says, whatever is printed."""
        jump = printed
        for correction, _ in self._of(action):
            jump = replace(jump or Jump(0, None, Text("")), page=correction.page_no, decided=True)
        return jump

    def readings(self, article: Article) -> tuple[Reading, ...]:
        """Return what misread characters of the article are; of two notes about one character the later.

        What is no part of a single text of it, is none.
        """
        notes: dict[range, str] = {}
        for correction, passage in self._of(Action.READS):
            notes = {other: meant for other, meant in notes.items() if not _overlap(other, passage)}
            notes[passage] = " ".join(clean(correction.text).split())
        placed = sorted(notes.items(), key=lambda note: note[0].start)
        made = (self._reading(text, *note) for text in article.texts for note in placed if note[1])
        return tuple(filter(None, made))

    def _reading(self, text: ArticleText, passage: range, meant: str) -> Reading | None:
        """Return what a passage of a text means; None where it is not of that text."""
        before = 0
        for run in self._characters.runs(text.text.spans):
            if run.start <= passage.start and passage.stop <= run.stop:
                columns = [column for column, char in enumerate(text.text.text) if not char.isspace()]
                first = before + passage.start - run.start
                start, end = columns[first], columns[first + len(passage) - 1] + 1
                return Reading(text.role, text.number, start, end, self._printed(passage).spans, meant)
            before += len(run)
        return None

    def _of(self, action: Action) -> Iterator[tuple[Correction, range]]:
        for correction, passage, _ in self._placed.of({action}):
            if passage and any(passage.start in each for each in map(self._range, self._rows)):
                yield correction, passage

    def _range(self, row: Row) -> range:
        start = self._characters.place(row.number, row.start)
        return range(start, start + len(row.compact))

    def _printed(self, passage: range) -> Text:
        """Return the characters of a passage as a text."""
        pieces = self._characters.pieces(passage)
        return set_text(self._page, [make_row(number, start, text, 0, self._paper) for number, start, text in pieces])

    def _place(self, name: str) -> int:
        """Return where a name stands in the story, in the order of the file; behind all else where it does not."""
        text = "".join(row.compact for row in self._rows)
        at = text.find(_compact(name))
        return at if at >= 0 else len(text)


def _place_of_row(row: Row) -> tuple[int, int]:
    return row.number, row.start


def _overlap(first: range, second: range) -> bool:
    return first.start < second.stop and second.start < first.stop


def _compact(text: str) -> str:
    return "".join(text.split())
