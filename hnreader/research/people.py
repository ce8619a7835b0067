"""Who is named in a text: words that look like names, where something beside them says that they are.

Whether a run of characters is a name cannot be told from it alone (高水平, 方案 and 张贴 look like names, and jieba
takes some of them for such), so evidence is asked for: an office before it or behind it, what a speaker or guest does,
a list that others of its kind stand in. What has none may be one: it counts where the same name is proven elsewhere.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from hnreader.lexicon.marks import HAN
from hnreader.lexicon.names import COMPOUND_SURNAMES
from hnreader.lexicon.offices import ATTENDED, BEHIND, EDGE, POST, ROLE, SAID
from hnreader.segment.dictionary import frequency
from hnreader.segment.names import looks_like_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.research.tagged import Tagged, Word

_POST: Final = re.compile(POST)
_ROLE: Final = re.compile(ROLE)
_BEHIND: Final = re.compile(BEHIND)
_SAID: Final = re.compile(rf"{SAID}|在[^，。；！？,;]{{2,30}}(?:上|时|中)(?:强调|指出|要求|表示|说)")
_ATTENDED: Final = re.compile(rf"{ATTENDED}|到[^，。；！？,;]{{2,20}}(?:调研|考察|慰问|走访)")
_DOES: Final = re.compile(rf"{SAID}|{ATTENDED}")
_WHAT: Final = re.compile(rf"{POST}|{ROLE}")
_FOREIGN: Final = re.compile(rf"[{HAN}]{{1,6}}(?:·[{HAN}]{{1,8}}){{1,3}}")
_PERSON: Final = frozenset({"nr", "nrfg", "nrt"})
_UNKNOWN: Final = frozenset({"x", "ns"})  # of no known word, or 乌兰, which is a place as well
_MAY_NAME: Final = _PERSON | _UNKNOWN | {"n", "nz", "ng", "g", "vg", "ag", "zg", "j"}  # of what no dictionary has
_SMALL: Final = frozenset("p c d v u r f t m e y o uj ul uv ud uz ug vn ad vd vg".split())
_SMALL_SURNAMES: Final = frozenset("和从于向与及都任全时应何能由并在是有则再就相来农冷干山平安成后")
"""Surnames that are small words far more often."""
_IN_NO_NAME: Final = frozenset("某们的了着过个年月日家等说摄部厅局署委校县市省镇乡村区")
_GOING_ON: Final = frozenset({"t", "p", "d", "v", "c", "uj"})
_WORD: Final = 200  # of jieba's counts: what is met so often is the word that it seems to be (周转, 文明), no name
_SMALL_WORD: Final = 2000  # 在, 到, 会; not 濯 and other characters that stand in names
_GIVEN_WORD: Final = 1000  # 高|水平, 高|质量 are words of jieba's with a common word in them
_BESIDE_OFFICE: Final = 5000  # behind an office 王|建国 may be one


def people(text: Tagged, known: Iterable[str] = ()) -> tuple[list[str], list[str]]:
    """Return the names that something proves, and those that merely look like names and are tagged so.

    Both as often as they stand in the text; no name is in both. `known` are names of which it is known already.
    """
    proven = {*known, *_behind_offices(text), *_before_offices(text), *_acting(text), *_together(text)}
    longest = sorted(proven, key=lambda name: (-len(name), name))
    found = re.findall("|".join(map(re.escape, longest)), text.text) if proven else []
    return found, [name for name in _tagged(text) if name not in proven]


def _behind_offices(text: Tagged) -> Iterator[str]:
    """副省长甲, 副主任甲、乙、丙; with 村民甲 jieba must agree, for behind 村民 anything may stand."""
    for found in _POST.finditer(text.text):
        yield from _listed(text, found.end(), strict=False)
    for found in _ROLE.finditer(text.text):
        yield from _listed(text, found.end(), strict=True)


def _before_offices(text: Tagged) -> Iterator[str]:
    """甲总书记, 乙教授, 丙一行."""
    for found in _BEHIND.finditer(text.text):
        for length in (4, 3, 2):
            start = found.start() - length
            if start >= 0 and _surely(text, start, found.start()):
                yield text.text[start : found.start()]
                break


def _acting(text: Tagged) -> Iterator[str]:
    """甲强调, 乙到某地调研, where a clause begins; of two characters only speakers."""
    for start in text.clauses:
        for length in (4, 3, 2):
            end = start + length
            does = _SAID.match(text.text, end) or (length > 2 and _ATTENDED.match(text.text, end))
            if does and _surely(text, start, end):
                yield text.text[start:end]
                break
        if (end := _foreign_end(text, start)) and _DOES.match(text.text, end):
            yield text.text[start:end]


def _together(text: Tagged) -> Iterator[str]:
    """甲、乙、丙出席: a list of names, and of nothing else."""
    for start in text.clauses:
        names = list(_listed(text, start, strict=True))
        end = start + len("、".join(names))
        if len(names) > 1 and _ATTENDED.match(text.text, end):
            yield from names


def _listed(text: Tagged, start: int, *, strict: bool) -> Iterator[str]:
    """Yield the names that stand at a place with 、 between them; the first that is none ends the list."""
    while end := _name_end(text, start, strict=strict):
        yield text.text[start:end]
        if text.text[end : end + 1] != "、":
            return
        start = end + 1


def _name_end(text: Tagged, start: int, *, strict: bool) -> int:
    """Return where the name that begins here ends; 0 where there is none."""
    if foreign := _foreign_end(text, start):
        return foreign
    for length in (4, 3, 2):
        end = start + length
        if _surely(text, start, end) or (not strict and _likely(text, start, end)):
            return end
    return 0


def _foreign_end(text: Tagged, start: int) -> int:
    """Return where 甲·乙 ends: with a word behind which a sentence goes on."""
    found = _FOREIGN.match(text.text, start)
    for end in range(text.text.rindex("·", start, found.end()) + 2, found.end() + 1) if found else ():
        if end == len(text.text) or (end in text.at and (EDGE.match(text.text, end) or _goes_on(text, end))):
            return end
    return 0


def _surely(text: Tagged, start: int, end: int) -> bool:
    """Tell whether jieba takes it for a name, as one word or as surname and given name, and it is no usual word."""
    name = text.text[start:end]
    words = text.between(start, end)
    if not words or words[-1].tag not in _PERSON or not _may_be(name):
        return False
    surname = words[0].text
    if len(words) > 2 or (len(words) == 2 and len(surname) > 1 and surname not in COMPOUND_SURNAMES):
        return False
    if len(words) == 2 and (words[0].tag in _SMALL or frequency(name[len(surname) :]) > _GIVEN_WORD):
        return False
    return len(words) == 2 or len(name) > 2 or not frequency(name)


def _likely(text: Tagged, start: int, end: int) -> bool:
    """Tell whether it looks like a name behind an office: it ends where names end, and is made of no other words."""
    name = text.text[start:end]
    if (
        not _may_be(name, _BESIDE_OFFICE)
        or start not in text.at
        or name[0] in _SMALL_SURNAMES
        or _DOES.fullmatch(name[1:])
    ):
        return False
    words = text.between(start, end)
    if len(words) == 1 and words[0].tag not in (_PERSON | _UNKNOWN if frequency(name) else _MAY_NAME):
        return False
    if len(words) > 1 and (_is_small(words[0]) or _is_small(words[-1])):
        return False
    return bool(EDGE.match(text.text, end)) or (len(words) > 1 and _goes_on(text, end))


def _goes_on(text: Tagged, end: int) -> bool:
    """Tell whether what stands behind is what a sentence goes on with: 甲|日前|在."""
    return end in text.at and text.words[text.at[end]].tag in _GOING_ON


def _is_small(word: Word) -> bool:
    return len(word.text) == 1 and word.tag in _SMALL and frequency(word.text) > _SMALL_WORD


def _may_be(name: str, given_word: int = _GIVEN_WORD) -> bool:
    """Tell whether it has the form of a name and is not known as another word, nor made of a surname and one."""
    if not looks_like_name(name) or not _IN_NO_NAME.isdisjoint(name) or _WHAT.search(name, 1):
        return False
    seen = frequency(name)
    return not seen or (seen <= _WORD if len(name) == 2 else frequency(name[1:]) <= given_word)


def _tagged(text: Tagged) -> Iterator[str]:
    """Yield what jieba takes for a name, in one word or in two."""
    for word, behind in zip_longest(text.words, text.words[1:]):
        for last in (behind, word):
            if last and last.tag in _PERSON and _surely(text, word.start, last.end):
                yield text.text[word.start : last.end]
                break
