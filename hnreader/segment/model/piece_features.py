"""Pieces → features: what each printed piece of a page says of itself and of its neighbours, as arrays.

Every feature is a column with a name, made once a page. Those of text are made from folded text, so that traditional
characters and half-width marks change nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.language.sentences import ends_sentence
from hnreader.segment import line_features
from hnreader.segment.draft import Role
from hnreader.segment.model.page_text import KINDS, PageText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.segment.draft import Row

    Floats = NDArray[Any]

LONG: Final = 60.0  # ems; a printed line of text is narrower, a paragraph on one line mostly wider
AROUND: Final = 6  # pieces on either side that tell the measure of a leg
WINDOWS: Final = ((1, 1), (1, 3), (1, 8), (4, 20))
"""Pieces away, from and to, whose words are looked for in a piece; `PRINTED` times as many for printed lines."""
PRINTED: Final = 4

SIGNS: Final = (
    "dateline", "byline", "name", "credit", "caption", "furniture", "column", "signed", "bracketed", "kicker",
    "event", "label", "jump_from", "jump_to", "call", "full_stop", "digits_only",
)  # fmt: skip
LAYOUT: Final = (
    "length", "width", "of_measure", "short_by", "measure", "width_before", "width_behind", "gap_before",
    "no_gap_before",
    "part_before", "wide_gap_before", "gap_behind", "no_gap_behind", "part_behind", "wide_gap_behind", "spaced",
    "indent", "printed_lines", "mean_length", "place", "from_top", "from_end", "copy",
)  # fmt: skip


def sign_columns(pieces: Sequence[Row]) -> Floats:
    """Return what patterns say of each piece, a column for each of `SIGNS`."""
    table = np.zeros((len(pieces), len(SIGNS)), np.float32)
    for number, piece in enumerate(pieces):
        for sign in _signs(piece):
            table[number, _SIGN[sign]] = 1.0
    return table


_SIGN: Final = {sign: column for column, sign in enumerate(SIGNS)}


def _signs(piece: Row) -> list[str]:
    """Return the names of the patterns that a piece matches."""
    text = piece.compact
    short = len(text) <= 60
    found = {
        "dateline": line_features.opens_story(piece),
        "credit": line_features.has_credit(text, piece.paper),
        "caption": line_features.begins_caption(text),
        "signed": line_features.is_signed(piece),
        "bracketed": short and text[0] in "（(【[" and text[-1] in "）)】]",
        "full_stop": ends_sentence(text),
    }
    if short:
        jump = line_features.jump_role(text, piece.paper)
        found |= {
            "byline": line_features.is_byline(piece),
            "name": line_features.is_name_alone(piece),
            "furniture": line_features.furniture_role(piece, beside_masthead=False) is not None,
            "column": line_features.is_column(piece),
            "kicker": line_features.ends_kicker(text),
            "event": line_features.ends_event(text),
            "label": line_features.is_label(text),
            "jump_from": jump is Role.JUMP_FROM,
            "jump_to": jump is Role.JUMP_TO,
            "call": line_features.is_call(piece),
            "digits_only": text.isdigit(),
        }
    return [name for name, matches in found.items() if matches]


def layout_columns(pieces: Sequence[Row]) -> Floats:
    """Return what the print says of each piece: widths, gaps, place; a column for each of `LAYOUT`."""
    count = len(pieces)
    width = np.array([piece.width for piece in pieces], np.float32)
    size = np.array([len(piece.compact) for piece in pieces], np.float32)
    gap = np.array([piece.gap for piece in pieces], np.float32)
    behind = np.append(gap[1:], 3.0)
    measure = _measures(width)
    printed = is_printed(width, size)
    place = np.arange(count) / max(count, 1)
    seen: dict[str, int] = {}
    for piece in pieces:
        seen[piece.compact] = seen.get(piece.compact, 0) + 1
    copies = np.array([seen[piece.compact] > 1 and len(piece.compact) >= 12 for piece in pieces])
    columns = (
        np.log1p(size) / 4, np.minimum(width, 60) / 30, np.minimum(width / measure, 2),
        np.clip(measure - width, -4, 8) / 4,
        np.minimum(measure, 60) / 30, _clip(width - np.append(width[:1], width[:-1])),
        _clip(width - np.append(width[1:], width[-1:])),
        np.clip(gap, 0, 3) / 3, gap == 0, gap < 0, gap >= 3, np.clip(behind, 0, 3) / 3, behind == 0, behind < 0,
        behind >= 3,
        np.array([piece.spaced for piece in pieces]),
        np.array([min(piece.start, 8) / 4 for piece in pieces]) * (gap >= 0),
        np.full(count, printed), np.full(count, np.log1p(size.mean()) / 4 if count else 0),
        place, np.exp(-np.arange(count) / 4), np.exp(-np.arange(count)[::-1] / 4), copies,
    )  # fmt: skip
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def is_printed(width: Floats, size: Floats) -> bool:
    """Tell whether pieces are printed lines (a PDF's text layer) rather than paragraphs on one line each (OCR)."""
    return bool(size[width > LONG].sum() < 0.3 * size.sum())


def _clip(values: Floats) -> Floats:
    return np.clip(values, -8, 8) / 4


def _measures(width: Floats) -> Floats:
    """Return for each piece the measure of type around it: the 80th percentile of the widths near."""
    padded = np.pad(np.minimum(width, LONG), AROUND, mode="reflect") if len(width) > AROUND else width
    if len(width) <= AROUND:
        return np.full(len(width), max(float(width.max(initial=1.0)), 1.0), np.float32)
    near = np.lib.stride_tricks.sliding_window_view(padded, 2 * AROUND + 1)
    return np.maximum(np.partition(near, int(1.6 * AROUND), axis=1)[:, int(1.6 * AROUND)], 1.0)


def similarity_columns(overlap: Floats, *, printed: bool) -> Floats:
    """Return how much of a piece's pairs of characters stand near it, and how alike its two sides are.

    `overlap` is what `overlaps` returns. All are shares of the weight of the piece's own pairs.
    """
    mass = np.maximum(np.diagonal(overlap), 1e-3)
    share = overlap / mass[:, None]
    np.fill_diagonal(share, 0.0)
    scale = PRINTED if printed else 1
    reach = scale * max(last for _, last in WINDOWS)
    near = _diagonals(share, reach)
    columns = []
    for first, last in WINDOWS:
        columns.append(near[:, reach - last * scale : reach - first + 1].sum(axis=1))
        columns.append(near[:, reach + first : reach + last * scale + 1].sum(axis=1))
    columns.append(share.max(axis=1, initial=0.0))
    columns.append(share.sum(axis=1))
    both = _cohesion(overlap, mass, 3 * scale)
    return np.stack([*(np.minimum(column, 4.0) for column in columns), both], axis=1).astype(np.float32)


def _cohesion(overlap: Floats, mass: Floats, reach: int) -> Floats:
    """Return for each place how alike the pieces before it and those behind it are."""
    count = len(overlap)
    itself = 2 * reach
    near = _diagonals(overlap / np.sqrt(np.outer(mass, mass)), itself)
    between = np.zeros(count, np.float32)
    for step in range(1, min(reach, count - 1) + 1):  # the piece so many before the place, with each behind it
        between[step:] += near[:-step, itself + step + 1 : itself + step + reach + 1].sum(axis=1)
    rows = np.arange(count)
    pairs = np.minimum(rows, reach) * np.minimum(count - rows - 1, reach)
    return between / np.maximum(pairs, 1) * reach


def _diagonals(values: Floats, reach: int) -> Floats:
    """Return for each row of a square the cells up to `reach` columns before and behind that on the diagonal.

    What lies beyond the square is 0.
    """
    count = len(values)
    width = count + 2 * reach
    padded = np.zeros(count * (width + 1), values.dtype)
    padded[: count * width].reshape(count, width)[:, reach : reach + count] = values
    return padded.reshape(count, width + 1)[:, : 2 * reach + 1]  # each row begins one cell further on


def piece_columns(pieces: Sequence[Row], text: PageText, overlap: Floats) -> Floats:
    """Return all features of pieces, a row each."""
    layout = layout_columns(pieces)
    printed = bool(layout[0, LAYOUT.index("printed_lines")]) if pieces else False
    first = np.eye(len(KINDS), dtype=np.float32)[text.kinds[text.starts]]
    last = np.eye(len(KINDS), dtype=np.float32)[text.kinds[text.ends - 1]]
    return np.hstack(
        [sign_columns(pieces), layout, text.kind_shares(), first, last, similarity_columns(overlap, printed=printed)]
    )
