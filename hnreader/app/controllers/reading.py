"""What is open in the reading pane: the selected article, at the passage that it was opened for."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from hnreader.app.controllers.story_opening import open_story
from hnreader.errors import UnknownArticleError
from hnreader.messages.counts import characters_in
from hnreader.messages.reasons import words_of

if TYPE_CHECKING:
    from textual.timer import Timer

    from hnreader.app.controllers.context import Context, ReaderState
    from hnreader.app.controllers.jump_list import JumpList, LeftPlace
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.app.panes.reading import ReadingPane
    from hnreader.app.rendering.story_view import StoryView
    from hnreader.model import Article
    from hnreader.research.concordance import Occurrence
    from hnreader.search import Result

_REST: Final = 0.06  # seconds between keys of somebody who goes on typing


class Target(Struct, frozen=True):
    """A passage that an article, by the id of its first part, is opened at, and the words highlighted in it."""

    article: str
    words: tuple[str, ...]
    occurrence: Occurrence | None


class Reading:
    """Opens articles, and keeps in the notebook what was read and up to where."""

    def __init__(
        self, context: Context, state: ReaderState, articles: ArticleList, text: ReadingPane, jumps: JumpList
    ) -> None:
        self._context = context
        self._state = state
        self._articles = articles
        self._text = text
        self._jumps = jumps
        self._timer: Timer | None = None
        self._selected_at = 0.0
        """When an article was selected last."""
        self._target: Target | None = None
        self._began = 0.0
        """When the article that is open began to be read."""
        self._last_place = context.user_state.notebook.position()
        """Where the last session ended; None once it was resumed."""

    @property
    def story(self) -> StoryView | None:
        """The article that is open; None while the overview is shown."""
        return self._text.story

    def open_soon(self) -> None:
        """Open the selected article: at once, or after a rest while the user types or holds a key down."""
        self._stop_timer()
        typing = self._context.layout.typing
        if not typing and not self._articles.user_selected and not self._state.searching:
            return
        before, self._selected_at = self._selected_at, monotonic()
        if typing or self._selected_at - before < 2 * _REST:
            self._timer = self._context.view.set_timer(_REST, self.open)
        else:
            self.open()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = None

    def open(self) -> None:
        """Open the selected article, at what the search found of it."""
        self._stop_timer()
        article, rows = self._articles.selected, self._articles.rows
        result = rows.results[self._articles.position] if article is not None and rows.results else None
        self._text.highlighted_words = self._words(article, result)
        archive = self._context.loaded.archive
        if article is not None and archive is not None:
            try:
                story = open_story(archive, article, result, self.story)
            except UnknownArticleError as error:  # it was deleted meanwhile, or its library is out of reach
                self._context.view.show_message(words_of(error.message, self._context.tr))
            else:
                self._learn_speed(story)
                notebook = self._context.user_state.notebook
                speed = notebook.speed.characters_a_minute()
                self._show(replace(story, tags=notebook.tags_of(article.id), speed=speed))
                self._go_to_target()

    def _show(self, story: StoryView) -> None:
        before = self.story
        self._text.story = story
        self._context.layout.fit()
        if self._context.layout.reading and (before is None or before.article.id != story.article.id):
            self._begin()

    def _begin(self) -> None:
        self._began = monotonic()
        self._mark_read()

    def _learn_speed(self, following: StoryView) -> None:
        """Take note of how long the open article took, where it is left for another at its end, read as a text."""
        left = self.story
        if left is None or left.article.id == following.article.id or not self._context.layout.reading:
            return
        if self._text.percent_seen in {None, 100}:
            learn = self._context.user_state.notebook.speed.learn
            self._context.save(partial(learn, characters_in(left.story.texts), monotonic() - self._began))

    def read(self) -> None:
        """Open the selected article and move to its text."""
        self.open()
        self._context.layout.show_text()
        self._begin()
        self.save_query()

    def return_to(self, place: LeftPlace) -> None:
        """Open the selected article, which is that of a place, there."""
        if place.reading:
            self._context.layout.show_text()
        else:
            self._context.layout.show_list()
        self.open()
        self._text.go_to(place.position)

    def follow(self) -> None:
        """Go to the next part of the story, or say why there is none."""
        if reason := self._follow():
            self._context.view.show_message(reason)

    def read_on(self) -> None:
        """Go to the next part of the story; where there is none, a screen down."""
        if self._follow():
            self._text.action_move("screen", 1)

    def _follow(self) -> str | None:
        start = self._jumps.here()
        reason = self._text.follow()
        if reason is None:
            self._jumps.record(start)
        return reason

    def _mark_read(self) -> None:
        story, notebook = self.story, self._context.user_state.notebook
        if story is not None and not notebook.is_read(story.article.id):
            self._context.save(partial(notebook.mark_read, story.article.id))
            self._articles.refresh()

    def save_query(self) -> None:
        """Add the query to the history."""
        if query := self._state.query.strip():
            self._context.save(partial(self._context.user_state.notebook.record_search, query))

    # the passage that an article is opened for

    def set_target(self, article: Article, words: tuple[str, ...], occurrence: Occurrence) -> None:
        """Have the article opened at a passage from now on, with the words highlighted in it."""
        self._target = Target(article.id, words, occurrence)

    def drop_target(self) -> None:
        """Open articles without regard to the last target."""
        self._target = None

    def _words(self, article: Article | None, result: Result | None) -> tuple[str, ...]:
        """Return the words to highlight in an article: by which it was found or listed, and those of the target."""
        target = self._target
        aimed = target.words if target is not None and article is not None and article.id == target.article else ()
        label = (self._state.label,) if self._state.list_mode == "named" else ()
        return tuple(dict.fromkeys((*(result.words if result is not None else label), *aimed)))

    def clear_highlights(self) -> None:
        """Highlight nothing in the open article."""
        self._text.highlighted_words = ()

    def _go_to_target(self) -> None:
        """Scroll to the passage of the target, once."""
        target, story = self._target, self.story
        if target is None or target.occurrence is None or story is None or story.article.id != target.article:
            return
        self._target = Target(target.article, target.words, None)
        if target.occurrence.source is not None:
            self._text.matches.show(target.occurrence.source, target.occurrence.start)
        else:
            self._text.go_to((0, 0))

    # the place in the text, from session to session

    def save_place(self) -> None:
        """Keep in the notebook which article is read, and where."""
        if self.story is None:
            return
        notebook = self._context.user_state.notebook
        place, (block, char) = notebook.position(), self._text.place
        if place is None or (place.id, place.block, place.char) != (self.story.article.id, block, char):
            self._context.save(partial(notebook.save_position, self.story.article.id, block, char))

    def find_last_article(self) -> Article | None:
        """Return the article that the last session ended with; None once it was resumed or another one was chosen."""
        archive = self._context.loaded.archive
        if self._last_place is None or self._articles.user_selected or archive is None:
            return None
        return archive.get(self._last_place.id)

    def resume(self) -> None:
        """Open the selected article, which the last session ended with, at the place where that was."""
        place, self._last_place = self._last_place, None
        self.open()
        if not self._context.layout.side_by_side:
            self.read()
        if place is not None:
            self._text.go_to((place.block, place.char))
        self._context.view.show_message(self._context.tr("Continued where you left off"))
