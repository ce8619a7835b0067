"""How one row of the article list is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hnreader.app.rendering.formatting import format_date, printable
from hnreader.app.rendering.highlighting import find_matches, highlighted
from hnreader.display_title import title
from hnreader.messages.counts import count_articles
from hnreader.messages.nearness import say_nearness
from hnreader.messages.page_labels import say_page, say_pages
from hnreader.messages.terms import KINDS
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.app.rendering.list_headings import ListHeading
    from hnreader.app.rendering.segments import Ranges
    from hnreader.messages import Translator
    from hnreader.model import Article, Story
    from hnreader.search import Result
    from hnreader.userdata.notebook import Bookmark

_SELECTED: Final = "▌"
_SELECTED_BLURRED: Final = "▏"  # told from the other one without colours, too
_READ: Final = "✓"
_BOOKMARKED: Final = "⚑"
_WIDTH_FOR_PAGE: Final = 50  # cells: in a narrower row of a result the excerpt takes the place of the page
_WIDTH_FOR_ONE_LINE: Final = 30  # cells: in a narrower row of one line only the title is drawn
_GUTTER: Final = 2  # cells before the title: selection and mark

PARTS: Final = ("issue", "page", "rule", "headline", "read", "untitled", "meta", "selected", "bar", "match")
"""The styles that are asked for: component classes `list--…` of the list."""


class ArticleMarks(Protocol):
    """The user's marks of articles that rows show."""

    def is_read(self, article_id: str, /) -> bool:
        """Tell whether the article was read."""

    def bookmarked(self, article_id: str, /) -> Bookmark | None:
        """Return the bookmark of the article."""


class ArticleRow(Struct, frozen=True):
    """What is drawn of an article."""

    article: Article
    story: Story
    result: Result | None
    """How a search found it; None where nothing is searched for."""
    selected: bool
    focused: bool
    """Whether the list has the focus."""
    dated: bool
    """No heading above the row shows the date."""
    one_line: bool
    """The row has one line, so that page and kind stand beside the title."""


class _Styles(NamedTuple):
    base: Style
    meta: Style
    hit: Style


class RowRenderer:
    """Draws headings and articles. `style` returns the style of a part, one of `PARTS`."""

    def __init__(self, tr: Translator, marks: ArticleMarks, style: Callable[[str], Style]) -> None:
        self._tr = tr
        self._marks = marks
        self._style = style

    def heading(self, head: ListHeading, line: int, width: int) -> Strip:
        """Draw a line of a heading: an issue's date or a page, and the number of its articles; below them a rule."""
        if line:
            return Strip([Segment("─" * (width // cells("─")), self._style("rule"))])
        style = self._style("page" if head.page else "issue")
        count = count_articles(self._tr, head.size)
        room = width - cells(count) - 2
        label = clip(self._label(head, room), room)
        gap = " " * max(1, width - cells(label) - cells(count) - 1)
        return Strip([Segment(label, style), Segment(gap, style), Segment(count + " ", self._style("meta"))])

    def _label(self, head: ListHeading, room: int) -> str:
        """Return what a heading says; where there is no room for it, an issue's date is without the weekday."""
        if head.page is None:
            label = format_date(self._tr, head.date, inferred=head.inferred)
            if cells(label) <= room:
                return label
            return format_date(self._tr, head.date, inferred=head.inferred, weekday=False)
        number = head.page.printed
        return "  " + (say_page(self._tr, number) if number is not None else printable(head.page.source))

    def article(self, row: ArticleRow, line: int, width: int, base: Style) -> Strip:
        """Draw a line of an article's row: its title, and beside or below it the details. `base` is the list's."""
        style = self._style("selected") if row.selected else base
        background = Style(bgcolor=style.bgcolor)
        styles = _Styles(style, self._style("meta") + background, self._style("match"))
        bookmark = self._marks.bookmarked(row.article.id)
        bar = self._style("bar") + background
        room = width - _GUTTER - 1
        if line:
            segments = self._details(row, bookmark, room, styles)
        elif row.one_line and room > _WIDTH_FOR_ONE_LINE:
            details = self._page_and_kind(row)
            segments = self._title(row, room - cells(details) - 2, styles)
            spare = room - sum(segment.cell_length for segment in segments) - cells(details)
            segments += [Segment(" " * spare, style), Segment(details, styles.meta)]
        else:
            segments = self._title(row, room, styles)
        mark = " " if line else _BOOKMARKED if bookmark else _READ if self._marks.is_read(row.article.id) else " "
        gutter = [
            Segment((_SELECTED if row.focused else _SELECTED_BLURRED) if row.selected else " ", bar),
            Segment(mark, bar if bookmark else styles.meta),
        ]
        return Strip([*gutter, *segments]).adjust_cell_length(width, style)

    def _title(self, row: ArticleRow, room: int, styles: _Styles) -> list[Segment]:
        text, printed = title(row.article)
        part = "untitled" if not printed else "read" if self._marks.is_read(row.article.id) else "headline"
        style = self._style(part) + Style(bgcolor=styles.base.bgcolor, bold=styles.base.bold)
        if not printed:
            room -= 4
        ranges = find_matches(text, row.result.words if row.result else ())
        segments = _clipped(text, room, ranges, style, styles.hit)
        return segments if printed else [Segment("〔", style), *segments, Segment("〕", style)]

    def _page_and_kind(self, row: ArticleRow) -> str:
        return f"{self._pages(row)} · {self._tr(KINDS[row.article.kind])}"

    def _pages(self, row: ArticleRow) -> str:
        return say_pages(self._tr, row.story)

    def _details(self, row: ArticleRow, bookmark: Bookmark | None, room: int, styles: _Styles) -> list[Segment]:
        """Draw the second line: page and kind with the note of a bookmark; of a result the date and an excerpt."""
        date = str(row.article.date or self._tr("date unknown"))
        if row.result is None:
            details = f"{date} {self._page_and_kind(row)}" if row.dated else self._page_and_kind(row)
            details = f"{details}  {printable(bookmark.note)}" if bookmark else details
            return [Segment(clip(details, room), styles.meta)]
        if room >= _WIDTH_FOR_PAGE:
            date += f" {self._pages(row)}"
        if nearness := say_nearness(self._tr, row.result):
            date += f" {nearness}"
        excerpt = row.result.best
        if not excerpt.hits:
            return [Segment(clip(f"{date}  {excerpt.text}", room), styles.meta)]
        room -= cells(date) + 2
        start = max(0, excerpt.hits[0][0] - max(0, room) // 8)  # a quarter of the room, in 汉字, precedes the match
        segments = _clipped(excerpt.text[start:], room, excerpt.hits, styles.meta, styles.hit, start)
        return [Segment(f"{date} {'…' if start else ' '}", styles.meta), *segments]


def _clipped(text: str, room: int, ranges: Ranges, style: Style, highlight: Style, start: int = 0) -> list[Segment]:
    """Highlight ranges of a text clipped to `room` cells; the ellipsis is not part of it and is not highlighted."""
    shown = clip(text, room)
    if shown == text:
        return highlighted(text, ranges, style, highlight, start=start)
    return [*highlighted(shown[:-1], ranges, style, highlight, start=start), Segment(shown[-1:], style)]
