"""A theme's colours, those worked out from them, and whether they stand out enough from each other.

Contrast is that of WCAG 2: 4.5 to 1 for text, 3 to 1 for what is larger than text, such as bars.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import Struct

TEXT: Final = 4.5
MARK: Final = 3.0

_ROW: Final = 0.12  # of the foreground's colour, in the ground of a selected row: no style takes more
_SOFT, _QUIET, _QUIET_MARK, _SELECTION = 0.82, 0.62, 0.2, 0.35  # where the search for a colour starts
_STEP: Final = 0.02
_WHITENED: Final = 0.6

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
_WHITE: Final[Colour] = (255, 255, 255)


class ThemeColours(Struct, frozen=True):
    """The colours of a theme."""

    background: Colour
    """Behind the text."""
    surface: Colour
    """Behind the list and notes."""
    panel: Colour
    """Behind bars and sheets."""
    foreground: Colour
    accent: Colour
    """Keys, headings, and what is new: text in a colour."""
    primary: Colour
    """Bars and the mark of the selected row: no text."""
    match: Colour
    """The marker over what a search has found; the text on it has the colour of the foreground or background."""

    @property
    def dark(self) -> bool:
        """Whether the text is lighter than its ground."""
        return _luminance(self.foreground) > _luminance(self.background)

    @property
    def grounds(self) -> tuple[Colour, ...]:
        """Everything that text stands on: selected rows, too."""
        behind_rows = (self.background, self.surface)
        return (*behind_rows, self.panel, *(mix(ground, self.foreground, _ROW) for ground in behind_rows))


class Shortcoming(NamedTuple):
    """A colour that does not stand out from where it stands."""

    colour: str
    ratio: float
    least: float


def derived(palette: ThemeColours) -> dict[str, Colour]:
    """Return the colours that follow from a palette, by the names that styles have for them.

    `text-soft` and `text-quiet` are for text that is not the first to be read, `text-primary` for text in the primary
    colour, `text-on-match` for text that was found; `selection` lies behind selected text, `accent-muted` behind a
    story selected on a map. `sheet` is the paper of a map, lighter than what is around it; `mark-quiet` is for what
    stands for text there, and for the moving part of a scrollbar.
    """
    ink, ground = palette.foreground, palette.background
    return {
        "text-soft": _standing_out(mix(ground, ink, _SOFT), palette, TEXT),
        "text-quiet": _standing_out(mix(ground, ink, _QUIET), palette, TEXT),
        "text-primary": _standing_out(palette.primary, palette, TEXT),
        "text-on-match": _on_match(palette),
        "selection": _behind((ink,), palette, palette.primary),
        "accent-muted": _behind((ink, palette.accent), palette, palette.accent),
        "sheet": palette.panel if palette.dark else mix(ground, _WHITE, _WHITENED),
        "mark-quiet": _standing_out(mix(ground, ink, _QUIET_MARK), palette, MARK),
    }


def shortcoming(palette: ThemeColours) -> Shortcoming | None:
    """Return the colour of a palette that stands out least, None where all stand out enough."""
    ratios = (
        Shortcoming("foreground", _lowest(palette.foreground, palette.grounds), TEXT),
        Shortcoming("accent", _lowest(palette.accent, palette.grounds), TEXT),
        Shortcoming("primary", _lowest(palette.primary, palette.grounds), MARK),
        Shortcoming("match", contrast(_on_match(palette), palette.match), TEXT),
    )
    worst = min(ratios, key=lambda each: each.ratio / each.least)
    return worst if worst.ratio < worst.least else None


def contrast(first: Colour, second: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return a colour with a share of the second one in it, as Textual mixes them."""
    red, green, blue = (int(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def _on_match(palette: ThemeColours) -> Colour:
    return max((palette.foreground, palette.background), key=lambda text: contrast(text, palette.match))


def _standing_out(colour: Colour, palette: ThemeColours, least: float) -> Colour:
    """Return the colour, with as much of the foreground in it as it needs to stand out from every ground."""
    steps = (mix(colour, palette.foreground, step * _STEP) for step in range(round(1 / _STEP)))
    return next((mixed for mixed in steps if _lowest(mixed, palette.grounds) >= least), palette.foreground)


def _behind(texts: tuple[Colour, ...], palette: ThemeColours, tint: Colour) -> Colour:
    """Return the background with as much of a colour in it as leaves texts standing out from it."""
    shares = (_SELECTION - step * _STEP for step in range(int(_SELECTION / _STEP)))
    mixed = (mix(palette.background, tint, share) for share in shares)
    return next(
        (ground for ground in mixed if min(contrast(text, ground) for text in texts) >= TEXT), palette.background
    )


def _lowest(colour: Colour, grounds: tuple[Colour, ...]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # sRGB, IEC 61966-2-1
