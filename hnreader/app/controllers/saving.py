"""Commands that save to a file: the article or what is selected of it, and the list as a reading list."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hnreader.app.rendering.formatting import printable
from hnreader.display_title import title
from hnreader.storage.files import safe_name, save_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.app.controllers.context import Context
    from hnreader.app.controllers.copying import Copying
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.research.reading_list import ListedArticle, ListFormat

_FORMATS: Final[dict[str, ListFormat]] = {".md": "markdown", ".ris": "ris", ".json": "json"}
_MOST_LISTED: Final = 2_000
"""Articles of a reading list: it is made while the reader waits. `hnreader export` writes any number."""


class Saving:
    """Writes files into the working directory, or sends them to the browser."""

    def __init__(self, context: Context, articles: ArticleList, copying: Copying) -> None:
        self._context = context
        self._articles = articles
        self._copying = copying

    def save(self) -> None:
        """Ask for a name, and save the selected text, or the article."""
        text, article = self._copying.content(), self._articles.selected
        if not text or article is None:
            return
        suggestion = safe_name("-".join([article.id, *title(article)[0].split()]) + ".txt")

        def accept(name: str | None) -> None:
            if name:
                self._write(name, text)

        self._context.view.ask(self._context.tr("Save as"), accept, printable(suggestion))

    def save_list(self) -> None:
        """Ask for a name, whose end says the format, and save what is listed with citations, tags and notes."""
        tr, count = self._context.tr, len(self._articles.rows.articles)
        if not count:
            self._context.view.show_message(tr("No articles are listed"))
            return
        if count > _MOST_LISTED:
            text = tr("A reading list has up to {most:,} articles; search for fewer", most=_MOST_LISTED)
            self._context.view.show_message(text)
            return

        def check(name: str) -> str:
            known = not name or Path(name).suffix.lower() in _FORMATS
            return "" if known else tr("The name must end in {endings}", endings=", ".join(_FORMATS))

        def accept(name: str | None) -> None:
            if name:
                self._write(name, self._reading_list(_FORMATS[Path(name).suffix.lower()]))

        label = tr.plural("Save the listed article as", "Save the {count:,} listed articles as", count)
        self._context.view.ask(label, accept, printable(safe_name(tr("reading list") + ".md")), check)

    def _reading_list(self, form: ListFormat) -> str:
        from hnreader.research.reading_list import reading_list  # noqa: PLC0415 loaded where it is needed

        archive = self._context.loaded.archive
        return "".join(reading_list(archive, self._listed(), form)) if archive is not None else ""

    def _listed(self) -> Iterator[ListedArticle]:
        from hnreader.research.reading_list import ListedArticle  # noqa: PLC0415

        notebook = self._context.user_state.notebook
        for article in self._articles.rows.articles:
            bookmark = notebook.bookmarked(article.id)
            yield ListedArticle(article, bookmark.note if bookmark else "", notebook.tags_of(article.id))

    def _write(self, name: str, text: str) -> None:
        tr = self._context.tr
        if not self._context.terminal.local:
            self._context.view.app.deliver_text(StringIO(text), save_filename=safe_name(name))
            self._context.view.show_message(tr("Sent to the browser as {name}", name=printable(safe_name(name))))
            return
        try:
            path = save_text(Path.cwd(), name, text)
        except OSError as error:
            message = tr("Cannot write {path}: {error}", path=printable(name), error=error.strerror or str(error))
        else:
            message = tr("Saved as {path}", path=printable(str(path)))
        self._context.view.show_message(message)
