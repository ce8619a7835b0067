"""The two themes: ink is dark, paper is light. Styles use their variables only."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme


def _variables(background: str, accent: str, bar: str, bright: str) -> dict[str, str]:
    return {
        "input-cursor-background": accent,
        "input-cursor-foreground": background,
        "scrollbar": bar,
        "scrollbar-hover": bright,
        "scrollbar-active": accent,
        "scrollbar-background": background,
        "scrollbar-background-hover": background,
        "scrollbar-background-active": background,
    }


INK: Final = Theme(
    name="hnreader-ink",
    primary="#c8553d",  # the vermilion of the paper's nameplate
    secondary="#e2b65a",  # the marker pen over what a search has found
    accent="#d9a566",
    warning="#d9a566",
    error="#d9705c",
    success="#8fae7f",
    foreground="#d6d0c4",
    background="#1b1a18",
    surface="#211f1d",
    panel="#2a2825",
    dark=True,
    variables=_variables("#1b1a18", "#d9a566", "#45413b", "#5d5850"),
)
PAPER: Final = Theme(
    name="hnreader-paper",
    primary="#a8321f",
    secondary="#f2c94c",
    accent="#8a4b12",
    warning="#8a4b12",
    error="#a8321f",
    success="#4c6b3a",
    foreground="#2b2823",
    background="#faf6ec",
    surface="#f4efe2",
    panel="#e9e2d1",
    dark=False,
    variables=_variables("#faf6ec", "#8a4b12", "#cfc6b2", "#b5aa92"),
)
THEMES: Final = {"dark": INK, "light": PAPER}
