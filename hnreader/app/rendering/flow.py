"""Stories one below the other in one flow: where each begins, and the lines of all as far as they are laid out."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from hnreader.app.rendering.story_document import StoryDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hnreader.app.rendering.story_layout import StoryLayout, TextPosition
    from hnreader.model import Article

_HEADING: Final = 1  # lines of the heading where a page begins


class FlowStory(Struct, frozen=True):
    """A story of a flow."""

    article: Article
    page: int
    """The page that it is read on, from 0."""
    heading: str
    """What the page is called, where it is the page's first story; otherwise empty."""


class FlowPosition(Struct, frozen=True):
    """A place in a flow that does not depend on the measure, nor on what else is in the flow."""

    article: str
    """The id of the article that is shown."""
    text: TextPosition = (0, 0)


class FlowLine(NamedTuple):
    """A line of the flow."""

    story: int
    line: int
    """The line of the story's layout; negative in the heading of a page."""


class FlowLayout:
    """Lays stories out one after the other, no more of them than are asked for, each by `lay_out`."""

    def __init__(self, stories: Sequence[FlowStory], lay_out: Callable[[Article], StoryLayout]) -> None:
        self.stories = stories
        self._lay_out = lay_out
        self._documents: list[StoryDocument] = []
        self.tops = [0]
        """The first line of each story that is laid out, its page's heading included; then that of the next one."""

    def __len__(self) -> int:
        return self.tops[-1]

    @property
    def complete(self) -> bool:
        """Whether all stories are laid out."""
        return len(self._documents) == len(self.stories)

    def extend(self, lines: int, story: int = 0) -> None:
        """Lay stories out until there are so many lines, and that story is there, or there are no more stories."""
        while not self.complete and (len(self) < lines or len(self._documents) <= story):
            following = self.stories[len(self._documents)]
            document = StoryDocument()
            document.layout = self._lay_out(following.article)
            self._documents.append(document)
            self.tops.append(len(self) + len(document.layout.lines) + _HEADING * bool(following.heading))

    def at(self, y: int) -> FlowLine:
        """Return what line `y` is; beyond the last one the line behind the last story."""
        story = max(0, min(bisect_right(self.tops, y) - 1, len(self._documents) - 1))
        heading = _HEADING * bool(self.stories[story].heading)
        return FlowLine(story, y - self.tops[story] - heading)

    def document(self, story: int) -> StoryDocument:
        """Return a story that is laid out."""
        return self._documents[story]

    def at_hand(self, y: int) -> int:
        """Return the story that is read where line `y` is the first one in sight: not one of which nothing is left."""
        story, line = self.at(y)
        below = line >= len(self._documents[story].layout.lines) - 1
        return min(story + below, len(self._documents) - 1)

    def position(self, y: int) -> FlowPosition:
        """Return the position of the first text from line `y` on."""
        story = self.at_hand(y)
        line = max(0, self.at(y).line) if self.at(y).story == story else 0
        text = self._documents[story].layout.position_at(line) if line else (0, 0)
        return FlowPosition(self.stories[story].article.id, text)

    def story_of(self, position: FlowPosition) -> int:
        """Return the story of a position; the first where the flow has it not."""
        found = (number for number, story in enumerate(self.stories) if story.article.id == position.article)
        return next(found, 0)

    def line_of(self, position: FlowPosition) -> int:
        """Return the line that shows a position: of a story's beginning the first one, with the page's heading."""
        story = self.story_of(position)
        self.extend(0, story)
        if position.text == (0, 0):
            return self.tops[story]
        heading = _HEADING * bool(self.stories[story].heading)
        return self.tops[story] + heading + self._documents[story].layout.line_of(position.text)

    def next_top(self, y: int, direction: int, *, pages: bool) -> int | None:
        """Return the first line of the next story below line `y` (1) or of the last one above it (-1), or of a page."""
        tops = (top for top, story in zip(self.tops, self.stories, strict=False) if story.heading or not pages)
        beyond = [top for top in tops if direction * top > direction * y]
        return (min(beyond) if direction > 0 else max(beyond)) if beyond else None
