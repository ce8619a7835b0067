"""Where somebody is on a page, and what a decision there is about. Characters count as in `PageCharacters`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.rendering.page_lines import PageRow
    from hnreader.app.rendering.page_pieces import PagePieces, TextPiece
    from hnreader.app.rendering.segments import Ranges
    from hnreader.model import Line
    from hnreader.segment import PageCharacters

Unit = Literal["text", "line", "character"]


class PageCursor:
    """A character of a page; a selection; and a second passage while one is looked for."""

    def __init__(self, lines: Sequence[Line], characters: PageCharacters) -> None:
        self._lines = lines
        self._characters = characters
        self.pieces: PagePieces | None = None
        """The texts of the page, as it is segmented now."""
        self.at = 0
        """The character."""
        self.unit: Unit = "text"
        """What is meant: the text that has it, its line of that text, or itself."""
        self._anchor: range | None = None
        """Where the selection begins."""
        self._chosen: Sequence[range] = ()
        """A passage that was chosen elsewhere, in reading order."""
        self._first: Sequence[range] = ()
        """What is lit while a second passage is looked for."""

    def put(self, at: int, unit: Unit) -> None:
        """Go to a character; the selection goes on to there."""
        self.at, self.unit = max(0, min(at, len(self._characters.text) - 1)), unit

    @property
    def piece(self) -> TextPiece | None:
        """The text that it is on."""
        return self.pieces.at(self.at) if self.pieces else None

    @property
    def here(self) -> range:
        """The character, if that is meant, or else the characters of its line."""
        if self.unit == "character":
            return range(self.at, self.at + 1)
        number, _ = self._characters.position(self.at)
        line = self._lines[number - self._lines[0].number]
        return range(self._characters.place(number, 0), self._characters.place(number, len(line.text)))

    @property
    def passage(self) -> Sequence[range]:
        """What a decision is about: what is selected, or else the text that the cursor is on."""
        return self._first or self._current

    @property
    def second(self) -> Sequence[range]:
        """The second passage, while one is looked for."""
        return self._current if self._first else ()

    @property
    def distinct(self) -> bool:
        """Whether the two passages share no character."""
        return not any(
            first.start < other.stop and other.start < first.stop for first in self._first for other in self.second
        )

    @property
    def _current(self) -> Sequence[range]:
        if self._chosen:
            return self._chosen
        if self._anchor is not None:
            here = self.here
            return [range(min(here.start, self._anchor.start), max(here.stop, self._anchor.stop))]
        return [self._text] if self.piece else []

    @property
    def _text(self) -> range:
        """The text that the cursor is on, or that of its line."""
        piece = self.piece
        if piece is None or self.unit != "line":
            return piece.run if piece else range(0)
        return range(max(piece.start, self.here.start), min(piece.end, self.here.stop))

    @property
    def beginning(self) -> Sequence[range]:
        """What begins here: what is selected, or else of the text that the cursor is on what is not before it."""
        piece = self.piece
        if piece is None or self.selecting:
            return self.passage
        return [range(max(piece.start, self.here.start), piece.end)]

    def target(self, unit: Literal["character", "text", "story"], step: int) -> int | None:
        """Return the next character, or that with which the next text or article begins (1), or the previous (-1)."""
        if unit == "character":
            return self.at + step if 0 <= self.at + step < len(self._characters.text) else None
        if self.pieces is None:
            return None
        piece = self.pieces.step(self.at, step) if unit == "text" else self.pieces.story(self.at, step)
        return piece.start if piece else None

    @property
    def selecting(self) -> bool:
        """Whether anything is selected, or a second passage looked for."""
        return bool(self._first or self._chosen) or self._anchor is not None

    def select(self, anchor: range | None = None) -> None:
        """Begin to select, here unless an anchor is given."""
        self._anchor, self._chosen = anchor or self.here, ()

    def unselect(self) -> None:
        """Select nothing."""
        self._anchor, self._chosen = None, ()

    def choose(self, passage: Sequence[range]) -> None:
        """Select a passage that was chosen elsewhere."""
        self._chosen = passage

    def look_for_second(self) -> None:
        """Keep what is lit; from now on a second passage is looked for."""
        self._first = self.passage
        self.unselect()

    def cancel(self) -> bool:
        """Give up second passage and selection; tell whether there was anything to give up."""
        found, self._first = self.selecting, ()
        self.unselect()
        return found

    def characters_of(self, row: PageRow) -> range:
        """Return the characters of a row."""
        number = self._lines[row.line].number
        return range(self._characters.place(number, row.start), self._characters.place(number, row.end))

    def columns(self, row: PageRow, runs: Sequence[range]) -> Ranges:
        """Return which characters of a row's text, blanks among them, are of some runs."""
        here, place = self.characters_of(row), self._characters.position
        cut = [(max(run.start, here.start), min(run.stop, here.stop)) for run in runs]
        return tuple(
            (place(start)[1] - row.start, place(stop - 1)[1] + 1 - row.start) for start, stop in cut if start < stop
        )

    def place(self, at: int) -> tuple[int, int]:
        """Return line (from 0) and column of a character."""
        number, column = self._characters.position(at)
        return number - self._lines[0].number, column
