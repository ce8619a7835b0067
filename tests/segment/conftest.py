"""Pages made up for the tests: read as files are, segmented, and looked at through the export.

The laws run with few examples; a long run by hand is
`HNREADER_LAWS=deep python -m pytest tests/segment/test_laws.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from hnreader.model import Page
from hnreader.papers import Paper, known_papers
from hnreader.reading import pages_from
from hnreader.research.export import export_page
from hnreader.segment import segment
from hnreader.segment.rows import rows_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable

    from hnreader.model import PageArticles
    from hnreader.segment.draft import Row

# A page takes some milliseconds, a first look into the dictionary more: time says nothing about a law.
_COMMON: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}
settings.register_profile("quick", max_examples=60, derandomize=True, **_COMMON)
settings.register_profile(
    "deep", max_examples=10_000, phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink], **_COMMON
)

MISSED = frozenset(Path(__file__).with_name("missed.txt").read_text(encoding="utf-8").splitlines())
"""Tests of made-up pages of a few lines that the fitted model gets wrong; a better one shortens the list."""

CLOSING = "，。；：、？！”’）》」』"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect the model to miss what is listed; it may do better on another machine."""
    for item in items:
        if item.nodeid.rpartition("/")[2] in MISSED:
            item.add_marker(pytest.mark.xfail(reason="the model misses it on a page of a few lines", strict=False))


def set_in_lines(paragraph: str, measure: int, indent: int = 2) -> list[str]:
    """Set a paragraph of 汉字 in lines of so many ems; the first is shorter by the indent, which the extraction loses.

    A mark that would begin a line is squeezed into the one before, as print does.
    """
    lines, width, rest = [], measure - indent, paragraph
    while rest:
        end = width
        while end < len(rest) and rest[end] in CLOSING:
            end += 1
        lines.append(rest[:end])
        rest, width = rest[end:], measure
    return lines


@dataclass(frozen=True)
class Outcome:
    """A segmented page, and its export, by which most tests look at it."""

    page: PageArticles
    export: dict[str, Any]

    @property
    def articles(self) -> list[dict[str, Any]]:
        return self.export["articles"]

    def article(self, begins: str) -> dict[str, Any]:
        """The one article with a paragraph that begins so."""
        found = [each for each in self.articles if any(text.startswith(begins) for text in texts(each))]
        assert len(found) == 1, (begins, [texts(each) for each in self.articles])
        return found[0]

    def title(self, begins: str) -> dict[str, str]:
        """The parts of the title that the article has, without those that it lacks."""
        article = self.article(begins)
        return {part: article[part] for part in ("column", "kicker", "headline", "subhead") if article[part]}


def texts(article: dict[str, Any]) -> list[str]:
    return [each["text"] for each in article["paragraphs"]]


@pytest.fixture(scope="session")
def read() -> Callable[..., Page]:
    """A page as the reading room makes it of a file's lines."""

    def _read(lines: str | Iterable[str], name: str = "page.txt") -> Page:
        text = lines if isinstance(lines, str) else "\n".join(lines)
        page = next(pages_from(text.encode(), name))
        assert isinstance(page, Page)
        return page

    return _read


@pytest.fixture(scope="session")
def generic() -> Paper:
    """The profile for pages of which the paper is not known."""
    return known_papers().generic


@pytest.fixture(scope="session")
def rows(read: Callable[..., Page], generic: Paper) -> Callable[..., tuple[Row, ...]]:
    """The rows of a page."""

    def _rows(lines: Iterable[str]) -> tuple[Row, ...]:
        return rows_of(read(lines), generic)

    return _rows


@pytest.fixture(scope="session")
def cut(read: Callable[..., Page]) -> Callable[..., Outcome]:
    """A page segmented."""

    def _cut(lines: str | Iterable[str], name: str = "page.txt", latest: datetime.date | None = None) -> Outcome:
        page = segment(read(lines, name), latest=latest)
        return Outcome(page, export_page(page))

    return _cut


@pytest.fixture(scope="session")
def printed() -> Callable[..., list[str]]:
    """Paragraphs as a text layer has them: each line by itself, blank lines between or none."""

    def _printed(*paragraphs: str, measure: int = 18, blank: bool = True, indent: int = 2) -> list[str]:
        lines = [line for each in paragraphs for line in set_in_lines(each, measure, indent)]
        return [each for line in lines for each in ((line, "") if blank else (line,))]

    return _printed
