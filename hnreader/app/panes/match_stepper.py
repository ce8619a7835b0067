"""Goes from match to match of the search in the story that the reading pane shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.panes.reading_messages import wrapped_text

if TYPE_CHECKING:
    from hnreader.app.panes.reading import ReadingPane
    from hnreader.app.panes.story_scroller import StoryScroller
    from hnreader.app.rendering.story_document import StoryDocument
    from hnreader.messages import Translator
    from hnreader.model import Text


class MatchStepper:
    """Makes a match of `document` current and has `scroller` show it in `pane`."""

    def __init__(self, pane: ReadingPane, document: StoryDocument, scroller: StoryScroller, tr: Translator) -> None:
        self._pane = pane
        self._document = document
        self._scroller = scroller
        self._tr = tr

    def step(self, direction: int, *, around: bool) -> bool:
        """Go to the next match (1) or the previous one (-1); tell whether there is one.

        With `around` the first follows the last, and where there is no match at all that is said.
        """
        matches = self._document.matches
        if matches.at_end(direction) and not around:
            return False
        if not matches.total:
            self._pane.post_message(self._pane.Notice(self._tr("No matches in this article")))
            return False
        if self._scroller.step_match(direction):
            self._pane.post_message(self._pane.Notice(wrapped_text(self._tr, direction)))
        self.report()
        return True

    def show_end(self, direction: int) -> None:
        """Show the first match (1), or the last one (-1)."""
        self._scroller.show_end_match(direction)
        self.report()

    def show(self, source: Text, char: int) -> None:
        """Make the match at a character of a text current, and show it; as soon as the story is laid out."""
        self._scroller.show_match(source, char)
        self.report()

    def report(self) -> None:
        """Report which match is current, and draw the text anew."""
        matches = self._document.matches
        self._pane.post_message(self._pane.MatchChanged(matches.number, matches.total))
        self._pane.refresh()
