"""`hnreader show`: one article, over all its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hnreader.archive.effective_evidence import effective_evidence, page_evidence
from hnreader.cli.articles import article_lines, find_article, reason_lines
from hnreader.cli.exit_codes import NOTHING_FOUND, SUCCESS
from hnreader.cli.tables import print_json
from hnreader.research.export import export_article
from hnreader.research.listings import article_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.model import Article


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Print the article with the id that was given."""
    part = find_article(archive, arguments.subject or "", tr)
    if part is None:
        return NOTHING_FOUND
    if arguments.json:
        print_json(msgspec.to_builtins(article_record(archive, part)) | export_article(part, archive))
        return SUCCESS
    for line in article_lines(archive.story(part), tr):
        print(line)
    if arguments.why:
        for line in _reasons(archive, part, tr):
            print(line)
    return SUCCESS


def _reasons(archive: Archive, article: Article, tr: Translator) -> Iterator[str]:
    """Yield the reasons of each part after a blank line; of several parts, each after the name of its file."""
    parts = archive.parts(article)
    for part in parts:
        page, continuation = archive.page_of(part), archive.continued_by(part)
        yield ""
        if len(parts) > 1:
            yield f"{page.page.source} · {part.id}"
        yield from reason_lines((*effective_evidence(part, continuation), *page_evidence(archive, part)), tr)
