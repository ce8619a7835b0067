"""The archive as plain data for other programs: the JSON contract of `hnreader export`.

Every text stands as a string; beside it, under `spans` and the same name, stand the places of the file that it was
made of, each `[line, start, end]` (lines from 1, characters of the file's line from 0, end exclusive).

An article over several pages stands as its parts, each on its own page; `continues` and `continued_by` tie them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hnreader.archive import Archive
    from hnreader.model import Article, Dating, Evidence, Jump, PageArticles, Text, Tie

FORMAT = 1  # raised when a change would break a reader of the export

TITLES = ("column", "kicker", "headline", "subhead", "byline")


def export_page(page: PageArticles, archive: Archive | None = None) -> dict[str, Any]:
    """Return one page: its issue, articles, furniture, duplicates, and what cleaning removed."""
    return {
        "source": page.page.source,
        "encoding": page.page.encoding,
        "damaged": page.page.damaged,
        "issue": _dating(page.dating),
        "articles": [export_article(article, archive) for article in page.articles],
        "furniture": [one.text.text for one in page.furniture],
        "duplicates": [one.text.text for one in page.duplicates],
        "spans": {
            "furniture": [_spans(one.text) for one in page.furniture],
            "duplicates": [_spans(one.text) for one in page.duplicates],
        },
        "furniture_kinds": [one.what for one in page.furniture],
        "duplicates_of": [one.of for one in page.duplicates],
        "removed": [
            {"line": line.number, "start": start, "codes": [f"U+{ord(char):04X}" for char in chars]}
            for line in page.page.lines
            for start, chars in line.removed
        ],
    }


def export_article(article: Article, archive: Archive | None = None) -> dict[str, Any]:
    """Return one article; fields that the page does not carry are None or empty."""
    people = article.people
    before, behind = (archive.continues(article), archive.continued_by(article)) if archive else (None, None)
    return {
        "id": article.id,
        "kind": str(article.kind),
        **{name: _string(getattr(article, name)) for name in TITLES},
        "reporters": list(people.reporters),
        "correspondents": list(people.correspondents),
        "photographers": list(people.photographers),
        "commentators": list(people.commentators),
        "dateline": article.dateline.isoformat() if article.dateline else None,
        "paragraphs": [
            {"text": one.text.text, "heading": one.heading, "spans": _spans(one.text)} for one in article.paragraphs
        ],
        "captions": [caption.text for caption in article.captions],
        "jump_from": _jump(article.jump_from),
        "jump_to": _jump(article.jump_to),
        "continues": _tie(before, before.first, before.pages[0]) if before else None,
        "continued_by": _tie(behind, behind.second, behind.pages[1]) if behind else None,
        "truncated": article.truncated,
        "as_printed": article.as_printed,
        "spans": {
            **{name: _spans(getattr(article, name)) for name in TITLES},
            "captions": [_spans(caption) for caption in article.captions],
        },
        "evidence": [_evidence(one) for one in article.evidence],
    }


def _string(text: Text | None) -> str | None:
    return text.text if text else None


def _spans(text: Text | None) -> list[list[int]]:
    return [[span.line, span.start, span.end] for span in text.spans] if text else []


def _jump(jump: Jump | None) -> dict[str, Any] | None:
    if jump is None:
        return None
    return {"page": jump.page, "mark": jump.mark, "text": jump.text.text, "spans": _spans(jump.text)}


def _tie(tie: Tie, other: Article, page: int) -> dict[str, Any]:
    """Return where the other part stands, and why it is taken for one."""
    why = tie.evidence
    return {
        "id": other.id,
        "page": page,
        "confidence": round(why.sure, 3),
        "why": why.code,
        "detail": list(why.detail),
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "code": one.code,
        "sure": round(one.sure, 3),
        "detail": list(one.detail),
        "line": one.span.line if one.span else None,
    }


def _dating(dating: Dating) -> dict[str, Any]:
    return {
        "date": dating.date.isoformat() if dating.date else None,
        "issue_no": dating.issue_no,
        "page_no": dating.page_no,
        "pages_total": dating.pages_total,
        "inferred": dating.inferred,
        "evidence": [_evidence(one) for one in dating.evidence],
    }
