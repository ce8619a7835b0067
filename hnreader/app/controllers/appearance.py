"""Commands that change how the app looks; what is changed is kept in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from hnreader.app.panes.reading_messages import measure_text
from hnreader.app.rendering.story_style import StoryStyle
from hnreader.app.themes.files import ThemeError
from hnreader.app.themes.theme import show_theme, shown_theme
from hnreader.messages import N_
from hnreader.messages.reasons import words_of
from hnreader.messages.terms import say_theme
from hnreader.userdata.settings import DENSITIES, save

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hnreader.app.controllers.context import Context
    from hnreader.app.controllers.reading import Reading
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.app.panes.reading import ReadingPane
    from hnreader.userdata.settings import Density

_LIST_STEP: Final = 4  # cells
_SAID: Final[Mapping[Density, str]] = {
    "compact": N_("List: titles only"),
    "normal": N_("List: one line for each article"),
    "spacious": N_("List: the first sentence below each title"),
}


class Appearance:
    """Theme, how articles are set, and what and how much of list and text is shown."""

    def __init__(self, context: Context, reading: Reading, panes: tuple[ArticleList, ReadingPane]) -> None:
        self._context = context
        self._reading = reading
        self._articles, self._text = panes

    def apply_settings(self) -> None:
        """Show the text as the settings say, and give it the room that they say."""
        settings, layout = self._context.user_state.settings, self._context.layout
        self._text.story_style = StoryStyle.of(settings)
        layout.list_hidden = settings.list == "hidden"
        layout.preferred_list_width = settings.list_width
        layout.fit()

    # the theme

    @property
    def theme(self) -> str:
        """The name of the theme that everything is shown in."""
        return shown_theme(self._context.view.app)

    def show_theme(self, name: str) -> str:
        """Show everything in a theme; return what is wrong with it, "" if nothing is."""
        try:
            palette = self._context.user_state.themes.load(name)
        except ThemeError as error:
            return words_of(error.message, self._context.tr)
        show_theme(self._context.view.app, name, palette)
        return ""

    def choose_theme(self, name: str) -> None:
        """Show everything in a theme and keep it, or say what is wrong with it."""
        if problem := self.show_theme(name):
            self._context.view.show_message(problem)
        else:
            self.save_theme()

    def save_theme(self) -> None:
        """Keep the theme that is shown."""
        self._save(say_theme(self._context.tr, self.theme), theme=self.theme)

    # how articles are set

    @property
    def style(self) -> StoryStyle:
        """How articles are set."""
        return self._text.story_style

    def set_style(self, style: StoryStyle) -> None:
        """Set articles in another style."""
        self._text.story_style = style

    def save_style(self) -> None:
        """Keep how articles are set, if that has changed."""
        settings, style = self._context.user_state.settings, self.style
        changes = {
            name: value
            for name in style.__struct_fields__
            if (value := getattr(style, name)) != getattr(settings, name)
        }
        if changes:
            self._save(self._context.tr("Typesetting kept"), **changes)

    def save_measure(self) -> None:
        """Keep the width of lines that the user has chosen."""
        count = self.style.measure
        self._save(measure_text(self._context.tr, count), measure=count)

    # list and text

    def change_density(self) -> None:
        """Show more of each article in the list, or where all is shown least; keep that."""
        density = DENSITIES[(DENSITIES.index(self._articles.density) + 1) % len(DENSITIES)]
        self._articles.show_density(density)
        self._save(self._context.tr(_SAID[density]), density=density)

    def toggle_list(self) -> None:
        """Hide the list while an article is read, and go on with that; or show it again."""
        tr, layout = self._context.tr, self._context.layout
        layout.list_hidden = not layout.list_hidden
        if layout.list_hidden and not layout.reading and self._text.story is not None:
            self._reading.read()
        layout.fit()
        if layout.list_hidden:
            self._save(tr("List hidden while an article is read"), list="hidden")
        else:
            self._save(tr("List shown beside the article"), list="shown")

    def toggle_focus_mode(self) -> None:
        """Show nothing but the article, or all panes again."""
        if self._text.story is None:
            return
        layout = self._context.layout
        if not layout.reading:
            self._reading.read()
        layout.set_focus_mode(not layout.focus_mode)

    def resize_list(self, direction: int) -> None:
        """Make the list beside the text wider (1) or narrower (-1)."""
        layout = self._context.layout
        if not layout.list_beside:
            self._context.view.show_message(self._context.tr("The list is not beside the text"))
            return
        self.set_list_width(layout.list_width + direction * _LIST_STEP, final=True)

    def set_list_width(self, cells: int, *, final: bool) -> None:
        """Give the list about so many cells beside the text; keep that if it is `final`."""
        self._context.layout.resize_list(cells)
        if not final:
            return
        width = self._context.layout.list_width
        message = self._context.tr.plural("List: {count} column wide", "List: {count} columns wide", width)
        self._save(message, list_width=width)

    def _save(self, message: str, **changes: str | int) -> None:
        """Change settings, and say so, or why they cannot be kept."""
        state = self._context.user_state
        state.settings = replace(state.settings, **changes)
        if state.path is not None:
            problem = save(state.path, **changes)
            if problem is not None:
                message = words_of(problem, self._context.tr)
        self._context.view.show_message(message)
