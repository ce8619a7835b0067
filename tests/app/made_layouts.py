"""Pages made up for the tests, of which it is known where their lines stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hnreader.kinds import Kind
from hnreader.model import Article, Dating, Furniture, Line, Page, PageArticles, Paragraph, Span, Text
from hnreader.page_layout import PageLayout, Placing

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH, HEIGHT = 1000, 1400
DAY = dt.date(2024, 3, 9)
Place = tuple[int, int, int, int]
"""Left, top, right and bottom of a line."""


class MadePage:
    """Takes stories, each line at its place, and becomes a page."""

    def __init__(self, number: int = 1, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.number = number
        self._size = width, height
        self._lines: list[Line] = []
        self._placings: list[Placing] = []
        self.articles: list[Article] = []
        self.furniture: list[Furniture] = []

    def text(self, text: str, *places: Place) -> Text:
        """Print a text in lines at these places."""
        spans = []
        length = -(-len(text) // len(places))
        for nth, place in enumerate(places):
            shown = text[nth * length : (nth + 1) * length]
            self._lines.append(Line(len(self._lines) + 1, shown))
            self._placings.append(Placing(*place, min(place[2] - place[0], place[3] - place[1])))
            spans.append(Span(len(self._lines), 0, len(shown)))
        return Text(text, tuple(spans))

    def story(self, body: Iterable[Place], headline: tuple[str, Place] | None = None, **fields: Any) -> Article:
        """Print a story: a body with a sentence a line."""
        number = len(self.articles) + 1
        places = list(body)
        if headline is not None:
            fields["headline"] = self.text(*headline)
        if places:
            fields["paragraphs"] = (Paragraph(self.text(f"这是第{number}篇的正文。" * len(places), *places)),)
        article = Article(f"20240309-{self.number:03d}{number:03d}", Kind.NEWS, self.name, DAY, self.number, **fields)
        self.articles.append(article)
        return article

    def masthead(self, text: str, place: Place) -> None:
        """Print the name of the paper."""
        self.furniture.append(Furniture("masthead", self.text(text, place)))

    @property
    def name(self) -> str:
        return f"2024-03-09_{self.number:02d}.pdf"

    def made(self, *, placed: bool = True) -> PageArticles:
        """Return the page, or one of a file that does not say where its text stands."""
        layout = PageLayout(*self._size, tuple(self._placings)) if placed else None
        page = Page(self.name, tuple(self._lines) or (Line(1, "字"),), layout=layout)
        dating = Dating(DAY, page_no=self.number)
        return PageArticles(page, dating, tuple(self.articles), tuple(self.furniture))


def leg(left: int, top: int, right: int, lines: int, leading: int = 15) -> list[Place]:
    """Return the places of lines under each other."""
    return [(left, top + leading * line, right, top + leading * line + 10) for line in range(lines)]


def front_page() -> MadePage:
    """A masthead, one story across the page, below it two side by side, and at the foot one in three legs."""
    page = MadePage()
    page.masthead("春江日报", (50, 30, 450, 110))
    page.story(
        [*leg(50, 230, 340, 14), *leg(360, 230, 640, 14), *leg(660, 230, 950, 14)],
        ("春耕备耕工作全面展开", (50, 150, 850, 210)),
    )
    page.story(leg(50, 540, 480, 22), ("青石镇迎来第一批采茶人", (50, 480, 480, 520)))
    page.story(leg(520, 540, 950, 22), ("红河桥通车", (520, 480, 800, 520)))
    page.story(
        [*leg(50, 980, 340, 24), *leg(360, 980, 640, 24), *leg(660, 980, 950, 24)],
        ("乡村医生的一天", (50, 910, 500, 960)),
    )
    return page
