"""The articles of other issues that are related to one, laid over the reader, with what they share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from hnreader.app.choices import Choices
from hnreader.app.commands import bindings
from hnreader.app.keyline import KeyLine
from hnreader.app.overlay import Overlay
from hnreader.app.words import printable
from hnreader.messages.folios import say_pages
from hnreader.titling import title
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.message_pump import MessagePump

    from hnreader.app.commands import Keys
    from hnreader.app.pieces import Pieces
    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.model import Article
    from hnreader.research.related import Related

PATIENCE: Final = 0.5  # seconds of work before a word is said about it
MOST: Final = 20  # articles: what follows has little to do with it


class Indexed(Message):
    """All texts are indexed; what is related is looked for."""


@dataclass
class Found(Message):
    """It was found."""

    related: Sequence[Related]


class RelatedPane(Choices):
    """An article, and below it what it shares."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("related")
    height_of_row = 2

    def __init__(self, voice: Voice, archive: Archive) -> None:
        super().__init__(id="related")
        self._voice = voice
        self._archive = archive
        self.related: Sequence[Related] = ()

    def show(self, related: Sequence[Related]) -> None:
        """Show them."""
        self.related = related
        self.hold(len(related))

    def pieces(self, position: int, part: int, room: int) -> Pieces:
        """Return day, page and headline; below them what is shared."""
        one = self.related[position]
        if part:
            shared = self._voice("related.comma").join(map(printable, one.shared))
            same = "  " + self._voice("related.same") if one.same else ""
            said = "  " + self._voice("related.shared", shared)
            return [(same, "strong"), (clip(said, room - cells(same)), "meta")]
        lead = f"{one.article.date or self._voice('date.unknown')} "
        lead += say_pages(self._voice, one.article, self._archive.chain(one.article))
        text, printed = title(one.article)
        headline = printable(text) if printed else f"〔{printable(text)}〕"
        return [(lead, "meta"), (clip("  " + headline, room - cells(lead)), "name")]


class RelatedScreen(Overlay["Article | None"]):
    """Lets the reader choose one of them; None: he chose none."""

    CSS_PATH: ClassVar = ["names.tcss", "choices.tcss"]

    def __init__(self, voice: Voice, keys: Keys, archive: Archive, article: Article) -> None:
        super().__init__()
        self._voice = voice
        self._keys = keys
        self._archive = archive
        self._article = article
        self._waiting = "related.indexing"
        """What is said when it takes a while; nothing once it is found."""

    def compose(self) -> ComposeResult:
        """Make the rows."""
        yield Static(Content(self._voice("related.title", printable(title(self._article)[0]))), id="related-title")
        yield RelatedPane(self._voice, self._archive)
        keys = KeyLine(self._voice, self._keys)
        keys.pane = "related"
        yield keys

    def on_mount(self) -> None:
        """Look for them."""
        self.query_one(RelatedPane).focus()
        self.set_timer(PATIENCE, self._say)
        self.run_worker(partial(_find, self, self._archive, self._article), thread=True, group="related")

    def _say(self) -> None:
        if self._waiting:
            self.query_one(RelatedPane).notice = self._voice(self._waiting)

    def on_indexed(self, _message: Indexed) -> None:
        """Say that it goes on, if anything was said."""
        self._waiting = "related.seeking"
        if self.query_one(RelatedPane).notice:
            self._say()

    def on_found(self, message: Found) -> None:
        """Show them."""
        self._waiting = ""
        pane = self.query_one(RelatedPane)
        pane.notice = self._voice("related.none")
        pane.show(message.related)

    def on_choices_opened(self, message: Choices.Opened) -> None:
        """End with the chosen one."""
        self.dismiss(self.query_one(RelatedPane).related[message.position].article)

    def action_close(self) -> None:
        """End without."""
        self.dismiss(None)


def _find(target: MessagePump, archive: Archive, article: Article) -> None:
    """Find what is related and post it; runs in a worker's thread."""
    from hnreader.research.related import related  # noqa: PLC0415 imported in the thread: the screen is painted meanwhile
    from hnreader.search import index_of  # noqa: PLC0415

    worker = get_current_worker()
    index_of(archive).follow(archive, lambda: worker.is_cancelled)
    target.post_message(Indexed())
    found = related(archive, article, MOST, lambda: worker.is_cancelled)
    if not worker.is_cancelled:
        target.post_message(Found(found))
