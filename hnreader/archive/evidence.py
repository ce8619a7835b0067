"""What was decided about an article, as it stands now that its other pages are known, and what of it is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hnreader.model import Article, Evidence, Tie

DOUBTFUL: Final = 0.6  # what is less sure than this is worth a look at the page


def standing(article: Article, tie: Tie | None) -> tuple[Evidence, ...]:
    """Return the evidence of an article; a text that goes on over a tie is no longer one that breaks off there."""
    if tie is None or not tie.cut:
        return article.evidence
    end = "".join(article.paragraphs[-1].text.text.split())
    return tuple(one for one in article.evidence if one.code != "why.cut" or not end.endswith(one.detail))


def told(article: Article, tie: Tie | None) -> tuple[Evidence, ...]:
    """Return what stands of an article, and how it goes on."""
    return (*standing(article, tie), *((tie.evidence,) if tie else ()))
