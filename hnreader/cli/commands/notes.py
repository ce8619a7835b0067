"""`hnreader notes`: the user's bookmarks, notes and tags, as a reading list for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hnreader.cli.exit_codes import NOTHING_FOUND, SUCCESS
from hnreader.cli.streams import print_error
from hnreader.cli.tables import print_json, print_rows
from hnreader.cli.user_notes import open_notebook, tags
from hnreader.language.folding import fold
from hnreader.reading import clean
from hnreader.research.reading_list import ListedArticle, reading_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.research.reading_list import ListFormat


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Print the tags, or the articles that are bookmarked, or have the tag; those that were not read are counted."""
    if arguments.subject == "tags":
        return _print_tags(arguments)
    listed: list[ListedArticle] = []
    missing = 0
    for each in _noted(archive, arguments.tag):
        if each is None:
            missing += 1
        elif all(each.article.id != other.article.id for other in listed):
            listed.append(each)
    if missing:
        print_error(
            tr.plural(
                "{count} more is on pages that were not read", "{count} more are on pages that were not read", missing
            )
        )
    if not listed:
        none = tr("No article has the tag “{tag}”", tag=clean(arguments.tag or ""))
        print_error(none if arguments.tag else tr("No article is bookmarked"))
        return NOTHING_FOUND
    for piece in reading_list(archive, listed, cast("ListFormat", arguments.format)):
        print(piece, end="")
    return SUCCESS


def _print_tags(arguments: Arguments) -> int:
    counts = {tag: len(ids) for tag, ids in tags().items()}
    if arguments.json:
        print_json(counts)
    else:
        print_rows([(tag, str(count)) for tag, count in counts.items()])
    return SUCCESS if counts else NOTHING_FOUND


def _noted(archive: Archive, tag: str | None) -> Iterator[ListedArticle | None]:
    """Yield what is bookmarked, newest bookmark first, or has a tag; None for what the archive does not have."""
    with open_notebook() as notebook:
        tagged = {name for known, ids in notebook.tagged().items() if tag and fold(known) == fold(tag) for name in ids}
        bookmarks = {bookmark.id: bookmark for bookmark in notebook.bookmarks()}
        wanted = [name for name in bookmarks if name in tagged] if tag else [*bookmarks]
        for name in [*wanted, *sorted(tagged - bookmarks.keys(), reverse=True)]:
            article = archive.get(name)
            note = bookmarks[name].note if name in bookmarks else ""
            yield ListedArticle(archive.first_part(article), note, notebook.tags_of(name)) if article else None
