"""An issue as a paper, laid over the reader: its pages, and the headlines of one of them in the order of print."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from msgspec import Struct
from msgspec.structs import replace
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from hnreader.app.panes.footer import Footer
from hnreader.app.panes.paper import HeadlineList, PageInSmall, PageList, PaperList
from hnreader.app.rendering.formatting import DOT, format_date
from hnreader.app.rendering.map_grid import sheet_size
from hnreader.app.rendering.paper import Paper
from hnreader.app.rendering.paper_rows import PaperRows, headline_height, page_height
from hnreader.app.screens.flow import FlowScreen
from hnreader.app.screens.map import MapScreen
from hnreader.app.screens.overlay import Overlay
from hnreader.messages.counts import count_articles

if TYPE_CHECKING:
    import datetime

    from textual import events
    from textual.app import ComposeResult

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.archive import Archive
    from hnreader.model import Article

_SIDE_BY_SIDE: Final = 64  # cells: in fewer, either the pages or the headlines are shown
_PAGES: Final = (26, 44)
"""Fewest and most cells of the pages beside the headlines; they take a third between."""
_SMALLEST_MAP: Final = 12  # rows of a page in small: in fewer, nothing can be made out
_FRAME: Final = 2  # lines around it


class PaperPlace(Struct, frozen=True):
    """Where somebody is in a paper."""

    issue: int
    """The issue, by its day as `View.index_of` takes it."""
    page: int = 0
    """From 0."""
    article: str = ""
    """The id of the selected article; empty: the first of the page."""
    flow: Literal["", "page", "issue"] = ""
    """What is read through, if anything."""


def open_screen(controllers: Controllers) -> None:
    """Show the issue of the selected article as a paper; without one the newest."""
    archive, selected = controllers.context.loaded.archive, controllers.panes.articles.selected
    if archive is None or not archive.summaries:
        controllers.context.view.show_message(controllers.context.tr("No articles yet"))
    elif selected is None:
        open_newest(controllers)
    else:
        at = archive.position(selected)
        open_at(controllers, PaperPlace(archive.summaries[at.issue].day, at.page, selected.id))


def open_newest(controllers: Controllers) -> None:
    """Show the newest issue as a paper."""
    archive = controllers.context.loaded.archive
    if archive is not None and archive.summaries:
        open_at(controllers, PaperPlace(archive.summaries[0].day))


def open_day(controllers: Controllers, day: datetime.date) -> None:
    """Show the issue of a day as a paper."""
    open_at(controllers, PaperPlace(day.toordinal()))


def open_at(controllers: Controllers, place: PaperPlace) -> None:
    """Show a paper at a place. From the article that is read there, the way back leads here."""
    archive = controllers.context.loaded.archive
    if archive is None or archive.view.index_of(place.issue) is None:
        return

    def read(left: PaperPlace | None) -> None:
        article = archive.get(left.article) if left is not None else None
        if article is not None and left is not None:
            controllers.navigation.read(archive.first_part(article), partial(open_at, controllers, left))

    controllers.context.view.push(PaperScreen(controllers, archive, place), read)


_STYLE: Final = """
#paper {
    height: 1fr;
}
#paper-pages {
    width: 1fr;
}
PageInSmall {
    display: none;
}
"""


class PaperScreen(Overlay[PaperPlace]):
    """Ends with the place of the article that is to be read."""

    DEFAULT_CSS: ClassVar = _STYLE
    AUTO_FOCUS = ""

    def __init__(self, controllers: Controllers, archive: Archive, place: PaperPlace) -> None:
        super().__init__()
        self._controllers = controllers
        self._archive = archive
        self._view = archive.view
        self._place = place
        self._pages, self._headlines, self._map = PageList(id="pages"), HeadlineList(id="headlines"), PageInSmall()
        self.tr = controllers.context.tr
        self._footer = Footer(self.tr, controllers.context.user_state.keys)
        self._on_pages = not place.article
        self._open_issue()

    def _open_issue(self) -> None:
        self._issue = self._view.index_of(self._place.issue) or 0
        self._paper = Paper(self._view, self._issue)
        self._rows = PaperRows(self.tr, self._paper, self._controllers.context.user_state.notebook.is_read)

    def compose(self) -> ComposeResult:
        """Yield the heading, the pages with one of them in small, and the headlines."""
        yield Static(id="title")
        with Horizontal(id="paper"):
            with Vertical(id="paper-pages"):
                yield self._pages
                yield self._map
            yield self._headlines
        yield self._footer

    def on_mount(self) -> None:
        """Show the place, and the flow that was read there."""
        self._focus(on_pages=self._on_pages)
        self._show_issue()
        if self._place.flow:
            self._read_through(self._place.flow)

    def on_resize(self, _event: events.Resize) -> None:
        """Find room for what there is."""
        self.call_after_refresh(self._show_issue)
        self._arrange()

    def on_screen_resume(self) -> None:
        """Show what was read meanwhile."""
        self._pages.refresh()
        self._headlines.refresh()

    # what is shown

    @property
    def _articles(self) -> tuple[Article, ...]:
        return self._paper.printed(self._place.page).articles

    @property
    def _selected(self) -> Article | None:
        position = self._headlines.position
        return self._articles[position] if position < len(self._articles) else None

    def _show_issue(self) -> None:
        """Show all pages, one of them selected."""
        if self._dismissed:
            return
        self._place = replace(self._place, page=min(self._place.page, len(self._paper) - 1))
        height = page_height(len(self._paper), self._pages.size.height)
        self._pages.show(self._rows.page, len(self._paper), self._place.page, height)
        self._show_page()

    def _show_page(self) -> None:
        """Show the headlines of the selected page."""
        ids = [article.id for article in self._articles]
        position = ids.index(self._place.article) if self._place.article in ids else 0
        draw = partial(self._rows.headline, self._place.page)
        self._headlines.show(draw, len(ids), position, headline_height(len(ids), self._headlines.size.height))
        self._headlines.empty_text = self.tr("No articles on this page")
        self.query_one("#title", Static).update(self._heading())
        self._arrange()
        self._show_map()

    def _heading(self) -> Content:
        summary = self._paper.summary
        parts = (
            format_date(self.tr, summary.date, inferred=summary.inferred, weekday=self.size.width >= _SIDE_BY_SIDE),
            self._paper.name(self.tr, self._place.page),
            count_articles(self.tr, len(self._articles)),
        )
        return Content(DOT.join(parts))

    def _show_map(self) -> None:
        layout, selected = self._paper.layout(self._place.page) if self._map.display else None, self._selected
        stories = layout.items[: layout.stories] if layout is not None else ()
        lit = (number for number, item in enumerate(stories) if item.article is selected)
        self._map.show(layout, next(lit, None))

    def _arrange(self) -> None:
        """Put pages and headlines beside each other where there is room, and the page in small below the pages."""
        width, height = self.size.width, self.size.height - 2
        beside, column = width >= _SIDE_BY_SIDE, self.query_one("#paper-pages")
        column.display = beside or self._on_pages
        self._headlines.display = beside or not self._on_pages
        across = max(_PAGES[0], min(_PAGES[1], width // 3))
        column.styles.width = across if beside else "1fr"
        room = height - len(self._paper) - 1 - _FRAME
        layout = self._paper.layout(self._place.page) if beside and room >= _SMALLEST_MAP else None
        self._map.display = layout is not None
        if layout is not None:
            self._map.styles.height = sheet_size(layout, across - _FRAME, room).rows + _FRAME

    def _focus(self, *, on_pages: bool) -> None:
        self._on_pages = on_pages
        self._arrange()
        (self._pages if on_pages else self._headlines).focus()
        self._footer.pane = "paper_pages" if on_pages else "paper"
        self._pages.refresh()
        self._headlines.refresh()

    # what is chosen

    def on_paper_list_selected(self, message: PaperList.Selected) -> None:
        """Show the headlines of the selected page, or light the selected story on the map."""
        if message.list is self._pages:
            self._turn_to(self._pages.position)
        elif self._selected is not None:
            self._place = replace(self._place, article=self._selected.id)
            self._show_map()

    def _turn_to(self, page: int) -> None:
        if page != self._place.page:
            self._place = replace(self._place, page=page, article="")
            self._show_page()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow a click into the other list."""
        if event.widget in (self._pages, self._headlines):
            self._focus(on_pages=event.widget is self._pages)

    def on_row_list_opened(self, message: PaperList.Opened) -> None:
        """Go from a page to its headlines; end with a story."""
        if self._on_pages:
            self._turn_to(message.position)
            self._focus(on_pages=False)
        elif self._selected is not None:
            self._read(self._selected)

    def on_page_in_small_clicked(self, message: PageInSmall.Clicked) -> None:
        """Select the story that was clicked on the page in small."""
        layout = self._paper.layout(self._place.page)
        article = layout.items[message.story].article if layout is not None else None
        if article is not None:
            self._headlines.choose(self._articles.index(article))

    def _read(self, article: Article, flow: Literal["", "page", "issue"] = "") -> None:
        self.dismiss(replace(self._place, article=article.id, flow=flow))

    # commands

    def action_switch(self) -> None:
        """Go from the pages to the headlines, or back."""
        self._focus(on_pages=not self._on_pages)

    def action_page(self, step: int) -> None:
        """Select the next page (1), or the previous one (-1)."""
        if 0 <= self._place.page + step < len(self._paper):
            self._pages.choose(self._place.page + step)
        else:
            self._footer.show_message(self.tr("No more in this direction"))

    def action_issue(self, step: int) -> None:
        """Show the issue before in the list (-1, a newer one), or the one below (1)."""
        if not 0 <= self._issue + step < len(self._view.summaries):
            self._footer.show_message(self.tr("No more in this direction"))
            return
        self._place = PaperPlace(self._view.summaries[self._issue + step].day)
        self._open_issue()
        self._show_issue()

    def action_map(self) -> None:
        """Show the map of the page; a story that is chosen on it is read."""
        article = self._selected
        if article is None or self._paper.layout(self._place.page) is None:
            self._footer.show_message(self.tr("This page’s file does not say where its text stands"))
        else:
            screen = MapScreen(self._controllers.context, self._archive, article)
            self.app.push_screen(screen, lambda chosen: self._read(chosen) if chosen is not None else None)

    def action_read_through(self, scope: Literal["page", "issue"]) -> None:
        """Read the page, or the issue from this page on, in one flow."""
        self._read_through(scope)

    def _read_through(self, scope: Literal["page", "issue"]) -> None:
        def read(article: Article | None) -> None:
            if article is not None:
                self._read(article, scope)

        pages = range(len(self._paper)) if scope == "issue" else (self._place.page,)
        if any(self._paper.printed(page).articles for page in pages):
            flow = FlowScreen(self._controllers, self._archive, self._paper, pages, self._place.page)
            self.app.push_screen(flow, read)
