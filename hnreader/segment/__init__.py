"""A page becomes articles: the passes, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.language.continuity import Continuity
from hnreader.papers import identify
from hnreader.segment.blocks import blocks_of
from hnreader.segment.breaks import part_hidden
from hnreader.segment.captions import place_captions
from hnreader.segment.draft import Role
from hnreader.segment.duplicates import mark_duplicates, part_overlaps, settle_copies
from hnreader.segment.finish import finish
from hnreader.segment.labels import place_labels
from hnreader.segment.matter import Matter
from hnreader.segment.openings import open_behind_signed
from hnreader.segment.orphans import part_orphans
from hnreader.segment.owners import return_strays
from hnreader.segment.pageheads import complete_head, sign_columns
from hnreader.segment.plain import as_printed
from hnreader.segment.reasons import tell_joins
from hnreader.segment.rows import rows_of
from hnreader.segment.sense import Sense
from hnreader.segment.stories import gather, head_with_labels
from hnreader.segment.titles import Titles

if TYPE_CHECKING:
    import datetime

    from hnreader.model import Page, PageArticles
    from hnreader.papers import Paper

__all__ = ["segment"]


def segment(page: Page, paper: Paper | None = None, *, latest: datetime.date | None = None) -> PageArticles:
    """Segment a page. Every non-blank character of its lines ends in exactly one text of the result.

    `paper` is the newspaper's profile where the caller names it; without, it is recognised from the page. No date is
    inferred that lies after `latest`: callers with a clock give the present day.
    """
    identified = identify(page, paper)
    rows = rows_of(page, identified.profile)
    edges = Continuity(row.bare for row in rows)
    blocks = blocks_of(rows, edges)
    complete_head(blocks)
    sign_columns(blocks)
    open_behind_signed(blocks)
    plain = as_printed(rows, blocks)
    if plain:
        return finish(page, [plain], [], identified, latest)
    part_overlaps(blocks)
    sense = Sense(block for block in blocks if block.role in (Role.BODY, Role.CAPTION))
    mark_duplicates(blocks, sense)
    part_hidden(blocks, sense, edges)
    matter = Matter([block for block in blocks if block.role is Role.BODY], sense)
    stories = gather(blocks, matter, edges)
    part_orphans(stories, blocks, sense)
    return_strays(stories, blocks, matter, edges)
    settle_copies(stories, blocks, matter)
    place_captions(blocks, stories, sense)
    Titles(blocks, stories, sense, edges).place()
    place_labels(blocks, stories, sense)
    head_with_labels(stories, blocks)
    tell_joins(stories, edges)
    return finish(page, stories, blocks, identified, latest)
