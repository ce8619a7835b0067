"""Pages with the places of their lines, as a PDF or an OCR gives them: read by the rules by which those are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.reading.layout import laid_out
from hnreader.reading.placed_text import PlacedText
from hnreader.training.elements import Piece, text_of
from hnreader.training.legs import Parting

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator

    from hnreader.page_layout import PageLayout
    from hnreader.training.extractors import PageLines
    from hnreader.training.legs import Drawing
    from hnreader.training.typeset import TypeBlock, TypeLine

EM: Final = 92
"""Units to an em: tenths of a point, for type of nine points."""
_MARGIN: Final = 4.0  # ems around what is printed
_BASELINE: Final = 0.88  # ems below the top of a 汉字
_USES: Final = {
    Parting.STORIES: (0.5, 0.9),
    Parting.INSET: (0.6, 0.9),
    Parting.STORY: (0.3, 0.3),
    Parting.LEGS: (0.12, 1.0),
}
"""How often a page parts in a way, and how often it does where it could."""


def printed(
    rng: random.Random, blocks: Iterable[TypeBlock], drawings: Iterable[Drawing] = ()
) -> tuple[PageLines, PageLayout]:
    """Return the lines of a page in the order in which they are read, blank ones between blocks, and their places."""
    lines = [_placed(x, y, line) for block in blocks for x, y, line in block.placed_lines()]
    across = _MARGIN * EM - min(each.left for each, _ in lines)
    down = _MARGIN * EM - min(each.top for each, _ in lines)
    moved = [
        (
            each._replace(
                left=each.left + across, right=each.right + across, top=each.top + down, bottom=each.bottom + down,
                baseline=each.baseline + down,
            ),
            line,
        )
        for each, line in lines
    ]  # fmt: skip
    moved.sort(key=lambda each: each[0].baseline)
    width, height = max(each.right for each, _ in moved), max(each.bottom for each, _ in moved)
    drawn = [
        (EM * left + across, EM * top + down, EM * right + across, EM * bottom + down)
        for _, left, top, right, bottom in _drawn(rng, drawings)
    ]
    texts, layout = laid_out([each for each, _ in moved], width + _MARGIN * EM, height + _MARGIN * EM, drawn=drawn)
    by_place = {tuple(map(round, each.box)): line for each, line in moved}
    found: PageLines = []
    for text, placing in zip(texts, layout.lines, strict=True):
        if placing is None:
            found.append([])
            continue
        line = by_place[placing.left, placing.top, placing.right, placing.bottom]
        first, *rest = line.element
        blanks = text[: len(text) - len(text.lstrip())]
        found.append([Piece(blanks + first.text, first.mark, first.offset), *rest])
    return found, layout


def _drawn(rng: random.Random, drawings: Iterable[Drawing]) -> Iterator[Drawing]:
    """Yield what is drawn on a page: each paper parts with rules, or frames, or white alone."""
    uses = {parting: rng.random() < chance for parting, (chance, _) in _USES.items()}
    for drawing in drawings:
        if uses[drawing.parting] and rng.random() < _USES[drawing.parting][1]:
            yield drawing


def _placed(x: float, y: float, line: TypeLine) -> tuple[PlacedText, TypeLine]:
    """Return a line at its place; one that fills its measure is spaced to its end."""
    left, top, right = EM * x, EM * y, EM * (x + line.width + max(line.short, 0.0))
    size = EM * line.size
    return PlacedText(text_of(line.element), left, top, right, top + size, top + _BASELINE * size, size), line
