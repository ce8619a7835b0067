"""Patterns of what every newspaper prints around its stories: captions, countdowns, staff lines.

What differs from paper to paper stands in its profile (`hnreader/papers`). Patterns are matched against text without
blanks, and every repeat in them is bounded.
"""

from __future__ import annotations

import re
from typing import Final

BYLINE_END: Final = re.compile(r"(?:摄影报道|综合报道|联合报道|报道|摄|文/图|整理|采写)$")
SUPPLIED: Final = re.compile(r"图片(?:均|皆|都)?由[^（）()]{1,20}提供")
_POINTER: Final = "(?:▲|△|←|→|↑|↓|▼)?"
_DAY: Final = rf"{_POINTER}(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日[，,]"
CAPTION_START: Final = re.compile(rf"{_POINTER}(?:上|下|左|右)?图[为：:]|{_DAY}")
DAY_START: Final = re.compile(_DAY)

# 责任编辑 甲 版式编辑 乙 · 责编：甲 版式：乙 · 本版编辑/甲 美编/乙: who made the page, at its head or foot.
_OFFICE: Final = (
    r"(?:本版)?(?:(?:本版|责任|版式|美术|图片|执行|值班)?(?:编辑|校对|主编|主任|编委|总编)|"
    r"责编|版式(?:设计)?|美编|组版|排版|制图|统筹|检校|审校|照排)[:：/／]?"
)
STAFF_OFFICE: Final = re.compile(_OFFICE)
STAFF: Final = re.compile(
    rf"(?:{_OFFICE}[\u4e00-\u9fff·/、]{{2,12}}?(?=本版|责|版|美|图|执|值|校|组|排|制|统|检|审|照|编|$)){{1,8}}"
)

COUNTDOWN: Final = re.compile(r"距(?:离)?[^。！？]{2,40}?(?:还有|仅剩|倒计时)\d{1,4}天[！!]?")

COLUMN_OPENED: Final = re.compile(
    r"(?:开设|开辟|开办|推出|设立|開設|開闢)[^“”]{0,8}“([^“”]{2,24})”(?:专栏|栏目|专题|专版|系列|專欄|欄目)"
)
"""An editor's note names the column that it opens: 本报今起开设“甲”专栏."""
