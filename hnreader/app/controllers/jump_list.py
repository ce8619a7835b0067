"""The places that commands have led away from, so that one can go back to them and forward again, as in vim."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.app.controllers.context import ReaderState
    from hnreader.app.controllers.pane_layout import PaneLayout
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.app.panes.reading import ReadingPane
    from hnreader.app.rendering.story_layout import TextPosition

_MOST: Final = 100  # places in one direction; older ones are forgotten, as vim does


class LeftPlace(Struct, frozen=True):
    """Where somebody was."""

    listed: ReaderState
    """What was listed."""
    article: str
    """The id of the selected article, "" without any."""
    position: TextPosition
    """Where the visible text began."""
    reading: bool
    """Whether the text was used rather than the list."""
    over: Callable[[], None] | None = None
    """Opens again what lay over it; None: nothing did."""


class JumpList:
    """Two stacks of places, those behind and those ahead, kept for the session."""

    def __init__(self, layout: PaneLayout, state: ReaderState, articles: ArticleList, text: ReadingPane) -> None:
        self._layout = layout
        self._state = state
        self._articles = articles
        self._text = text
        self._behind: deque[LeftPlace] = deque(maxlen=_MOST)
        self._ahead: deque[LeftPlace] = deque(maxlen=_MOST)

    def here(self, over: Callable[[], None] | None = None) -> LeftPlace:
        """Return where the user is; `over` opens again what lies over it."""
        article, story = self._articles.selected, self._text.story
        opened = article is not None and story is not None and story.article.id == article.id
        position = self._text.place if opened else (0, 0)
        return LeftPlace(replace(self._state), article.id if article else "", position, self._layout.reading, over)

    def record(self, place: LeftPlace | None = None) -> None:
        """Keep a place that is left, this one unless another is given. What was ahead is forgotten."""
        place = place or self.here()
        if not self._behind or self._behind[-1] != place:
            self._behind.append(place)
        self._ahead.clear()

    def step(self, direction: int) -> LeftPlace | None:
        """Return the last place (-1) or the next one (1) that is not this one, and keep this one for the way back."""
        here = self.here()
        left, kept = (self._behind, self._ahead) if direction < 0 else (self._ahead, self._behind)
        while left:
            place = left.pop()
            if place != here:
                kept.append(here)
                return place
        return None
