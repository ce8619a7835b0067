"""The articles of other issues that are related to one, laid over the reader, with what they share."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.widgets import Static

from hnreader.app.commands import bindings
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.row_list import RowList
from hnreader.app.rendering.formatting import leave_room, printable
from hnreader.app.rendering.list_rows import story_of
from hnreader.app.screens.overlay import BackgroundOverlay
from hnreader.display_title import title
from hnreader.messages import N_
from hnreader.messages.page_labels import say_pages
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.context import Context
    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.archive import Archive
    from hnreader.messages import Translator
    from hnreader.model import Article
    from hnreader.research.related import Related, RelatedArticles

_MOST: Final = 20  # articles: what follows has little to do with it


def open_screen(controllers: Controllers) -> None:
    """List what is related to the selected article; the chosen one is read."""
    archive, article = controllers.context.loaded.archive, controllers.panes.articles.selected

    def read(chosen: Article | None) -> None:
        if chosen is not None:
            controllers.navigation.read(chosen)

    if archive is not None and article is not None:
        controllers.context.view.push(RelatedScreen(controllers.context, archive, article), read)


class RelatedPane(RowList):
    """Articles, each with what it shares in the line below."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("related")
    row_height = 2

    def __init__(self, tr: Translator, archive: Archive) -> None:
        super().__init__(id="related")
        self._tr = tr
        self._archive = archive
        self.related: Sequence[Related] = ()

    def show(self, related: Sequence[Related]) -> None:
        """Show them."""
        self.related = related
        self.set_rows(len(related))

    def row_line(self, position: int, part: int, room: int) -> StyledLine:
        """Return day, page and headline, or the line with what is shared."""
        related = self.related[position]
        if part:
            terms = self._tr(", ").join(map(printable, related.shared))
            same = "  " + self._tr("same story") if related.same else ""
            shared = "  " + self._tr("shared: {terms}", terms=terms)
            return [(same, "strong"), (clip(shared, room - cells(same)), "meta")]
        date = str(related.article.date or self._tr("date unknown"))
        lead = leave_room((date, say_pages(self._tr, story_of(self._archive, related.article))), room)
        text, printed = title(related.article)
        headline = printable(text) if printed else f"〔{printable(text)}〕"
        return [(lead, "meta"), (clip("  " + headline, room - cells(lead)), "name")]


class RelatedScreen(BackgroundOverlay["Article | None"]):
    """Ends with the chosen article."""

    def __init__(self, context: Context, archive: Archive, article: Article) -> None:
        super().__init__(context)
        self._keys = context.user_state.keys
        self._archive = archive
        self._article = article
        self._stage = N_("Indexing…")

    def compose(self) -> ComposeResult:
        """Yield the article and those related to it."""
        yield Static(Content(self.tr("Related to: {title}", title=printable(title(self._article)[0]))), id="title")
        yield RelatedPane(self.tr, self._archive)
        notes = Static(Content(self.tr("indexing is not finished: there may be more")), id="notes")
        notes.display = False
        yield notes
        footer = Footer(self.tr, self._keys)
        footer.pane = "related"
        yield footer

    def on_mount(self) -> None:
        """Search for them."""
        self.query_one(RelatedPane).focus()
        work = partial(_find, self._archive, self._article)
        self.tasks.start("related", work, self._show, receive=self._set_stage, progress=self._show_stage)

    def _set_stage(self, stage: str) -> None:
        self._stage = stage

    def _show_stage(self, _done: int, _total: int) -> None:
        self.query_one(RelatedPane).empty_text = self.tr(self._stage)

    def _show(self, related: RelatedArticles) -> None:
        self.query_one("#notes").display = related.incomplete
        pane = self.query_one(RelatedPane)
        pane.empty_text = self.tr("No related articles in other issues")
        pane.show(related)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """End with the chosen article."""
        self.dismiss(self.query_one(RelatedPane).related[message.position].article)


def _find(archive: Archive, article: Article, task: Task) -> RelatedArticles:
    """Index all texts, then search for what is related."""
    from hnreader.research.related import related  # noqa: PLC0415 imported in the thread: the screen is painted meanwhile
    from hnreader.search import index_of  # noqa: PLC0415

    index_of(archive).update(archive, task.cancelled)
    task.send(N_("Finding related articles…"))
    return related(archive, article, _MOST, task.cancelled)
