"""Text in two columns, set for the width that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from hnreader.app.rendering.hanging import set_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from hnreader.app.rendering.hanging import Hanging


class HangingText(Static):
    """Terms, and what is said of each `column` cells in, where there is room for that."""

    DEFAULT_CSS: ClassVar = """
    HangingText {
        width: 1fr;
    }
    """

    def __init__(self, entries: Sequence[Hanging], column: int) -> None:
        super().__init__(Content(" "), id="sheet-text")  # the width is not known yet
        self._entries = entries
        self._column = column

    def on_resize(self, event: events.Resize) -> None:
        """Set the entries anew for another width."""
        if event.size.width > 1:
            self.update(Content("\n").join(set_entries(self._entries, self._column, event.size.width)))
