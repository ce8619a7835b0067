"""What sort of piece a story is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.kinds import Kind
from hnreader.segment import line_features, print_forms, title_forms
from hnreader.segment.draft import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.model import People
    from hnreader.segment.draft import Story

ADVERTORIAL: Final = 1500  # characters; a long piece signed without an office, with pictures that somebody supplied

HABIT: Final = 2  # so many news stories without a dateline make it the page's habit
REPORT: Final = 1200  # characters; a longer piece without a dateline is a feature


def has_plain_news(stories: Sequence[Story]) -> bool:
    """Tell whether news stands without a dateline on this page: under a byline only, or signed at its end.

    Most papers open news with a dateline, so that a piece without one is a feature; some never print one.
    """
    bodies = [story for story in stories if story.blocks and not story.jump_from and not story.as_printed]
    dated = sum(line_features.opens_story(story.blocks[0]) for story in bodies)
    plain = sum(bool(story.byline) or _is_signed(story) for story in bodies)
    return plain >= HABIT and plain > dated


def is_advertorial(story: Story) -> bool:
    """Tell whether a long signed piece is paid for: its pictures were supplied by those it is about."""
    long = sum(len(block.compact) for block in story.blocks) >= ADVERTORIAL
    return long and any(print_forms.SUPPLIED.search(block.compact) for block in story.captions)


def kind_of(story: Story, people: People, *, plain_news: bool = False, continues: bool = False) -> Kind:
    """Tell what sort of piece a story is, by how it opens, who signs it and where it stands.

    `plain_news` says that news has no dateline on its page; headings then tell a feature. `continues`: it is known to
    go on from another page, whatever is printed.
    """
    if story.as_printed:
        return Kind.NOTICE
    if story.photo or (story.captions and not story.blocks):
        return Kind.PHOTO
    if continues or story.jump_from:
        return Kind.CONTINUATION
    if is_advertorial(story):
        return Kind.ADVERTORIAL
    if people.commentators or any(line_features.is_opinion(block) for block in story.column):
        return Kind.COMMENTARY
    if story.blocks and (line_features.opens_story(story.blocks[0]) or _is_signed(story)):
        return Kind.NEWS
    return _plain_kind(story) if plain_news else _undated_kind(story)


def _undated_kind(story: Story) -> Kind:
    """The kind of a piece without a dateline on a page whose news has one: a feature if it is long or has a byline."""
    if story.byline:
        return Kind.FEATURE
    if not story.title or _announces(story):
        return Kind.NOTICE
    return Kind.FEATURE if _is_report(story) else Kind.NEWS


def _plain_kind(story: Story) -> Kind:
    """The kind of a piece on a page whose news has no dateline."""
    if _announces(story) and not story.byline:
        return Kind.NOTICE
    return Kind.FEATURE if story.byline and _is_report(story) else Kind.NEWS


def _is_report(story: Story) -> bool:
    """Tell whether a piece is as long as a report, or has headings within."""
    divided = any(block.role is Role.HEADING for block in story.blocks)
    return divided or sum(len(block.compact) for block in story.blocks) >= REPORT


def _announces(story: Story) -> bool:
    """Tell whether a title says that something is announced: …的通知."""
    return any(title_forms.NOTICE_END.search(block.compact) for block in story.title)


def _is_signed(story: Story) -> bool:
    """Tell whether the makers stand behind the story's last sentence."""
    return (
        bool(story.blocks) and not story.byline and any(line_features.is_signed(block) for block in story.blocks[-3:])
    )
