"""The index of names, laid over the reader: people, places, organisations and phrases, as they are found."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from msgspec.structs import replace
from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from hnreader.app.controllers.background import PATIENCE
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.name_tabs import FilterInput, KindTabs
from hnreader.app.panes.names import NamePane
from hnreader.app.panes.row_list import RowList
from hnreader.app.rendering.formatting import DOT, printable
from hnreader.app.rendering.name_listing import KINDS, NameQuery, name_list
from hnreader.app.screens.overlay import BackgroundOverlay
from hnreader.messages.reasons import words_of
from hnreader.messages.terms import NAME_KINDS
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.await_complete import AwaitComplete
    from textual.timer import Timer

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.context import Context
    from hnreader.app.controllers.names_pass import NamesPass
    from hnreader.app.rendering.name_listing import NameList
    from hnreader.research.names import Name, Names
    from hnreader.research.names_listing import NamedArticles

_PACE: Final = 0.5  # seconds between lists while they grow
_AT_ONCE: Final = 0.02  # seconds before the first names that are found are shown
_SHARE: Final = 4  # times as long as a list takes to be made: the rest of the time is left to other work


class NameArticles(NamedTuple):
    """A name, and the articles in which it occurs."""

    name: Name
    articles: NamedArticles


def open_screen(controllers: Controllers) -> None:
    """Show the index as it was left; of a name that is chosen the articles are listed."""
    archive = controllers.context.loaded.archive
    if archive is None:
        return
    names = controllers.names.index(archive)
    query, last = controllers.remembered.get(__name__, (NameQuery(), ""))
    screen = NamesScreen(controllers.context, controllers.names, names, query, last)

    def leave(found: NameArticles | None) -> None:
        controllers.remembered[__name__] = screen.name_query, screen.last
        if found is not None:
            controllers.navigation.show_named(found.name, found.articles)

    controllers.context.view.push(screen, leave)


_STYLE: Final = """
#filter-row {
    height: 1;
    background: $surface;
}
#status {
    width: 62%;
    max-width: 40;
    height: 1;
    padding: 0 1;
    text-align: right;
    text-wrap: nowrap;
    text-overflow: ellipsis;
    color: $text-quiet;
}
"""


class NamesScreen(BackgroundOverlay["NameArticles | None"]):
    """Ends with a name and its articles. It begins with what `query` lists, the name `last` chosen."""

    DEFAULT_CSS: ClassVar = _STYLE
    AUTO_FOCUS = "NamePane"  # else Textual focuses the filter first

    def __init__(self, context: Context, names_pass: NamesPass, names: Names, query: NameQuery, last: str = "") -> None:
        super().__init__(context)
        self._keys = context.user_state.keys
        self._pass = names_pass
        self._names = names
        self.name_query = query
        """What is listed."""
        self.last = last
        """The name that is to be chosen where it is listed, and that was when the screen was left."""
        self._list: NameList | None = None
        """The names of the kind; None: they are to be listed anew."""
        self._duration = 0.0
        """Seconds that the last list took."""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield the kinds, the filter, and the names."""
        yield KindTabs(self.tr, self.name_query.kind)
        with Horizontal(id="filter-row"):
            hint = self.tr("{key} to filter", key=self._keys.hint("filter"))
            yield FilterInput(self.name_query.typed, hint, self._leave_filter)
            yield Static(id="status")
        yield NamePane(self.tr)
        yield Footer(self.tr, self._keys)

    def on_mount(self) -> None:
        """List what is known, and collect more."""
        self._pass.on_step = self._announce_step
        self._pass.resume()
        self.set_timer(PATIENCE, self._show_state)
        self._start()

    def _announce_step(self) -> None:
        """Take a step of the pass in this screen's own message loop."""
        self.call_later(self._take_step)

    def on_unmount(self) -> None:
        """Let the pass go on unseen."""
        self._pass.on_step = None

    @property
    def _typing(self) -> bool:
        return self.query_one(FilterInput).has_focus

    def on_descendant_focus(self) -> None:
        """Show the keys of the focused pane, and names that were found while the user typed."""
        self.query_one(Footer).pane = "filter" if self._typing else "names"
        if not self._typing and self._list is None:
            self._start_soon()

    # what is listed

    def _start(self) -> None:
        names, query, last = self._names, self.name_query, self.last
        self.tasks.start(
            "list",
            lambda task: name_list(names, query, last, task.cancelled),
            partial(self._show, query, monotonic()),
        )

    def _change(self, query: NameQuery) -> None:
        """List something else, from its beginning."""
        if query == self.name_query:
            return
        self._list = None
        self.name_query, self.last = replace(query, whole=False), ""
        self.query_one(KindTabs).kind = query.kind
        self.query_one(NamePane).choose(0)
        self._start()

    @on(NamePane.EndReached)
    def _extend(self) -> None:
        """List all names."""
        if not self.name_query.whole and self._list is not None and not self._list.whole:
            self._list = None
            self.name_query = replace(self.name_query, whole=True)
            self._start()

    def _show(self, query: NameQuery, begun: float, made: NameList) -> None:
        """Show the list, unless another one is requested by now."""
        if query != self.name_query:
            return
        pane = self.query_one(NamePane)
        number = pane.chosen_number
        pane.show(made, made.selected if number is None else made.names.index_of(number))
        self._list, self._duration, self.last = made, monotonic() - begun, ""
        self._show_state()

    def _take_step(self) -> None:
        """Show more names now and then; nothing moves while the user types.

        They are those of another archive where one has taken the place of what was open.
        """
        self._names, self._list = self._pass.names or self._names, None
        ended = not self._pass.running
        if not self._typing:
            if ended:
                self._start()
            else:
                self._start_soon()
            self._show_state()
        if ended:
            self._show_problem()

    def _show_problem(self) -> None:
        """Show why the pass ended early, or why its result was not kept."""
        failure, problem = self._pass.failure, self._names.problem
        if failure is not None:
            self.show_error(failure)
        elif problem is not None:
            self.query_one(Footer).show_message(words_of(problem, self.tr))

    def _start_soon(self) -> None:
        if self._timer is None:
            pause = max(_PACE, self._duration * _SHARE) if self.query_one(NamePane).count else _AT_ONCE
            self._timer = self.set_timer(pause, self._start_now)

    def _start_now(self) -> None:
        self._timer = None
        if self._typing:
            return
        if self.tasks.busy("list"):  # it would be cancelled
            self._start_soon()
        else:
            self._start()

    def _show_state(self) -> None:
        """Show how many names there are, and how far the pass is."""
        pane, names_pass = self.query_one(NamePane), self._pass
        parts = [self._count(pane.count, whole=self._list.whole)] if self._list else []
        parts += [self.tr("earliest first")] if self.name_query.order == "first" else []
        if names_pass.running and names_pass.progress and names_pass.slow:
            done, total = names_pass.progress
            parts.insert(0, self.tr("{done} of {total} articles", done=done, total=total))
        self.query_one("#status", Static).update(Content(DOT.join(parts)), layout=False)
        kind = self.tr(NAME_KINDS[self.name_query.kind])
        if names_pass.running or not self._list:
            pane.empty_text = self.tr("{kind}: none found yet", kind=kind) if names_pass.slow else ""
        elif self.name_query.typed.strip():
            pane.empty_text = self.tr(
                "{kind}: none containing “{text}”", kind=kind, text=clip(printable(self.name_query.typed.strip()), 16)
            )
        else:
            pane.empty_text = self.tr("{kind}: none found", kind=kind)

    def _count(self, count: int, *, whole: bool) -> str:
        if whole:
            return self.tr.plural("{count:,} name", "{count:,} names", count)
        return self.tr.plural("first {count:,}", "first {count:,}", count)

    # commands

    def action_kind(self, number: int) -> None:
        """List another kind."""
        self._change(replace(self.name_query, kind=KINDS[number]))

    def action_other_kind(self, step: int) -> None:
        """List the kind `step` tabs further right."""
        self.action_kind((KINDS.index(self.name_query.kind) + step) % len(KINDS))

    @on(KindTabs.Chosen)
    def _choose_kind(self, message: KindTabs.Chosen) -> None:
        self.action_kind(KINDS.index(message.kind))

    def action_order(self) -> None:
        """List the most frequent first, or those first used first."""
        self._change(replace(self.name_query, order="count" if self.name_query.order == "first" else "first"))

    def action_filter(self) -> None:
        """Focus the filter."""
        self.query_one(FilterInput).focus()

    def action_unfilter(self) -> None:
        """Clear the filter."""
        self.query_one(FilterInput).value = ""
        self.query_one(NamePane).focus()

    @on(Input.Changed)
    def _filter(self, message: Input.Changed) -> None:
        self._change(replace(self.name_query, typed=message.value))

    def _leave_filter(self) -> None:
        self.set_focus(self.query_one(NamePane))

    @on(RowList.Opened)
    def _find_articles(self) -> None:
        chosen = self.query_one(NamePane).chosen
        if chosen is not None:
            self.tasks.start("articles", partial(_find_articles, self._names, chosen), self._end)

    def _end(self, found: NameArticles) -> None:
        self.dismiss(found)

    def dismiss(self, result: NameArticles | None = None) -> AwaitComplete:
        """Leave; the chosen name is remembered."""
        chosen = self.query_one(NamePane).chosen
        self.last = chosen.name if chosen else ""
        return super().dismiss(result)


def _find_articles(names: Names, name: Name, _task: Task) -> NameArticles:
    return NameArticles(name, names.articles(name.kind, name.name))
