"""What sort of piece a story is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.lexicon import columns, press
from hnreader.model import Kind
from hnreader.segment import signs

if TYPE_CHECKING:
    from hnreader.model import People
    from hnreader.segment.draft import Story

ADVERTORIAL: Final = 1500  # characters; a long piece signed without an office, with pictures that somebody supplied


def is_advertorial(story: Story) -> bool:
    """Tell whether a long signed piece is paid for: its pictures were supplied by those it is about."""
    long = sum(len(block.bare) for block in story.blocks) >= ADVERTORIAL
    return long and any(press.SUPPLIED.search(block.bare) for block in story.captions)


def kind_of(story: Story, people: People) -> Kind:
    """Tell what sort of piece a story is, by how it opens, who signs it and where it stands."""
    if story.as_printed:
        return Kind.NOTICE
    if story.photo or (story.captions and not story.blocks):
        return Kind.PHOTO
    if story.jump_from:
        return Kind.CONTINUATION
    if is_advertorial(story):
        return Kind.ADVERTORIAL
    opinion = any(block.bare in columns.OPINION for block in story.column)
    if people.commentators or opinion:
        return Kind.COMMENTARY
    if story.blocks and signs.opens_story(story.blocks[0].bare):
        return Kind.NEWS
    return Kind.FEATURE if story.byline else Kind.NOTICE
