"""Pages as plain data: the contract of `hnreader export --format json`.

Every text is a string. Under `spans` and the same name are the ranges of the file that it was made of, each
`[line, start, end]` (lines from 1, characters of the file's line from 0, end exclusive).

The parts of a story are articles of their own pages; `continues` and `continued_by` link them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hnreader.model import CONTRIBUTOR_ROLES, HEAD_ROLES
from hnreader.papers import known_papers

if TYPE_CHECKING:
    from hnreader.archive import Archive
    from hnreader.model import Article, Continuation, Dating, Evidence, Jump, PageArticles, Reading, Text

FORMAT: Final = 1  # raised by a change that breaks programs that read the export


def export_page(page: PageArticles, archive: Archive | None = None) -> dict[str, Any]:
    """Return one page: its issue, articles, furniture, duplicates, and what cleaning removed."""
    return {
        "source": page.page.source,
        "encoding": page.page.encoding,
        "damaged": page.page.damaged,
        "issue": _dating(page.dating),
        "articles": [export_article(article, archive) for article in page.articles],
        "furniture": [item.text.text for item in page.furniture],
        "duplicates": [item.text.text for item in page.duplicates],
        "spans": {
            "furniture": [_spans(item.text) for item in page.furniture],
            "duplicates": [_spans(item.text) for item in page.duplicates],
        },
        "furniture_kinds": [item.what for item in page.furniture],
        "duplicates_of": [item.of for item in page.duplicates],
        "removed": [
            {"line": line.number, "start": start, "codes": [f"U+{ord(char):04X}" for char in chars]}
            for line in page.page.lines
            for start, chars in line.removed
        ],
        "paper": _paper(page),
    }


def export_article(article: Article, archive: Archive | None = None) -> dict[str, Any]:
    """Return one article; fields that the page does not carry are None or empty."""
    before, behind = (archive.continues(article), archive.continued_by(article)) if archive else (None, None)
    return {
        "id": article.id,
        "kind": str(article.kind),
        **{str(role): _string(getattr(article, role)) for role in HEAD_ROLES},
        **{role: list(article.people.by_role(role)) for role in CONTRIBUTOR_ROLES},
        "dateline": article.dateline.isoformat() if article.dateline else None,
        "paragraphs": [
            {"text": paragraph.text.text, "heading": paragraph.heading, "spans": _spans(paragraph.text)}
            for paragraph in article.paragraphs
        ],
        "captions": [caption.text for caption in article.captions],
        "jump_from": _jump(article.jump_from),
        "jump_to": _jump(article.jump_to),
        "continues": _continuation(before, before.first, before.pages[0]) if before else None,
        "continued_by": _continuation(behind, behind.second, behind.pages[1]) if behind else None,
        "truncated": article.truncated,
        "as_printed": article.as_printed,
        "spans": {
            **{str(role): _spans(getattr(article, role)) for role in HEAD_ROLES},
            "captions": [_spans(caption) for caption in article.captions],
        },
        "evidence": [_evidence(evidence) for evidence in article.evidence],
        "paper": article.paper,
        "readings": [
            {
                "text": str(text.role),
                "number": text.number,
                "printed": text.text.text[each.start : each.end],
                "meant": each.meant,
                "spans": _spans(each),
            }
            for text in article.texts
            for each in text.readings
        ],
    }


def _string(text: Text | None) -> str | None:
    return text.text if text else None


def _spans(text: Text | Reading | None) -> list[list[int]]:
    return [[span.line, span.start, span.end] for span in text.spans] if text else []


def _jump(jump: Jump | None) -> dict[str, Any] | None:
    if jump is None:
        return None
    return {"page": jump.page, "mark": jump.mark, "text": jump.text.text, "spans": _spans(jump.text)}


def _continuation(continuation: Continuation, other: Article, page: int) -> dict[str, Any]:
    """Return the other part and its page, and the evidence."""
    evidence = continuation.evidence
    return {
        "id": other.id,
        "page": page,
        "confidence": round(evidence.confidence, 3),
        "why": evidence.message.reason,
        "detail": list(evidence.message.texts),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "code": evidence.message.reason,
        "sure": round(evidence.confidence, 3),
        "detail": list(evidence.message.texts),
        "line": evidence.span.line if evidence.span else None,
        "doubt": evidence.doubt.reason if evidence.doubt else None,
    }


def _paper(page: PageArticles) -> dict[str, Any] | None:
    """Return the newspaper that a page is of: its id, its names, what catalogues say of it, and how it is known."""
    if page.paper is None:
        return None
    profile = known_papers().papers.get(page.paper)
    return {
        "id": page.paper,
        "name": profile.name.zh or None if profile else None,
        "name_en": profile.name.en or None if profile else None,
        **{key: value or None for key, value in (profile.citation._asdict() if profile else {}).items()},
        "evidence": [_evidence(evidence) for evidence in page.paper_evidence],
    }


def _dating(dating: Dating) -> dict[str, Any]:
    return {
        "date": dating.date.isoformat() if dating.date else None,
        "issue_no": dating.issue_no,
        "page_no": dating.page_no,
        "pages_total": dating.pages_total,
        "inferred": dating.inferred,
        "evidence": [_evidence(evidence) for evidence in dating.evidence],
    }
