"""What stands beside the map of a page: the titles of the selected story, its first lines, and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.app.rendering.formatting import DOT, printable
from hnreader.app.rendering.map_drawing import OPEN, lines_within
from hnreader.app.rendering.styled_text import clip_line
from hnreader.archive.effective_evidence import DOUBTFUL
from hnreader.display_title import title
from hnreader.messages.counts import characters_in, count_characters
from hnreader.messages.terms import KINDS
from hnreader.model import HEAD_ROLES, TextRole
from hnreader.reasons import Reason
from hnreader.typesetting import cells, clip, set_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator
    from hnreader.model import Article

_SHORT: Final = 5  # lines: in fewer, title and particulars have one each
_MOST: Final = {TextRole.HEADLINE: 4, TextRole.SUBHEAD: 3}
"""Lines of a title; of others two."""
_INDENT: Final = 4  # cells: two 汉字
_MORE: Final = "…"


class PanelStory(Struct, frozen=True):
    """A story of a page."""

    article: Article
    number: int
    """From 1, in reading order."""
    total: int
    """The number of stories on the page."""
    opened: bool = False
    """It is open in the reader."""
    comes_from: int | None = None
    """The page on which it begins, or that before it."""
    goes_on: int | None = None
    """The page on which it goes on."""


def panel_lines(tr: Translator, story: PanelStory, width: int, height: int) -> list[StyledLine]:
    """Return the lines of the panel: at most `height`, each at most `width` cells, two or more."""
    if height < _SHORT:
        text, printed = title(story.article)
        lead = f"{OPEN} " if story.opened else ""
        lines: list[StyledLine] = [
            [(clip(lead + printable(text if printed else f"〔{text}〕"), width), "headline")],
            [(clip(DOT.join(text for text, _ in _particulars(tr, story)), width), "note")],
        ]
    else:
        head = list(_head(tr, story.article, width))
        foot = list(_foot(tr, story, width))
        room = height - len(head) - len(foot) - 2
        lines = [*head, [], *_body(story.article, width, max(0, room)), [], *foot]
        if room < 0:
            lines = [*head[: height - len(foot)], *foot]
    return [clip_line(line, width) for line in lines[:height]]


def _head(tr: Translator, article: Article, width: int) -> Iterator[StyledLine]:
    for role in HEAD_ROLES:
        text = getattr(article, role)
        if text is not None and text.text.strip():
            for line in lines_within(printable(text.text), width, _MOST.get(role, 2)):
                yield [(line, role)]
        elif role is TextRole.HEADLINE:
            yield [(tr("(no headline)"), "note")]


def _body(article: Article, width: int, rows: int) -> list[StyledLine]:
    """Return the first lines of the body; where it has none, of the captions."""
    paragraphs = [(each.text.text, "heading" if each.heading else "body") for each in article.paragraphs]
    lines: list[StyledLine] = []
    for text, style in paragraphs or [(each.text, "body") for each in article.captions]:
        shown = printable(text)
        for line in set_lines(shown, width, _INDENT):
            if len(lines) == rows:
                return [*lines[:-1], _cut(lines[-1], width)] if lines else lines
            lines.append([(" " * line.indent, ""), (shown[line.start : line.end], style)])
    return lines


def _cut(line: StyledLine, width: int) -> StyledLine:
    """Return a line that ends with …, behind which there is more."""
    room = width - cells(_MORE)
    while line and cells("".join(text for text, _ in line)) > room:
        text, style = line[-1]
        line = [*line[:-1], (text[:-1], style)] if text[:-1] else line[:-1]
    return [*line, (_MORE, "body")]


def _foot(tr: Translator, story: PanelStory, width: int) -> Iterator[StyledLine]:
    """Yield the particulars, in as many lines as they need."""
    line: StyledLine = []
    for text, style in _particulars(tr, story):
        if line and cells("".join(each for each, _ in line) + DOT + text) > width:
            yield line
            line = []
        line += [(DOT, "note"), (text, style)] if line else [(text, style)]
    yield line


def _particulars(tr: Translator, story: PanelStory) -> Iterator[tuple[str, str]]:
    article = story.article
    if story.opened:
        yield f"{OPEN} " + tr("open in the reader"), "mark"
    yield tr("story {number} of {total}", number=story.number, total=story.total), "note"
    yield tr(KINDS[article.kind]), "note"
    yield count_characters(tr, characters_in(article.texts)), "note"
    confidence = next((each.confidence for each in article.evidence if each.message.reason is Reason.TEXT), None)
    if confidence is not None:
        shown = tr("confidence {confidence:.0%}", confidence=confidence)
        yield (f"? {shown}", "doubt") if confidence < DOUBTFUL else (shown, "note")
    if story.comes_from is not None:
        yield tr("continued from page {page}", page=story.comes_from), "turn"
    if story.goes_on is not None:
        yield tr("continues on page {page}", page=story.goes_on), "turn"
