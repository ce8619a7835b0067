"""Commands that change how things look; what is changed is kept in the settings."""

from __future__ import annotations

from textual import on

from hnreader.app.desk import Desk
from hnreader.app.reading import ReadingPane
from hnreader.app.themes import INK, THEMES
from hnreader.settings import save

_EM = 2  # cells


class Looks(Desk):
    """How wide lines are, and in which colours they stand."""

    def action_theme(self) -> None:
        """Change between dark and light."""
        chosen = "light" if self.app.theme == INK.name else "dark"
        self.app.theme = THEMES[chosen].name
        self._keep_setting("theme", chosen, self.voice(f"theme.{chosen}"))

    @on(ReadingPane.Measured)
    def _keep_measure(self, message: ReadingPane.Measured) -> None:
        self._keep_setting("measure", message.cells // _EM, self.voice("looks.measure", message.cells // _EM))

    def _keep_setting(self, name: str, value: str | int, said: str) -> None:
        if self.own.path is not None:
            problem = save(self.own.path, **{name: value})
            if problem is not None:
                said = self.voice(problem.code, *problem.detail)
        self.say(said)
