"""Which panes have room, which of list and text is used, and where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from hnreader.app.commands import Pane
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.app.panes.overview import Overview
    from hnreader.app.panes.reading import ReadingPane
    from hnreader.app.panes.search_bar import SearchBar

_SIDE_BY_SIDE: Final = 100  # cells: from here up list and text stand beside each other
SMALLEST: Final = (40, 12)  # cells and lines below which nothing can be read


class PaneLayout:
    """Arranges the panes of the reader's screen, and moves the focus between them."""

    def __init__(
        self, screen: Screen[Any], articles: ArticleList, text: ReadingPane, bar: SearchBar, overview: Overview
    ) -> None:
        self._screen = screen
        self._articles = articles
        self._text = text
        self._bar = bar
        self._overview = overview
        self._last_focused: Widget = articles
        self.reading = False
        """Whether the text is used rather than the list: where only one has room, it is the one shown."""

    @property
    def focused_pane(self) -> Pane:
        """The pane that has the focus."""
        if self.typing:
            return "search"
        return "reading" if self._screen.focused is self._text else "list"

    @property
    def typing(self) -> bool:
        """Whether the search bar has the focus."""
        return self._screen.is_mounted and self._screen.focused is self._bar.line

    @property
    def side_by_side(self) -> bool:
        """Whether list and text are shown beside each other."""
        return self._screen.app.size.width >= _SIDE_BY_SIDE

    def show_list(self) -> None:
        """Focus the list."""
        self._focus(self._articles, reading=False)

    def show_text(self) -> None:
        """Focus the text."""
        self._focus(self._text, reading=True)

    def show_query(self) -> None:
        """Focus the search bar."""
        self._focus(self._bar.line, reading=False)

    def _focus(self, widget: Widget, *, reading: bool) -> None:
        """Focus at once: the next key may be in the same read as the one that led here."""
        self.reading = reading
        self.fit()
        self._screen.set_focus(widget)

    def follow_focus(self, widget: Widget) -> None:
        """Take note of which widget has the focus now."""
        self._last_focused = widget
        if self.reading and widget is not self._text:
            self.reading = False
            self.fit()

    def fit(self) -> None:
        """Show the panes that have room; where nothing can be read, hide all."""
        if not self._screen.is_mounted:
            return
        width, height = self._screen.app.size
        side_by_side, story = self.side_by_side, self._text.story
        self._articles.display = side_by_side or not self.reading
        self._text.display = (side_by_side or self.reading) and story is not None
        self._overview.display = side_by_side and story is None
        self._articles.set_class(side_by_side, "beside")
        small = width < SMALLEST[0] or height < SMALLEST[1]
        self._screen.set_class(small, "small")
        if not small and self._screen.focused is None:
            self._screen.call_after_refresh(self._restore_focus)

    def _restore_focus(self) -> None:
        """Focus the widget that lost the focus when all panes were hidden."""
        if self._screen.focused is None:
            self._screen.set_focus(self._last_focused)
