"""What extractors make of a page: lines of characters, each of which knows its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hnreader.reading.xy_cut import by_cuts
from hnreader.training import orders
from hnreader.training.blanks import Blanks
from hnreader.training.elements import Piece, text_of
from hnreader.training.legs import PITCH
from hnreader.training.printing import printed
from hnreader.training.spacing import Spacing
from hnreader.training.truth import TITLE_ROLES, Role

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from hnreader.page_layout import PageLayout
    from hnreader.training.elements import Element
    from hnreader.training.layout import Grid
    from hnreader.training.legs import Drawing
    from hnreader.training.typeset import TypeBlock, TypeLine

PageLines = list[list[Piece]]
"""A page's lines; a blank line has no pieces."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """A page as an extractor gives it."""

    lines: PageLines
    form: str
    traits: tuple[str, ...] = ()
    layout: PageLayout | None = None
    """Where the lines stand, where the form says it."""


PLACED: Final = "placed"
"""A form that says where its lines stand: a PDF or the file of an OCR, read by its places."""
FORMS: Final = (
    ("ocr-xycut", 5),
    ("ocr-columns", 5),
    ("ocr-stories", 3),
    ("ocr-shuffled", 1.5),
    ("ocr-lines-xycut", 1),
    ("ocr-lines-columns", 1),
    ("pdf-pdfium", 6),
    ("pdf-raw", 2),
    ("pdf-default", 1),
    ("pdf-layout", 1),
    ("pdf-pdfminer", 1),
    ("pdf-pdfminer-rows", 1),
)
"""Names of forms and how often each is drawn; `PLACED` is drawn where it is wanted."""

_BY_STORIES: Final = frozenset({"ocr-stories", "ocr-shuffled"})


def extract(
    rng: random.Random, blocks: Sequence[TypeBlock], grid: Grid, form: str, drawings: Sequence[Drawing] = ()
) -> Extraction:
    """Return a page's lines in a form; `drawings` are what may be drawn to part them."""
    if form == PLACED:
        lines, layout = printed(rng, blocks, drawings)
        return Extraction(lines, form, layout=layout)
    ordered, traits = _order(rng, blocks, grid, form)
    if form == "pdf-layout":
        return Extraction(_side_by_side(rng, blocks), form, traits)
    if form.startswith("ocr-lines"):
        return Extraction(_printed(rng, ordered, Spacing.none(), Blanks.draw(rng, form)), form, traits)
    if form.startswith("ocr"):
        return Extraction(_blocks(rng, ordered, 0.7 if form in _BY_STORIES else 0.25), form, traits)
    return Extraction(_printed(rng, ordered, Spacing.draw(rng), Blanks.draw(rng, form)), form, traits)


def _order(
    rng: random.Random, blocks: Sequence[TypeBlock], grid: Grid, form: str
) -> tuple[Sequence[TypeBlock], tuple[str, ...]]:
    pitch = grid.measure + grid.gutter
    if form.endswith("columns"):
        return orders.by_columns(blocks, pitch), ()
    if form.endswith(("xycut", "default")):
        if rng.random() < 0.6:
            return orders.by_widest_gaps(blocks, rng.uniform(0.2, 1.0)), ("widest-gaps",)
        gaps = rng.uniform(0.3, 0.9) * grid.gutter, rng.uniform(0.5, 1.4)
        return by_cuts(blocks, *gaps, rows_first=rng.random() < 0.7), ()
    if form.endswith("shuffled"):
        first = (
            orders.by_columns(blocks, pitch) if rng.random() < 0.25 else orders.by_objects(rng, blocks, heads_first=0.9)
        )
        return orders.shuffled(rng, first, rng.uniform(0.02, 0.1)), ()
    if form.endswith("rows"):
        return orders.by_ends(blocks), ()
    if form.endswith("stories"):
        ordered = orders.by_objects(rng, blocks, heads_first=0.9)
        return orders.parted(rng, ordered, rng.choice((0.0, 0.1, 0.3))), ()
    return _by_objects(rng, blocks)


def _by_objects(rng: random.Random, blocks: Sequence[TypeBlock]) -> tuple[Sequence[TypeBlock], tuple[str, ...]]:
    """Return blocks as a PDF's objects come, often with legs of one story among another's."""
    ordered, sort = orders.by_objects(rng, blocks), rng.random()
    if sort < 0.3:
        return ordered, ()
    if sort < 0.85:
        return orders.interleaved(rng, ordered, rng.uniform(0.3, 1.0)), ("interleaved",)
    return orders.mixed_frames(rng, ordered, rng.uniform(0.02, 0.3)), ("mixed-frames",)


def _blocks(rng: random.Random, blocks: Sequence[TypeBlock], titles_joined: float) -> PageLines:
    """Return a line for each block, as an OCR gives paragraphs; the lines of a title may stay apart.

    `titles_joined` is how often a page has kicker, headline and subhead on one line.
    """
    lines: PageLines = []
    title_joined = rng.random() < titles_joined
    joints = ("joined", "blank") if title_joined else ("lines", "lines", "joined", "joined", "blank", "apart")
    title_joint = rng.choice(joints)
    spaced = rng.random() < 0.96
    opening_joined = rng.choice((0.0, 0.0, 0.0, 0.0, 0.1))
    split, merged = rng.choice(((0.0, 0.0), (0.0, 0.0), (0.02, 0.01), (0.05, 0.05)))
    for number, block in enumerate(blocks):
        if block.role in TITLE_ROLES and len(block.lines) > 1:
            added = _title_lines(block, title_joint)
        elif len(block.lines) > 2 and rng.random() < split:
            cut = rng.randrange(1, len(block.lines))
            added = [_joined(block.lines[:cut]), [], _joined(block.lines[cut:])]
        else:
            added = [_joined(block.lines)]
        before = blocks[number - 1] if number else None
        if (
            lines
            and before
            and (
                (title_joined and _same_head(before, block))
                or (opening_joined and _opens(before, block) and rng.random() < opening_joined)
            )
        ):
            lines[-1] = [*lines[-1], _gap(lines[-1][-1]), *added[0]]
            lines += added[1:]
            continue
        if lines and before and before.frame == block.frame and rng.random() < merged:
            lines[-1] = lines[-1] + added[0]
            lines += added[1:]
            continue
        if lines and spaced:
            lines.append([])
        lines += added
    return lines


def _same_head(before: TypeBlock, block: TypeBlock) -> bool:
    roles = before.role, block.role
    return before.frame == block.frame and roles in {
        (Role.KICKER, Role.HEADLINE),
        (Role.HEADLINE, Role.SUBHEAD),
    }


def _opens(before: TypeBlock, block: TypeBlock) -> bool:
    """Whether a headline stands right before the text of its story."""
    same = before.story == block.story
    return same and before.role in {Role.HEADLINE, Role.SUBHEAD} and block.role is Role.BODY


def _title_lines(block: TypeBlock, joint: str) -> PageLines:
    if joint == "joined":
        return [_joined(block.lines)]
    if joint == "blank":
        pieces = list(block.lines[0].element)
        for line in block.lines[1:]:
            pieces += [_gap(pieces[-1]), *line.element]
        return [pieces]
    lines: PageLines = []
    for line in block.lines:
        if lines and joint == "apart":
            lines.append([])
        lines.append(list(line.element))
    return lines


def _gap(piece: Piece) -> Piece:
    return Piece(" ", piece.mark, piece.offset)


def _joined(lines: Sequence[TypeLine]) -> list[Piece]:
    """Return lines as one, neighbouring pieces of one text as one piece."""
    pieces: list[Piece] = []
    for line in lines:
        for piece in line.element:
            if pieces and pieces[-1].mark is piece.mark:
                pieces[-1] = Piece(pieces[-1].text + piece.text, piece.mark, pieces[-1].offset)
            else:
                pieces.append(piece)
    return pieces


def _printed(rng: random.Random, blocks: Sequence[TypeBlock], spacing: Spacing, blanks: Blanks) -> PageLines:
    """Return each printed line as a line."""
    lines: PageLines = []
    before: TypeBlock | None = None
    for block in blocks:
        if before and blanks.between(before, block):
            lines.append([])
        for number, line in enumerate(block.lines):
            if number and blanks.lines and block.role not in TITLE_ROLES:
                lines.append([])
            lines.append(spacing.apply(rng, line))
        before = block
    return lines


def _side_by_side(rng: random.Random, blocks: Sequence[TypeBlock]) -> PageLines:
    """Return lines of the page across its columns, kept apart by blanks, as `pdftotext -layout` does."""
    spacing = Spacing.draw(rng)
    scale = 2.0 if rng.random() < 0.7 else 1.0
    rows: dict[int, list[tuple[float, TypeLine]]] = {}
    for block in blocks:
        for x, y, line in block.placed_lines():
            rows.setdefault(round(y / PITCH), []).append((x, line))
    lines: PageLines = []
    last = min(rows, default=0)
    for row in sorted(rows):
        lines += [[] for _ in range(min(2, row - last - 1))]
        last = row
        lines.append(_row(rng, rows[row], spacing, scale))
    return lines


def _row(rng: random.Random, row: list[tuple[float, TypeLine]], spacing: Spacing, scale: float) -> list[Piece]:
    pieces: list[Piece] = []
    width = 0
    for x, line in sorted(row, key=lambda item: item[0]):
        added = spacing.apply(rng, line)
        blanks = max(2 if pieces else 0, int(x * scale) - width)
        if blanks:
            pieces.append(Piece(" " * blanks, added[0].mark, added[0].offset))
        pieces += added
        width += blanks + _cells(added) if scale == 2.0 else blanks + sum(len(piece.text) for piece in added)
    return pieces


def _cells(pieces: Element | list[Piece]) -> int:
    return sum(1 if char < "\u2000" else 2 for char in text_of(tuple(pieces)))
