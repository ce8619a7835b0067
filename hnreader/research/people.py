"""Finds people in a text: words in the form of a name whose context proves that they are one.

The form alone proves nothing (高水平, 方案 and 张贴 look like names, and jieba tags some of them as such). The context
does: a post before or behind the name, a verb of speaking or attending, a list of names, a doctrine called by the name.
A name without such context is unproven: it counts where the same name is proven elsewhere.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from hnreader.language.characters import HAN
from hnreader.language.dictionary import frequency
from hnreader.language.names import looks_like_name
from hnreader.language.posts import OCCUPATION, POST, TITLE_AFTER_NAME
from hnreader.language.speech import ATTENDANCE_VERB, NAME_END, SPEECH_VERB
from hnreader.language.surnames import COMPOUND_SURNAMES, SURNAME_RANK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.research.tagged import Tagged, Word

_POST: Final = re.compile(POST)
_OCCUPATION: Final = re.compile(OCCUPATION)
_TITLE_AFTER_NAME: Final = re.compile(TITLE_AFTER_NAME)
_SPEAKS: Final = re.compile(rf"{SPEECH_VERB}|在[^，。；！？,;]{{2,30}}(?:上|时|中)(?:强调|指出|要求|表示|说)")
_ATTENDS: Final = re.compile(rf"{ATTENDANCE_VERB}|到[^，。；！？,;]{{2,20}}(?:调研|考察|慰问|走访)")
_ACTS: Final = re.compile(rf"{SPEECH_VERB}|{ATTENDANCE_VERB}")
_POST_OR_OCCUPATION: Final = re.compile(rf"{POST}|{OCCUPATION}")
_FOREIGN: Final = re.compile(rf"[{HAN}]{{1,6}}(?:·[{HAN}]{{1,8}}){{1,3}}")
_DOCTRINES: Final = frozenset(("思想", "理论", "学说"))
_WITHIN_DOCTRINE: Final = frozenset("n nz ns ng t tg f b a an vn j l i".split())
"""Parts of speech between a doctrine's founder and its word: 甲|新|时代|生态|思想."""
_LONGEST_DOCTRINE: Final = 9  # words before that word
_COMMON_SURNAMES: Final = 100  # borne by 85 % of the people; a name with another must stand in jieba's dictionary
_PERSON: Final = frozenset({"nr", "nrfg", "nrt"})
_UNKNOWN: Final = frozenset({"x", "ns"})  # no word, or a place whose name is also a person's (乌兰)
_MAYBE_PERSON: Final = _PERSON | _UNKNOWN | {"n", "nz", "ng", "g", "vg", "ag", "zg", "j"}  # of words in no dictionary
_FUNCTION_WORD: Final = frozenset("p c d v u r f t m e y o uj ul uv ud uz ug vn ad vd vg".split())
_SURNAMES_THAT_ARE_WORDS: Final = frozenset("和从于向与及都任全时应何能由并在是有则再就相来农冷干山平安成后")
"""Surnames that are function words far more often."""
_IN_NO_NAME: Final = frozenset("某们的了着过个年月日家等说摄部厅局署委校县市省镇乡村区")
_AFTER_NAME: Final = frozenset({"t", "p", "d", "v", "c", "uj"})  # parts of speech: 甲|日前|在

# Counts in jieba's dictionary from which on a string is a word and no name.
_COMMON_WORD: Final = 200  # two characters: 周转, 文明
_COMMON_FUNCTION_WORD: Final = 2000  # 在, 到, 会; not 濯 and other characters of names
_COMMON_GIVEN_NAME: Final = 1000  # the characters behind the surname: 高|水平, 高|质量
_COMMON_GIVEN_NAME_BY_POST: Final = 5000  # the same behind a post, where 王|建国 is a name


def people(text: Tagged, known: Iterable[str] = ()) -> tuple[list[str], list[str]]:
    """Return the proven names, and the unproven ones that jieba tags as names.

    Both have a name as often as it occurs; no name is in both. `known` are names that need no proof.
    """
    proven = {
        *known,
        *_behind_posts(text),
        *_before_titles(text),
        *_before_doctrines(text),
        *_acting(text),
        *_listed_together(text),
    }
    longest = sorted(proven, key=lambda name: (-len(name), name))
    found = re.findall("|".join(map(re.escape, longest)), text.text) if proven else []
    return found, [name for name in _tagged_names(text) if name not in proven]


def _behind_posts(text: Tagged) -> Iterator[str]:
    """Yield the names in 副省长甲, 副主任甲、乙、丙 and 村民甲.

    Behind an occupation (村民) any word may follow, so that jieba must tag the name as one.
    """
    for found in _POST.finditer(text.text):
        yield from _listed(text, found.end(), strict=False)
    for found in _OCCUPATION.finditer(text.text):
        yield from _listed(text, found.end(), strict=True)


def _before_titles(text: Tagged) -> Iterator[str]:
    """Yield the names in 甲总书记, 乙教授, 丙一行."""
    for found in _TITLE_AFTER_NAME.finditer(text.text):
        for length in (4, 3, 2):
            start = found.start() - length
            if start >= 0 and _is_tagged_name(text, start, found.start()):
                yield text.text[start : found.start()]
                break


def _before_doctrines(text: Tagged) -> Iterator[str]:
    """Yield the names in 甲新时代…思想, 乙理论. jieba has some such doctrines as one word, tagged as a person."""
    for number, word in enumerate(text.words):
        name, doctrine = word.text[:-2], word.text[-2:]
        if doctrine not in _DOCTRINES:
            continue
        if not name:
            yield from _founder(text, text.words[max(0, number - _LONGEST_DOCTRINE) : number])
        elif word.tag in _PERSON and len(name) > 2 and _has_form_of_name(name):
            yield name


def _founder(text: Tagged, words: Sequence[Word]) -> Iterator[str]:
    """Yield the last name of three characters or more among words, if only attributes of a doctrine follow it."""
    for word in reversed(words):
        if len(word.text) > 2 and _is_tagged_name(text, word.start, word.end):
            if frequency(word.text) or SURNAME_RANK.get(word.text[0], _COMMON_SURNAMES) < _COMMON_SURNAMES:
                yield word.text
            return
        if word.tag not in _WITHIN_DOCTRINE | _PERSON:
            return


def _acting(text: Tagged) -> Iterator[str]:
    """Yield the names in 甲强调, 乙到某地调研 at the start of a clause; names of two characters only of speakers."""
    for start in text.clauses:
        for length in (4, 3, 2):
            end = start + length
            acts = _SPEAKS.match(text.text, end) or (length > 2 and _ATTENDS.match(text.text, end))
            if acts and _is_tagged_name(text, start, end):
                yield text.text[start:end]
                break
        if (end := _foreign_end(text, start)) and _ACTS.match(text.text, end):
            yield text.text[start:end]


def _listed_together(text: Tagged) -> Iterator[str]:
    """Yield the names in 甲、乙、丙出席: a list of several names and nothing else."""
    for start in text.clauses:
        names = list(_listed(text, start, strict=True))
        end = start + len("、".join(names))
        if len(names) > 1 and _ATTENDS.match(text.text, end):
            yield from names


def _listed(text: Tagged, start: int, *, strict: bool) -> Iterator[str]:
    """Yield the names from a position on, with 、 between them, up to the first that is none."""
    while end := _name_end(text, start, strict=strict):
        yield text.text[start:end]
        if text.text[end : end + 1] != "、":
            return
        start = end + 1


def _name_end(text: Tagged, start: int, *, strict: bool) -> int:
    """Return where the name that starts at a position ends; 0 if none does."""
    if foreign := _foreign_end(text, start):
        return foreign
    for length in (4, 3, 2):
        end = start + length
        if _is_tagged_name(text, start, end) or (not strict and _may_be_name(text, start, end)):
            return end
    return 0


def _foreign_end(text: Tagged, start: int) -> int:
    """Return where 甲·乙 ends: at the first word end that something else than a name may follow; 0 for no such name."""
    found = _FOREIGN.match(text.text, start)
    for end in range(text.text.rindex("·", start, found.end()) + 2, found.end() + 1) if found else ():
        if end == len(text.text) or (
            end in text.at and (NAME_END.match(text.text, end) or _sentence_goes_on(text, end))
        ):
            return end
    return 0


def _is_tagged_name(text: Tagged, start: int, end: int) -> bool:
    """Whether jieba tags a range as a name, as one word or as surname and given name, and it is no common word."""
    name = text.text[start:end]
    words = text.between(start, end)
    if not words or words[-1].tag not in _PERSON or not _has_form_of_name(name):
        return False
    surname = words[0].text
    if len(words) > 2 or (len(words) == 2 and len(surname) > 1 and surname not in COMPOUND_SURNAMES):
        return False
    if len(words) == 2 and (words[0].tag in _FUNCTION_WORD or frequency(name[len(surname) :]) > _COMMON_GIVEN_NAME):
        return False
    return len(words) == 2 or len(name) > 2 or not frequency(name)


def _may_be_name(text: Tagged, start: int, end: int) -> bool:
    """Whether a range behind a post may be a name: something ends it, and it does not consist of other words."""
    name = text.text[start:end]
    if (
        not _has_form_of_name(name, _COMMON_GIVEN_NAME_BY_POST)
        or start not in text.at
        or name[0] in _SURNAMES_THAT_ARE_WORDS
        or _ACTS.fullmatch(name[1:])
    ):
        return False
    words = text.between(start, end)
    if len(words) == 1 and words[0].tag not in (_PERSON | _UNKNOWN if frequency(name) else _MAYBE_PERSON):
        return False
    if len(words) > 1 and (_is_function_word(words[0]) or _is_function_word(words[-1])):
        return False
    return bool(NAME_END.match(text.text, end)) or (len(words) > 1 and _sentence_goes_on(text, end))


def _sentence_goes_on(text: Tagged, end: int) -> bool:
    """Whether a word follows that goes on with the sentence: 甲|日前|在."""
    return end in text.at and text.words[text.at[end]].tag in _AFTER_NAME


def _is_function_word(word: Word) -> bool:
    return len(word.text) == 1 and word.tag in _FUNCTION_WORD and frequency(word.text) > _COMMON_FUNCTION_WORD


def _has_form_of_name(name: str, most: int = _COMMON_GIVEN_NAME) -> bool:
    """Whether a string has the form of a name, and neither it nor the part behind the surname is a common word."""
    if not looks_like_name(name) or not _IN_NO_NAME.isdisjoint(name) or _POST_OR_OCCUPATION.search(name, 1):
        return False
    seen = frequency(name)
    return not seen or (seen <= _COMMON_WORD if len(name) == 2 else frequency(name[1:]) <= most)


def _tagged_names(text: Tagged) -> Iterator[str]:
    """Yield the names that jieba tags, of one word or of two."""
    for word, behind in zip_longest(text.words, text.words[1:]):
        for last in (behind, word):
            if last and last.tag in _PERSON and _is_tagged_name(text, word.start, last.end):
                yield text.text[word.start : last.end]
                break
