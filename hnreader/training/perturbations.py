"""Pages with one thing changed and their labels carried along, to tell what a model leans on.

A page becomes the pieces that the generator made its lines of, so that what damages generated pages changes any page.
What `StoryTruth` says of days and people stays, whether or not the page still prints it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hnreader.papers import identify
from hnreader.segment.rows import compact_offset
from hnreader.training.damage import Damage, damaged, with_strays
from hnreader.training.elements import Mark, Piece
from hnreader.training.generator import label
from hnreader.training.pages import page_of
from hnreader.training.traditional import in_traditional
from hnreader.training.truth import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hnreader.papers.patterns import Patterns
    from hnreader.training.extractors import PageLines
    from hnreader.training.truth import Label, LabelledPage

_STRAYS: Final = 0.1
"""Share of the lines that have a page number before them."""
_HALF_WIDTH: Final = str.maketrans("，。：；！？（）【】“”‘’％", ",.:;!?()[]\"\"''%")
_BRACKET: Final = 80
"""Characters that the bracket behind a dateline may have."""


def perturbed(page: LabelledPage, name: str, seed: int = 0) -> LabelledPage:
    """Return a page with one of `PERTURBATIONS`. What is drawn depends on the seed, the name and the page's text."""
    rng = random.Random("\n".join((f"{seed} {name}", *page.lines)))
    lines, labels = label(PERTURBATIONS[name](rng, page))
    return replace(page, lines=lines, labels=labels)


def lines_of(page: LabelledPage) -> PageLines:
    """Return the pieces that lines consist of; `generator.label` makes the lines and labels of them again.

    Blanks between two pieces belong to the first of them.
    """
    by_line: dict[int, list[Label]] = defaultdict(list)
    for each in page.labels:
        by_line[each.line].append(each)
    return [_pieces(text, by_line[number]) for number, text in enumerate(page.lines, 1)]


def _pieces(text: str, labels: list[Label]) -> list[Piece]:
    bounds = [0, *(each.start for each in labels[1:]), len(text)]
    return [
        Piece(text[start:end], Mark(each.story, each.role, each.paragraph, each.copy_of), each.piece)
        for each, start, end in zip(labels, bounds, bounds[1:], strict=False)
    ]


def _without_datelines(_: random.Random, page: LabelledPage) -> PageLines:
    """Take away the datelines at the heads of stories and of copies, each with the bracket that names the makers."""
    patterns = identify(page_of(page)).profile.patterns
    lines = lines_of(page)
    texts: dict[Mark, list[tuple[int, int]]] = defaultdict(list)
    for row, line in enumerate(lines):
        for at, piece in enumerate(line):
            texts[piece.mark].append((row, at))
    for mark in _heads(texts):
        places = sorted(texts[mark], key=lambda place: lines[place[0]][place[1]].offset)
        rest = _dateline_end(patterns, "".join("".join(lines[row][at].text.split()) for row, at in places))
        for row, at in places:
            piece = lines[row][at]
            lines[row][at] = piece._replace(text=piece.text[compact_offset(piece.text, rest) :])
            rest = max(0, rest - len("".join(piece.text.split())))
    return lines


def _heads(texts: Iterable[Mark]) -> list[Mark]:
    """Return the first paragraph of each story, and the copies."""
    first: dict[int, Mark] = {}
    for mark in texts:
        if mark.role is Role.BODY and mark.paragraph <= first.get(mark.story, mark).paragraph:
            first[mark.story] = mark
    return [*first.values(), *(mark for mark in texts if mark.role is Role.DUPLICATE)]


def _dateline_end(patterns: Patterns, text: str) -> int:
    """Return where the dateline of a text without blanks ends, 0 where it has none."""
    dateline = patterns.datelines.match(text)
    if dateline is None:
        return 0
    if patterns.contributors.makers.match(text, dateline.end):
        ends = (text.find(mark, dateline.end, dateline.end + _BRACKET) + 1 for mark in "）)")
        return min(filter(None, ends), default=dateline.end)
    return dateline.end


def _with_half_width_marks(_: random.Random, page: LabelledPage) -> PageLines:
    return [[piece._replace(text=piece.text.translate(_HALF_WIDTH)) for piece in line] for line in lines_of(page)]


def _with_damage(damage: Damage) -> Callable[[random.Random, LabelledPage], PageLines]:
    return lambda rng, page: damaged(rng, lines_of(page), damage)


PERTURBATIONS: Final[dict[str, Callable[[random.Random, LabelledPage], PageLines]]] = {
    "traditional": lambda _, page: in_traditional(lines_of(page)),
    "no dateline": _without_datelines,
    "all spaced": _with_damage(Damage(spaced=True)),
    "page numbers": lambda rng, page: with_strays(rng, lines_of(page), _STRAYS, "{}"),
    "half-width": _with_half_width_marks,
    "misread": _with_damage(Damage(misread=0.03)),
    "stops lost": _with_damage(Damage(lost_stops=0.1)),
}
"""Name → what makes the changed pieces of a page's lines."""
