"""A page becomes articles by the fitted model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hnreader.papers import identify
from hnreader.segment import signs
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.finish import finish
from hnreader.segment.rows import rows_of
from hnreader.training.model.artefact import read_artefact
from hnreader.training.model.decoder import NO_STORY, DecodedPage, decode, reading_order
from hnreader.training.model.page_reading import Tables, read_pieces
from hnreader.training.model.pieces import pieces_of
from hnreader.training.model.story_network import own_columns, pair_columns, scores
from hnreader.training.model.units import Units, units_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hnreader.model import Page, PageArticles
    from hnreader.segment.draft import Row
    from hnreader.training.model.network import Weights

SHORTEST = 12  # characters; shorter texts may be said twice
_TITLES = ("kicker", "headline", "subhead")
_ROLES = {
    "body": Role.BODY, "heading": Role.HEADING, "kicker": Role.TITLE, "headline": Role.TITLE, "subhead": Role.TITLE,
    "column": Role.COLUMN, "byline": Role.BYLINE, "caption": Role.CAPTION, "credit": Role.CAPTION,
    "signature": Role.BODY, "editor_note": Role.BODY,
}  # fmt: skip


class Model:
    """The fitted weights and tables."""

    def __init__(self, tables: Tables, roles: Weights, edges: Weights, stories: Weights, choices: Weights) -> None:
        self.tables, self.roles, self.edges, self.stories, self.choices = tables, roles, edges, stories, choices

    def units(self, pieces: Sequence[Row]) -> Units:
        """Return the units of a page's pieces."""
        return units_of(pieces, read_pieces(pieces, self.tables), self.tables, self.roles, self.edges)

    def decode(self, units: Units) -> DecodedPage:
        """Return the stories of a page's units."""
        own, between = own_columns(units), pair_columns(units)
        return decode(own, *scores(np, self.stories, own, between, np.ones(len(units), np.float32)), self.choices)

    def segment(self, page: Page) -> PageArticles:
        """Segment a page."""
        identified = identify(page, None)
        pieces = pieces_of(rows_of(page, identified.profile))
        units = self.units(pieces)
        decoded = self.decode(units)
        ends = [*units.first.tolist()[1:], len(pieces)]
        rows = [tuple(pieces[start:end]) for start, end in zip(units.first.tolist(), ends, strict=True)]
        stories, blocks = build(rows, decoded)
        return finish(page, stories, blocks, identified, None)


def build(rows: Sequence[tuple[Row, ...]], decoded: DecodedPage) -> tuple[list[Story], list[Block]]:
    """Return the stories of units, and all blocks of the page."""
    blocks = [
        Block(part, _block_role(part, role), index)
        for index, (part, role) in enumerate(zip(rows, decoded.roles, strict=True))
    ]
    members: dict[int, list[int]] = {}
    for unit, story in enumerate(decoded.stories):
        if story != NO_STORY:
            members.setdefault(story, []).append(unit)
    _mark_copies(blocks, members)
    built = [
        _story([unit for unit in units if blocks[unit].twin is None], blocks, decoded) for units in members.values()
    ]
    return [story for story in built if story.blocks or story.captions], blocks


def _mark_copies(blocks: Sequence[Block], members: dict[int, list[int]]) -> None:
    """Keep of texts that stand twice the one with more of its story beside it; the others are duplicates."""
    homes = {unit: set(units) for units in members.values() for unit in units}
    kept: dict[str, Block] = {}
    for block in blocks:
        if block.role is not Role.BODY or len(block.bare) < SHORTEST or block.index not in homes:
            continue
        twin = kept.get(block.bare)
        if twin is None:
            kept[block.bare] = block
            continue
        if _beside(block, homes) > _beside(twin, homes):
            block, twin = twin, block  # noqa: PLW2901
            kept[block.bare] = twin
        block.role, block.twin = Role.DUPLICATE, twin


def _beside(block: Block, homes: dict[int, set[int]]) -> int:
    """Return how many units of its story stand right beside a block."""
    return sum(at in homes[block.index] for at in (block.index - 1, block.index + 1))


def _block_role(rows: tuple[Row, ...], role: str) -> Role:
    if role == "furniture":
        return signs.furniture_role(rows[0], beside_masthead=True) or Role.STRAY
    if role == "jump":
        pages, text = rows[0].paper.patterns.pages, "".join(row.bare for row in rows)
        if pages.jump_from.fullmatch(text):
            return Role.JUMP_FROM
        return Role.JUMP_TO if pages.jump_to.fullmatch(text) else Role.STRAY
    return _ROLES[role]


def _story(units: Sequence[int], blocks: Sequence[Block], decoded: DecodedPage) -> Story:
    def of(*roles: str) -> list[Block]:
        return [blocks[unit] for unit in units if decoded.roles[unit] in roles]

    texts = [unit for unit in units if decoded.roles[unit] in ("body", "heading", "signature", "editor_note")]
    kicker, headline, subhead = (of(role) for role in _TITLES)
    if not headline:
        kicker, headline, subhead = ([], kicker, subhead) if kicker else ([], subhead, [])
    turns = of("jump")
    return Story(
        blocks=[blocks[unit] for unit in reading_order(texts, decoded.before)],
        joined={blocks[unit].index: 1.0 for unit in texts if decoded.before[unit] in texts},
        title=[*kicker, *headline, *subhead],
        parts_of_title=(kicker, headline, subhead),
        column=of("column"),
        byline=of("byline"),
        captions=_captions(units, blocks, decoded),
        photo=not texts,
        jump_from=next((turn for turn in turns if turn.role is Role.JUMP_FROM), None),
        jump_to=next((turn for turn in turns if turn.role is Role.JUMP_TO), None),
    )


def _captions(units: Sequence[int], blocks: Sequence[Block], decoded: DecodedPage) -> list[Block]:
    """Return the captions, each with the credit right behind it."""
    captions: list[Block] = []
    for unit in units:
        block = blocks[unit]
        if decoded.roles[unit] == "credit" and captions and captions[-1].index == unit - 1:
            captions[-1] = Block((*captions[-1].rows, *block.rows), Role.CAPTION, unit)
        elif decoded.roles[unit] in ("caption", "credit"):
            captions.append(block)
    return captions


def read_model(path: Path) -> Model:
    """Return the model of an artefact. Raises `ArtefactError`."""
    artefact = read_artefact(path)
    return Model(artefact.tables, **artefact.networks)
