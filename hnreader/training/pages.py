"""Labelled pages → what the model is fitted to: the pieces of a page, and for each what it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hnreader.model import Line, Page
from hnreader.papers import identify
from hnreader.segment.model.pieces import pieces_of
from hnreader.segment.rows import rows_of
from hnreader.training.truth import NO_STORY, Label, LabelledPage, Role

if TYPE_CHECKING:
    from hnreader.segment.draft import Row

_BLANK_LABEL: Final = Label(0, 0, 0, NO_STORY, Role.FURNITURE, -1, 0)


@dataclass(frozen=True, slots=True)
class LabelledPieces:
    """A page's pieces with the label that holds most of each."""

    page: Page
    pieces: list[Row]
    labels: list[Label]
    truth: LabelledPage


def page_of(labelled: LabelledPage, source: str = "page.txt") -> Page:
    """Return the page as reading would give it."""
    lines = tuple(Line(number, text) for number, text in enumerate(labelled.lines, 1))
    return Page(source, lines, layout=labelled.layout)


def label_pieces(labelled: LabelledPage, source: str = "page.txt") -> LabelledPieces:
    """Cut a page into pieces and give each its label."""
    page = page_of(labelled, source)
    pieces = pieces_of(rows_of(page, identify(page).profile))
    by_line: dict[int, list[Label]] = defaultdict(list)
    for label in labelled.labels:
        by_line[label.line].append(label)
    labels = []
    for piece in pieces:
        end = piece.start + len(piece.text)
        labels.append(
            max(
                by_line[piece.number],
                key=lambda label: min(end, label.end) - max(piece.start, label.start),
                default=_BLANK_LABEL,
            )
        )
    return LabelledPieces(page, pieces, labels, labelled)
