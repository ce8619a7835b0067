"""The articles that are most likely wrong, over the whole screen: each is right, or is corrected by a key."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.widgets import Static

from hnreader.app.controllers.context import describe_error
from hnreader.app.controllers.reviewing import Reviewing
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.review import ReviewPane
from hnreader.app.rendering.formatting import DOT, printable
from hnreader.app.rendering.map_drawing import lines_within
from hnreader.app.screens.overlay import BackgroundOverlay
from hnreader.errors import HnreaderError
from hnreader.messages import N_
from hnreader.messages.corrections import words_of_correction
from hnreader.messages.review import say_expected, say_looked_at
from hnreader.model import CONTENT_ROLES, Article
from hnreader.research.review import Status
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.context import Context
    from hnreader.app.rendering.review_rows import ReviewedArticle
    from hnreader.archive import Archive
    from hnreader.corrections import Alternative
    from hnreader.research.review import Tally

SHORT: Final = 18  # lines: on a lower screen the beginning of the text has one row
_PAUSE: Final = 0.1  # seconds after which what else an article may be is worked out
_CORRECTED: Final = N_("Corrected")
_OPENING: Final = 400  # characters of a text of which the beginning is shown …
_ROWS: Final = 4  # … in so many rows


def open_screen(controllers: Controllers) -> None:
    """Review the archive; the chosen article is read. Say so where nothing can be decided."""
    context, archive = controllers.context, controllers.context.loaded.archive
    if context.user_state.reads_only:
        context.view.show_message(context.tr("Pages cannot be corrected here"))
        return

    def read(chosen: Article | None) -> None:
        if chosen is not None:
            controllers.navigation.read(chosen)

    if archive is not None:
        context.view.push(ReviewScreen(context, archive), read)


_STYLE: Final = """
#article {
    height: 8;
    padding: 0 1;
    background: $surface;
    color: $foreground;
}
ReviewScreen.short #article {
    height: 3;
}
"""


class ReviewScreen(BackgroundOverlay["Article | None"]):
    """Ends with the article that is to be read."""

    DEFAULT_CSS: ClassVar = _STYLE

    def __init__(self, context: Context, archive: Archive) -> None:
        super().__init__(context)
        self._keys = context.user_state.keys
        self._review = Reviewing(self.tr, archive)
        self._offered: Sequence[Alternative] | None = None
        """Of the selected article; None until they are known."""

    def compose(self) -> ComposeResult:
        """Yield how far the review is, the articles, and what the selected one may be else."""
        yield Static(Content(self.tr("Review of articles")), id="title")
        yield ReviewPane(self.tr)
        yield Static(id="article")
        footer = Footer(self.tr, self._keys)
        footer.pane = "review"
        yield footer

    def on_mount(self) -> None:
        """Look through the archive."""
        self._pane.focus()
        self.tasks.start("review", self._review.load, self._show, progress=self._show_progress)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the rows to the list where they are few."""
        self.set_class(event.size.height < SHORT, "short")
        self._show_article()

    @property
    def _pane(self) -> ReviewPane:
        return self.query_one(ReviewPane)

    def _show_progress(self, done: int, total: int) -> None:
        self._pane.empty_text = self.tr("Working: {percent}%", percent=100 * done // max(1, total))

    def _show(self, loaded: tuple[Sequence[ReviewedArticle], Tally]) -> None:
        articles, self._review.tally = loaded
        self._review.articles[:] = articles
        self._pane.empty_text = self.tr("Nothing is left to be looked at")
        self._pane.show(self._review.articles)
        self._show_heading()

    def _show_heading(self) -> None:
        tally = self._review.tally
        parts = [self.tr("Review of articles")]
        parts += [say_looked_at(tally, self.tr), say_expected(tally, self.tr)] if tally else []
        room = max(4, self.size.width - 2)
        whole = DOT.join(parts)
        text = whole if cells(whole) <= room else DOT.join(parts[1:])
        self.query_one("#title", Static).update(Content(clip(text, room)))

    # the selected article

    def on_review_pane_selected(self, message: ReviewPane.Selected) -> None:
        """Show the beginning of its text, and work out what else it may be."""
        self._offered = None
        self._show_article()
        if self._review.articles:
            self.tasks.start_later(_PAUSE, "alternatives", partial(self._find, message.position), self._offer)

    def _find(self, position: int, _task: Task) -> Sequence[Alternative]:
        return self._review.alternatives(self._review.article(position))

    def _offer(self, offered: Sequence[Alternative]) -> None:
        self._offered = offered
        self._show_article()

    def _show_article(self) -> None:
        position, panel = self._pane.position, self.query_one("#article", Static)
        if not position < len(self._review.articles):
            panel.update(Content(""))
            return
        width = max(4, self.size.width - 2)
        rows = [clip(row, width) for row in self._choices(self._review.articles[position].judged.status)]
        if not self.has_class("short"):
            rows = [*self._opening(position, width), "", *rows]
        panel.update(Content("\n".join(rows)))

    def _opening(self, position: int, width: int) -> list[str]:
        """Return the first rows of an article's text."""
        try:
            article = self._review.article(position)
        except HnreaderError as error:
            return [clip(describe_error(error, self.tr), width)]
        texts = (printable(each.text.text) for each in article.texts if each.role in CONTENT_ROLES)
        return lines_within("　".join(texts)[:_OPENING], width, _ROWS)

    def _choices(self, status: Status) -> list[str]:
        """Return what else the article may be, with the keys."""
        if self._offered is None:
            return [self.tr("Looking for alternatives…")]
        words = [words_of_correction(each.correction, self.tr) for each in self._offered]
        rows = [f"{number} {printable(text)}" for number, text in enumerate(words, 1)]
        none = N_("No alternative was found: correct it in the reader, if it is wrong")
        return rows or [self.tr(_CORRECTED if status is Status.CORRECTED else none)]

    # what is decided

    def action_right(self) -> None:
        """Keep that the article is right as it is, and go on to the next."""
        position = self._pane.position
        if self._decide(partial(self._review.confirm, position), N_("Confirmed: right as it is")):
            self._pane.choose(position + 1)

    def action_apply(self, number: int) -> None:
        """Correct the article by one of the alternatives."""
        if self._offered and number < len(self._offered):
            correction = self._offered[number].correction
            if self._decide(partial(self._review.correct, self._pane.position, correction), _CORRECTED):
                self._offered = ()
                self._show_article()

    def _decide(self, decide: Callable[[], None], done: str) -> bool:
        """Do what is decided about the selected article, and say so; tell whether it worked."""
        position = self._pane.position
        worked = position < len(self._review.articles) and self._tried(decide)
        if worked:
            self._pane.redraw_row(position)
            self._show_heading()
            key = self._keys.hint("undo_review")
            self._say(self.tr("{done} ({key} undoes it)", done=self.tr(done), key=key))
        return worked

    def action_undo(self) -> None:
        """Take back what was decided last, and go there."""
        found: list[int | None] = []
        if self._tried(lambda: found.append(self._review.undo())):
            if found[0] is None:
                self._say(self.tr("Nothing to undo"))
                return
            self._pane.redraw_row(found[0])
            self._pane.choose(found[0])
            self._show_heading()

    def _tried(self, work: Callable[[], object]) -> bool:
        """Do something that writes; say why it did not work, and tell whether it did."""
        try:
            work()
        except HnreaderError as error:
            self._say(describe_error(error, self.tr))
        except OSError as error:
            path = Path(str(error.filename or "")).name
            self._say(self.tr("Cannot write {path}: {error}", path=path, error=error.strerror or error))
        else:
            return True
        return False

    def _say(self, text: str) -> None:
        self.query_one(Footer).show_message(text)

    def on_row_list_opened(self, message: ReviewPane.Opened) -> None:
        """End with the chosen article."""
        try:
            self.dismiss(self._review.article(message.position))
        except HnreaderError as error:
            self._say(describe_error(error, self.tr))
