"""Who made a piece: the names behind 记者, 通讯员, 评论员, 摄."""

from __future__ import annotations

import re
from typing import Final

from hnreader.lexicon import press
from hnreader.model import People
from hnreader.segment.names import looks_like_name, split_names

_ROLE_OF: Final = dict(press.ROLES)
_WORD: Final = re.compile(rf"(?:{press.PAPER}\s*)?(?:[·•]\s*新湖南(?:客户端)?)?\s*(?P<role>{press.ROLE})")
_SPACED_ROLE: Final = re.compile("|".join(r"\s{0,2}".join(word) for word, _ in press.ROLES))
_CREDIT_NAMES: Final = re.compile(
    r"(?:^|[。！？”（(）)\s])(?P<names>[\u4e00-\u9fff·、\s]{2,40}?)\s*摄(?:影)?(?:$|[（()）])"
)
_CREDIT_PART: Final = re.compile(
    r"(?:^|[。！？”\s])(?P<names>[\u4e00-\u9fff·、]{2,12})\s?[/／](?:图|摄影?)$|摄影[/／：:]\s?(?P<led>[\u4e00-\u9fff·、\s]{2,20})$"
)
# Who wrote and who took the pictures, before the names or behind them: 文/甲 图/乙, 记者 甲/文 乙/图; 文/图 is both.
_BOTH: Final = re.compile(r"(?:文[/／、]\s?图|图[/／、]\s?文)")
_PART: Final = re.compile(r"((?:撰文|摄影|文|图|摄)[/／：:]|[/／](?:撰文|摄影|文|图|摄)(?=\s|$))")
_LEADING: Final = " □■●◆▲○\u3000"


def parse_makers(text: str) -> People | None:
    """Read a list of makers, `全媒体记者 甲 乙 通讯员 丙 摄影报道`; None where something in it is no name.

    Those who took the picture they describe (摄影报道, 摄) are photographers, whatever their office.

    >>> parse_makers("全媒体记者 沈从文 通讯员 丁 玲").correspondents
    ('丁玲',)
    """
    text = open_offices(text.strip(_LEADING))
    both = _BOTH.search(text)
    if both:
        text = f"{text[: both.start()]} {text[both.end() :]}".strip()
    elif "/" in text or "／" in text or "：" in text:
        return _parse_parts(text)
    end = press.BYLINE_END.search(text)
    pictures = bool(end) and "摄" in end[0] if end else False
    text = text[: end.start()] if end else text
    found: dict[str, list[str]] = {}
    role, position = "", 0
    for word in _WORD.finditer(text):
        if not _add(found, role, text[position : word.start()]):
            return None
        role, position = _ROLE_OF[word["role"]], word.end()
    role = role or (press.REPORTER if both else "")
    if not role or not _add(found, role, text[position:]):
        return None
    if pictures:
        everyone = [name for names in found.values() for name in names]
        found = {press.PHOTOGRAPHER: everyone}
    elif both:
        found[press.PHOTOGRAPHER] = [name for names in found.values() for name in names]
    return People(**{name: tuple(names) for name, names in found.items()})


def _parse_parts(text: str) -> People | None:
    """Read makers by their part in the work: `文/甲 图/乙`, `记者 甲/文 乙/图`, `通讯员 甲/文 摄影：乙`."""
    pieces = _PART.split(text)  # text, mark, text, …
    marks, texts = pieces[1::2], pieces[::2]
    if not marks:
        return None
    leads = not texts[0].strip()
    found: dict[str, list[str]] = {}
    for mark, printed in zip(marks, texts[1:] if leads else texts, strict=False):
        offices = _WORD.search(printed)
        role = _ROLE_OF[offices["role"]] if offices else press.REPORTER
        role = press.PHOTOGRAPHER if "图" in mark or "摄" in mark else role
        if not _add(found, role, _WORD.sub(" ", printed)):
            return None
    rest = texts[0] if leads else texts[-1]
    return None if rest.strip() else People(**{name: tuple(names) for name, names in found.items()})


def parse_credit(text: str) -> tuple[str, ...]:
    """Return the photographers whom a caption's credit names: `… 甲 乙 摄（湖南图片库）`."""
    with_office = re.search(
        rf"(?:{press.PAPER})?\s*(?:{press.ROLE})[\u4e00-\u9fff·、\s]{{2,60}}(?:摄影报道|摄)", text[-90:]
    )
    if with_office:
        people = parse_makers(with_office[0])
        if people:
            return people.photographers
    found = _CREDIT_NAMES.search(text[-70:]) or _CREDIT_PART.search(text[-70:])
    names = split_names(next(filter(None, found.groups()))) if found else []
    return tuple(name for name in names if looks_like_name(name))


def open_offices(text: str) -> str:
    """Set the words of office apart and take letter-spacing out of them: `记 者 甲` → `记者 甲`."""
    return _SPACED_ROLE.sub(lambda found: f" {''.join(found[0].split())} ", text)


def _add(found: dict[str, list[str]], role: str, text: str) -> bool:
    """Take the names of one role; False where the text holds something else."""
    names = split_names(text) if text.strip() else []
    if not role:
        return not names
    found.setdefault(role, []).extend(names)
    return all(looks_like_name(name) for name in names)
