"""Names of people in bylines and credits: told from other words, and from each other."""

from __future__ import annotations

import re
from typing import Final

from hnreader.language.characters import is_han
from hnreader.language.surnames import COMPOUND_SURNAMES, SURNAME_RANK

_LONGEST: Final = 24  # more 汉字 in a run are no list of names
_FOREIGN: Final = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,12}(?:[·•・][\u4e00-\u9fffA-Za-z]{1,12}){1,4}")
_RARE: Final = 900  # the cost of a first character that is no surname at all


def looks_like_name(text: str) -> bool:
    """Tell whether a text without blanks can be one person's name: a surname and one or two more, or 甲·乙.

    >>> looks_like_name("欧阳娜"), looks_like_name("张三丰"), looks_like_name("空中巡线"), looks_like_name("阿里·木沙")
    (True, True, False, True)
    """
    if _FOREIGN.fullmatch(text):
        return True
    if not 2 <= len(text) <= 4 or not all(map(is_han, text)):
        return False
    if text[:2] in COMPOUND_SURNAMES:
        return len(text) >= 3
    return len(text) <= 3 and text[0] in SURNAME_RANK


def split_names(text: str) -> list[str]:
    """Split what stands behind 记者 or 通讯员 into names.

    Blanks and 、 part names; but a two-character name may be letter-spaced (`王 蒙`), a whole line too
    (`王 蒙 李 白`), and a name may be cut by a line's end, so single characters are put together again and a run that
    is too long for one name is divided where surnames stand.

    >>> split_names("王 蒙"), split_names("王 蒙 李 白"), split_names("沈从文 丁玲"), split_names("周立波欧阳予倩")
    (['王蒙'], ['王蒙', '李白'], ['沈从文', '丁玲'], ['周立波', '欧阳予倩'])
    """
    names: list[str] = []
    loose = ""
    for token in re.split(r"[\s、,，/]+", text.strip()):
        if len(token) == 1 and is_han(token):
            loose += token
            continue
        names += _divide(loose)
        loose = ""
        names += _divide(token)
    return names + _divide(loose)


def _divide(run: str) -> list[str]:
    """Divide a run of 汉字 into names, by the commonest surnames and the usual length of three."""
    if not run:
        return []
    if len(run) <= 3 or looks_like_name(run) or len(run) > _LONGEST or not all(map(is_han, run)):
        return [run]
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(run) + 1):
        options = [
            (best[start][0] + _cost(run[start:end]), (*best[start][1], run[start:end]))
            for start in range(max(0, end - 4), end - 1)
            if best[start][0] < float("inf")
        ]
        best.append(min(options, default=(float("inf"), ())))
    return list(best[-1][1]) or [run]


def _cost(name: str) -> float:
    """How unlikely a name is: the rank of its surname; two characters are rarer than three."""
    if name[:2] in COMPOUND_SURNAMES and len(name) >= 3:
        return 60.0
    if len(name) > 3:
        return float("inf")
    return SURNAME_RANK.get(name[0], _RARE) + (80.0 if len(name) == 2 else 0.0)
