"""Who made a piece: the names behind 记者, 通讯员, 评论员, 摄."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader.language.names import looks_like_name, split_names
from hnreader.model import People
from hnreader.segment.print_forms import BYLINE_END

if TYPE_CHECKING:
    from hnreader.papers import Paper

_WRITER, _PHOTOGRAPHER = "reporters", "photographers"
"""The roles of `People` that 文 and 图 give, without a word of office."""
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


def parse_makers(text: str, paper: Paper) -> People | None:
    """Read a list of makers, `全媒体记者 甲 乙 通讯员 丙 摄影报道`; None where something in it is no name.

    Those who took the picture they describe (摄影报道, 摄) are photographers, whatever their office.

    >>> from hnreader.papers import known_papers
    >>> parse_makers("全媒体记者 沈从文 通讯员 丁 玲", known_papers().generic).correspondents
    ('丁玲',)
    """
    text = open_offices(text.strip(_LEADING), paper)
    both = _BOTH.search(text)
    if both:
        text = f"{text[: both.start()]} {text[both.end() :]}".strip()
    elif "/" in text or "／" in text or "：" in text:
        return _parse_parts(text, paper)
    patterns = paper.patterns.contributors
    end = BYLINE_END.search(text)
    pictures = bool(end) and "摄" in end[0] if end else False
    text = text[: end.start()] if end else text
    found: dict[str, list[str]] = {}
    role, position = "", 0
    for word in patterns.role_word.finditer(text):
        if not _add(found, role, text[position : word.start()]):
            return None
        role, position = patterns.roles[word["role"]], word.end()
    role = role or (_WRITER if both else "")
    if not role or not _add(found, role, text[position:]):
        return None
    if pictures:
        everyone = [name for names in found.values() for name in names]
        found = {_PHOTOGRAPHER: everyone}
    elif both:
        found[_PHOTOGRAPHER] = [name for names in found.values() for name in names]
    return People(**{name: tuple(names) for name, names in found.items()})


def _parse_parts(text: str, paper: Paper) -> People | None:
    """Read makers by their part in the work: `文/甲 图/乙`, `记者 甲/文 乙/图`, `通讯员 甲/文 摄影：乙`."""
    patterns = paper.patterns.contributors
    pieces = _PART.split(text)  # text, mark, text, …
    marks, texts = pieces[1::2], pieces[::2]
    if not marks:
        return None
    leads = not texts[0].strip()
    found: dict[str, list[str]] = {}
    for mark, printed in zip(marks, texts[1:] if leads else texts, strict=False):
        offices = patterns.role_word.search(printed)
        role = patterns.roles[offices["role"]] if offices else _WRITER
        role = _PHOTOGRAPHER if "图" in mark or "摄" in mark else role
        if not _add(found, role, patterns.role_word.sub(" ", printed)):
            return None
    rest = texts[0] if leads else texts[-1]
    return None if rest.strip() else People(**{name: tuple(names) for name, names in found.items()})


def parse_credit(text: str, paper: Paper) -> tuple[str, ...]:
    """Return the photographers whom a caption's credit names: `… 甲 乙 摄（湖南图片库）`."""
    with_office = paper.patterns.contributors.credit_with_role.search(text[-90:])
    if with_office:
        people = parse_makers(with_office[0], paper)
        if people:
            return people.photographers
    found = _CREDIT_NAMES.search(text[-70:]) or _CREDIT_PART.search(text[-70:])
    names = split_names(next(filter(None, found.groups()))) if found else []
    return tuple(name for name in names if looks_like_name(name))


def open_offices(text: str, paper: Paper) -> str:
    """Set the words of office apart and take letter-spacing out of them: `记 者 甲` → `记者 甲`."""
    return paper.patterns.contributors.spaced_role.sub(lambda found: f" {''.join(found[0].split())} ", text)


def _add(found: dict[str, list[str]], role: str, text: str) -> bool:
    """Take the names of one role; False where the text holds something else."""
    names = split_names(text) if text.strip() else []
    if not role:
        return not names
    found.setdefault(role, []).extend(names)
    return all(looks_like_name(name) for name in names)
