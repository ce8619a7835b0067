"""What is doubtful about an article, and the evidence for how it was assembled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.archive.effective_evidence import DOUBTFUL, effective_evidence, evidence_of_part, page_evidence
from hnreader.messages import N_
from hnreader.messages.reasons import words_of_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.archive import Archive
    from hnreader.messages import Translator
    from hnreader.model import Article, Continuation, Dating, Evidence

TITLE_UNCERTAIN: Final = N_("title uncertain")
TEXT_UNCERTAIN: Final = N_("text uncertain")
LINES_UNCERTAIN: Final = N_("paragraph placement uncertain")
LINES_MISSING: Final = N_("paragraphs may be missing")
BODY_UNCERTAIN: Final = N_("body text or title uncertain")
ORDER_UNCERTAIN: Final = N_("paragraph order uncertain")
TEXT_INCOMPLETE: Final = N_("text incomplete")
DATE_INFERRED: Final = N_("date inferred")
JOINS_UNCERTAIN: Final = N_("joins uncertain")
CONTINUATION_UNCERTAIN: Final = N_("continuation uncertain")
LINES_AS_PRINTED: Final = N_("lines as printed")

_DOUBTS: Final = {
    "why.as_printed": LINES_AS_PRINTED,
    "why.text": TEXT_UNCERTAIN,
    "doubt.lines": LINES_UNCERTAIN,
    "doubt.missing": LINES_MISSING,
    "doubt.body": BODY_UNCERTAIN,
    "doubt.order": ORDER_UNCERTAIN,
    "why.title": TITLE_UNCERTAIN,
    "why.join": JOINS_UNCERTAIN,
    "why.cut": TEXT_INCOMPLETE,
    "why.turn": CONTINUATION_UNCERTAIN,
}
"""Families of evidence, and the text where evidence of one has a low confidence."""


class EvidenceNote(Struct, frozen=True):
    """Evidence in words. `line` is the line of the page `source` that it is about, None for the whole page."""

    confidence: float
    text: str
    source: str
    line: int | None
    doubtful: bool


def doubt_flags(article: Article, continuations: Sequence[Continuation], dating: Dating) -> tuple[str, ...]:
    """Return the message keys of what is doubtful about an article and its continuations, in a fixed order."""
    parts = [article, *(continuation.second for continuation in continuations)]
    onward: list[Continuation | None] = [*continuations, None]
    found: set[str] = set()
    for part, continuation in zip(parts, onward, strict=True):
        found.update(
            key
            for evidence in effective_evidence(part, continuation)
            if evidence.confidence < DOUBTFUL
            for key in _doubt_keys(evidence)
        )
        if part.truncated and not (continuation and continuation.cut):
            found.add(TEXT_INCOMPLETE)
        if part.as_printed:
            found.add(LINES_AS_PRINTED)
    if dating.inferred:
        found.add(DATE_INFERRED)
    return tuple(key for key in (*_DOUBTS.values(), DATE_INFERRED) if key in found)


def _doubt_keys(evidence: Evidence) -> Iterator[str]:
    """Yield the keys of the families that evidence is of: `why.join.word` is of the family `why.join`.

    Where it is known which part of a decision is the least certain, that is said and not the whole.
    """
    reason = (evidence.doubt or evidence.message).reason
    for family, key in _DOUBTS.items():
        if f"{reason}.".startswith(f"{family}."):
            yield key


def evidence_notes(tr: Translator, archive: Archive, article: Article) -> tuple[EvidenceNote, ...]:
    """Return all evidence for an article, part after part: for the whole part, by line, at last for the page."""
    return tuple(note for part in archive.parts(article) for note in _of_part(tr, archive, part))


def _of_part(tr: Translator, archive: Archive, part: Article) -> Iterator[EvidenceNote]:
    page, continuation = archive.page_of(part), archive.continued_by(part)
    own = sorted(evidence_of_part(part, continuation), key=_line_and_column)
    for evidence in (*own, *((continuation.evidence,) if continuation else ()), *page_evidence(archive, part)):
        line = evidence.span.line if evidence.span else None
        text, doubtful = words_of_evidence(evidence, tr), evidence.confidence < DOUBTFUL
        yield EvidenceNote(evidence.confidence, text, page.page.source, line, doubtful)


def _line_and_column(evidence: Evidence) -> tuple[int, int]:
    return (evidence.span.line, evidence.span.start) if evidence.span else (0, 0)
