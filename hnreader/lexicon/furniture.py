"""What is printed on a page and is no story: masthead 报头, page labels, countdowns."""

from __future__ import annotations

import re
from typing import Final

from hnreader.lexicon.press import PAPER_END

STEMS: Final = "[甲乙丙丁戊己庚辛壬癸]"
BRANCHES: Final = "[子丑寅卯辰巳午未申酉戌亥]"
LUNAR: Final = (
    rf"(?:农历)?(?:{STEMS}{BRANCHES}年)?[正一二三四五六七八九十冬腊闰]{{1,3}}月(?:大|小)?"
    r"[初一二三四五六七八九十廿卅]{1,3}"
)

DAY: Final = r"\d{4}(?:年\d{1,2}月(?:\d{1,2}日)?|[.．/-]\d{1,2}[.．/-]\d{1,2})"
# The sections of a paper; a page's label holds one of them, and a line beside the label may hold nothing else.
SECTION: Final = (
    r"(?:[\u4e00-\u9fff]{0,4}(?:新闻|要闻|周刊|专刊|专版|专题|副刊|综合|时评|视点|观察|报道)|头版|时政|经济|民生|社会|国内|国际|"
    r"体育|文化|文体|文旅|教育|健康|卫生|科教|科技|法治|法制|政法|财经|金融|产经|农业|三农|乡村振兴|理论|评论|广告|公告|"
    r"天下|中国|湖南|湘江|长沙|市州|市县|市县区|县域|区域|生活|深度|特稿|关注|聚焦|图片|影像|摄影|党建|两会)"
)
_NAME: Final = rf"[\u4e00-\u9fff]{{2,4}}{PAPER_END}社?"
_NUMBER: Final = r"第?[A-Z]?\d{1,3}版?"

# The parts of a masthead; a line of it holds one or several of them and nothing else.
MASTHEAD_PART: Final = (
    rf"(?:{DAY}|\d{{1,2}}月\d{{1,2}}日|(?:星期|周)[一二三四五六日天]|"
    rf"{LUNAR}|第\d{{3,6}}[号期]|今日\d{{1,3}}版|总第\d{{3,6}}[号期]|"
    r"(?:国内统一(?:连续出版物号|刊号)[:：]?)?CN\d{2}-\d{4}|邮发代号[:：]?\d{1,2}-\d{1,3}|"
    rf"(?:{_NAME}|HUNAN\s?DAILY|HUNANRIBAO)(?:出版)?|[a-z]{{3}}\.[a-z.]{{3,30}})"
)
MASTHEAD: Final = re.compile(rf"(?:{MASTHEAD_PART}[·|｜，,/／]?){{1,8}}", re.IGNORECASE)
DAY_ALONE: Final = re.compile(r"\d{1,2}日?")
"""The day of the month is set large and so comes as a line of its own, between month and weekday."""

FIRST_PAGE: Final = re.compile(rf"第\d{{3,6}}[号期]|今日\d{{1,3}}版|CN\d{{2}}-|{LUNAR}|{PAPER_END}")
"""What a masthead has and the head of another page has not."""

MONTH: Final = re.compile(
    r"(?P<year>\d{4})(?:年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?|[.．/-](?P<m>\d{1,2})[.．/-](?P<d>\d{1,2}))"
)
ISSUE_NO: Final = re.compile(r"第(?P<number>\d{3,6})[号期]")
PAGES_TOTAL: Final = re.compile(r"今日(?P<number>\d{1,3})版")

# 第3版 · 要闻 03版 · 03版：综合 · A05版: the page's label, alone on its line; without 版 it has two figures or a letter
# (A05, 要闻 02, 05 市州新闻), and the paper's name, the date and the weekday may stand on either side of it.
_SIDE: Final = rf"(?:(?:{DAY}|(?:星期|周)[一二三四五六日天]|{_NAME})[·|｜，,/／]?){{0,3}}"
PAGE_LABEL: Final = re.compile(
    rf"{_SIDE}(?:"
    r"(?:[\u4e00-\u9fff·]{2,8})?(?:第[A-Z]?(?P<a>\d{1,3})版|[A-Z]?(?P<b>\d{2})版|版次[:：](?P<c>\d{1,3}))[:：·]?(?:[\u4e00-\u9fff·]{2,8})?|"
    rf"(?:{SECTION}[:：·]?)?[A-D](?P<d>\d{{2}})(?:[:：·]?{SECTION})?|"
    rf"{SECTION}[:：·]?(?P<e>[0０1-4１-４]\d)|(?P<f>[0０1-4１-４]\d)[:：·]?{SECTION}"
    rf"){_SIDE}"
)
SECTION_ALONE: Final = re.compile(SECTION)
"""The section's name on a line of its own, beside the page's label."""

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
COUNTDOWN_START: Final = re.compile(r"距(?:离)?[^。，,！？]{2,40}")
COUNTDOWN_END: Final = re.compile(r"(?:开幕|召开|举行)?(?:还有|仅剩|倒计时)\d{1,4}天[！!]?")
