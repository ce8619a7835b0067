"""Who made a story: read from its dateline's bracket, its byline, or its picture's credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.language.names import split_names
from hnreader.model import People
from hnreader.segment import line_features
from hnreader.segment.kinds import is_advertorial
from hnreader.segment.people import open_offices, parse_credit, parse_makers

if TYPE_CHECKING:
    from hnreader.segment.draft import Block, Story


def makers_of(story: Story) -> People:
    """Names from the dateline's bracket, the byline, or the credit of a picture."""
    paper = story.first.paper
    if story.photo:
        signed = (
            parse_makers(" ".join(row.text for block in story.byline for row in block.rows), paper)
            if story.byline
            else None
        )
        names = signed.photographers if signed else parse_credit(_printed(story.captions[0]), paper)
        return People(photographers=names)
    photographers = tuple(
        dict.fromkeys(name for block in story.captions for name in parse_credit(_printed(block), paper))
    )
    people = _signed(story) if story.byline else _dateline_makers(story) or _tail_makers(story) or People()
    return People(people.reporters, people.correspondents, people.photographers or photographers, people.commentators)


def _signed(story: Story) -> People:
    """The names of a byline on its own lines; a name without an office is the author of an opinion, else a reporter."""
    text = " ".join(row.text for block in story.byline for row in block.rows)
    people = parse_makers(text, story.first.paper)
    if people is not None:
        return people
    names = tuple(split_names(text))
    return People(reporters=names) if is_advertorial(story) else People(commentators=names)


def _dateline_makers(story: Story) -> People | None:
    """The names in the bracket behind the dateline; OCR may have cut it: 讯（全媒 | 体记者 甲 乙）."""
    if not story.blocks or not line_features.opens_story(story.blocks[0]):
        return None
    rows = [row for block in story.units()[0][:2] for row in block.rows[:8]]
    text = "".join(open_offices(row.compact, row.paper) if row.spaced else row.text for row in rows)[:240]
    start = min((at for at in (text.find("（"), text.find("(")) if at >= 0), default=-1)
    end = min((at for at in (text.find("）"), text.find(")")) if at >= 0), default=len(text))
    return parse_makers(text[start + 1 : end], story.first.paper) if 0 <= start < end else None


def _tail_makers(story: Story) -> People | None:
    """The names in the bracket behind the last sentence."""
    signed = next((block for block in reversed(story.blocks) if line_features.is_signed(block)), None)
    if signed is None:
        return None
    text = "".join(open_offices(row.compact, row.paper) if row.spaced else row.text for row in signed.rows[-8:]).rstrip(
        "）) "
    )
    return parse_makers(text[max(text.rfind("（"), text.rfind("(")) + 1 :], signed.paper)


def _printed(block: Block) -> str:
    return "".join(row.text for row in block.rows)
