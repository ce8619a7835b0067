"""The controllers of the reader's screen, and what they are given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from hnreader.app.controllers.appearance import Appearance
from hnreader.app.controllers.article_list import ArticleListController
from hnreader.app.controllers.bookmarks import Bookmarks
from hnreader.app.controllers.context import ReaderState
from hnreader.app.controllers.copying import Copying
from hnreader.app.controllers.jump_list import JumpList
from hnreader.app.controllers.loading import Loading
from hnreader.app.controllers.names_pass import NamesPass
from hnreader.app.controllers.navigation import Navigation
from hnreader.app.controllers.reading import Reading
from hnreader.app.controllers.saved_searches import SavedSearches
from hnreader.app.controllers.saving import Saving
from hnreader.app.controllers.search import Search
from hnreader.app.controllers.tags import Tags

if TYPE_CHECKING:
    from hnreader.app.controllers.context import Context
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.app.panes.footer import Footer
    from hnreader.app.panes.reading import ReadingPane
    from hnreader.app.panes.search_bar import SearchBar


class Panes(NamedTuple):
    """The panes that controllers fill and read."""

    articles: ArticleList
    text: ReadingPane
    bar: SearchBar
    footer: Footer


@dataclass(frozen=True)
class Controllers:
    """All of them: commands name a controller by its field here, screens that lie over the reader use them."""

    context: Context
    state: ReaderState
    panes: Panes
    navigation: Navigation
    search: Search
    saved_searches: SavedSearches
    reading: Reading
    bookmarks: Bookmarks
    tags: Tags
    copying: Copying
    saving: Saving
    appearance: Appearance
    loading: Loading
    names: NamesPass
    remembered: dict[str, Any] = field(default_factory=dict)
    """What a screen is to find again when it is opened the next time, by the name of its module."""


def make_controllers(context: Context, panes: Panes) -> Controllers:
    """Make the controllers; each is given those that it needs."""
    articles, text, bar, _ = panes
    state = ReaderState()
    listed = ArticleListController(context, state, panes)
    jumps = JumpList(context.layout, state, articles, text)
    reading = Reading(context, state, articles, text, jumps)
    search = Search(context, state, (listed, reading, jumps), (articles, bar))
    navigation = Navigation(context, state, (listed, search, reading, jumps), (articles, text))
    names = NamesPass(context)
    copying = Copying(context, articles, text)
    return Controllers(
        context,
        state,
        panes,
        navigation,
        search,
        SavedSearches(context, state),
        reading,
        Bookmarks(context, state, navigation, articles),
        Tags(context, state, (search, reading), articles),
        copying,
        Saving(context, articles, copying),
        Appearance(context, reading, (articles, text)),
        Loading(context, state, articles, (listed, search, reading, navigation, names)),
        names,
    )
