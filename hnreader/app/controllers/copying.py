"""Commands that copy text to the clipboard, or open it in another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.controllers.outside_programs import may_run_programs, run_on_file
from hnreader.app.controllers.story_opening import open_story
from hnreader.app.rendering.formatting import printable

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

    def content(self) -> str:
        """Return the selected text, or the article; "" where there is none."""
        from hnreader.app.rendering.copying import article_text  # noqa: PLC0415 loaded where it is needed

        article, archive = self._articles.selected, self._context.loaded.archive
        if article is None or archive is None:
            return ""
        return self._text.selected_text or article_text(open_story(archive, article))

    def copy(self) -> None:
        """Copy to the clipboard, and say so: a terminal may refuse the clipboard (OSC 52) silently."""
        self._copy(self.content())

    def copy_cited(self) -> None:
        """Copy to the clipboard, with the citation below."""
        text, citation = self.content(), self._citation()
        if text and citation:
            self._copy(f"{text}\n\n{citation}")

    def _copy(self, text: str) -> None:
        """Copy, say so, and end a selection by keys: it was made for this."""
        if text:
            self._context.view.copy(text)
            count, key = len("".join(text.split())), self._context.user_state.keys.hint("save")
            copied = _copied_selection if self._text.selected_text else _copied_article
            self._context.view.show_message(copied(self._context.tr, count, key))
            if self._text.selecting:
                self._text.cancel_selection()

    def cite(self) -> None:
        """Copy the citation, and show it."""
        if citation := self._citation():
            self._context.view.copy(citation)
            self._context.view.show_message(
                self._context.tr("Citation sent to the terminal’s clipboard: {citation}", citation=printable(citation))
            )

    def _citation(self) -> str:
        from hnreader.research.citation import gb7714  # noqa: PLC0415 loaded where it is needed
        from hnreader.research.reference import reference  # noqa: PLC0415

        article, archive = self._articles.selected, self._context.loaded.archive
        return gb7714(reference(archive, article)) if article is not None and archive is not None else ""

    def open(self) -> None:
        """Show the text in the user's editor, or else the pager; a copy of it that is changed changes nothing here."""
        from hnreader.storage.programs import private_text, viewer  # noqa: PLC0415 loaded where they are needed
        from hnreader.userdata.drafts import FILE  # noqa: PLC0415

        if (text := self.content()) and may_run_programs(self._context):
            program = viewer()
            try:
                with private_text(FILE, f"{text}\n") as path:
                    problem = run_on_file(self._context, program, path)
            except OSError as error:
                problem = self._context.tr("Cannot write: {error}", error=error.strerror or error)
            if problem:
                self._context.view.show_message(problem)


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
