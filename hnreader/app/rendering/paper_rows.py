"""The rows of an issue as a paper: its pages, and the headlines of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.app.rendering.formatting import DOT, printable
from hnreader.app.rendering.styled_text import clip_line
from hnreader.display_title import title
from hnreader.messages.counts import characters_in, count_articles, count_characters
from hnreader.messages.terms import KINDS
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.app.rendering.paper import Paper
    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator
    from hnreader.model import Article

_READ: Final = "✓"
_INDENT: Final = "  "
_ROW_HEIGHTS: Final = (4, 3, 2)
"""Lines of a headline: with the first words of its text and a blank line below, with a blank line, with neither."""


def headline_height(count: int, room: int) -> int:
    """Return how many lines each of `count` headlines takes in `room` lines: the most in which all are in sight."""
    return next((height for height in _ROW_HEIGHTS if count * height <= room), _ROW_HEIGHTS[-1])


def page_height(count: int, room: int) -> int:
    """Return how many lines each of `count` pages takes: its lead stands below it where all are in sight."""
    return 2 if count * 2 <= room else 1


class PaperRows:
    """Draws them. `is_read` tells of an article's id whether it was read."""

    def __init__(self, tr: Translator, paper: Paper, is_read: Callable[[str], bool]) -> None:
        self._tr = tr
        self._paper = paper
        self._is_read = is_read

    def page(self, number: int, part: int, width: int) -> StyledLine:
        """Return a line of a page's row: what it is called, its articles and how many were read; or its lead."""
        printed = self._paper.printed(number)
        if part:
            lead = printed.lead or next(iter(printed.articles), None)
            return [(clip(_INDENT + self._title(lead), width) if lead is not None else "", "meta")]
        counts = count_articles(self._tr, len(printed.articles)) + self._share(number)
        name = clip(self._paper.name(self._tr, number), width - cells(counts) - 1)
        gap = " " * (width - cells(name) - cells(counts))
        return clip_line([(name, "name"), (gap, ""), (counts, "meta")], width)

    def _share(self, number: int) -> str:
        """Return how many of the stories that begin on a page were read, in five cells."""
        begun = self._paper.begun(number)
        read = sum(map(self._is_read, begun))
        return f"{read / len(begun):>5.0%}" if read else " " * 5

    def headline(self, number: int, position: int, part: int, width: int) -> StyledLine:
        """Return a line of an article's row on a page: its headline, what it is, how it begins, or a blank one."""
        printed = self._paper.printed(number)
        article = printed.articles[position]
        if part == 0:
            return self._head(article, article is printed.lead, width)
        if part == 1:
            return self._details(article, article is printed.lead, width)
        return [(clip(_INDENT + _beginning(article), width), "meta")] if part == 2 else []

    def _head(self, article: Article, leads: bool, width: int) -> StyledLine:
        """Return mark, kicker and headline; a kicker for which there is no room stands among the details."""
        mark = f"{_READ} " if self._is_read(article.id) else _INDENT
        kicker = _kicker(article) if self._kicker_fits(article, width) else ""
        return clip_line([(mark + kicker, "meta"), (self._title(article), "strong" if leads else "name")], width)

    def _kicker_fits(self, article: Article, width: int) -> bool:
        return cells(_INDENT + _kicker(article) + self._title(article)) <= width

    def _title(self, article: Article) -> str:
        text, printed = title(article)
        return printable(text) if printed else f"〔{printable(text)}〕"

    def _details(self, article: Article, leads: bool, width: int) -> StyledLine:
        tr = self._tr
        facts = [tr(KINDS[article.kind]), count_characters(tr, characters_in(article.texts))]
        if article.jump_from is not None:
            facts.append(tr("continued from page {page}", page=article.jump_from.page))
        if article.jump_to is not None:
            facts.append(tr("continues on page {page}", page=article.jump_to.page))
        titles = "" if self._kicker_fits(article, width) else _kicker(article)
        titles += printable(article.subhead.text) if article.subhead is not None else ""
        line: StyledLine = [(_INDENT, ""), *([(tr("lead story"), "strong"), (DOT, "meta")] if leads else [])]
        return clip_line([*line, (DOT.join(facts), "meta"), (_INDENT + titles, "meta")], width)


def _kicker(article: Article) -> str:
    """Return what stands before a headline, and the blank between them."""
    return printable(article.kicker.text) + _INDENT if article.kicker is not None else ""


def _beginning(article: Article) -> str:
    """Return the first words of an article's body, or of its captions."""
    texts = (*(each.text for each in article.paragraphs if not each.heading), *article.captions)
    return next((printable(text.text.strip()) for text in texts), "")
