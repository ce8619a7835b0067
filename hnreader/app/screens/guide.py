"""The guide for those who have just begun, with the keys as they are set."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.widgets import Markdown
from textual.widgets._markdown import MarkdownParagraph

from hnreader.app.rendering.hanging import set_text
from hnreader.app.screens.sheet import Sheet
from hnreader.userdata.settings import settings_path

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from hnreader.app.commands import Keys
    from hnreader.app.controllers.assembly import Controllers
    from hnreader.messages import Translator

_STYLE: Final = """
GuideSheet _Typeset {
    background: $panel;
    padding: 0;
}
GuideSheet MarkdownH2 {
    margin: 1 0;
    color: $accent;
    background: $panel;
    text-style: bold;
}
GuideSheet .code_inline {
    color: $accent;
    background: $panel;
    text-style: bold;
}
"""


def open_screen(controllers: Controllers) -> None:
    """Show the guide."""
    context = controllers.context
    path = context.user_state.path or settings_path()
    settings = str(path) if context.terminal.local else path.name  # a browser is told no path of the server's
    context.view.push(GuideSheet(context.tr, guide_text(context.tr.language, context.user_state.keys, settings)))


def guide_text(language: str, keys: Keys, settings: str) -> str:
    """Return the guide in a language, in Markdown, with the keys that commands have and where settings are."""
    source = files("hnreader.app.guide").joinpath(f"guide.{language}.md").read_text("utf-8")
    return source.format_map(_Hints(keys, settings))


class _Hints(defaultdict[str, str]):
    """The first key of a command by its id, and where settings are."""

    def __init__(self, keys: Keys, settings: str) -> None:
        super().__init__(str, settings=settings)
        self._keys = keys

    def __missing__(self, command: str) -> str:
        return self._keys.hint(command)


class _Paragraph(MarkdownParagraph):
    """A paragraph whose lines are broken anew for another width, by the rules of Chinese typesetting."""

    _whole = Content("")

    def set_content(self, content: Content) -> None:
        """Keep the text as it is without line breaks."""
        self._whole = content
        super().set_content(content)

    def on_resize(self, event: events.Resize) -> None:
        """Break it."""
        if event.size.width > 1:
            self.update(Content("\n").join(set_text(self._whole, event.size.width)))


class _Typeset(Markdown):
    """Markdown with such paragraphs."""

    BLOCKS = {**Markdown.BLOCKS, "paragraph_open": _Paragraph}  # noqa: RUF012 Textual declares it so


class GuideSheet(Sheet):
    """The guide."""

    DEFAULT_CSS: ClassVar = _STYLE

    def __init__(self, tr: Translator, text: str) -> None:
        super().__init__(tr("Guide"))
        self._guide = text

    def compose_text(self) -> ComposeResult:
        """Yield the guide; its links lead nowhere."""
        yield _Typeset(self._guide, open_links=False)
