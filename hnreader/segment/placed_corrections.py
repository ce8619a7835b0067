"""Corrections at the characters of a page that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.segment.page_characters import PageCharacters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from hnreader.corrections import Action, Correction
    from hnreader.model import Line


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
        """Those whose words the page does not have."""
        for correction in corrections:
            on, other = (self.page.find(quote) if quote else None for quote in (correction.on, correction.other))
            if (on is None) is (correction.on is None) and (other is None) is (correction.other is None):
                self._placed.append(PlacedCorrection(correction, on, other))
            else:
                self.unfit.append(correction)

    def of(self, actions: Collection[Action]) -> Sequence[PlacedCorrection]:
        """Return those of some actions, in their order."""
        return [placed for placed in self._placed if placed.correction.action in actions]
