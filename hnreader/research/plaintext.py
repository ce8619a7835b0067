"""Stories as plain text set for reading, in lines of at most 76 cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.model import HEAD_ROLES, TextRole
from hnreader.papers import known_papers
from hnreader.research.story import running_texts
from hnreader.typesetting import set_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.model import Story
    from hnreader.research.story import RunningText

MEASURE: Final = 76
_WIDEST: Final = 2  # cells of “ ” … ①: so no line is too long, whichever way the reader's font has them
_EMS: Final = 4  # cells: the indent of a paragraph
_RULE: Final = "─" * (MEASURE // _WIDEST)
_SET_APART: Final = frozenset({TextRole.HEADING, TextRole.CAPTION})


def set_text(story: Story) -> str:
    """Return a story set in lines: its head; newspaper, date, pages and ids; the text; the captions; a rule below.

    An inferred date stands in brackets, as in a citation (GB/T 7714—2015, §8.4.3).
    """
    lines: list[str] = []
    texts = running_texts(story)
    head = [text for text in texts if text.role in HEAD_ROLES]
    for text in head:
        lines += _set(text)
    lines += [*_set_line(_reference_line(story)), ""]
    before = None
    for text in texts[len(head) :]:
        if before and not _SET_APART.isdisjoint((text.role, before.role)):
            lines.append("")
        lines += _set(text)
        before = text
    return "\n".join([*lines, "", _RULE, "", ""])


def _reference_line(story: Story) -> str:
    """Return the newspaper's name where it is known, date, page numbers and ids of a story."""
    paper = known_papers().name(story.paper) if story.paper else ""
    day = story.first.date.isoformat() if story.first.date else ""
    date = f"[{day}]" if day and story.date_inferred else day
    pages = f"({', '.join(str(page.number) for page in story.pages)})" if story.pages else ""
    return "  ".join(filter(None, (paper, date + pages, *(part.id for part in story.parts))))


def _set(text: RunningText) -> Iterator[str]:
    return _set_line(text.text, _EMS if text.role is TextRole.PARAGRAPH else 0)


def _set_line(text: str, indent: int = 0) -> Iterator[str]:
    for line in set_lines(text, MEASURE, indent, ambiguous=_WIDEST):
        yield " " * line.indent + text[line.start : line.end]
