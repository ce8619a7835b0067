"""Commands that change how the app looks; what is changed is kept in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.app.themes.files import ThemeError
from hnreader.app.themes.theme import show_theme, shown_theme
from hnreader.messages.reasons import words_of
from hnreader.messages.terms import say_theme
from hnreader.userdata.settings import save

if TYPE_CHECKING:
    from hnreader.app.controllers.context import Context

_EM: Final = 2  # cells


class Appearance:
    """Theme and measure."""

    def __init__(self, context: Context) -> None:
        self._context = context

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

    def save_theme(self) -> None:
        """Keep the theme that is shown."""
        self._save("theme", self.theme, say_theme(self._context.tr, self.theme))

    def save_measure(self, cells: int) -> None:
        """Keep the width of lines that the user has chosen."""
        self._save(
            "measure",
            cells // _EM,
            self._context.tr.plural("{count} character per line", "{count} characters per line", cells // _EM),
        )

    def _save(self, name: str, value: str | int, message: str) -> None:
        """Change a setting, and say so, or why that failed."""
        path = self._context.user_state.path
        if path is not None:
            problem = save(path, **{name: value})
            if problem is not None:
                message = words_of(problem, self._context.tr)
        self._context.view.show_message(message)
