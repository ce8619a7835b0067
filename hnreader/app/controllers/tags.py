"""Commands for the user's tags, and the way by which the search knows of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.controllers.context import Context, ReaderState
    from hnreader.app.controllers.reading import Reading
    from hnreader.app.controllers.search import Search
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.archive import Archive


class Tags:
    """Changes the tags in the notebook."""

    def __init__(
        self, context: Context, state: ReaderState, controllers: tuple[Search, Reading], pane: ArticleList
    ) -> None:
        self._context = context
        self._state = state
        self._search, self._reading = controllers
        self._pane = pane
        self._notebook = context.user_state.notebook

    def edit(self) -> None:
        """Ask for the tags of the selected article."""
        article = self._pane.selected
        if article is None:
            return
        tr, before = self._context.tr, self._notebook.tags_of(article.id)

        def accept(line: str | None) -> None:
            if line is not None:
                self._set(article.id, line, before)

        label = tr("Tags, separated by blanks (Tab completes)")
        value = "".join(f"{tag} " for tag in before)
        self._context.view.ask(label, accept, value, words=tuple(self._notebook.tagged()))

    def _set(self, article_id: str, line: str, before: Sequence[str]) -> None:
        from hnreader.userdata.tags import parse_tags  # noqa: PLC0415 loaded where it is needed

        tr = self._context.tr
        if not self._context.save(partial(self._notebook.tag, article_id, parse_tags(line), before)):
            return
        tags = self._notebook.tags_of(article_id)
        text = tr("Tags: {tags}", tags="  ".join(f"#{tag}" for tag in tags)) if tags else tr("All tags removed")
        self._context.show_noted(text)
        self._pane.refresh()
        if self._reading.story is not None:
            self._reading.open()
        if self._state.searching:
            self._search.run()


def bring_users_tags(context: Context, archive: Archive) -> None:
    """Have queries find the tags as the notebook has them now: threads cannot ask it."""
    from hnreader.search import bring_tags  # noqa: PLC0415 searching is loaded when it is first needed

    tags = context.user_state.notebook.tagged()
    bring_tags(archive, lambda: tags)
