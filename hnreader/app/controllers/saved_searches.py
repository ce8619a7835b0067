"""The command that saves a search under a name; the palette lists what is saved."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from hnreader.app.rendering.formatting import printable
from hnreader.messages.reasons import words_of
from hnreader.userdata.settings import save

if TYPE_CHECKING:
    from hnreader.app.controllers.context import Context, ReaderState


class SavedSearches:
    """Changes the searches in the settings."""

    def __init__(self, context: Context, state: ReaderState) -> None:
        self._context = context
        self._state = state

    def edit(self) -> None:
        """Ask for the name of the search that is shown, and save it; without a name it is saved no longer."""
        tr, query = self._context.tr, self._state.query.strip()
        if not query:
            self._context.view.show_message(tr("Search for something first"))
            return
        searches = self._context.user_state.settings.searches
        before = next((name for name, each in searches.items() if each == query), "")

        def accept(name: str | None) -> None:
            if name is not None:
                self._save(before, name.strip(), query)

        self._context.view.ask(tr("Save this search as"), accept, before or query)

    def _save(self, before: str, name: str, query: str) -> None:
        tr, state = self._context.tr, self._context.user_state
        changes = ({before: ""} if before else {}) | ({name: query} if name else {})
        kept = {each: text for each, text in (dict(state.settings.searches) | changes).items() if text}
        state.settings = replace(state.settings, searches=MappingProxyType(kept))
        saved = tr("Saved; {key} lists it as {name}", key=state.keys.hint("palette"), name=printable(name))
        message = saved if name else tr("Removed from the saved searches")
        problem = save(state.path, searches=changes) if state.path is not None and changes else None
        self._context.view.show_message(words_of(problem, tr) if problem is not None else message)
