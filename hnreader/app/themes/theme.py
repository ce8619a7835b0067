"""A palette as one of Textual's themes. Styles use its variables only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import asdict
from textual.theme import Theme

from hnreader.app.themes.palette import derived

if TYPE_CHECKING:
    from textual.app import App

    from hnreader.app.themes.palette import Colour, ThemeColours


_PREFIX: Final = "hnreader-"  # Textual has themes of some of the same names


def show_theme(app: App[Any], name: str, palette: ThemeColours) -> None:
    """Show an app in the colours of a theme."""
    app.register_theme(make_theme(name, palette))
    app.theme = _PREFIX + name


def shown_theme(app: App[Any]) -> str:
    """Return the name of the theme that an app is shown in."""
    return app.theme.removeprefix(_PREFIX)


def make_theme(name: str, palette: ThemeColours) -> Theme:
    """Return the theme of a palette."""
    return Theme(
        name=_PREFIX + name,
        primary=_css(palette.primary),
        warning=_css(palette.accent),
        error=_css(palette.primary),
        success=_css(palette.accent),
        dark=palette.dark,
        variables=variables(palette),
    )


def variables(palette: ThemeColours) -> dict[str, str]:
    """Return the variables that Textual does not make of a theme's colours, or makes otherwise, be it by a shade."""
    colours = {name: _css(colour) for name, colour in (asdict(palette) | derived(palette)).items()}
    background, accent = colours["background"], colours["accent"]
    return colours | {
        "secondary": colours["match"],
        "text-muted": colours["text-quiet"],
        "text-accent": accent,
        "input-cursor-background": accent,
        "input-cursor-foreground": background,
        "scrollbar": colours["mark-quiet"],
        "scrollbar-hover": colours["text-quiet"],
        "scrollbar-active": accent,
        "scrollbar-background": background,
        "scrollbar-background-hover": background,
        "scrollbar-background-active": background,
    }


def _css(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
