"""The text that is copied of a story: without line ends of the layout and without words of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.rendering.story_view import NOT_ARTICLE_TEXT, BlockRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.rendering.story_layout import TextPosition
    from hnreader.app.rendering.story_view import Block, StoryView


def article_text(view: StoryView) -> str:
    """Return the whole story as plain text, each title, paragraph and caption on a line of its own."""
    from hnreader.research.story import plain_text  # noqa: PLC0415 loaded where it is needed

    return plain_text(view.story)


def copied_text(blocks: Sequence[Block], start: TextPosition, end: TextPosition) -> str:
    """Return the text from one position to another, each block on a line of its own.

    Blocks that are no article text are left out unless nothing else is selected. The halves of a sentence on two pages
    are joined.
    """
    selected = []
    for index in range(start[0], min(end[0] + 1, len(blocks))):
        block = blocks[index]
        first = start[1] if index == start[0] else 0
        text = block.text[first : end[1] if index == end[0] else None].strip()
        if text:
            selected.append((block, text))
    copied = ""
    above: Block | None = None
    for block, text in [pair for pair in selected if pair[0].role not in NOT_ARTICLE_TEXT] or selected:
        joined = block.goes_on and above is not None and above.role is BlockRole.BODY
        copied += text if not copied or joined else f"\n{text}"
        above = block
    return copied
