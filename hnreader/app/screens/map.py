"""The page map: a page in miniature with its stories, laid over the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from hnreader.app.controllers.page_at_hand import page_at_hand
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.map import MapPane
from hnreader.app.panes.story_panel import StoryPanel
from hnreader.app.rendering.formatting import DOT, format_date, printable
from hnreader.app.rendering.issue_map import IssuePages
from hnreader.app.rendering.map_grid import sheet_size
from hnreader.app.rendering.story_panel import PanelStory
from hnreader.app.screens.issue_map import IssueMapScreen
from hnreader.app.screens.overlay import Overlay
from hnreader.messages.counts import count_articles

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Resize

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.context import Context
    from hnreader.archive import Archive
    from hnreader.model import Article

_AROUND: Final = 4  # cells and lines beside a sheet: its frame; title, footer, scrollbar
_PANEL: Final = (34, 60)
"""Fewest and most cells of the panel beside the map; where there are fewer, it is below."""
_BELOW: Final = 2  # lines of the panel below the map
_FEWEST_ROWS: Final = 14
"""Of a page that is shown as a whole: in fewer, nothing can be made out, and it is shown as wide as the screen."""


def open_screen(controllers: Controllers) -> None:
    """Show the map of the page that is being read; the chosen story is read."""
    context, at_hand = controllers.context, page_at_hand(controllers)
    if at_hand is None:
        return
    archive, part, _ = at_hand

    def read(chosen: Article | None) -> None:
        if chosen is not None:
            controllers.navigation.read(archive.first_part(chosen))

    if archive.page_of(part).page.layout is None:
        context.view.show_message(
            context.tr("This page’s file does not say where its text stands (PDF, ALTO, PAGE XML and hOCR files do)")
        )
    else:
        context.view.push(MapScreen(context, archive, part), read)


_STYLE: Final = """
#map-desk {
    height: 1fr;
    layout: horizontal;
}
MapScreen.below #map-desk {
    layout: vertical;
}
MapScreen.below StoryPanel {
    width: 1fr;
    height: 2;
    padding: 0 1;
    background: $surface;
}
"""


class MapScreen(Overlay["Article | None"]):
    """A page over the whole screen. It ends with the story that is to be read."""

    DEFAULT_CSS: ClassVar = _STYLE

    def __init__(self, context: Context, archive: Archive, article: Article) -> None:
        super().__init__()
        self._tr = context.tr
        self._keys = context.user_state.keys
        self._archive = archive
        place = archive.position(article)
        self._pages = IssuePages(archive.view, place.issue)
        self._page = place.page
        self._opened = {part.id for part in archive.parts(article)}
        self._zoomed: bool | None = None
        """None until the user has chosen."""

    def compose(self) -> ComposeResult:
        """Yield the heading, the map, and the selected story."""
        yield Static(id="title")
        with Container(id="map-desk"):
            yield MapPane()
            yield StoryPanel(self._tr)
        footer = Footer(self._tr, self._keys)
        footer.pane = "map"
        yield footer

    def on_mount(self) -> None:
        """Show the page, with the open story selected."""
        self.query_one(MapPane).focus()
        self._show(self._page)

    def on_resize(self, _event: Resize) -> None:
        """Find room for the panel."""
        self._arrange()

    def _arrange(self) -> None:
        """Put the panel beside the page, if that is shown as a whole and leaves room for it, else below."""
        width, height = self.size
        pane, panel = self.query_one(MapPane), self.query_one(StoryPanel)
        sheet = sheet_size(pane.layout_shown, max(1, width - _AROUND), max(1, height - _AROUND))
        room = width - sheet.columns - _AROUND
        zoomed = self._zoomed
        if zoomed is None:
            zoomed = room < _PANEL[0] and height - _AROUND - _BELOW < _FEWEST_ROWS
        beside = room >= _PANEL[0] and not zoomed
        self.set_class(not beside, "below")
        panel.styles.width = min(room, _PANEL[1]) if beside else None
        pane.show_whole(not zoomed)

    def _show(self, page: int) -> None:
        """Show a page whose places are known."""
        layout = self._pages.layout(page)
        if layout is None:
            return
        self._page = page
        stories = [item.article for item in layout.items[: layout.stories]]
        opened = [number for number, story in enumerate(stories) if story is not None and story.id in self._opened]
        self.query_one("#title", Static).update(self._heading(page))
        self.query_one(MapPane).show(layout, next(iter(opened), 0), opened)
        self._arrange()

    def _heading(self, number: int) -> Content:
        page = self._pages.page(number)
        parts = [
            self._tr("Page map"),
            format_date(self._tr, page.dating.date, inferred=page.dating.inferred),
            self._pages.label(self._tr, number),
            count_articles(self._tr, len(page.articles)),
            printable(page.page.source),
        ]
        return Content(DOT.join(dict.fromkeys(parts)))

    def on_map_pane_selected(self, _message: MapPane.Selected) -> None:
        """Show the selected story in the panel."""
        pane = self.query_one(MapPane)
        article, story = pane.article, None
        if article is not None and pane.selected is not None:
            before, behind = self._archive.continues(article), self._archive.continued_by(article)
            story = PanelStory(
                article,
                pane.selected + 1,
                pane.layout_shown.stories,
                article.id in self._opened,
                before.pages[0] if before else None,
                behind.pages[1] if behind else None,
            )
        self.query_one(StoryPanel).show(story)

    def on_map_pane_opened(self, _message: MapPane.Opened) -> None:
        """End with the selected story."""
        self.dismiss(self.query_one(MapPane).article)

    def action_page(self, step: int) -> None:
        """Show the next page of the issue of which it is known where its text stands, or the previous one."""
        beyond = range(self._page + step, len(self._pages) if step > 0 else -1, step)
        page = next((page for page in beyond if self._pages.layout(page) is not None), None)
        if page is None:
            self.query_one(Footer).show_message(self._tr("No more in this direction"))
        else:
            self._show(page)

    def action_zoom(self) -> None:
        """Show the page as wide as the screen, or again as a whole."""
        self._zoomed = self.query_one(MapPane).whole
        self._arrange()

    def action_issue(self) -> None:
        """Show all pages of the issue, to choose one."""

        def show(page: int | None) -> None:
            if page is not None:
                self._show(page)

        self.app.push_screen(IssueMapScreen(self._tr, self._keys, self._pages, self._page), show)
