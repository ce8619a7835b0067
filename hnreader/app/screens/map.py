"""The page map: a page in miniature with its stories, laid over the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from hnreader.app.controllers.page_at_hand import page_at_hand
from hnreader.app.controllers.page_picture import PagePictures
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.map import MapPane
from hnreader.app.panes.picture import PicturePane
from hnreader.app.panes.story_panel import StoryPanel
from hnreader.app.rendering.formatting import DOT, format_date, printable
from hnreader.app.rendering.issue_map import IssuePages
from hnreader.app.rendering.map_arrangement import map_arrangement
from hnreader.app.rendering.marked_picture import marks_of, story_at
from hnreader.app.rendering.story_panel import PanelStory
from hnreader.app.screens.issue_map import IssueMapScreen
from hnreader.app.screens.overlay import BackgroundOverlay
from hnreader.messages.counts import count_articles

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Resize

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.context import Context
    from hnreader.app.rendering.marked_picture import ShownPicture
    from hnreader.archive import Archive
    from hnreader.model import Article


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
PicturePane {
    display: none;
}
MapScreen.pictured PicturePane {
    display: block;
}
MapScreen.below StoryPanel {
    dock: bottom;
    width: 1fr;
    height: 2;
    padding: 0 1;
    background: $surface;
}
"""


class MapScreen(BackgroundOverlay["Article | None"]):
    """A page over the whole screen. It ends with the story that is to be read."""

    DEFAULT_CSS: ClassVar = _STYLE

    def __init__(self, context: Context, archive: Archive, article: Article) -> None:
        super().__init__(context)
        self._keys = context.user_state.keys
        self._archive = archive
        place = archive.position(article)
        self._pages = IssuePages(archive.view, place.issue)
        self._page = place.page
        self._opened = {part.id for part in archive.parts(article)}
        self._zoomed: bool | None = None
        """None until the user has chosen."""
        self._pictured: bool | None = None
        """The same: whether the page's picture is shown."""
        self._pictures = PagePictures(context, self.tasks, self._show_picture, self._drop_picture)

    def compose(self) -> ComposeResult:
        """Yield the heading, the map, and the selected story."""
        yield Static(id="title")
        with Container(id="map-desk"):
            yield MapPane()
            yield PicturePane()
            yield StoryPanel(self.tr)
        footer = Footer(self.tr, self._keys)
        footer.pane = "map"
        footer.useless = () if self._pictures.possible else ("picture",)
        yield footer

    def on_mount(self) -> None:
        """Show the page, with the open story selected."""
        self.query_one(MapPane).focus()
        self._show(self._page)
        if self._pictures.lacks_extra:
            self._say(self._pictures.obstacle)

    def on_resize(self, _event: Resize) -> None:
        """Find room for what is beside the page."""
        self._arrange()

    def on_unmount(self) -> None:
        """End what draws pictures."""
        self._pictures.close()

    def _arrange(self) -> None:
        """Put beside the page what there is room for; the panel is below where there is none for it."""
        pane, panel, picture = self.query_one(MapPane), self.query_one(StoryPanel), self.query_one(PicturePane)
        pictured = False if self._pictures.obstacle else self._pictured
        arrangement = map_arrangement(
            pane.layout_shown, *self.size, zoomed=self._zoomed, picture=pictured, cell=self._pictures.cell.width
        )
        self.set_class(not arrangement.panel, "below")
        self.set_class(arrangement.picture > 0, "pictured")
        panel.styles.width = arrangement.panel or None
        picture.styles.width = arrangement.picture
        pane.show_whole(not arrangement.zoomed)

    def _show(self, page: int) -> None:
        """Show a page whose places are known."""
        layout = self._pages.layout(page)
        if layout is None:
            return
        self._page = page
        self.query_one(PicturePane).show(None)
        self._pictures.look_at(self._pages.page(page).page)
        stories = [item.article for item in layout.items[: layout.stories]]
        opened = [number for number, story in enumerate(stories) if story is not None and story.id in self._opened]
        self.query_one("#title", Static).update(self._heading(page))
        self.query_one(MapPane).show(layout, next(iter(opened), 0), opened)
        self._arrange()

    def _heading(self, number: int) -> Content:
        page = self._pages.page(number)
        parts = [
            self.tr("Page map"),
            format_date(self.tr, page.dating.date, inferred=page.dating.inferred),
            self._pages.label(self.tr, number),
            count_articles(self.tr, len(page.articles)),
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
        self._draw_picture()

    def on_picture_pane_resized(self, _message: PicturePane.Resized) -> None:
        """Have the picture drawn in the size that there is for it now."""
        self._draw_picture()

    def on_picture_pane_clicked(self, message: PicturePane.Clicked) -> None:
        """Select the story that was clicked on the picture."""
        pane = self.query_one(MapPane)
        story = story_at(pane.layout_shown, message.across, message.down)
        if story is not None:
            pane.select(story)

    def _draw_picture(self) -> None:
        """Have the page drawn with the lines of the selected story marked, if its picture is shown."""
        pane, picture = self.query_one(MapPane), self.query_one(PicturePane)
        if self.has_class("pictured") and picture.size:
            layout = pane.layout_shown
            marks = marks_of(layout.items[pane.selected]) if pane.selected is not None else ()
            self._pictures.draw(layout, marks, *picture.size, picture.background_colors[1].rgb)

    def _show_picture(self, shown: ShownPicture) -> None:
        self.query_one(PicturePane).show(shown)

    def _drop_picture(self) -> None:
        """Go on without the picture of a page, and say why there is none."""
        self._arrange()
        self._say(self._pictures.obstacle)

    def on_map_pane_opened(self, _message: MapPane.Opened) -> None:
        """End with the selected story."""
        self.dismiss(self.query_one(MapPane).article)

    def action_page(self, step: int) -> None:
        """Show the next page of the issue of which it is known where its text stands, or the previous one."""
        beyond = range(self._page + step, len(self._pages) if step > 0 else -1, step)
        page = next((page for page in beyond if self._pages.layout(page) is not None), None)
        if page is None:
            self._say(self.tr("No more in this direction"))
        else:
            self._show(page)

    def action_zoom(self) -> None:
        """Show the page as wide as the screen, or again as a whole."""
        self._zoomed = self.query_one(MapPane).whole
        self._arrange()

    def action_picture(self) -> None:
        """Show the page's picture beside the map, or no longer; say why that cannot be."""
        obstacle = self._pictures.obstacle
        if obstacle:
            self._say(obstacle)
            return
        self._pictured, self._zoomed = not self.has_class("pictured"), None
        self._arrange()
        self.call_after_refresh(self._draw_picture)  # another story may be selected since it was hidden
        if self._pictured and not self.has_class("pictured"):
            self._say(self.tr("There is no room for a picture: the window is too small"))

    def _say(self, text: str) -> None:
        self.query_one(Footer).show_message(text)

    def action_issue(self) -> None:
        """Show all pages of the issue, to choose one."""

        def show(page: int | None) -> None:
            if page is not None:
                self._show(page)

        self.app.push_screen(IssueMapScreen(self.tr, self._keys, self._pages, self._page), show)
