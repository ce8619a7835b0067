"""`hnreader cite`: the citation of an article, or those of all that a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.cli.briefs import find_article
from hnreader.cli.codes import FINE, NOTHING_FOUND
from hnreader.cli.searching import index, remark
from hnreader.research.citation import cited
from hnreader.research.reference import reference
from hnreader.search import search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Voice
    from hnreader.model import Article


def cite(archive: Archive, asked: Arguments, voice: Voice) -> int:
    """Print citations in the style asked for, one after another."""
    articles: Iterable[Article]
    if asked.query is None:
        named = find_article(archive, asked.subject, voice)
        if named is None:
            return NOTHING_FOUND
        articles = [named]
    else:
        index(archive, voice)
        results = search(archive, asked.query)
        remark(results, asked.query, voice)
        if not results:
            return NOTHING_FOUND
        articles = (result.article for result in results)
    for piece in cited((reference(archive, one) for one in articles), asked.choices["--style"]):
        print(piece, end="")
    return FINE
