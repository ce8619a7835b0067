"""Commands that copy text to the clipboard, or save it to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hnreader.app.controllers.story_opening import open_story
from hnreader.app.rendering.formatting import printable
from hnreader.display_title import title

if TYPE_CHECKING:
    from hnreader.app.controllers.context import Context
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.app.panes.reading import ReadingPane
    from hnreader.messages import Translator


class Copying:
    """Copies the selected text, or the whole article where none is selected."""

    def __init__(self, context: Context, articles: ArticleList, text: ReadingPane) -> None:
        self._context = context
        self._articles = articles
        self._text = text

    def _content(self) -> str:
        from hnreader.app.rendering.copying import article_text  # noqa: PLC0415 loaded where it is needed

        article, archive = self._articles.selected, self._context.loaded.archive
        if article is None or archive is None:
            return ""
        return self._text.selected_text or article_text(open_story(archive, article))

    def copy(self) -> None:
        """Copy to the clipboard, and say so: a terminal may refuse the clipboard (OSC 52) silently."""
        text = self._content()
        if text:
            self._context.view.copy(text)
            count, key = len("".join(text.split())), self._context.user_state.keys.hint("save")
            copied = _copied_selection if self._text.selected_text else _copied_article
            self._context.view.show_message(copied(self._context.tr, count, key))

    def cite(self) -> None:
        """Copy the citation, and show it."""
        from hnreader.research.citation import gb7714  # noqa: PLC0415 loaded where it is needed
        from hnreader.research.reference import reference  # noqa: PLC0415

        article, archive = self._articles.selected, self._context.loaded.archive
        if article is None or archive is None:
            return
        citation = gb7714(reference(archive, article))
        self._context.view.copy(citation)
        self._context.view.show_message(
            self._context.tr("Citation sent to the terminal’s clipboard: {citation}", citation=printable(citation))
        )

    def save(self) -> None:
        """Ask for a file name, and write the file into the working directory."""
        text, article = self._content(), self._articles.selected
        if not text or article is None:
            return
        suggestion = f"{article.id} {title(article)[0]}"

        def accept(name: str | None) -> None:
            if name:
                self._write(name, text)

        self._context.view.ask(self._context.tr("Save as"), accept, printable(suggestion))

    def _write(self, name: str, text: str) -> None:
        from hnreader.storage.files import save_text  # noqa: PLC0415 loaded where it is needed

        tr = self._context.tr
        try:
            path = save_text(Path.cwd(), name, text)
        except OSError as error:
            message = tr("Cannot write {path}: {error}", path=printable(name), error=error.strerror or str(error))
        else:
            message = tr("Saved as {path}", path=printable(str(path)))
        self._context.view.show_message(message)


def _copied_article(tr: Translator, count: int, key: str) -> str:
    return tr.plural(
        "Article sent to the terminal’s clipboard ({count} character); if it cannot be pasted, {key} saves it to "
        "a file",
        "Article sent to the terminal’s clipboard ({count} characters); if it cannot be pasted, {key} saves it "
        "to a file",
        count,
        key=key,
    )


def _copied_selection(tr: Translator, count: int, key: str) -> str:
    return tr.plural(
        "Selection sent to the terminal’s clipboard ({count} character); if it cannot be pasted, {key} saves it "
        "to a file",
        "Selection sent to the terminal’s clipboard ({count} characters); if it cannot be pasted, {key} saves it "
        "to a file",
        count,
        key=key,
    )
