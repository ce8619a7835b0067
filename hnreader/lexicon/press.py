"""What the paper prints of itself and of its makers: datelines 电头, bylines, roles, credits."""

from __future__ import annotations

import re
from typing import Final

# A paper by its name: 湖南日报, 三湘都市报, 潇湘晨报; an agency or a site: 新华社, 中新网, 红网.
PAPER_END: Final = r"(?:日报|晚报|早报|晨报|时报|商报|都市报|青年报|法治报|法制报|科技报|农民报|工人报|导报)"
_SOURCE: Final = (
    rf"(?:据?(?:本报|本网|本台|新华社|中新社|新华网|中新网|人民网|红网)|[\u4e00-\u9fff]{{1,6}}(?:{PAPER_END}|新闻网|新闻社|社|网))"
    r"(?:[·•][\u4e00-\u9fffA-Za-z]{2,8})?"  # 湖南日报·新湖南
)
_PLACE: Final = r"(?:[\u4e00-\u9fff]{2,8}?)?"
_CALL: Final = r"(?<!通)(?:讯|电)(?:】|\])?"
_NO_WORD: Final = r"(?![话视子讯台力邮])"  # 本报电话 is no dateline
_BEHIND: Final = r"(?=[（(【\[\u4e00-\u9fff“\d—]|$)"

# 湖南日报3月8日讯 · 本报长沙3月8日讯 · 新华社北京3月8日电 · 本报讯: the paper or agency, perhaps the place, the day.
# Without a day only 本报讯 and the like are plain; else a bracket must follow, for 国家电网供电 is no dateline.
DATELINE: Final = re.compile(
    r"(?:【|\[)?(?:"
    rf"{_SOURCE}{_PLACE}(?:(?P<year>\d{{4}})年)?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日{_CALL}{_BEHIND}|"
    rf"据?(?:本报|本网|本台|新华社|中新社){_CALL}{_NO_WORD}{_BEHIND}|"
    rf"{_SOURCE}{_PLACE}{_CALL}(?=[（(【\[])"
    r")"
)
# What the measure leaves of a dateline on its first line: 湖南日报3月8日 | 讯（…, 本报长沙3月 | 8日讯（….
DATELINE_CUT: Final = re.compile(
    rf"(?:【|\[)?(?:据?(?:本报|新华社)|[\u4e00-\u9fff]{{2,4}}{PAPER_END}){_PLACE}\d{{1,2}}月(?:\d{{1,2}}日?)?"
)

REPORTER: Final = "reporters"
CORRESPONDENT: Final = "correspondents"
PHOTOGRAPHER: Final = "photographers"
COMMENTATOR: Final = "commentators"

# The word before the names, longest first, and the role it gives. 见习/实习/特约 go with the word that they qualify.
ROLES: Final[tuple[tuple[str, str], ...]] = (
    ("全媒体评论员", COMMENTATOR),
    ("特约评论员", COMMENTATOR),
    ("本报评论员", COMMENTATOR),
    ("评论员", COMMENTATOR),
    ("全媒体见习记者", REPORTER),
    ("全媒体首席记者", REPORTER),
    ("全媒体记者", REPORTER),
    ("融媒体记者", REPORTER),
    ("融媒记者", REPORTER),
    ("首席记者", REPORTER),
    ("特派记者", REPORTER),
    ("特约记者", REPORTER),
    ("见习记者", REPORTER),
    ("实习记者", REPORTER),
    ("摄影记者", PHOTOGRAPHER),
    ("记者", REPORTER),
    ("特约通讯员", CORRESPONDENT),
    ("通讯员", CORRESPONDENT),
    ("实习生", CORRESPONDENT),
)

PAPER: Final = rf"(?:[\u4e00-\u9fff]{{2,4}}{PAPER_END}|本报|本网|本台|新华社|中新社|红网)"
ROLE: Final = "|".join(word for word, _ in ROLES)

# A paper without datelines names the makers behind the last sentence, and so closes the story: …出席。（记者 甲 乙）,
# （本报记者 甲 通讯员 乙）, （据新华社）.
TAIL: Final = re.compile(
    rf"[（(](?:据(?:{PAPER}|央视|中央广播电视总台)[\u4e00-\u9fff]{{0,8}}|(?P<makers>{PAPER}?(?:{ROLE})[\u4e00-\u9fff·、，,]{{2,80}}))[）)]$"
)
MAKERS: Final = re.compile(rf"[（(](?:{PAPER})?(?:{ROLE})")
"""The bracket behind a dateline that names the makers."""

# Where a byline puts its makers: 湖南日报全媒体记者 甲 乙 通讯员 丙 摄影报道. Only the words; the names are told by
# `segment/people.py`.
BYLINE_WORD: Final = re.compile(
    rf"[□■●◆]?(?:(?:撰文|摄影|文|图)[/／](?:图|文)?(?:{PAPER})?(?:{ROLE})?|摄影[：:]|"
    rf"(?:文[/／]图|图[/／]文)?(?:{PAPER})?(?:[·•]新湖南(?:客户端)?)?(?:{ROLE}))"
)
BYLINE_END: Final = re.compile(r"(?:摄影报道|综合报道|联合报道|报道|摄|文/图|整理|采写)$")
# A picture's credit closes its caption: 甲 摄（湖南图片库）, 甲 乙 摄影报道, （图片均由某单位提供）.
CREDIT: Final = re.compile(
    r"(?:(?:[\u4e00-\u9fff·]{0,40})(?<!拍)(?:摄|供图)(?:[（(][^（）()]{1,16}[）)])?|摄影报道|"
    r"[\u4e00-\u9fff·、]{2,12}[/／](?:图|摄)|[（(][\u4e00-\u9fff·、]{2,20}(?<!拍)摄[）)]|[（(][\u4e00-\u9fff]{2,6}图片库[）)]|"
    r"[（(](?:资料图片|[^（）()]{0,8}图片[^（）()]{0,20}提供|[^（）()]{1,20}供图)[）)])[。]?$"
)
SUPPLIED: Final = re.compile(r"图片(?:均|皆|都)?由[^（）()]{1,20}提供")
CAPTION_START: Final = re.compile(
    r"(?:▲|△|←|→|↑|↓|▼)?(?:上|下|左|右)?图[为：:]|(?:▲|△|←|→|↑|↓|▼)?(?:\d{4}年)?\d{1,2}月\d{1,2}日[，,]"
)
PHOTO_REPORT: Final = "摄影报道"

# 上接 / 紧接 open what goes on here, 下转 closes what goes on there: ▲▲（上接1版③）, ▶(下转2版), 下转A03版.
ARROWS: Final = r"[▲△▶▷►▸◀◁▼■◆●★☆→]{0,4}"
JUMP_FROM: Final = re.compile(
    rf"{ARROWS}[（(【\[](?:上接|紧接|续接|接)第?[A-Z]?(?P<page>\d{{1,3}})版?(?P<mark>[①-⑳]?)[^（）()\[\]【】]{{0,8}}[）)】\]]"
)
JUMP_TO: Final = re.compile(
    rf"{ARROWS}[（(【\[](?:下转|转)第?[A-Z]?(?P<page>\d{{1,3}})版?(?P<mark>[①-⑳]?)[^（）()\[\]【】]{{0,8}}[）)】\]]{ARROWS}"
)

SPEECH: Final = re.compile(r"(?:强调|指出|要求|表示|认为|介绍|说|透露|提出)[，,：:]")
"""Words of saying before a comma or colon: what follows is a sentence, no title."""

SENTENCE_START: Final = re.compile(
    r"(?:会议|大会|此外|与此同时|省领导|[\u4e00-\u9fff]{2,4}(?:充分肯定|强调|指出))(?!.{0,24}(?:召开|举行)$)"
)
"""With these words sentences of reports open, and titles do not (大会在某地召开 is one)."""
