"""A review in the reader: the articles that are most likely wrong, and what the user decides about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.app.rendering.review_rows import ReviewedArticle
from hnreader.archive import Corrections
from hnreader.display_title import title
from hnreader.errors import UnknownArticleError
from hnreader.messages.review import say_doubt
from hnreader.research.review import Judged, Review, Status, alternatives_of, confirmation, judged_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.controllers.background import Task
    from hnreader.archive import Archive, PageCorrections
    from hnreader.corrections import Alternative, Correction
    from hnreader.messages import Translator
    from hnreader.model import Article
    from hnreader.research.review import Tally

MOST: Final = 500  # articles that are listed: whoever has looked at these opens the review again


class _Decided(NamedTuple):
    """What is to be known to take it back."""

    position: int
    before: ReviewedArticle
    kept: PageCorrections
    """Those of its page, whatever becomes of the article by them."""
    correction: str
    """Its id."""


class Reviewing:
    """The articles of a review in their order, which stays as it is while the user decides about them."""

    def __init__(self, tr: Translator, archive: Archive) -> None:
        self._tr = tr
        self._archive = archive
        self._corrections = Corrections(archive)
        self._decided: list[_Decided] = []
        self.articles: list[ReviewedArticle] = []
        self.tally: Tally | None = None
        """Of all articles of the archive; None until they are known."""

    def load(self, task: Task) -> tuple[Sequence[ReviewedArticle], Tally]:
        """Return the articles of the review, and the tally of all. Changes nothing: it runs in a thread."""
        review, total = Review(MOST), len(self._archive)
        for page in judged_pages(self._archive, task.stopped):
            review.add(page)
            task.progress(review.articles.articles, total)
        articles = self._archive.articles
        listed = [
            self._listed(articles[each.number], Judged(each.chance, each.status))
            for each in review.doubted
            if each.number < len(articles)
        ]
        return listed, review.articles

    def _listed(self, article: Article, judged: Judged) -> ReviewedArticle:
        doubt = say_doubt(article, judged.status, self._tr)
        return ReviewedArticle(article.id, *title(article), article.date, article.page_no, doubt, judged)

    def article(self, position: int) -> Article:
        """Return an article of the review as it is now. Raises `UnknownArticleError`."""
        wanted = self.articles[position].id
        found = self._archive.get(wanted)
        if found is None:
            raise UnknownArticleError(wanted)
        return found

    def alternatives(self, article: Article) -> Sequence[Alternative]:
        """Return the corrections that are offered for an article."""
        return alternatives_of(self._archive, article)

    def confirm(self, position: int) -> None:
        """Keep that an article is right as it is. Raises as `correct` does."""
        article = self.article(position)
        self._decide(position, article, confirmation(self._archive.page_of(article).page, article), Status.RIGHT)

    def correct(self, position: int, correction: Correction) -> None:
        """Keep a correction of an article. Raises `UnknownArticleError` and OSError."""
        self._decide(position, self.article(position), correction, Status.CORRECTED)

    def undo(self) -> int | None:
        """Take back what was decided last, and return the position of its article; None where there is nothing.

        Raises as `correct` does, and `UnknownCorrectionError` where somebody else has taken it back.
        """
        if not self._decided:
            return None
        position, before, kept, correction = self._decided[-1]
        kept.withdraw(correction)
        self._decided.pop()
        self._set(position, before)
        return position

    def _decide(self, position: int, article: Article, correction: Correction, status: Status) -> None:
        kept = self._corrections.at(article)
        (added,) = kept.add(correction)
        before = self.articles[position]
        self._decided.append(_Decided(position, before, kept, added.id))
        self._set(position, before._replace(judged=before.judged._replace(status=status)))

    def _set(self, position: int, now: ReviewedArticle) -> None:
        if self.tally is not None:
            self.tally.add([self.articles[position].judged], -1)
            self.tally.add([now.judged])
        self.articles[position] = now
