"""The page of what is being read, for the screens that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hnreader.app.controllers.assembly import Controllers
    from hnreader.archive import Archive
    from hnreader.model import Article, Span


def page_at_hand(controllers: Controllers) -> tuple[Archive, Article, Span | None] | None:
    """Return the archive, the article on its page and the place there that are being read.

    None, which is said, where nothing is selected yet, and where the page cannot be had.
    """
    context, text = controllers.context, controllers.panes.text
    archive, article = context.loaded.archive, controllers.panes.articles.selected
    if archive is None or article is None:
        context.view.show_message(context.tr("No article is selected"))
        return None
    part, span = (text.origin(archive) if text.story is not None else None) or (article, None)
    if archive.page_of(part).page.lines:
        return archive, part, span
    context.view.show_message(context.tr("The page cannot be read at the moment"))  # only its articles are at hand
    return None
