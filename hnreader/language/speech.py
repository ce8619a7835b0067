"""Verbs of saying and attending, and who speaks: parts of patterns for text without blanks."""

from __future__ import annotations

import re
from typing import Final

SPEECH_VERB: Final = (
    r"(?:强调|指出|要求|表示|认为|介绍|透露|坦言|回忆|感慨|感叹|解释|补充|告诉|笑着|高兴地|激动地|深有感触|"
    r"说[，：。:,“]|说道|"
    r"提出|呼吁|建议|宣布|寄语|致辞|总结|算了|谈到|直言|称)"
)
"""What a speaker does, right behind the name."""

ATTENDANCE_VERB: Final = (
    r"(?:出席|参加|主持|陪同|讲话|率队|带队|作报告|列席|见证|宣读|宣讲|调研|会见|考察|督导|慰问|走访|致辞|介绍情况)"
)
"""What people in office do in news reports, right behind their names."""

NAME_END: Final = re.compile(
    rf"$|[、，。；：！？,;:!?（）()“”‘’《》—…\s]|{SPEECH_VERB}|{ATTENDANCE_VERB}|等|在|到|为|向|对|和|与|及|一行|任"
)
"""What may follow a name."""

_SPEAKER: Final = re.compile(r"([\u4e00-\u9fff]{2,4}?)(?:强调|指出|要求|表示|充分肯定|说|认为)(?=[，,：:全])")
_NO_PERSON: Final = frozenset({"会议", "通知", "大会", "他", "她", "省委", "意见", "规划", "报告"})


def leading_speaker(paragraph: str) -> str | None:
    """Return who speaks at the beginning of a paragraph without blanks; None for a meeting, a document or nobody.

    >>> leading_speaker("沈从文强调，要真抓实干。"), leading_speaker("会议强调，要真抓实干。")
    ('沈从文', None)
    """
    found = _SPEAKER.match(paragraph)
    return found[1] if found and found[1] not in _NO_PERSON else None
