"""Which panes have room, which of list and text is used, and where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    from hnreader.app.commands import Pane
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.app.panes.divider import Divider
    from hnreader.app.panes.overview import Overview
    from hnreader.app.panes.reading import ReadingPane
    from hnreader.app.panes.search_bar import SearchBar

_SIDE_BY_SIDE: Final = 100  # cells: from here up list and text stand beside each other
_LIST_SHARE: Final = (34, 40, 56)  # per cent of the screen, but at least and at most so many cells: rows of two lines
_LIST_LIMITS: Final = (24, 120)  # cells that may be chosen
SMALLEST: Final = (40, 12)  # cells and lines below which nothing can be read


class PaneLayout:
    """Arranges the panes of the reader's screen, and moves the focus between them."""

    def __init__(
        self,
        screen: Screen[Any],
        panes: tuple[ArticleList, Divider, ReadingPane],
        bar: SearchBar,
        overview: Overview,
    ) -> None:
        self._screen = screen
        self._articles, self._divider, self._text = panes
        self._bar = bar
        self._overview = overview
        self._last_focused: Widget = self._articles
        self.reading = False
        """Whether the text is used rather than the list: where only one has room, it is the one shown."""
        self.focus_mode = False
        """Whether nothing but the text is shown, as long as that is used."""
        self.list_hidden = False
        """Whether the text has all the room while it is used."""
        self.preferred_list_width = 0
        """Cells of the list beside the text; 0: a share of the screen."""

    @property
    def focused_pane(self) -> Pane:
        """The pane that has the focus."""
        if self.typing:
            return "search"
        if self._screen.focused is not self._text:
            return "list"
        return "selecting" if self._text.selecting else "reading"

    @property
    def typing(self) -> bool:
        """Whether the search bar has the focus."""
        return self._screen.is_mounted and self._screen.focused is self._bar.line

    @property
    def _wide(self) -> bool:
        return self._screen.app.size.width >= _SIDE_BY_SIDE

    @property
    def side_by_side(self) -> bool:
        """Whether list and text are shown beside each other while the text is used."""
        return self._wide and not (self.list_hidden or self.focus_mode)

    @property
    def list_beside(self) -> bool:
        """Whether the list has its own width, beside text or overview."""
        return bool(self._divider.display)

    @property
    def list_width(self) -> int:
        """The cells of the list beside the text, which keeps the room that it needs."""
        width = self._screen.app.size.width
        share, least, most = _LIST_SHARE
        chosen = self.preferred_list_width or max(least, min(width * share // 100, most))
        narrowest, widest = _LIST_LIMITS
        return max(narrowest, min(chosen, widest, width - SMALLEST[0]))

    def resize_list(self, cells: int) -> None:
        """Give the list so many cells beside the text, or as many as are possible."""
        self.preferred_list_width = max(1, cells)
        self.preferred_list_width = self.list_width
        self.fit()

    def set_focus_mode(self, on: bool) -> None:
        """Show nothing but the text, which is used, or all panes again."""
        self.focus_mode = on
        self.fit()

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
        self.focus_mode = self.focus_mode and reading
        self.fit()
        if reading and not widget.size:  # Textual lays out when idle: a key typed ahead would find no lines
            self._screen._refresh_layout()  # noqa: SLF001
            self._text.lay_out()
        self._screen.set_focus(widget)

    def follow_focus(self, widget: Widget) -> None:
        """Take note of which widget has the focus now."""
        self._last_focused = widget
        if self.reading and widget is not self._text:
            self.reading = self.focus_mode = False
            self.fit()

    def fit(self) -> None:
        """Show the panes that have room; where nothing can be read, hide all."""
        if not self._screen.is_mounted:
            return
        width, height = self._screen.app.size
        small = width < SMALLEST[0] or height < SMALLEST[1]
        wide, story = self._wide, self._text.story
        self._articles.display = self.side_by_side or not self.reading
        self._text.display = (wide or self.reading) and story is not None
        self._overview.display = wide and story is None
        self._divider.display = wide and self._articles.display
        self._bar.display = not (small or self.focus_mode)  # at once: it may be about to be focused
        self._articles.set_class(wide, "beside")
        self._articles.styles.width = self.list_width if wide else None
        self._screen.set_class(small, "small")
        self._screen.set_class(self.focus_mode, "focus-mode")
        if not small and self._screen.focused is None:
            self._screen.call_after_refresh(self._restore_focus)

    def _restore_focus(self) -> None:
        """Focus the widget that lost the focus when all panes were hidden."""
        if self._screen.focused is None:
            self._screen.set_focus(self._last_focused)
