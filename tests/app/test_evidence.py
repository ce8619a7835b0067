"""What is said of an article's doubts and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import hnreader
from hnreader.app.rendering.evidence_notes import (
    BODY_UNCERTAIN,
    DATE_INFERRED,
    JOINS_UNCERTAIN,
    LINES_AS_PRINTED,
    LINES_MISSING,
    LINES_UNCERTAIN,
    ORDER_UNCERTAIN,
    TEXT_INCOMPLETE,
    TEXT_UNCERTAIN,
    TITLE_UNCERTAIN,
    doubt_flags,
    evidence_notes,
)
from hnreader.app.rendering.hanging import set_entries
from hnreader.app.screens.evidence import evidence_sheet
from hnreader.archive import Archive
from hnreader.messages import Translator
from hnreader.model import Dating, Evidence, Span
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("message", "key"),
    [
        (Message(Reason.TEXT), TEXT_UNCERTAIN),
        (Message(Reason.TITLE_BESIDE, title="题"), TITLE_UNCERTAIN),
        (Message(Reason.JOIN_WORD, end="中石", start="化", word="中石化"), JOINS_UNCERTAIN),
        (Message(Reason.CUT, end="茶"), TEXT_INCOMPLETE),
        (Message(Reason.AS_PRINTED), LINES_AS_PRINTED),
    ],
)
def test_weak_evidence_is_flagged(article: Callable[..., Any], message: Message, key: str) -> None:
    """Evidence below the floor is flagged by its family, evidence above it is not."""
    assert doubt_flags(article(1, evidence=(Evidence(message, 0.5),)), (), Dating()) == (key,)
    assert doubt_flags(article(1, evidence=(Evidence(message, 0.9),)), (), Dating()) == ()


@pytest.mark.parametrize(
    ("doubt", "key"),
    [
        (Reason.DOUBT_LINES, LINES_UNCERTAIN),
        (Reason.DOUBT_MISSING, LINES_MISSING),
        (Reason.DOUBT_BODY, BODY_UNCERTAIN),
        (Reason.DOUBT_ORDER, ORDER_UNCERTAIN),
    ],
)
def test_what_is_least_certain_is_flagged(article: Callable[..., Any], doubt: Reason, key: str) -> None:
    """Where it is known which part of a weak decision is the least certain, that is said instead of the whole."""
    weak, strong = (Evidence(Message(Reason.TEXT), value, doubt=Message(doubt)) for value in (0.5, 0.9))
    assert doubt_flags(article(1, evidence=(weak,)), (), Dating()) == (key,)
    assert doubt_flags(article(1, evidence=(strong,)), (), Dating()) == ()


def test_what_is_cut_inferred_or_as_it_came_is_flagged(article: Callable[..., Any]) -> None:
    """A truncated text, an inferred date, and a page that is no newspaper's are flagged, in a fixed order."""
    doubtful_article = article(1, truncated=True, as_printed=True)
    assert doubt_flags(doubtful_article, (), Dating(inferred=True)) == (
        LINES_AS_PRINTED,
        TEXT_INCOMPLETE,
        DATE_INFERRED,
    )


def test_reasons_go_down_the_page() -> None:
    """All evidence of each sample article is told in words, line by line, the dating of its page last."""
    archive = hnreader.open()
    for article in archive.articles:
        notes = evidence_notes(Translator("zh"), archive, article)
        dated = len(archive.page_of(article).dating.evidence)
        placed = [note.line for note in notes[: len(notes) - dated] if note.line is not None]
        assert placed == sorted(placed)
        assert len(notes) >= len(article.evidence) + dated
        assert not any(note.text.startswith("why.") for note in notes)
        assert all(note.doubtful == (note.confidence < 0.6) for note in notes)


def test_the_sheet_marks_doubts_without_colour(article: Callable[..., Any], page: Callable[..., Any]) -> None:
    """A doubtful reason has a mark and its line; page text in it is no markup."""
    weak = Evidence(Message(Reason.CUT, end="[red]茶"), 0.5, Span(7, 0, 3))
    doubtful_article = article(1, evidence=(weak, Evidence(Message(Reason.TITLE, title="标题"), 0.9, Span(2, 0, 3))))
    sheet = evidence_sheet(Translator("zh"), Archive([page((doubtful_article,))]), doubtful_article)
    text = "\n".join(line.plain for line in set_entries(sheet.entries, 8, 60))
    assert "?  50%  第7行  文字断在“…[red]茶”" in text
    assert "   90%  第2行" in text
    assert text.index("第2行") < text.index("第7行")
