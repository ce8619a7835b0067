"""What the overview says to somebody who has come for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.messages import N_
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator

_FIRST_STEPS: Final = (
    ("open", N_("reads the article chosen in the list")),
    ("search", N_("searches headlines and text as you type, also by pinyin (jck)")),
    ("calendar", N_("opens an issue in a calendar")),
    ("paper", N_("shows the issue as a paper: pages, headlines and lead stories")),
    ("correct", N_("corrects what was put together wrongly")),
    ("guide", N_("opens a short guide")),
    ("help", N_("lists all keys")),
)
"""Commands, and what each does."""
_KEY_WIDTH: Final = 8  # cells


def welcome_lines(tr: Translator, keys: Mapping[str, str], width: int, room: int) -> list[StyledLine]:
    """Return a welcome in lines of `width` cells, `room` at most; `keys` has the written key of each command id."""
    steps = [(keys[command], tr(text)) for command, text in _FIRST_STEPS if command in keys]
    welcome = tr("Welcome. The list has the articles of all issues.")
    lines: list[StyledLine] = [[(clip(welcome, width), "head")]]
    for key, text in steps:
        lead = "  " + key + " " * max(1, _KEY_WIDTH - cells(key))
        lines.append([(lead, "new"), (clip(text, width - cells(lead)), "text")])
    return lines if len(lines) <= room else []
