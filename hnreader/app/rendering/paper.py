"""An issue as it was printed: its pages with their sections, the articles of each in order, and which one leads it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.app.rendering.formatting import printable
from hnreader.app.rendering.issue_map import IssuePages
from hnreader.messages.counts import characters_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hnreader.archive import View
    from hnreader.messages import Translator
    from hnreader.model import Article, PageArticles, Text
    from hnreader.page_layout import Placing

_KEPT: Final = 128  # pages whose order is kept
_BAND: Final = 40
"""Heads whose tops differ by less than this part of the page's height stand beside each other."""
_LABEL: Final = "page label"  # among furniture
_NO_SECTION: Final = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|星期.|[一-鿿]{2,6}[日晚早]报|第?[A-Z]?[\d０-９一二三四五六七八九十]{1,3}版|版次"
)
"""What else stands in a page's label: the day, the newspaper, the number."""
_SECTION: Final = re.compile(r"[一-鿿]{2,8}")


class PrintedPage(Struct, frozen=True):
    """A page as it is read."""

    articles: tuple[Article, ...]
    """In the order of print."""
    lead: Article | None
    """The story that leads the page."""
    section: str
    """The name of the section that stands beside the page's number; empty where none does."""


class Paper(IssuePages):
    """The pages of an issue, of which only those that are looked at are read."""

    def __init__(self, view: View, issue: int) -> None:
        super().__init__(view, issue)
        self.summary: Final = view.summaries[issue]
        self.printed: Final = lru_cache(_KEPT)(lambda number: print_of(self.page(number)))
        """A page in the order of print, by its number from 0."""

    def name(self, tr: Translator, number: int) -> str:
        """Return what a page is called, and its section where that is printed."""
        return f"{self.label(tr, number)} {self.printed(number).section}".rstrip()

    def begun(self, number: int) -> list[str]:
        """Return the ids of the stories that begin on a page."""
        outlined = self._view.open(self._issue).pages[number]
        later = {*outlined.later}
        return [name for place, name in enumerate(outlined.ids) if place not in later]


def print_of(page: PageArticles) -> PrintedPage:
    """Return a page as it is read."""
    placings = _placings(page)
    articles = _in_order(page, placings)
    return PrintedPage(articles, _lead(articles, placings), section_of(page))


def _placings(page: PageArticles) -> Mapping[int, Placing]:
    """Return where the lines of a page stand, by their numbers; nothing where its file does not say so."""
    layout = page.page.layout
    placed = zip(page.page.lines, layout.lines if layout else (), strict=False)
    return {line.number: placing for line, placing in placed if placing is not None}


def _in_order(page: PageArticles, placings: Mapping[int, Placing]) -> tuple[Article, ...]:
    """Return the articles from the top of the page down, those beside each other from the left.

    Without places they come as in the file; one without a place stays behind that before it.
    """
    if page.page.layout is None:
        return page.articles
    heads: list[tuple[int, int, int]] = []
    top = left = 0
    for number, article in enumerate(page.articles):
        top, left = next(((each.top, each.left) for each in _lines_of(article, placings)), (top, left))
        heads.append((top, left, number))
    heads.sort()
    band, bands = heads[0][0] if heads else 0, list[tuple[int, int, int]]()
    for top, left, number in heads:
        if top - band > page.page.layout.height / _BAND:
            band = top
        bands.append((band, left, number))
    return tuple(page.articles[number] for _, _, number in sorted(bands))


def _lines_of(article: Article, placings: Mapping[int, Placing]) -> Iterator[Placing]:
    """Yield where the lines of an article stand, those of its headline first."""
    texts = [text.text for text in article.texts]
    for text in [article.headline, *texts] if article.headline is not None else texts:
        yield from _lines(text, placings)


def _lines(text: Text | None, placings: Mapping[int, Placing]) -> Iterator[Placing]:
    return (placings[span.line] for span in (text.spans if text else ()) if span.line in placings)


def _lead(articles: Sequence[Article], placings: Mapping[int, Placing]) -> Article | None:
    """Return the story that leads a page (头条): the one with the largest type in its headline, of several the upper.

    Without sizes it is the one with the fullest head, for a leading story has 肩题 and 副题 before others have; of
    those the longest.
    """
    titled = [article for article in articles if article.headline is not None]
    sizes = [max((each.size for each in _lines(article.headline, placings)), default=0) for article in titled]
    if len(articles) < 2 or not titled:
        return None
    if any(sizes):
        return titled[sizes.index(max(sizes))]
    return max(titled, key=lambda article: (bool(article.kicker) + bool(article.subhead), characters_in(article.texts)))


def section_of(page: PageArticles) -> str:
    """Return the name of a page's section as its label has it (第3版 · 要闻); empty where it has none."""
    labels = ("".join(each.text.text.split()) for each in page.furniture if each.what == _LABEL)
    names = (_SECTION.search(_NO_SECTION.sub(" ", printable(label))) for label in labels)
    return next((name.group() for name in names if name is not None), "")
