"""Stories that nothing on their first line opens: their makers stand behind the last sentence, …出席。（记者 甲 乙）.

Such a paragraph closes its story, so the next one opens another. Where legs of two stories are read in turn, what
follows may go on with the other: the page is walked through with the stories that are open in hand. Of paragraphs that
stand behind a title line those open that begin as news does (今天，全省某某会议在长沙召开, 连日来, 记者从…).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader.language.sentences import breaks_off
from hnreader.segment import signs
from hnreader.segment.draft import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.draft import Block

HABIT: Final = 2  # so many stories signed at their ends make it the page's habit
LINES: Final = 2  # title lines that are more than a heading
FIRST: Final = 60  # characters in which the first sentence says what happened

_DAY: Final = r"(?:今天|昨天|今日|昨日|昨晚|(?:\d{1,2}月)?\d{1,2}日(?:至\d{1,2}日)?(?:[上下]午|晚)?)[，,]"
_EVENT: Final = re.compile(
    rf"{_DAY}[^。！？]{{2,50}}(?:召开|举行|开幕|闭幕|启动|启用|揭牌|发布|调研时?(?:强调|要求|指出)?[，,])"
)
_BEGINS: Final = re.compile(
    rf"{_DAY}|(?:近日|日前|连日来|近期|这段时间|眼下|目前|当前|记者(?:近日|日前|\d{{1,2}}日)?从|为|随着)"
)
_GOES_ON: Final = re.compile(
    r"(?:会议|大会|省领导|与会|[\u4e00-\u9fff]{2,4}?(?:强调|指出|要求|充分肯定|表示|说))(?=[，,：:全]|指出|要求|强调|[\u4e00-\u9fff、]{4,20}(?:参加|出席))"
)


def open_behind_signed(blocks: Sequence[Block]) -> None:
    """Mark the paragraphs that open a story on a page whose stories are signed at their ends."""
    bodies = [block for block in blocks if block.role is Role.BODY]
    signed = sum(signs.is_signed(block) for block in bodies)
    if not signed:
        return
    habit = signed >= HABIT
    running, last = 0, None
    for block in bodies:
        behind = blocks[last.index + 1 : block.index] if last is not None else blocks[: block.index]
        closed = signs.is_signed(last) + last.turns if last is not None else 0  # its own story, and another's turn
        running = max(0, running - closed)
        known = block.opener or any(one.role in (Role.BYLINE, Role.JUMP_FROM) for one in behind)
        cut = last is not None and breaks_off(last.bare, colon_ends=False)
        if not known and (
            last is None or _opens(block, behind, closed=closed > 0, cut=cut, running=running, habit=habit)
        ):
            block.opener = True
        if known or block.opener:
            running += 1
        last = block


def _opens(block: Block, behind: Sequence[Block], *, closed: bool, cut: bool, running: int, habit: bool) -> bool:
    """Tell whether a paragraph opens a story.

    `behind` stands between it and the one before, which may be `closed` by its makers, or `cut` in mid-sentence: its
    other half may stand behind a headline.
    """
    if _GOES_ON.match(block.bare):
        return False
    lines = sum(one.role is Role.TITLE for one in behind)
    told = _EVENT.match(block.bare, 0, FIRST) is not None
    if closed:
        return not running or bool(lines) or told
    begins = bool(lines) and _BEGINS.match(block.bare) is not None
    return habit and (told or begins or (lines >= LINES and not cut))
