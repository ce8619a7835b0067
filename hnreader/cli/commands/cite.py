"""`hnreader cite`: the citation of an article, or of everything a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.cli.articles import find_article
from hnreader.cli.commands.search import print_notes
from hnreader.cli.exit_codes import NOTHING_FOUND, SUCCESS
from hnreader.cli.pages import build_index
from hnreader.research.citation import cited
from hnreader.research.reference import reference
from hnreader.search import search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.model import Article


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Print citations in the requested style."""
    articles: Iterable[Article]
    if arguments.query is None:
        article = find_article(archive, arguments.subject or "", tr)
        if article is None:
            return NOTHING_FOUND
        articles = [article]
    else:
        build_index(archive, tr)
        results = search(archive, arguments.query)
        print_notes(results, arguments.query, tr)
        if not results:
            return NOTHING_FOUND
        articles = (result.article for result in results)
    for citation in cited((reference(archive, article) for article in articles), arguments.style):
        print(citation, end="")
    return SUCCESS
