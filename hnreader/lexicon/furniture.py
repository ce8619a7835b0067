"""What is printed on a page and is no story: masthead 报头, page labels, countdowns."""

from __future__ import annotations

import re
from typing import Final

STEMS: Final = "[甲乙丙丁戊己庚辛壬癸]"
BRANCHES: Final = "[子丑寅卯辰巳午未申酉戌亥]"
LUNAR: Final = (
    rf"(?:农历)?(?:{STEMS}{BRANCHES}年)?[正一二三四五六七八九十冬腊闰]{{1,3}}月(?:大|小)?"
    r"[初一二三四五六七八九十廿卅]{1,3}"
)

# The parts of a masthead; a line of it holds one or several of them and nothing else.
MASTHEAD_PART: Final = (
    r"(?:\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|星期[一二三四五六日天]|"
    rf"{LUNAR}|第\d{{3,6}}[号期]|今日\d{{1,3}}版|总第\d{{3,6}}[号期]|"
    r"(?:国内统一(?:连续出版物号|刊号)[:：]?)?CN\d{2}-\d{4}|邮发代号[:：]?\d{1,2}-\d{1,3}|"
    r"(?:湖南日报|湖南日报社|HUNAN\s?DAILY|HUNANRIBAO)(?:出版)?|[a-z]{3}\.[a-z.]{3,30})"
)
MASTHEAD: Final = re.compile(rf"(?:{MASTHEAD_PART}[·|，,/]?){{1,8}}", re.IGNORECASE)
DAY_ALONE: Final = re.compile(r"\d{1,2}日?")
"""The day of the month is set large and so comes as a line of its own, between month and weekday."""

MONTH: Final = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
ISSUE_NO: Final = re.compile(r"第(?P<number>\d{3,6})[号期]")
PAGES_TOTAL: Final = re.compile(r"今日(?P<number>\d{1,3})版")

# 第3版 · 要闻 03版 · 03版：综合 · A05版: the page's label, alone on its line.
PAGE_LABEL: Final = re.compile(
    r"(?:[\u4e00-\u9fff·]{2,8})?(?:第[A-Z]?(?P<a>\d{1,3})版|[A-Z]?(?P<b>\d{2})版|版次[:：](?P<c>\d{1,3}))[:：·]?(?:[\u4e00-\u9fff·]{2,8})?"
)
STAFF: Final = re.compile(
    r"(?:(?:责任编辑|责编|版式(?:编辑|设计)?|美编|校对|值班(?:编委|主任)|编辑)[:：]?[\u4e00-\u9fff·/、]{2,12}){1,6}"
)

COUNTDOWN: Final = re.compile(r"距(?:离)?[^。！？]{2,40}?(?:还有|仅剩|倒计时)\d{1,4}天[！!]?")
COUNTDOWN_START: Final = re.compile(r"距(?:离)?[^。，,！？]{2,40}")
COUNTDOWN_END: Final = re.compile(r"(?:开幕|召开|举行)?(?:还有|仅剩|倒计时)\d{1,4}天[！!]?")
