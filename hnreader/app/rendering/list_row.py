"""How one row of the article list is drawn."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Protocol
from zlib import crc32

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hnreader.app.rendering.formatting import DOT, format_date, printable
from hnreader.app.rendering.highlighting import find_matches, highlighted
from hnreader.app.rendering.text_motions import sentences
from hnreader.display_title import title
from hnreader.messages.counts import characters_in, count_articles
from hnreader.messages.nearness import say_nearness
from hnreader.messages.page_labels import say_page, say_pages
from hnreader.messages.terms import KINDS
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hnreader.app.rendering.list_sections import ListHeading
    from hnreader.app.rendering.segments import Ranges
    from hnreader.messages import Translator
    from hnreader.model import Article, Story
    from hnreader.search import Result
    from hnreader.userdata.notebook import Bookmark
    from hnreader.userdata.settings import Density

_SELECTED: Final = "▌"
_SELECTED_BLURRED: Final = "▏"  # told from the other one without colours, too
_READ: Final = "✓"
_BOOKMARKED: Final = "⚑"
_FOLDED: Final = "▸"
_OPEN: Final = "▾"
_WIDTH_FOR_PAGE: Final = 50  # cells: in a narrower row of a result the excerpt takes the place of the page
_WIDTH_FOR_ONE_LINE: Final = 30  # cells: in a narrower row of one line only the title is drawn
_SHARE_OF_TAGS: Final = 3  # tags take a third of a row at most
_GUTTER: Final = 2  # cells before the title: selection and mark

_TAG_PARTS: Final = ("tag-a", "tag-b", "tag-c")
PARTS: Final = (*"issue page rule headline read untitled meta selected bar match".split(), *_TAG_PARTS)
"""The styles that are asked for: component classes `list--…` of the list."""
_TITLES: Final = ("headline", "read", "untitled")


class ArticleMarks(Protocol):
    """The user's marks of articles that rows show."""

    def is_read(self, article_id: str, /) -> bool:
        """Tell whether the article was read."""

    def bookmarked(self, article_id: str, /) -> Bookmark | None:
        """Return the bookmark of the article."""

    def tags_of(self, article_id: str, /) -> tuple[str, ...]:
        """Return the tags of the article."""


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
    """No heading above the row shows date and page."""
    one_line: bool
    """The row has one line, so that what has to be said stands beside the title."""


class HeadingRow(Struct, frozen=True):
    """What is drawn of a heading."""

    head: ListHeading
    unread: int
    """The number of articles below it that were not read."""
    selected: bool
    focused: bool
    """Whether the list has the focus."""


class _Styles:
    """The styles of the parts of a row on its ground. Each is worked out once: a screen asks for some three hundred."""

    def __init__(self, style: Callable[[str], Style], ground: Style) -> None:
        self._style = style
        self.ground: Final = ground
        self._made: dict[str, Style] = {}

    def __getitem__(self, part: str) -> Style:
        made = self._made.get(part)
        if made is None:
            bold = self.ground.bold if part in _TITLES else None
            made = self._made[part] = self._style(part) + Style(bgcolor=self.ground.bgcolor, bold=bold)
        return made

    @cached_property
    def match(self) -> Style:
        """The style of a match, which has its own ground."""
        return self._style("match")


def tag_part(tag: str) -> str:
    """Return the part in whose style a tag is drawn."""
    return _TAG_PARTS[crc32(tag.encode()) % len(_TAG_PARTS)]


class RowRenderer:
    """Draws headings and articles. `style` returns the style of a part, one of `PARTS`, or of the list ("")."""

    density: Density = "normal"
    """How much is drawn."""

    def __init__(self, tr: Translator, marks: ArticleMarks, style: Callable[[str], Style]) -> None:
        self._tr = tr
        self._marks = marks
        self._style = style
        self._styles: dict[bool, _Styles] = {}

    def forget_styles(self) -> None:
        """Ask for the styles anew: they are others now."""
        self._styles.clear()

    def _styles_of(self, selected: bool) -> _Styles:
        if selected not in self._styles:
            self._styles[selected] = _Styles(self._style, self._style("selected" if selected else ""))
        return self._styles[selected]

    def count_unread(self, ids: Iterable[str]) -> int:
        """Return how many articles were not read."""
        return sum(not self._marks.is_read(name) for name in ids)

    def heading(self, row: HeadingRow, line: int, width: int) -> Strip:
        """Draw a line of a heading: what it heads, and the number of its articles; below or between them a rule."""
        head, styles = row.head, self._styles_of(row.selected)
        if line:
            return Strip([Segment("─" * (width // cells("─")), styles["rule"])])
        below = head.page is not None and not head.alone
        count = self._count(row)
        indent = "  " if below else " "
        room = width - len(indent) - cells(count) - 6  # the others are the bar, the mark, and blanks
        label = clip(self._label(head, room), max(0, room))
        left = [
            _bar(row, styles),
            Segment(f"{indent}{_FOLDED if head.folded else _OPEN} ", styles["meta"]),
            Segment(f"{label} ", styles["page" if below else "issue"]),
        ]
        gap = max(0, width - sum(segment.cell_length for segment in left) - cells(count) - 2)
        drawn = "─" * (gap // cells("─")) if self.density == "normal" else ""
        rule = Segment(drawn + " " * (gap - cells(drawn)), styles["rule"])
        return Strip([*left, rule, Segment(f" {count} ", styles["meta"])])

    def _count(self, row: HeadingRow) -> str:
        """Say how many articles are below a heading, and how many of them are unread, where some were read.

        It is short, so that it leaves room for the date in a list a third of the screen wide.
        """
        if row.unread == row.head.size:
            return count_articles(self._tr, row.head.size)
        return self._tr("{unread:,} of {count:,} unread", unread=row.unread, count=row.head.size)

    def _label(self, head: ListHeading, room: int) -> str:
        """Return what a heading says; where there is no room for it, an issue's date is without the weekday."""
        tr, page = self._tr, head.page
        if head.column is not None:
            return printable(head.column) or tr("No column")
        if page is not None and not head.alone:
            return say_page(tr, page.printed) if page.printed is not None else printable(page.source)
        number = DOT + say_page(tr, page.printed) if page is not None and page.printed is not None else ""
        label = format_date(tr, head.date, inferred=head.inferred) + number
        if cells(label) <= room:
            return label
        return format_date(tr, head.date, inferred=head.inferred, weekday=False) + number

    def article(self, row: ArticleRow, line: int, width: int) -> Strip:
        """Draw a line of an article's row: its title, and beside or below it the details."""
        styles = self._styles_of(row.selected)
        bookmark = self._marks.bookmarked(row.article.id)
        room = width - _GUTTER - 1
        if line:
            segments = self._second_line(row, bookmark, room, styles)
        else:
            tags = self._tags(self._marks.tags_of(row.article.id), room // _SHARE_OF_TAGS, styles)
            room -= sum(tag.cell_length for tag in tags)
            details = self._beside(row, room)
            segments = self._title(row, room - cells(details) - 2 if details else room, styles)
            spare = room - sum(segment.cell_length for segment in segments) - cells(details)
            segments += [Segment(" " * spare, styles.ground)] if details or tags else []
            segments += [Segment(details, styles["meta"]), *tags]
        mark = " " if line else _BOOKMARKED if bookmark else _READ if self._marks.is_read(row.article.id) else " "
        gutter = [_bar(row, styles), Segment(mark, styles["bar" if bookmark else "meta"])]
        return Strip([*gutter, *segments]).adjust_cell_length(width, styles.ground)

    def _tags(self, tags: Sequence[str], room: int, styles: _Styles) -> list[Segment]:
        """Draw the tags that there is room for, each in the same colour everywhere."""
        segments = [Segment(f"  #{tag}", styles[tag_part(tag)]) for tag in tags]
        ends = accumulate(segment.cell_length for segment in segments)
        return [segment for segment, end in zip(segments, ends, strict=True) if end <= room]

    def _beside(self, row: ArticleRow, room: int) -> str:
        """Return what stands beside the title: what has to, or kind and length where they leave the title whole."""
        if row.result is not None or (row.dated and not row.one_line):
            return ""
        if row.dated:
            return self._date_and_page(row) if room > _WIDTH_FOR_ONE_LINE else ""
        if self.density == "compact":
            return ""
        tr, story = self._tr, row.story
        length = tr("{count:,} char.", count=characters_in(story.texts))
        parts = [tr(KINDS[row.article.kind]), length]
        parts = [self._pages(row), *parts] if len(story.pages) > 1 else parts
        details = DOT.join(parts)
        return details if cells(title(row.article)[0]) + cells(details) + 6 <= room else ""

    def _title(self, row: ArticleRow, room: int, styles: _Styles) -> list[Segment]:
        text, printed = title(row.article)
        part = "untitled" if not printed else "read" if self._marks.is_read(row.article.id) else "headline"
        style = styles[part]
        if not printed:
            room -= 4
        ranges = find_matches(text, row.result.words if row.result else (), body=False)
        segments = _clipped(text, room, ranges, style, styles.match)
        return segments if printed else [Segment("〔", style), *segments, Segment("〕", style)]

    def _date_and_page(self, row: ArticleRow) -> str:
        date = str(row.article.date or self._tr("date unknown"))
        return f"{date} {self._pages(row)}"

    def _pages(self, row: ArticleRow) -> str:
        return say_pages(self._tr, row.story)

    def _second_line(self, row: ArticleRow, bookmark: Bookmark | None, room: int, styles: _Styles) -> list[Segment]:
        """Draw what no heading says: date and page, a note, or the first sentence; of a result date and excerpt."""
        if row.result is not None:
            return self._excerpt(row, row.result, room, styles)
        note = printable(bookmark.note) if bookmark else ""
        if row.dated:
            details = DOT.join((self._date_and_page(row), self._tr(KINDS[row.article.kind]))) + f"  {note}"
        else:
            details = note or _first_sentence(row.article)
        return [Segment(clip(details, room), styles["meta"])]

    def _excerpt(self, row: ArticleRow, result: Result, room: int, styles: _Styles) -> list[Segment]:
        date = str(row.article.date or self._tr("date unknown"))
        if room >= _WIDTH_FOR_PAGE:
            date += f" {self._pages(row)}"
        if nearness := say_nearness(self._tr, result):
            date += f" {nearness}"
        excerpt = result.best
        if not excerpt.hits:
            return [Segment(clip(f"{date}  {excerpt.text}", room), styles["meta"])]
        room -= cells(date) + 2
        start = max(0, excerpt.hits[0][0] - max(0, room) // 8)  # a quarter of the room, in 汉字, precedes the match
        segments = _clipped(excerpt.text[start:], room, excerpt.hits, styles["meta"], styles.match, start)
        return [Segment(f"{date} {'…' if start else ' '}", styles["meta"]), *segments]


def _bar(row: ArticleRow | HeadingRow, styles: _Styles) -> Segment:
    return Segment((_SELECTED if row.focused else _SELECTED_BLURRED) if row.selected else " ", styles["bar"])


def _first_sentence(article: Article) -> str:
    text = next((text.text.text for text in article.paragraphs if not text.heading), "").strip()
    return printable(text[slice(*next(iter(sentences(text)), (0, 0)))])


def _clipped(text: str, room: int, ranges: Ranges, style: Style, highlight: Style, start: int = 0) -> list[Segment]:
    """Highlight ranges of a text clipped to `room` cells; the ellipsis is not part of it and is not highlighted."""
    shown = clip(text, room)
    if shown == text:
        return highlighted(text, ranges, style, highlight, start=start)
    return [*highlighted(shown[:-1], ranges, style, highlight, start=start), Segment(shown[-1:], style)]
