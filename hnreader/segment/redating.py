"""Pages of one file are of one issue: what one of them states holds for those that state no date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from hnreader.model import Evidence
from hnreader.papers import known_papers
from hnreader.reasons import Message, Reason
from hnreader.segment.dating import with_reason
from hnreader.segment.finish import dateline_day
from hnreader.segment.ids import with_ids

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from hnreader.model import Article, PageArticles

SURE: Final = 0.9  # a file may have pages of several issues


def dated(page: PageArticles, date: datetime.date, by: int) -> PageArticles:
    """Return a page that does not state its date as one of the issue of a date, which page `by` of its file states."""
    why = Evidence(Message(Reason.DATE_SAME_FILE, page=by), SURE)
    dating = with_reason(replace(page.dating, date=date, inferred=True, future=None), why)
    articles = tuple(with_ids(_dated(page, date), page.page, dating))
    ids = {before.id: after.id for before, after in zip(page.articles, articles, strict=True)}
    duplicates = tuple(replace(each, of=ids.get(each.of, each.of)) for each in page.duplicates)
    return replace(page, dating=dating, articles=articles, duplicates=duplicates)


def _dated(page: PageArticles, date: datetime.date) -> Iterator[Article]:
    papers = known_papers()
    datelines = papers.papers.get(page.paper or "", papers.generic).patterns.datelines
    for article in page.articles:
        begins = "".join(article.paragraphs[0].text.text.split()) if article.paragraphs else ""
        yield replace(article, date=date, dateline=dateline_day(datelines.match(begins), date))
