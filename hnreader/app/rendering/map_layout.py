"""Where the texts of a page stand: what its map is drawn from, in the units of the page's layout."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from hnreader.app.rendering.formatting import printable
from hnreader.model import TextRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.model import Article, Line, PageArticles, Span, Text
    from hnreader.page_layout import PageLayout, Placing

_LEADING: Final = 0.6
"""Of the size of its type, the white below a line of a body: the lines of a leg are drawn as a whole."""


class MapPart(StrEnum):
    """What a text of the page is to its map. Each is a component class `map--…` of the map's pane."""

    HEADLINE = "headline"
    TITLE = "title"
    """Text around the headline: column, kicker, subhead, byline."""
    BODY = "body"
    CAPTION = "caption"
    MASTHEAD = "masthead"
    FURNITURE = "furniture"


_PARTS: Final = {
    TextRole.COLUMN: MapPart.TITLE,
    TextRole.KICKER: MapPart.TITLE,
    TextRole.HEADLINE: MapPart.HEADLINE,
    TextRole.SUBHEAD: MapPart.TITLE,
    TextRole.BYLINE: MapPart.TITLE,
    TextRole.CAPTION: MapPart.CAPTION,
}
"""All other texts of a story are its body."""
_OTHERS: Final = {"masthead": MapPart.MASTHEAD}


class Box(NamedTuple):
    """A rectangle on the page, from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle: across, down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def around(boxes: Iterable[Box]) -> Box:
    """Return the rectangle around some, at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


class MapText(Struct, frozen=True):
    """A text of the page, and the boxes of its lines; of a body all paragraphs."""

    part: MapPart
    text: str
    boxes: tuple[Box, ...]


class MapItem(Struct, frozen=True):
    """A story as far as it is on the page; or, without an article, what belongs to none."""

    article: Article | None
    texts: tuple[MapText, ...]
    box: Box


class MapLayout(Struct, frozen=True):
    """A page of which it is known where its texts stand. No box leaves the page."""

    width: int
    height: int
    items: tuple[MapItem, ...]
    """The stories in reading order, then what belongs to none."""
    stories: int
    """How many of the items are stories."""


def map_layout(page: PageArticles) -> MapLayout | None:
    """Return where the texts of a page stand; None where its file does not say so."""
    layout = page.page.layout
    if layout is None:
        return None
    places = _Places(page.page.lines, layout)
    stories = [item for article in page.articles if (item := _story(places, article))]
    loose = [
        *((_OTHERS.get(each.what, MapPart.FURNITURE), each.text) for each in page.furniture),
        *((MapPart.BODY, each.text) for each in page.duplicates),
    ]
    others = (_item(None, [_text(places, part, [text])]) for part, text in loose)
    items = (*stories, *filter(None, others))
    return MapLayout(places.width, places.height, items, len(stories))


def _story(places: _Places, article: Article) -> MapItem | None:
    texts: list[MapText] = []
    body: list[Text] = []
    for role, text, _, _, _ in article.texts:
        if role in _PARTS:
            texts.append(_text(places, _PARTS[role], [text]))
        else:
            body.append(text)
    return _item(article, [*texts, _text(places, MapPart.BODY, body)])


def _text(places: _Places, part: MapPart, texts: Iterable[Text]) -> MapText:
    texts = list(texts)
    boxes = tuple(box for text in texts for box in places.of(text.spans, part))
    return MapText(part, "" if part is MapPart.BODY else printable("".join(text.text for text in texts)), boxes)


def _item(article: Article | None, texts: Iterable[MapText]) -> MapItem | None:
    placed = tuple(text for text in texts if text.boxes)
    return MapItem(article, placed, around(box for text in placed for box in text.boxes)) if placed else None


class _Places:
    """Finds the boxes of spans."""

    def __init__(self, lines: tuple[Line, ...], layout: PageLayout) -> None:
        self.width, self.height = max(1, layout.width), max(1, layout.height)
        self._lines = {
            line.number: (placing, len(line.text) + sum(len(removed) for _, removed in line.removed))
            for line, placing in zip(lines, layout.lines, strict=False)
            if placing is not None
        }

    def of(self, spans: Iterable[Span], part: MapPart) -> Iterator[Box]:
        """Yield a box for each line of a text: the share of its line that the text has, if that is not all."""
        found: defaultdict[int, list[Span]] = defaultdict(list)
        for span in spans:
            found[span.line].append(span)
        for number, on_line in found.items():
            placing, length = self._lines.get(number, (None, 0))
            if placing is not None and length:
                start, end = min(span.start for span in on_line), max(span.end for span in on_line)
                leading = _LEADING * placing.size if part is MapPart.BODY else 0.0
                yield self._box(placing, min(start / length, 1.0), min(end / length, 1.0), leading)

    def _box(self, placing: Placing, start: float, end: float, leading: float) -> Box:
        left, top, right, bottom = placing.left, placing.top, placing.right, placing.bottom
        across, down = right - left, bottom - top
        if across >= down:
            box = Box(left + start * across, top, left + end * across, bottom + leading)
        else:
            box = Box(left, top + start * down, right, top + end * down)
        return Box(
            min(max(0.0, box.left), self.width),
            min(max(0.0, box.top), self.height),
            min(max(0.0, box.right), self.width),
            min(max(0.0, box.bottom), self.height),
        )
