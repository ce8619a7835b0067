"""Articles as plain text set for reading, in lines of at most 76 cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.typesetting import set_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.research.whole import Piece, Whole

MEASURE: Final = 76
_WIDEST: Final = 2  # cells of “ ” … ①: so no line is too long, whichever way the reader's font has them
_EMS: Final = 4  # cells: the indent of a paragraph
_RULE: Final = "─" * (MEASURE // _WIDEST)
_APART: Final = frozenset({"heading", "caption"})


def set_text(whole: Whole) -> str:
    """Return an article set in lines: titles, then date, pages and id, the text, the captions; a rule behind it.

    An estimated date stands in brackets, as in a citation (GB/T 7714—2015, §8.4.3).
    """
    lines: list[str] = []
    pieces = list(whole.pieces)
    heads = [one for one in pieces if one.role not in {"heading", "paragraph", "caption"}]
    for piece in heads:
        lines += _set(piece)
    lines += [*_set_line(_place(whole)), ""]
    before = None
    for piece in pieces[len(heads) :]:
        if before and (piece.role in _APART or before.role in _APART):
            lines.append("")
        lines += _set(piece)
        before = piece
    return "\n".join([*lines, "", _RULE, "", ""])


def _place(whole: Whole) -> str:
    first = whole.parts[0]
    day = first.date.isoformat() if first.date else ""
    date = f"[{day}]" if day and whole.inferred else day
    pages = f"({', '.join(map(str, whole.pages))})" if whole.pages else ""
    return "  ".join(filter(None, (date + pages, *(part.id for part in whole.parts))))


def _set(piece: Piece) -> Iterator[str]:
    return _set_line(piece.text, _EMS if piece.role == "paragraph" else 0)


def _set_line(text: str, indent: int = 0) -> Iterator[str]:
    for line in set_lines(text, MEASURE, indent, ambiguous=_WIDEST):
        yield " " * line.indent + text[line.start : line.end]
