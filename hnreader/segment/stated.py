"""Pages of which the file itself says what their lines are: nothing is left to find out but the forms of print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.model import Evidence, TextRole
from hnreader.reasons import Message, Reason
from hnreader.segment import line_features
from hnreader.segment.draft import Block, Role, Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.model import LineUse, PageMarkup
    from hnreader.segment.draft import Row

_ROLES: Final = {
    TextRole.COLUMN: Role.COLUMN, TextRole.KICKER: Role.TITLE, TextRole.HEADLINE: Role.TITLE,
    TextRole.SUBHEAD: Role.TITLE, TextRole.BYLINE: Role.BYLINE, TextRole.HEADING: Role.HEADING,
    TextRole.PARAGRAPH: Role.BODY, TextRole.CAPTION: Role.CAPTION, TextRole.JUMP_FROM: Role.JUMP_FROM,
    TextRole.JUMP_TO: Role.JUMP_TO,
}  # fmt: skip


def stated_stories(rows: Sequence[Row], markup: PageMarkup) -> tuple[list[Story], list[Block]]:
    """Return the stories of a page's rows as its file divides them, and its blocks, one a row."""
    stories: dict[int, Story] = {}
    blocks: list[Block] = []
    for index, row in enumerate(rows):
        use = markup.lines[row.number - 1]
        blocks.append(Block((row,), _role(row, use), index))
        if use:
            evidence = Evidence(Message(Reason.MARKUP), 1.0, line_features.span_of(row))
            story = stories.setdefault(use.story, Story(divided=([], [], []), evidence=[evidence]))
            _put(story, blocks[-1], use.role)
    for story in stories.values():
        story.photo = not story.blocks
    return [story for story in stories.values() if story.blocks or story.captions], blocks


def _role(row: Row, use: LineUse | None) -> Role:
    if use is None:
        return line_features.furniture_role(row, beside_masthead=True) or Role.STRAY
    if use.role is TextRole.PARAGRAPH:
        return line_features.jump_role(row.compact, row.paper) or Role.BODY
    return _ROLES[use.role]


def _put(story: Story, block: Block, role: TextRole) -> None:
    """Add a block to the story that has it."""
    if block.role in (Role.BODY, Role.HEADING):
        story.blocks.append(block)
    elif block.role is Role.TITLE:
        story.title.append(block)
        if story.divided:
            story.divided[(TextRole.KICKER, TextRole.HEADLINE, TextRole.SUBHEAD).index(role)].append(block)
    elif block.role is Role.COLUMN:
        story.column.append(block)
    elif block.role is Role.BYLINE:
        story.byline.append(block)
    elif block.role is Role.CAPTION:
        story.captions.append(block)
    elif block.role is Role.JUMP_FROM and story.jump_from is None:
        story.jump_from = block
    elif block.role is Role.JUMP_TO and story.jump_to is None:
        story.jump_to = block
    else:
        block.role = Role.BODY
        story.blocks.append(block)
