"""Queries of the screens that count through the whole archive: which are refused, and what is said of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.controllers.selected_words import selected_phrase
from hnreader.app.controllers.tags import bring_users_tags
from hnreader.app.rendering.formatting import DOT
from hnreader.errors import WordlessQueryError
from hnreader.messages.reasons import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.context import Context
    from hnreader.archive import Archive
    from hnreader.messages import Translator
    from hnreader.research.concordance import Concordance


def with_query(controllers: Controllers, proceed: Callable[[Archive, str], None]) -> None:
    """Call `proceed` with the archive and the query: the selected words, that of the search bar, or one asked for.

    A query without a word to look for is refused with a message.
    """
    context, query = controllers.context, selected_phrase(controllers.panes.text) or controllers.state.query
    archive = context.loaded.archive
    if archive is None:
        context.view.show_message(context.tr("Reading…"))
        return
    bring_users_tags(context, archive)

    def accept(line: str | None) -> None:
        if line:
            proceed(archive, line)

    if not query.strip():
        context.view.ask(context.tr("Search for"), accept, check=lambda line: check_query(context.tr, line))
    elif wrong := check_query(context.tr, query):
        context.view.show_message(wrong)
    else:
        proceed(archive, query)


def check_query(tr: Translator, query: str) -> str:
    """Return what is wrong with a query that has no word to look for, or nothing."""
    if not query.strip():
        return tr("Enter a search term")
    from hnreader.search import OccurrenceFinder  # noqa: PLC0415 searching is loaded when it is first needed
    from hnreader.search.query_language import parse_query  # noqa: PLC0415

    return "" if OccurrenceFinder(parse_query(query)) else words_of(WordlessQueryError(query.strip()).message, tr)


def query_notes(context: Context, found: Iterable[Concordance]) -> str:
    """Return what is to be known of what was found: what was not understood, not counted, or is not there yet."""
    tr, found = context.tr, list(found)
    notes = [words_of(note, tr) for concordance in found for note in concordance.parsed.notes]
    notes += (
        [tr("The regular expression took too long; the search is incomplete")]
        if any(concordance.unfinished for concordance in found)
        else []
    )
    notes += (
        [tr("indexing is not finished: there may be more")]
        if any(concordance.incomplete for concordance in found)
        else []
    )
    notes += [tr("Exact matches only; pinyin and near matches are not counted")] if not all(found) else []
    notes += (
        [tr("Pages are still being read; only those read so far are counted")] if not context.loaded.complete else []
    )
    return DOT.join(notes)
