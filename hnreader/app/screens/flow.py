"""A page or an issue in one flow, laid over the paper: story after story, set as in the reading pane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

from hnreader.app.controllers.story_opening import open_story
from hnreader.app.panes.flow import FlowPane
from hnreader.app.panes.footer import Footer
from hnreader.app.rendering.flow import FlowPosition, FlowStory
from hnreader.app.rendering.formatting import DOT, format_date, printable
from hnreader.app.screens.evidence import evidence_sheet
from hnreader.app.screens.overlay import Overlay
from hnreader.display_title import title
from hnreader.messages.counts import count_articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.panes.pane import Pane
    from hnreader.app.rendering.paper import Paper
    from hnreader.archive import Archive
    from hnreader.messages import Translator
    from hnreader.model import Article

_REMEMBERED: Final = "flow"
"""By which the places in flows are remembered while the reader runs."""


def flow_stories(tr: Translator, archive: Archive, paper: Paper, pages: Sequence[int]) -> Iterator[FlowStory]:
    """Yield the stories of some pages in the order of print, each once, where the first part of it stands there."""
    shown: set[str] = set()
    for page in pages:
        articles = paper.printed(page).articles
        heading = DOT.join((paper.name(tr, page), count_articles(tr, len(articles))))
        for article in articles:
            first = archive.first_part(article)
            if first.id not in shown:
                shown.add(first.id)
                yield FlowStory(first, page, heading)
                heading = ""


class FlowScreen(Overlay["Article | None"]):
    """Ends with the story that is to be opened in the reader. Where it was left it is opened again."""

    def __init__(
        self, controllers: Controllers, archive: Archive, paper: Paper, pages: Sequence[int], page: int
    ) -> None:
        """`pages` are those that are read through; it begins with `page`, or where it was left."""
        super().__init__()
        self._controllers = controllers
        self._archive = archive
        self._paper = paper
        context = controllers.context
        self.tr = context.tr
        self._stories = tuple(flow_stories(self.tr, archive, paper, pages))
        self._places: dict[tuple[int, int], FlowPosition] = controllers.remembered.setdefault(_REMEMBERED, {})
        self._key = paper.summary.day, page if len(pages) == 1 else -1
        first = next((story for story in self._stories if story.page == page), self._stories[0])
        start = self._places.get(self._key, FlowPosition(first.article.id))
        keys = context.user_state.keys
        self._pane = FlowPane(
            self.tr,
            self._stories,
            partial(open_story, archive),
            controllers.panes.text.story_style,
            start,
            keys.hint("why"),
        )
        self._footer = Footer(self.tr, keys)
        self._footer.pane = "flow"

    def compose(self) -> ComposeResult:
        """Yield the heading and the flow."""
        yield Static(id="title")
        yield self._pane
        yield self._footer

    def on_mount(self) -> None:
        """Show where one is as one moves."""
        self._pane.focus()
        self.watch(self._pane, "scroll_y", self._show_place)

    def on_unmount(self) -> None:
        """Keep the place."""
        self._places[self._key] = self._pane.position

    def _show_place(self) -> None:
        at = self._pane.at_hand
        story, summary = self._stories[at], self._paper.summary
        parts = (
            format_date(self.tr, summary.date, inferred=summary.inferred, weekday=False),
            self._paper.name(self.tr, story.page),
            printable(title(story.article)[0]),
        )
        self.query_one("#title", Static).update(Content(DOT.join(parts)))
        self._footer.place = f"{at + 1}/{len(self._stories)}"

    def on_flow_pane_passed(self, message: FlowPane.Passed) -> None:
        """Take down what was read."""
        context = self._controllers.context
        notebook = context.user_state.notebook
        for name in message.ids:
            if not notebook.is_read(name):
                context.save(partial(notebook.mark_read, name))

    def on_flow_pane_opened(self, _message: FlowPane.Opened) -> None:
        """End with the story at hand."""
        self.dismiss(self._article)

    def on_pane_notice(self, message: Pane.Notice) -> None:
        """Show what the pane says."""
        self._footer.show_message(message.text)

    def action_why(self) -> None:
        """Show the evidence of the story at hand."""
        self.app.push_screen(evidence_sheet(self.tr, self._archive, self._article))

    @property
    def _article(self) -> Article:
        return self._stories[self._pane.at_hand].article
