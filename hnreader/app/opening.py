"""How an article is opened: at its beginning, where a search found it, or where it stood open before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.story import Story

if TYPE_CHECKING:
    from hnreader.archive import Archive
    from hnreader.model import Article
    from hnreader.search import Result


def opened(archive: Archive, article: Article, found: Result | None, before: Story | None) -> Story:
    """Return the story of an article, at the part that a search found, or that was open before its other pages came."""
    from hnreader.app.doubts import flags  # noqa: PLC0415 it needs the archive, which the first frame does not wait for

    ties = archive.chain(article)
    ids = [article.id, *(tie.second.id for tie in ties)]
    part, passage = 0, ""
    if found is not None and found.best.part.id in ids:
        part = ids.index(found.best.part.id)
        passage = found.best.text if part else ""
    elif before is not None and before.article.id in ids:
        part = ids.index(before.article.id) or min(before.part, len(ties))  # 0: the same article as before
        passage = before.passage
    dating = archive.page_of(article).dating
    return Story(article, dating.inferred, ties, part, passage, flags(article, ties, dating))
