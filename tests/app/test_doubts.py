"""What is said of an article's doubts and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import hnreader
from hnreader.app.doubts import flags, reasons
from hnreader.app.doubts_sheet import why_sheet
from hnreader.archive import Archive
from hnreader.messages import Voice
from hnreader.model import Dating, Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("why.title.beside", "doubt.title"),
        ("why.join.word", "doubt.join"),
        ("why.stray", "doubt.stray"),
        ("why.cut", "doubt.cut"),
        ("why.as_printed", "doubt.as_printed"),
    ],
)
def test_weak_evidence_is_flagged(article: Callable[..., Any], code: str, key: str) -> None:
    """Evidence below the floor is flagged by its family, evidence above it is not."""
    assert flags(article(1, evidence=(Evidence(code, 0.5),)), (), Dating()) == (key,)
    assert flags(article(1, evidence=(Evidence(code, 0.9),)), (), Dating()) == ()


def test_what_is_cut_inferred_or_as_it_came_is_flagged(article: Callable[..., Any]) -> None:
    """A truncated text, an inferred date, and a page that is no newspaper's are flagged, in a fixed order."""
    one = article(1, truncated=True, as_printed=True)
    assert flags(one, (), Dating(inferred=True)) == ("doubt.as_printed", "doubt.cut", "doubt.date")


def test_reasons_go_down_the_page() -> None:
    """All evidence of each sample article is told in words, line by line, the dating of its page last."""
    archive = hnreader.open()
    for article in archive.articles:
        told = reasons(Voice("zh"), archive, article)
        dated = len(archive.page_of(article).dating.evidence)
        placed = [one.line for one in told[: len(told) - dated] if one.line is not None]
        assert placed == sorted(placed)
        assert len(told) >= len(article.evidence) + dated
        assert not any(one.said.startswith("why.") for one in told)
        assert all(one.doubtful == (one.sure < 0.6) for one in told)


def test_the_sheet_marks_doubts_without_colour(article: Callable[..., Any], page: Callable[..., Any]) -> None:
    """A doubtful reason has a mark and its line; page text in it is no markup."""
    weak = Evidence("why.cut", 0.5, ("[red]茶",), Span(7, 0, 3))
    one = article(1, evidence=(weak, Evidence("why.title", 0.9, ("标题",), Span(2, 0, 3))))
    text = why_sheet(Voice("zh"), Archive([page((one,))]), one)._text.plain
    assert "?  50%  第7行\n文字断在“…[red]茶”" in text
    assert "   90%  第2行" in text
    assert text.index("第2行") < text.index("第7行")
