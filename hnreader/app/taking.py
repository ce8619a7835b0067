"""Commands that take text along: to the clipboard, or into a file."""

from __future__ import annotations

from pathlib import Path

from hnreader.app.desk import Desk
from hnreader.app.opening import opened
from hnreader.app.words import printable
from hnreader.titling import title


class Taking(Desk):
    """What is taken along is the selection, or the whole article where nothing is selected."""

    def _taken(self) -> str:
        from hnreader.app.copying import article_text  # noqa: PLC0415 loaded where it is needed

        article = self.list.selected
        if article is None or self.archive is None:
            return ""
        return self.text.selected_text or article_text(opened(self.archive, article, None, None))

    def action_copy(self) -> None:
        """Copy, and say where it went: a terminal may refuse the clipboard (OSC 52) without a word."""
        text = self._taken()
        if text:
            selected = bool(self.text.selected_text)
            self.app.copy_to_clipboard(text)
            count = len("".join(text.split()))
            self.say(self.voice("copy.selection" if selected else "copy.article", count))

    def action_cite(self) -> None:
        """Copy the citation, and show it."""
        from hnreader.research.citation import gb7714  # noqa: PLC0415 loaded where it is needed
        from hnreader.research.reference import reference  # noqa: PLC0415

        article = self.list.selected
        if article is None or self.archive is None:
            return
        cited = gb7714(reference(self.archive, article))
        self.app.copy_to_clipboard(cited)
        self.say(self.voice("copy.citation", printable(cited)))

    def action_save(self) -> None:
        """Ask for a name, and write a file of it into the folder that the program was started in."""
        from hnreader.research.files import save_text  # noqa: PLC0415 loaded where it is needed

        text, article = self._taken(), self.list.selected
        if not text or article is None:
            return
        name = f"{article.id} {title(article)[0]}"

        def write(name: str | None) -> None:
            if not name:
                return
            try:
                path = save_text(Path.cwd(), name, text)
            except OSError as error:
                self.say(self.voice("copy.failed", printable(name), error.strerror or str(error)))
            else:
                self.say(self.voice("copy.saved", printable(str(path))))

        self.ask(self.voice("copy.name"), write, printable(name))
