"""Corrections at the characters of a page that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.segment.page_characters import PageCharacters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from hnreader.corrections import Action, Correction
    from hnreader.model import Line

_WALKED: Final = 2_000_000
"""Places of words that are passed over for the corrections of a page, in some tenths of a second: a file may ask for
the hundred thousandth, again and again."""


class PlacedCorrection(NamedTuple):
    """A correction, and the characters of its passages; None for those that it goes without."""

    correction: Correction
    on: range | None
    other: range | None


class PlacedCorrections:
    """The corrections of a page that fit it."""

    def __init__(self, lines: Sequence[Line], corrections: Iterable[Correction]) -> None:
        self.page: Final = PageCharacters(lines)
        self._placed: list[PlacedCorrection] = []
        self.unfit: list[Correction] = []
        """Those whose words the page does not have, or only behind more places than are looked at."""
        walked = 0
        for correction in corrections:
            quotes = (correction.on, correction.other)
            walked += sum(min(quote.occurrence, len(self.page.text)) for quote in quotes if quote)
            on, other = (self.page.find(quote) if quote and walked <= _WALKED else None for quote in quotes)
            if (on is None) is (correction.on is None) and (other is None) is (correction.other is None):
                self._placed.append(PlacedCorrection(correction, on, other))
            else:
                self.unfit.append(correction)

    def of(self, actions: Collection[Action]) -> Sequence[PlacedCorrection]:
        """Return those of some actions, in their order."""
        return [placed for placed in self._placed if placed.correction.action in actions]
