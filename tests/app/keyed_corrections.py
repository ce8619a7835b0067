"""Decisions about a page as the keys by which somebody makes them in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.app.commands import Keys
from hnreader.app.rendering.page_pieces import PagePieces
from hnreader.corrections import Action

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.corrections import Correction
    from hnreader.model import PageArticles
    from hnreader.segment import PageCharacters

_COMMANDS: Final = {
    Action.BEGINS_STORY: "begins_story",
    Action.BELONGS: "belongs",
    Action.FOLLOWS: "follows",
    Action.GOES_ON: "goes_on",
    Action.BEGINS_PARAGRAPH: "begins_paragraph",
    Action.COPIES: "copies",
}


def keys_of(correction: Correction, page: PageArticles, characters: PageCharacters) -> Sequence[str]:
    """Return the keys that make a decision on a page as it is segmented before it."""
    pieces = PagePieces(page, characters)
    keys = {command.id: command.written[0] for command in Keys().of("correct")}
    name = f"is_{correction.role}" if correction.action is Action.IS else _COMMANDS[correction.action]
    on, other = (characters.find(quote) if quote else None for quote in (correction.on, correction.other))
    assert on is not None
    chosen = [*_passage(on, pieces), keys[name]]
    return [*chosen, *_passage(other, pieces), "Enter"] if other is not None else chosen


def _passage(wanted: range, pieces: PagePieces) -> Iterator[str]:
    """Yield the keys that light a passage: a text of the page, or characters of one and of the next."""
    number = next(number for number, piece in enumerate(pieces.pieces) if wanted.start < piece.end)
    piece = pieces.pieces[number]
    yield from ("g", "Tab", "BTab", *["Tab"] * number)
    if piece.run != wanted:
        yield from ("l", "h", *["l"] * (wanted.start - piece.start), "v", *["l"] * (len(wanted) - 1))
