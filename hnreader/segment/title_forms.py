"""Patterns of title lines: kickers, events, labels over a part of a story. They hold for every newspaper.

Patterns are matched against text without blanks, and every repeat in them is bounded.
"""

from __future__ import annotations

import re
from typing import Final

NOTICE_END: Final = re.compile(r"(?:公告|启事|通告|声明|公示|通知|讣告|更正|招标|拍卖)$")

LABELS: Final = frozenset(
    (
        "编者按",
        "编者的话",
        "编后",
        "开栏的话",
        "开栏语",
        "新闻链接",
        "相关链接",
        "延伸阅读",
        "记者手记",
        "链接",
        "名词解释",
    )
)
"""Labels set above a part of a story: they head what follows and are no title."""

# A kicker 肩题 says who, where, when, and leaves the message to the headline.
KICKER_END: Final = re.compile(
    r"(?:强调|指出|要求|表示|说|提出|——|—|显示|透露|(?:调研|考察|视察|走访|会见|座谈|出席)[^时]{0,12}时|"
    r"主持召开[\u4e00-\u9fff“”]{2,24}(?:会|会议|座谈会|调度会)|"
    r"调研|宣讲调研|调研[\u4e00-\u9fff]{2,16}(?:产业|工作|项目|企业)|考察|督导)$"
)
# The commonest of them, whole: no sentence of a text stops there, for what was said would follow a comma.
WHO_SAYS: Final = re.compile(r"[\u4e00-\u9fff]{2,4}在[\u4e00-\u9fff“”]{2,30}(?:上|时)(?:强调|指出|要求)")
KICKER_LAST: Final = frozenset("调出求示说—露时会议研业作目察导")
"""Every kicker's last character is one of these; few other lines' is, which need not be looked at any further."""
KICKER_START: Final = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:主持召开|到[\u4e00-\u9fff]{2,20}调研|在[\u4e00-\u9fff“”]{2,40}(?:上|时)(?:强调|指出|要求|讲话)|调研)"
)
# A meeting or event told as a fact: a kicker above the message, a subhead below it.
EVENT_END: Final = re.compile(
    r"(?:召开|举行|召开[\u4e00-\u9fff“”]{2,12}会|举行|开幕|闭幕|发布|揭牌|启动|落幕|落下帷幕|座谈|调研)$"
)
EVENT_LAST: Final = frozenset("开行会幕布牌动谈研")
"""The last characters of those."""
MEETING_HELD: Final = re.compile(r"(?!.*在)[\u4e00-\u9fff“”]{4,24}(?:会|会议|大会)(?:召开|举行)")
ATTENDANCE: Final = re.compile(r"(?:[\u4e00-\u9fff]{2,4}[、 ]?){1,4}(?:出席|参加|讲话|主持|出席并讲话|致辞)$")
ATTENDANCE_ENDS: Final = ("出席", "参加", "讲话", "主持", "致辞")
