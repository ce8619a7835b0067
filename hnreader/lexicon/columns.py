"""Standing columns 栏目 and other labels, and the words that tell a title line's part."""

from __future__ import annotations

import re
from typing import Final

OPINION: Final = frozenset(
    "三湘时评 今日谈 三湘快评 快评 短评 时评 社论 人民论坛 芙蓉国评论 锐评 微评 漫谈 评论".split()
)
"""Columns whose pieces are commentary, whoever signs them."""

# Standing columns of provincial dailies; a title line that is one of these names the column, not the story.
STANDING: Final = OPINION | frozenset(
    "湘江观察 湘江周刊 一线调查 新春走基层 记者手记 记者观察 今日热点 热点聚焦 新闻链接 新闻背景 权威发布 权威访谈 "
    "观点 声音 读者来信 湖湘自然历 老百姓的故事 湘伴 观察与思考 画里有话 民生观察 热点追踪".split()
)
# A column by its form: a place or a theme, and what sort of column it is: 湘江时评, 民生视点, 观察哨. Only short names:
# with a few characters more the same words end headlines (…高峰论坛).
BY_FORM: Final = re.compile(
    r"[\u4e00-\u9fff]{2}(?:时评|快评|短评|锐评|微评|热评|杂谈|漫谈|随笔|走笔|札记|手记|视点|视线|观察|观潮|论坛|茶座|夜话|絮语|讲堂|"
    r"访谈)|观察哨|观察家|瞭望哨|(?:一线|蹲点|深度|基层|专题)(?:调研|调查)|走基层"
)
OPINION_FORM: Final = re.compile(r"[\u4e00-\u9fff]{2}(?:时评|快评|短评|锐评|微评|热评|杂谈|漫谈|论坛)")
NOTICE_END: Final = re.compile(r"(?:公告|启事|通告|声明|公示|通知|讣告|更正|招标|拍卖)$")
# A column named for a campaign: …在路上, 奋进新征程, …进行时; it says no fact and holds no figure.
CAMPAIGN: Final = re.compile(
    r"[\u4e00-\u9fff“”·]{2,4}新征程|[\u4e00-\u9fff“”·]{2,14}(?:在路上|进行时|走基层|大家谈|看湖南|湖南行|系列报道)"
)
# A column that the text announces: 本报今起开设“…”专栏.
ANNOUNCED: Final = re.compile(r"“(?P<name>[^“”]{2,24})”(?:专栏|栏目|专题)")

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
# 全省某会议召开, no place and no more: the headline, under a slogan; with its place (在某地召开) it stands below one.
MEETING: Final = re.compile(r"[\u4e00-\u9fff“”]{4,24}(?:会|会议|大会)(?:在[\u4e00-\u9fff]{1,6})?(?:召开|举行)")
MEETING_HELD: Final = re.compile(r"(?!.*在)[\u4e00-\u9fff“”]{4,24}(?:会|会议|大会)(?:召开|举行)")
ATTENDANCE: Final = re.compile(r"(?:[\u4e00-\u9fff]{2,4}[、 ]?){1,4}(?:出席|参加|讲话|主持|出席并讲话|致辞)$")
ATTENDANCE_ENDS: Final = ("出席", "参加", "讲话", "主持", "致辞")
