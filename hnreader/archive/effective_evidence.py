"""The evidence of an article once the other pages of its issue are known, and the limit below which it is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.model import Evidence
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from hnreader.archive.archive import Archive
    from hnreader.model import Article, Continuation

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


def page_evidence(archive: Archive, article: Article) -> tuple[Evidence, ...]:
    """Return why the page of an article is taken to be of its date and its newspaper, and to stand for other files.

    Raises `UnknownArticleError` for an article that the archive does not have.
    """
    view, place = archive.view, archive.position(article)
    forms = view.open(place.issue).pages[place.page].forms
    same = (Evidence(Message(Reason.PAGE_FORMS, files=forms), 1.0),) if forms else ()
    return (*view.page(place.issue, place.page).evidence, *same)
