"""The rows of a page become stories by the fitted model."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from hnreader.language.continuity import Continuity
from hnreader.model import Evidence
from hnreader.reasons import Message, Reason
from hnreader.segment import line_features
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.model import place_network
from hnreader.segment.model.artefact import read_artefact
from hnreader.segment.model.confidence import judged
from hnreader.segment.model.copies import with_copies
from hnreader.segment.model.decisions import NOTHING_FIXED, Decisions
from hnreader.segment.model.decoder import decode, with_fixed_roles
from hnreader.segment.model.one_thread import in_one_thread
from hnreader.segment.model.overlaps import cut_overlaps
from hnreader.segment.model.page_reading import PageReading, Tables, read_pieces
from hnreader.segment.model.pieces import pieces_of
from hnreader.segment.model.printed_decisions import printed_decisions
from hnreader.segment.model.story_network import STORY_ROLES, folded_weights, own_columns, pair_columns, scores
from hnreader.segment.model.type_sizes import size_breaks
from hnreader.segment.model.units import Labels, Units, labels_of, units_of
from hnreader.segment.plain import too_long
from hnreader.segment.reasons import tell_joins, why_titled
from hnreader.segment.title_lines import title_lines
from hnreader.segment.version import weights

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from hnreader.page_layout import Rule
    from hnreader.segment.draft import Row
    from hnreader.segment.model.corrected import CorrectedUnits
    from hnreader.segment.model.decoder import DecodedPage, DecodedStory
    from hnreader.segment.model.network import Weights
    from hnreader.segment.model.story_network import Scores

PART_PIECES: Final = 1056
PART_UNITS: Final = 288
"""The model is fitted to pages that have no more."""
HEADS: Final = tuple(STORY_ROLES.index(role) for role in ("furniture", "column", "kicker", "headline"))
_ROLES: Final = {
    "body": Role.BODY, "heading": Role.HEADING, "kicker": Role.TITLE, "headline": Role.TITLE, "subhead": Role.TITLE,
    "column": Role.COLUMN, "byline": Role.BYLINE, "caption": Role.CAPTION, "credit": Role.CAPTION,
    "signature": Role.BODY, "editor_note": Role.BODY, "duplicate": Role.DUPLICATE,
}  # fmt: skip


TITLE_PARTS: Final = ("kicker", "headline", "subhead")


class Model:
    """The fitted weights and tables."""

    def __init__(
        self, tables: Tables, roles: Weights, edges: Weights, stories: Weights, places: Weights, confidence: Weights
    ) -> None:
        self.tables, self.roles, self.edges, self.stories = tables, roles, edges, stories
        self.places, self.confidence = places, confidence
        self._folded = folded_weights(np, stories)
        self._folded_places = place_network.folded_weights(np, places)

    def read(self, pieces: Sequence[Row]) -> PageReading:
        """Return what a page's pieces look like."""
        return read_pieces(pieces, self.tables, self.edges)

    def labels(self, pieces: Sequence[Row], cuts: NDArray[np.bool_] | None = None) -> Labels:
        """Return what a page's pieces are, each for itself. Where `cuts` says so, a unit begins."""
        return labels_of(self.read(pieces), self.roles, size_breaks(pieces), cuts)

    def units(self, pieces: Sequence[Row], labels: Labels, rules: Sequence[Rule] = ()) -> Units:
        """Return the units of a page's pieces; `rules` are those of the page."""
        return units_of(pieces, labels, self.tables, self.edges, rules)

    def scores(self, units: Units, fixed: Decisions = NOTHING_FIXED) -> Scores:
        """Return what is said of a page's units."""
        present = np.ones(len(units), np.float32)
        added = place_network.added(np, self._folded_places, *units.places) if units.places else None
        found = scores(np, self._folded, own_columns(units), pair_columns(units), present, added)
        found = found._replace(roles=with_fixed_roles(found.roles, fixed))
        return with_copies(found, units)

    def decode(self, scores: Scores, fixed: Decisions = NOTHING_FIXED) -> DecodedPage:
        """Return the stories of a page's units."""
        return judged(decode(scores, fixed), scores, self.confidence)

    def labelled(self, pieces: Sequence[Row], cuts: NDArray[np.bool_] | None) -> LabelledPart:
        """Return pieces with what each is for itself. Where `cuts` says so, a unit begins."""
        labels = self.labels(pieces, cuts)
        return LabelledPart(pieces, cuts, labels, np.unique(labels.starts))

    def divided(self, part: LabelledPart) -> Iterator[LabelledPart]:
        """Yield a part as those that have no more units than a page.

        Every two units of a part are looked at, so parts are bounded and work grows with the length of a file alone.
        """
        if len(part.units) <= PART_UNITS:
            yield part
            return
        cut = _best_cut(part.labels, part.units)
        for half in (slice(cut), slice(cut, None)):
            yield from self.divided(self.labelled(part.pieces[half], None if part.cuts is None else part.cuts[half]))


class LabelledPart(NamedTuple):
    """The pieces of a page, or of a part of a longer file, each for itself."""

    pieces: Sequence[Row]
    cuts: NDArray[np.bool_] | None
    """Where a unit has to begin."""
    labels: Labels
    units: NDArray[np.int64]
    """The piece that each begins with."""


class DecodedPart(NamedTuple):
    """A page, or a part of a longer file, as the model has it."""

    rows: Sequence[tuple[Row, ...]]
    """Of each unit."""
    units: Units
    scores: Scores
    page: DecodedPage
    corrected: Decisions
    """What people decided."""


def labelled_parts(
    pieces: Sequence[Row], model: Model, corrections: CorrectedUnits | None = None
) -> list[LabelledPart]:
    """Return what the model takes a page's pieces for: those of a page together, those of a longer file in parts.

    They are cut where passages begin and end that people decided about.
    """
    pieces = corrections.cut(pieces) if corrections else pieces
    cuts = corrections.starts(pieces) if corrections else None
    parts = [slice(start, start + PART_PIECES) for start in range(0, len(pieces), PART_PIECES)]
    return [model.labelled(pieces[part], None if cuts is None else cuts[part]) for part in parts]


def decoded_parts(
    parts: Iterable[LabelledPart],
    model: Model,
    rules: Sequence[Rule] = (),
    corrections: CorrectedUnits | None = None,
) -> Iterator[DecodedPart]:
    """Yield what the model makes of a page; `rules` are those of the page."""
    for pieces, _, labels, _ in chain.from_iterable(map(model.divided, parts)):
        units = model.units(pieces, labels, rules)
        unit_rows = [tuple(pieces[piece] for piece in unit) for unit in units.members()]
        corrected = corrections.decisions(unit_rows, units.uncut.tolist()) if corrections else NOTHING_FIXED
        fixed = corrected.with_others(printed_decisions(unit_rows))
        found = model.scores(units, fixed)
        yield DecodedPart(unit_rows, units, found, model.decode(found, fixed), corrected)


@in_one_thread
def stories_of(
    rows: Sequence[Row], model: Model, rules: Sequence[Rule] = (), corrections: CorrectedUnits | None = None
) -> tuple[list[Story], list[Block]]:
    """Return the stories of a page's rows, one if they are too long, and its blocks; `rules` are those of the page."""
    stories: list[Story] = []
    blocks: list[Block] = []
    pieces = pieces_of(rows)
    if printed := too_long(pieces):
        return [printed], []
    parts = labelled_parts(pieces, model, corrections)
    if printed := too_long(pieces, sum(len(part.units) for part in parts)):
        return [printed], []
    for decoded in decoded_parts(parts, model, rules, corrections):
        part = build(decoded.rows, decoded.page, decoded.units.similarity, len(blocks), decoded.corrected)
        stories += part[0]
        copies = [copy for story in part[0] for copy in cut_overlaps(story)]
        blocks += sorted((*part[1], *copies), key=lambda block: (block.index, block.role is not Role.DUPLICATE))
    tell_joins(stories, Continuity(row.compact for row in rows))
    return stories, blocks


def _best_cut(labels: Labels, starts: NDArray[np.int64]) -> int:
    """Return the piece about the middle that is likeliest to begin a page or a story."""
    head = np.exp(labels.roles[starts])[:, HEADS].sum(axis=1)
    first = len(starts) // 4
    return int(starts[first + int((head[first : 3 * first] - head[first - 1 : 3 * first - 1]).argmax())])


def build(
    rows: Sequence[tuple[Row, ...]],
    decoded: DecodedPage,
    similarity: NDArray[Any],
    first: int,
    corrected: Decisions = NOTHING_FIXED,
) -> tuple[list[Story], list[Block]]:
    """Return the stories of units, and their blocks, of which the first has the index `first`.

    `similarity` is that of `Units`; `corrected` is what people say of the units.
    """
    blocks = [
        Block(part, _block_role(part, role), index)
        for index, (part, role) in enumerate(zip(rows, decoded.roles, strict=True), first)
    ]
    for unit, block in enumerate(blocks):
        if unit in corrected.copies:
            block.twin = blocks[corrected.copies[unit]]
        elif block.role is Role.DUPLICATE:
            kept = [at for at, other in enumerate(blocks) if other.role is not Role.DUPLICATE]
            block.twin = blocks[max(kept, key=lambda at: similarity[unit, at])] if kept else None
    stories = [_story(story, blocks, decoded.roles, corrected.roles) for story in decoded.stories]
    return [story for story in stories if story.blocks or story.captions], blocks


def _block_role(rows: tuple[Row, ...], role: str) -> Role:
    if role == "furniture":
        return line_features.furniture_role(rows[0], beside_masthead=True) or Role.STRAY
    if role == "jump":
        return line_features.jump_role("".join(row.compact for row in rows), rows[0].paper) or Role.STRAY
    return _ROLES[role]


def _story(decoded: DecodedStory, blocks: Sequence[Block], roles: Sequence[str], corrected: Collection[int]) -> Story:
    def of(*wanted: str) -> list[Block]:
        return [blocks[unit] for unit in decoded.units if roles[unit] in wanted]

    turns = of("jump")
    broken = {blocks[unit].index for unit in decoded.broken}
    title = list(title_lines(of(*TITLE_PARTS), broken))
    kicker, headline, subhead = (list(title_lines(of(role), broken)) for role in TITLE_PARTS)
    titled = any(unit in corrected and roles[unit] in TITLE_PARTS for unit in decoded.units)
    text = [blocks[unit] for unit in decoded.order]
    place = line_features.span_of((text or [blocks[unit] for unit in decoded.units])[0].rows[0])
    return Story(
        blocks=text,
        joined={blocks[unit].index: odds for unit, odds in decoded.joined.items()},
        title=title,
        divided=(kicker, headline, subhead) if titled else None,
        column=of("column"),
        byline=of("byline"),
        captions=_captions(decoded, blocks, roles),
        photo=not decoded.order,
        evidence=[
            Evidence(
                Message(Reason.TEXT), decoded.confidence, place, Message(decoded.doubt) if decoded.doubt else None
            ),
            *_title_evidence(title, text, decoded.titled),
        ],
        jump_from=next((turn for turn in turns if turn.role is Role.JUMP_FROM), None),
        jump_to=next((turn for turn in turns if turn.role is Role.JUMP_TO), None),
    )


def _title_evidence(title: Sequence[Block], text: Sequence[Block], chance: float) -> list[Evidence]:
    if not title or not text:
        return []
    beside = title[-1].index == text[0].index - 1
    words = "".join(block.compact for block in text)
    why = why_titled("".join(block.compact for block in title), words, beside=beside)
    return [Evidence(why, chance, line_features.span_of(title[0].rows[0]))]


def _captions(decoded: DecodedStory, blocks: Sequence[Block], roles: Sequence[str]) -> list[Block]:
    """Return the captions, each whole, with the credit right behind it."""
    captions: list[Block] = []
    last = -1
    for unit in decoded.units:
        if roles[unit] not in ("caption", "credit"):
            continue
        block = blocks[unit]
        if captions and (unit in decoded.broken or (roles[unit] == "credit" and unit == last + 1)):
            captions[-1] = Block((*captions[-1].rows, *block.rows), Role.CAPTION, captions[-1].index)
        else:
            captions.append(block)
        last = unit
    return captions


def read_model(path: Path) -> Model:
    """Return the model of an artefact. Raises `ModelError`."""
    artefact = read_artefact(path)
    return Model(artefact.tables, **artefact.networks)


@cache
def fitted_model() -> Model:
    """Return the model by which pages are segmented: the user's own, or that which ships. Raises `ModelError`."""
    return read_model(weights())
