"""The index of names, laid over the reader: people, places, offices and phrases, as they are found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from hnreader.app.choices import Choices
from hnreader.app.keyline import KeyLine
from hnreader.app.namelist import KINDS, NameList, Wish
from hnreader.app.namepane import NamePane
from hnreader.app.nametabs import FilterInput, Tabs
from hnreader.app.overlay import Overlay
from hnreader.app.words import printable
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.message_pump import MessagePump
    from textual.timer import Timer

    from hnreader.app.commands import Keys
    from hnreader.app.gathering import Gathered, Gathering
    from hnreader.messages import Voice
    from hnreader.model import Article
    from hnreader.research.names import Name, Names

PATIENCE: Final = 0.5  # seconds of a pass before a word is said about it
PACE: Final = 0.5  # seconds between lists, while they grow
_AT_ONCE: Final = 0.02  # seconds before the first names that are found are shown
_SHARE: Final = 4  # times as long as a list takes to be made: the rest of the time is others'


@dataclass
class Listed(Message):
    """Names were listed."""

    wish: Wish
    held: NameList
    shown: Sequence[Name]


@dataclass
class Found(Message):
    """The articles of a name were found."""

    name: Name
    articles: Sequence[Article]


class NamesScreen(Overlay["Found | None"]):
    """Lets the reader choose a name; it ends with the name and its articles, or None.

    It begins with what `wish` lists, and `last` chosen.
    """

    CSS_PATH: ClassVar = ["names.tcss", "choices.tcss"]
    AUTO_FOCUS = "NamePane"  # else Textual goes to the filter first

    def __init__(self, voice: Voice, keys: Keys, gathering: Gathering, wish: Wish, last: str = "") -> None:
        super().__init__()
        self._voice = voice
        self._keys = keys
        self._gathering = gathering
        self.wish = wish
        """What is listed."""
        self.last = last
        """The name that is to be chosen where it is listed, and that was when the screen was left."""
        self._held: NameList | None = None
        """The names of the kind; None: they are to be listed anew."""
        self._asked = 0.0
        """When a list was asked for; 0: none is being made."""
        self._took = 0.0
        self._soon: Timer | None = None

    def compose(self) -> ComposeResult:
        """Make the rows."""
        yield Tabs(self._voice, self.wish.kind)
        with Horizontal(id="names-head"):
            hint = self._voice("names.filter")
            yield FilterInput(self.wish.typed, hint, self._leave_filter)
            yield Static(id="names-said")
        yield NamePane(self._voice)
        yield KeyLine(self._voice, self._keys)

    def on_mount(self) -> None:
        """List what is known, and look for more."""
        self._gathering.watcher = self
        self._gathering.go_on()
        self.set_timer(PATIENCE, self._say)
        self._list()

    def on_unmount(self) -> None:
        """Let the pass go on; nobody is told of it."""
        self._gathering.watcher = None

    @property
    def _typing(self) -> bool:
        return self.query_one(FilterInput).has_focus

    def on_descendant_focus(self) -> None:
        """Show the keys of what is at work, and what has come in while somebody typed."""
        self.query_one(KeyLine).pane = "filter" if self._typing else "names"
        if not self._typing and self._held is None:
            self._list_soon()

    # what is listed

    def _list(self) -> None:
        self._asked = monotonic()
        work = partial(_list, self, self._gathering.names, self.wish, self._held)
        self.run_worker(work, thread=True, exclusive=True, group="listing")

    def _change(self, wish: Wish) -> None:
        """List something else, from its beginning."""
        if wish == self.wish:
            return
        if (wish.kind, wish.order) != (self.wish.kind, self.wish.order):
            self._held = None
            wish = replace(wish, whole=False)
        if wish.typed.strip():
            wish = replace(wish, whole=True)
        if self._held is not None and wish.whole and not self._held.whole:
            self._held = None
        self.wish, self.last = wish, ""
        self.query_one(Tabs).kind = wish.kind
        self.query_one(NamePane).choose(0)
        self._list()

    @on(NamePane.Neared)
    def _extend(self) -> None:
        """List all names."""
        if not self.wish.whole and (self._held is None or not self._held.whole):
            self._held = None
            self.wish = replace(self.wish, whole=True)
            self._list()

    def on_listed(self, message: Listed) -> None:
        """Show the list, unless another one is wished for by now."""
        if message.wish != self.wish:
            return
        pane, chosen = self.query_one(NamePane), self.query_one(NamePane).chosen
        pane.show(message.held, message.shown, chosen.name if chosen and pane.position else self.last)
        self._held, self._took, self._asked, self.last = message.held, monotonic() - self._asked, 0.0, ""
        self._say()

    def on_gathered(self, _message: Gathered) -> None:
        """Show more of them now and then; nothing moves while somebody types."""
        self._held = None
        ended = not self._gathering.busy
        if not self._typing:
            if ended:
                self._list()
            else:
                self._list_soon()
            self._say()
        problem = self._gathering.failure or self._gathering.names.problem
        if problem is not None and ended:
            self.query_one(KeyLine).say(self._voice(problem.code, *problem.detail))

    def _list_soon(self) -> None:
        if self._soon is None:
            pause = max(PACE, self._took * _SHARE) if self.query_one(NamePane).count else _AT_ONCE
            self._soon = self.set_timer(pause, self._list_more)

    def _list_more(self) -> None:
        self._soon = None
        if self._typing:
            return
        if self._asked:  # the list before is still being made, and would be given up
            self._list_soon()
        else:
            self._list()

    # what is said

    def _say(self) -> None:
        """Say how many there are, and how far the pass is."""
        pane, gathering = self.query_one(NamePane), self._gathering
        waited = monotonic() - gathering.begun >= PATIENCE
        said = [self._voice("names.total" if self._held.whole else "names.first", pane.count)] if self._held else []
        said += [self._voice("names.oldest")] if self.wish.order == "first" else []
        if gathering.busy and gathering.progress and waited:
            said.insert(0, self._voice("names.looked", *gathering.progress))
        self.query_one("#names-said", Static).update(Content(self._voice("screen.dot").join(said)), layout=False)
        kind = self._voice(f"names.tab.{self.wish.kind}")
        if gathering.busy or not self._held:
            pane.notice = self._voice("names.none_yet", kind) if waited else ""
        elif self.wish.typed.strip():
            pane.notice = self._voice("names.none_having", kind, clip(printable(self.wish.typed.strip()), 16))
        else:
            pane.notice = self._voice("names.none", kind)

    # what commands do

    def action_kind(self, at: int) -> None:
        """List another kind."""
        self._change(replace(self.wish, kind=KINDS[at]))

    def action_other_kind(self, step: int) -> None:
        """List the next kind, or the one before."""
        self.action_kind((KINDS.index(self.wish.kind) + step) % len(KINDS))

    @on(Tabs.Chosen)
    def _choose_kind(self, message: Tabs.Chosen) -> None:
        self.action_kind(KINDS.index(message.kind))

    def action_order(self) -> None:
        """List the most frequent first, or those first used first."""
        self._change(replace(self.wish, order="count" if self.wish.order == "first" else "first"))

    def action_filter(self) -> None:
        """Go to the line that narrows the list."""
        self.query_one(FilterInput).focus()

    def action_unfilter(self) -> None:
        """List all again."""
        self.query_one(FilterInput).value = ""
        self.query_one(NamePane).focus()

    @on(Input.Changed)
    def _narrow(self, message: Input.Changed) -> None:
        self._change(replace(self.wish, typed=message.value))

    def _leave_filter(self) -> None:
        self.set_focus(self.query_one(NamePane))

    @on(Choices.Opened)
    def _find(self) -> None:
        chosen = self.query_one(NamePane).chosen
        if chosen is not None:
            self.run_worker(partial(_find, self, self._gathering.names, chosen), thread=True, group="finding")

    def on_found(self, message: Found) -> None:
        """End with what was found."""
        self._leave(message)

    def action_close(self) -> None:
        """End without."""
        self._leave(None)

    def _leave(self, found: Found | None) -> None:
        chosen = self.query_one(NamePane).chosen
        self.last = chosen.name if chosen else ""
        self.dismiss(found)


def _list(target: MessagePump, names: Names, wish: Wish, held: NameList | None) -> None:
    """List names and post them; runs in a worker's thread."""
    worker = get_current_worker()
    held = held or NameList(names, wish)
    shown = held.having(wish.typed, lambda: worker.is_cancelled)
    if not worker.is_cancelled:
        target.post_message(Listed(wish, held, shown))


def _find(target: MessagePump, names: Names, name: Name) -> None:
    target.post_message(Found(name, names.articles(name.kind, name.name)))
