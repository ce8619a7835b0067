"""The themes, in a corner of the reader: the selected one is shown at once, and kept or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hnreader.app.commands import bindings
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.row_list import RowList
from hnreader.app.rendering.formatting import printable
from hnreader.app.screens.overlay import Overlay
from hnreader.messages.terms import say_theme
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.controllers.appearance import Appearance
    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.context import Context
    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator

_LINES_BESIDE: Final = 2  # the title above the themes, a problem below

_STYLE: Final = """
ThemesScreen {
    align: left bottom;
    background: transparent;
}
#themes-box {
    width: 38;
    max-height: 60%;
    background: $surface;
}
#themes {
    background: $surface;
    scrollbar-background: $surface;
    scrollbar-background-hover: $surface;
    scrollbar-background-active: $surface;
}
#theme-problem {
    height: auto;
    padding: 0 1;
    color: $accent;
}
"""


def open_screen(controllers: Controllers) -> None:
    """Choose a theme; without a choice the one that was shown before is shown again."""
    context, appearance = controllers.context, controllers.appearance
    before = appearance.theme

    def chosen(done: bool | None) -> None:
        if done:
            appearance.save_theme()
        else:
            appearance.show_theme(before)

    context.view.push(ThemesScreen(context, appearance), chosen)


class ThemePane(RowList):
    """A theme in a row."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("themes")
    row_height = 1

    class Selected(Message):
        """Another theme is selected."""

    def __init__(self, tr: Translator, names: Sequence[str]) -> None:
        super().__init__(id="themes")
        self._tr = tr
        self._names = names

    @property
    def name_selected(self) -> str:
        """The name of the selected theme."""
        return self._names[self.position]

    def row_line(self, position: int, _line: int, width: int) -> StyledLine:
        """Return a theme's name in words, and as settings have it."""
        name = self._names[position]
        words = say_theme(self._tr, name)
        return [(words, "name"), (clip(f"  {name}", width), "meta")] if words != name else [(clip(name, width), "name")]

    def choose(self, position: int) -> None:
        """Select the theme at a position, and say so."""
        super().choose(position)
        self.post_message(self.Selected())


class ThemesScreen(Overlay[bool]):
    """Ends with True where the theme that is shown is to be kept."""

    DEFAULT_CSS: ClassVar = _STYLE

    def __init__(self, context: Context, appearance: Appearance) -> None:
        super().__init__()
        self._tr = context.tr
        self._keys = context.user_state.keys
        self._names = context.user_state.themes.names
        self._appearance = appearance

    def compose(self) -> ComposeResult:
        """Yield the themes, and below them a place for what is wrong with the selected one."""
        with Vertical(id="themes-box") as box:
            box.styles.height = len(self._names) + _LINES_BESIDE
            yield Static(Content(self._tr("Themes")), id="title")
            yield ThemePane(self._tr, self._names)
            yield Static(id="theme-problem")
        footer = Footer(self._tr, self._keys)
        footer.pane = "themes"
        yield footer

    def on_mount(self) -> None:
        """Begin with the theme that is shown."""
        pane, shown = self.query_one(ThemePane), self._appearance.theme
        pane.set_rows(len(self._names), self._names.index(shown) if shown in self._names else None)
        pane.focus()

    def on_theme_pane_selected(self) -> None:
        """Show the selected theme, or why that cannot be done."""
        self._show_selected()

    def _show_selected(self) -> bool:
        problem = self._appearance.show_theme(self.query_one(ThemePane).name_selected)
        self.query_one("#theme-problem", Static).update(Content(printable(problem)))
        return not problem

    def on_row_list_opened(self) -> None:
        """End with the selected theme; one that cannot be shown is not chosen."""
        if self._show_selected():
            self.dismiss(True)
