"""A made-up page as an OCR gives it: legs interleaved, titles apart, and what it really is."""

from __future__ import annotations

from hnreader.training.truth import NO_STORY, Label, LabelledPage, Role

FERRY, SCHOOL, WELL = range(3)
_LINES = (
    ("青石渡口换了新船", FERRY, Role.HEADLINE, 1),
    ("山里的小学有了操场", SCHOOL, Role.HEADLINE, 1),
    ("本报青石3月8日讯（记者 江小舟）青石渡口的旧木船昨天下水最后一次，新船能载四十个人，", FERRY, Role.BODY, 2),
    ("本报石桥3月8日讯（通讯员 韩松年）石桥小学的孩子昨天第一次在自己的操场上跑步，跑道是", SCHOOL, Role.BODY, 2),
    ("船头装了灯，夜里也能过河。", FERRY, Role.BODY, 2),
    ("家长们用河沙和炉渣铺的。", SCHOOL, Role.BODY, 2),
    ("古井边上立起一块碑", WELL, Role.HEADLINE, 1),
    ("撑了三十年船的老艄公说，从前涨水的日子，对岸的孩子只能在家里等水退。", FERRY, Role.BODY, 3),
    ("碑上写着这口井的年纪，也写着淘井人的名字，字是镇上的老先生写的。", WELL, Role.BODY, 2),
    ("校长说，下一步要在操场边上种一圈树，让孩子们夏天有荫可以乘。", SCHOOL, Role.BODY, 3),
    ("碑立起来的那天，井里的水照样清，来打水的人照样多。", WELL, Role.BODY, 3),
    ("渡口的票价没有变，学生过河还是不要钱。", FERRY, Role.BODY, 4),
    ("石桥 3", NO_STORY, Role.FURNITURE, 1),
)


def hard_page() -> LabelledPage:
    """Return the page with its truth."""
    labels = [
        Label(number, 0, len(text), story, role, paragraph, 100 * number)
        for number, (text, story, role, paragraph) in enumerate(_LINES, 1)
    ]
    return LabelledPage(tuple(text for text, *_ in _LINES), tuple(labels), "made")
