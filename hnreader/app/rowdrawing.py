"""How one row of the list looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hnreader.app.lighting import Ranges, find_hits, lit
from hnreader.app.words import printable, say_date
from hnreader.messages.folios import say_page, say_pages
from hnreader.messages.nearness import say_nearness
from hnreader.titling import title
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from hnreader.app.articles import ArticleList
    from hnreader.app.rows import Head
    from hnreader.messages import Voice
    from hnreader.model import Article
    from hnreader.notebook import Bookmark
    from hnreader.search import Result

_BAR: Final = "▌"
_NO_BAR: Final = " "
_READ: Final = "✓"
_MARKED: Final = "⚑"
_ROOM_FOR_PAGE: Final = 50  # cells: with less, a result's line is kept for the passage


class Shelfmarks(Protocol):
    """What the reader remembers of articles, as far as rows show it."""

    def is_read(self, name: str, /) -> bool:
        """Tell whether the article with an id was read."""

    def bookmarked(self, name: str, /) -> Bookmark | None:
        """Return the bookmark of the article with an id."""


class RowDrawing:
    """Draws the rows of the list."""

    def __init__(self, voice: Voice, marks: Shelfmarks) -> None:
        self._voice = voice
        self._marks = marks

    def head(self, pane: ArticleList, head: Head, part: int, width: int) -> Strip:
        """Draw the head of an issue, its day and the number of its articles over a rule, or that of a page."""
        said = self._said(head)
        if part:
            return Strip([Segment("─" * (width // cells("─")), pane.get_component_rich_style("list--rule"))])
        style = pane.get_component_rich_style("list--page" if head.page else "list--issue")
        count = self._voice("screen.head_count", head.size)
        said = clip(said, width - cells(count) - 2)
        gap = " " * max(1, width - cells(said) - cells(count) - 1)
        meta = pane.get_component_rich_style("list--meta")
        return Strip([Segment(said, style), Segment(gap, style), Segment(count + " ", meta)])

    def _said(self, head: Head) -> str:
        if head.page is None:
            inferred = all(page.dating.inferred for page in head.issue.pages)
            return say_date(self._voice, head.issue.date, inferred=inferred)
        number = head.page.dating.page_no
        return "  " + (say_page(self._voice, number) if number is not None else printable(head.page.page.source))

    def article(self, pane: ArticleList, position: int, part: int, width: int) -> Strip:
        """Draw a line of an article's row: its title, and below or beside it where it stands."""
        article = pane.rows.articles[position]
        found = pane.rows.results[position] if pane.rows.results else None
        chosen = position == pane.position
        ground = pane.get_component_rich_style("list--selected") if chosen else pane.ground
        bar = pane.get_component_rich_style("list--bar") + Style(bgcolor=ground.bgcolor)
        meta = pane.get_component_rich_style("list--meta") + Style(bgcolor=ground.bgcolor)
        mark = self._marks.bookmarked(article.id)
        room = width - 3
        if part:
            segments = self._below(pane, article, found, mark, room, meta)
        elif pane.height_of_row == 1 and room > 30:
            where = self._where(pane, article)
            segments = self._title(pane, article, found, room - cells(where) - 2, ground)
            spare = room - sum(segment.cell_length for segment in segments) - cells(where)
            segments += [Segment(" " * spare, ground), Segment(where, meta)]
        else:
            segments = self._title(pane, article, found, room, ground)
        sign = " " if part else _MARKED if mark else _READ if self._marks.is_read(article.id) else " "
        return Strip(
            [Segment(_BAR if chosen else _NO_BAR, bar), Segment(sign, bar if mark else meta), *segments]
        ).adjust_cell_length(width, ground)

    def _title(
        self, pane: ArticleList, article: Article, found: Result | None, room: int, ground: Style
    ) -> list[Segment]:
        text, printed = title(article)
        part = "untitled" if not printed else "read" if self._marks.is_read(article.id) else "headline"
        style = pane.get_component_rich_style(f"list--{part}") + Style(bgcolor=ground.bgcolor, bold=ground.bold)
        light = pane.get_component_rich_style("list--hit")
        if not printed:
            room -= 4
        segments = _lit_clipped(text, room, find_hits(text, found.words if found else ()), (style, light))
        return segments if printed else [Segment("〔", style), *segments, Segment("〕", style)]

    def _where(self, pane: ArticleList, article: Article) -> str:
        return f"{self._pages(pane, article)} · {self._voice(f'kind.{article.kind}')}"

    def _pages(self, pane: ArticleList, article: Article) -> str:
        return say_pages(self._voice, article, pane.rows.chain(article))

    def _below(
        self,
        pane: ArticleList,
        article: Article,
        found: Result | None,
        mark: Bookmark | None,
        room: int,
        style: Style,
    ) -> list[Segment]:
        """Draw the second line: page and kind, or the note of a bookmark; for a result its day and the passage."""
        if found is None:
            where = self._where(pane, article)
            if not pane.rows.heads:
                where = f"{article.date or self._voice('date.unknown')} {where}"
            return [Segment(clip(f"{where}  {printable(mark.note)}" if mark else where, room), style)]
        lead = f"{article.date or self._voice('date.unknown')}"
        if room >= _ROOM_FOR_PAGE:
            lead += f" {self._pages(pane, article)}"
        if said := say_nearness(self._voice, found):
            lead += f" {said}"
        shown = found.best
        if not shown.hits:
            return [Segment(clip(f"{lead}  {shown.text}", room), style)]
        room -= cells(lead) + 2
        start = max(0, shown.hits[0][0] - max(0, room) // 8)  # a quarter of the room, in 汉字, leads to the hit
        light = pane.get_component_rich_style("list--hit")
        passage = _lit_clipped(shown.text[start:], room, shown.hits, (style, light), start)
        return [Segment(f"{lead} {'…' if start else ' '}", style), *passage]


def _lit_clipped(text: str, room: int, ranges: Ranges, styles: tuple[Style, Style], start: int = 0) -> list[Segment]:
    """Light a text clipped to `room` cells; the ellipsis is not part of it and is not lit."""
    shown = clip(text, room)
    if shown == text:
        return lit(text, ranges, *styles, start=start)
    return [*lit(shown[:-1], ranges, *styles, start=start), Segment(shown[-1:], styles[0])]
