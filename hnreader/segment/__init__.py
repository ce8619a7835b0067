"""A page becomes articles: the passes, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.model import Duplicate, Furniture, PageArticles
from hnreader.segment.blocks import blocks_of
from hnreader.segment.captions import place_captions
from hnreader.segment.dating import date_page
from hnreader.segment.draft import FURNITURE, Role
from hnreader.segment.duplicates import mark_duplicates, part_overlaps
from hnreader.segment.finish import article_of, digest_of, set_text
from hnreader.segment.labels import place_labels
from hnreader.segment.orphans import part_orphans
from hnreader.segment.rows import rows_of
from hnreader.segment.sense import Sense
from hnreader.segment.stories import gather, head_with_labels
from hnreader.segment.strays import return_strays
from hnreader.segment.titles import Titles

if TYPE_CHECKING:
    from hnreader.model import Page

__all__ = ["segment"]


def segment(page: Page) -> PageArticles:
    """Segment a page. Every non-blank character of its lines ends in exactly one text of the result."""
    blocks = blocks_of(rows_of(page))
    part_overlaps(blocks)
    sense = Sense(block for block in blocks if block.role in (Role.BODY, Role.CAPTION))
    mark_duplicates(blocks, sense)
    stories = gather(blocks, sense)
    part_orphans(stories, blocks, sense)
    return_strays(stories, sense)
    place_captions(blocks, stories, sense)
    strays = Titles(blocks, stories, sense).place()
    strays += place_labels(blocks, stories, sense)
    unclaimed = {block.index for block in strays}
    head_with_labels(stories, blocks)
    dating = date_page(blocks, page.source)
    digest = digest_of(page)
    articles = {id(story): article_of(page, story, dating, digest) for story in stories}
    owner = {block.index: articles[id(story)].id for story in stories for block in story.blocks}
    return PageArticles(
        page,
        dating,
        tuple(articles.values()),
        tuple(
            Furniture(FURNITURE.get(block.role, "stray"), set_text(page, block.rows))
            for block in blocks
            if block.role in FURNITURE or block.index in unclaimed
        ),
        tuple(
            Duplicate(set_text(page, block.rows), owner.get(block.twin.index, ""))
            for block in blocks
            if block.role is Role.DUPLICATE and block.twin
        ),
    )
