"""The evidence of an article once the other pages of its issue are known, and the limit below which it is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.reasons import Reason

if TYPE_CHECKING:
    from hnreader.model import Article, Continuation, Evidence

DOUBTFUL: Final = 0.6  # a lower confidence is shown as doubtful


def evidence_of_part(article: Article, continuation: Continuation | None) -> tuple[Evidence, ...]:
    """Return the evidence of an article, without that of a cut end which the continuation completes."""
    if continuation is None or not continuation.cut:
        return article.evidence
    end = "".join(article.paragraphs[-1].text.text.split())
    return tuple(
        evidence
        for evidence in article.evidence
        if evidence.message.reason is not Reason.CUT or not end.endswith(evidence.message.texts)
    )


def effective_evidence(article: Article, continuation: Continuation | None) -> tuple[Evidence, ...]:
    """Return the evidence of an article and, last, that of its continuation."""
    own = evidence_of_part(article, continuation)
    return own if continuation is None else (*own, continuation.evidence)
