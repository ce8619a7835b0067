"""The page as it came, to be corrected: what is decided about a passage shows its effect at once, and is kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual import on
from textual.containers import Horizontal
from textual.widgets import Static

from hnreader.app.commands import LABELS
from hnreader.app.controllers.correction_questions import question_of
from hnreader.app.controllers.page_at_hand import page_at_hand
from hnreader.app.panes.correction import CorrectionPane
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.lines import LinesPane
from hnreader.app.panes.story_panel import StoryPanel
from hnreader.app.rendering.correction_notes import heading, notes
from hnreader.app.rendering.page_pieces import PagePieces
from hnreader.app.rendering.story_panel import PanelStory
from hnreader.app.screens.overlay import BackgroundOverlay
from hnreader.app.screens.palette import command_entries, open_palette
from hnreader.app.screens.prompt import Prompt
from hnreader.archive.page_correcting import PageCorrecting
from hnreader.corrections import BEGINNINGS, Action
from hnreader.errors import HnreaderError
from hnreader.messages.changes import words_of_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.events import Click, Resize

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.context import Context
    from hnreader.archive import Archive, Change
    from hnreader.model import Article, PageArticles, Span

_LABELS: Final = {
    Action.BELONGS: LABELS["belongs"],
    Action.FOLLOWS: LABELS["follows"],
    Action.GOES_ON: LABELS["goes_on"],
    Action.COPIES: LABELS["copies"],
}
_OF_CHARACTERS: Final = frozenset({Action.NAMES, Action.READS})
"""What is decided about characters, and not about a whole text."""
_BESIDE: Final = 110  # columns from which the article at the cursor stands beside the page


def open_screen(controllers: Controllers) -> None:
    """Show the page of what is being read, to correct it there."""
    at_hand = page_at_hand(controllers)
    if at_hand is not None:
        archive, part, span = at_hand
        selected = controllers.panes.text.selected_spans(part, archive)
        correct(controllers, archive, part, [span] if span is not None else [], selected)


def correct(
    controllers: Controllers, archive: Archive, article: Article, at: Sequence[Span], selected: Sequence[Span] = ()
) -> None:
    """Show the page of an article at a place, to correct what is there or is selected; say why that cannot be."""
    context = controllers.context
    settings = context.user_state.settings
    if context.user_state.reads_only:
        context.view.show_message(context.tr("Pages cannot be corrected here"))
        return
    if archive.page_of(article).page.markup is not None:
        context.view.show_message(context.tr("This file itself says what its lines are; that cannot be corrected"))
        return
    try:
        steps = controllers.remembered.setdefault("correct", {})
        correcting = PageCorrecting(archive, article, settings.paper or None, steps)
    except OSError:
        context.view.show_message(context.tr("This page has no file beside which corrections could be kept"))
        return

    def read(chosen: Article | None) -> None:
        if chosen is not None:
            controllers.navigation.read(chosen)

    def follow() -> None:
        controllers.loading.show_corrected(correcting.path)

    context.view.push(CorrectScreen(context, correcting, follow, article, (at, selected)), read)


_STYLE: Final = """
#correct-desk {
    height: 1fr;
}
CorrectionPane {
    width: 3fr;
}
CorrectScreen StoryPanel {
    width: 2fr;
    background: $surface;
}
CorrectScreen.narrow StoryPanel {
    display: none;
}
#correct-notes {
    height: 3;
    padding: 0 1;
    background: $surface;
}
"""


class CorrectScreen(BackgroundOverlay["Article | None"]):
    """A page over the whole screen. It ends with the article that is to be read."""

    DEFAULT_CSS: ClassVar = _STYLE

    def __init__(
        self,
        context: Context,
        correcting: PageCorrecting,
        follow: Callable[[], None],
        article: Article,
        spans: tuple[Sequence[Span], Sequence[Span]],
    ) -> None:
        """`follow` is called when something was kept.

        `spans` are a place to begin at, where there is one, and what is selected; else it begins with the article.
        """
        super().__init__(context)
        self._keys = context.user_state.keys
        self._correcting = correcting
        self._follow = follow
        at, selected = spans
        every = (span for text in article.texts for span in text.text.spans)
        self._start = next((run.start for run in correcting.characters.runs(selected or at or every)), 0)
        self._selected = correcting.characters.runs(selected)
        self._looking_for: Action | None = None
        """What is to be decided about the passage and a second one, which is looked for."""
        self._outcome = ""
        """What came of the last decision."""
        self._recent: list[str] = []
        """What was decided last, for the palette."""

    def compose(self) -> ComposeResult:
        """Yield the heading, the page, the article at the cursor, and what is known of the cursor's text."""
        lines, characters = self._correcting.page.page.lines, self._correcting.characters
        yield Static(id="title")
        with Horizontal(id="correct-desk"):
            yield CorrectionPane(lines, characters, self._start, self.tr)
            yield StoryPanel(self.tr)
        yield Static(id="correct-notes")
        footer = Footer(self.tr, self._keys)
        footer.pane = "correct"
        yield footer

    def on_mount(self) -> None:
        """Show the page as the archive has it, and have it segmented meanwhile: that is quick from then on."""
        self._pane.focus()
        self._pane.passage.choose(self._selected)
        self._show()
        self.tasks.start("segmenting", lambda _task: self._correcting.segmented(), self._catch_up)

    def on_resize(self, event: Resize) -> None:
        """Leave the article out where there is no room for it."""
        self.set_class(event.size.width < _BESIDE, "narrow")

    def _catch_up(self, page: PageArticles) -> None:
        self._correcting.begin_with(page)
        self._show()

    @property
    def _pane(self) -> CorrectionPane:
        return self.query_one(CorrectionPane)

    def _show(self) -> None:
        """Show the page as it is segmented now."""
        page, characters = self._correcting.page, self._correcting.characters
        self.query_one("#title", Static).update(heading(page, len(self._correcting.decisions), self.tr))
        decided = [place.start for place in map(self._correcting.place, self._correcting.decisions) if place]
        self._pane.show(PagePieces(page, characters), self._correcting.doubtful, decided)

    @on(LinesPane.Moved)
    def _show_place(self) -> None:
        """Show the article at the cursor, and what is known of its text."""
        piece, articles = self._pane.passage.piece, self._correcting.page.articles
        article = piece.article if piece else None
        shown = PanelStory(article, articles.index(article) + 1, len(articles)) if article else None
        self.query_one(StoryPanel).show(shown)
        about = self._correcting.about(self._pane.passage.passage)
        rows = notes(piece, about, self._outcome or self._help(), self.tr, self.size.width - 2)
        self.query_one("#correct-notes", Static).update(rows)

    # deciding

    def action_decide(self, action: str, role: str = "") -> None:
        """Decide something about the passage at the cursor, or of what begins there."""
        at = self._pane.passage
        if not self._lacks_selection(action):
            passage = at.beginning if action in BEGINNINGS else at.passage
            self._do(partial(self._correcting.decide, Action(action), passage, role=role))

    def action_ask(self, action: str) -> None:
        """Ask for what a decision takes besides the passage."""
        at = self._pane.passage
        if self._lacks_selection(action):
            return
        question = question_of(Action(action), self._correcting, at.passage, self.tr)

        def accept(line: str | None) -> None:
            answer = question.answer(line) if question is not None and line is not None else ""
            if not isinstance(answer, str):
                self._do(partial(self._correcting.keep, [answer]))

        if question is not None:
            self.app.push_screen(Prompt(question.label, question.value, question.check), accept)

    def _lacks_selection(self, action: str) -> bool:
        """Tell whether characters have to be selected first, and say so."""
        lacking = action in _OF_CHARACTERS and not self._pane.passage.selecting
        if lacking:
            self._say(self.tr("Select the characters first ({key})", key=self._keys.hint("select_passage")))
        return lacking

    def action_relate(self, action: str) -> None:
        """Look for the second passage of a decision about two."""
        self._looking_for = Action(action)
        self._pane.passage.look_for_second()
        self._say("")

    def action_choose(self) -> None:
        """Take what the cursor is on for the second passage; where none is looked for, show what can be decided."""
        at = self._pane.passage
        if self._looking_for is None:
            commands = command_entries(self.context, self._keys.of("correct"), self._pane)
            open_palette(self.context, self, commands, self._recent)
        elif not at.second or not at.distinct:
            self._say(self.tr("Choose another text than the one that this is about"))
        else:
            self._do(partial(self._correcting.decide, self._looking_for, at.passage, at.second[0]))

    def on_click(self, event: Click) -> None:
        """Take a double click on the page for Enter."""
        if event.chain == 2 and event.widget is self._pane:
            self.action_choose()

    def action_select(self) -> None:
        """Begin to select at the cursor."""
        self._pane.passage.select()
        self._say("")

    def action_turn(self, direction: Literal["undo", "redo"]) -> None:
        """Take the last step back, or do again what was taken back."""
        self._do(self._correcting.undo if direction == "undo" else self._correcting.redo)

    def action_withdraw(self, everything: bool = False) -> None:
        """Withdraw what anybody decided about the passage, or about the page."""
        kept = self._correcting
        about = kept.decisions if everything else kept.about(self._pane.passage.passage)
        self._do(partial(kept.withdraw, about) if about else lambda: None)

    def _do(self, change: Callable[[], Sequence[Change] | None]) -> None:
        """Decide something or take it back; show what came of it."""
        try:
            changes = change()
        except (OSError, HnreaderError) as error:
            self.show_error(error)
            return
        self._give_up()
        if changes is None:
            self._outcome = self.tr("Nothing to undo")
        else:
            self._outcome = words_of_changes(changes, self.tr)
            self._follow()
        self._show()

    def _give_up(self) -> bool:
        """Give up what was begun; tell whether anything was."""
        self._looking_for = None
        return self._pane.passage.cancel()

    def _say(self, text: str) -> None:
        """Say something in the place of what came of the last decision."""
        self._outcome = text
        self._pane.refresh()
        self._show_place()

    def _help(self) -> str:
        """Return what is expected of the user now; nothing where that is in the footer."""
        at = self._pane.passage
        if self._looking_for is None:
            count = sum(map(len, at.passage)) if at.selecting else 0
            return self.tr.plural("{count} character selected", "{count} characters selected", count) if count else ""
        return self.tr(
            "“{decision}”: go to the other text and press {choose}; {leave} gives up",
            decision=self.tr(_LABELS[self._looking_for]),
            choose=self._keys.hint("decisions"),
            leave=self._keys.hint("give_up"),
        )

    def action_give_up(self) -> None:
        """Give up what was begun, or leave."""
        if self._give_up():
            self._say("")
        else:
            self.action_close()

    def action_read(self) -> None:
        """End with the article at the cursor."""
        piece = self._pane.passage.piece
        if piece is not None and piece.article is not None:
            self.dismiss(piece.article)
        else:
            self._say(self.tr("This line belongs to no article"))

    @on(CorrectionPane.Notice)
    def _show_notice(self, message: CorrectionPane.Notice) -> None:
        self.query_one(Footer).show_message(message.text)

    @on(LinesPane.NoDoubts)
    def _say_no_doubts(self) -> None:
        self.query_one(Footer).show_message(self.tr("Nothing on this page is uncertain"))
