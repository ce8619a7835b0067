"""Damage: what readers of print and text layers do to characters and lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from hnreader.language.lookalikes import LOOKALIKES
from hnreader.training.elements import Mark, Piece
from hnreader.training.spacing import SPACED
from hnreader.training.truth import NO_STORY, Role

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from hnreader.training.extractors import PageLines

_ANY: Final = (
    "的一是了在有不人中大为上个国地到时要以出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与"
    "长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义"
    "各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品"
    "住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔"
)
"""What a character is misread as when nothing looks like it: common ones."""

_MARKS: Final = {
    "，": ",、.",
    "。": "，.",
    "、": "，",
    "：": ":",
    "“": '"',
    "”": '"99',
    "（": "(",
    "）": ")",
    "！": "1",
}


@dataclass(frozen=True, slots=True)
class Damage:
    """How much of what is done to a page. Shares are of characters or lines."""

    misread: float = 0.0
    lost: float = 0.0
    doubled: float = 0.0
    lost_stops: float = 0.0
    lost_blanks: float = 0.0
    doubled_blanks: float = 0.0
    broken_blanks: float = 0.0
    """Blank lines where there were none."""
    strays: float = 0.0
    """Page numbers and print headers between lines, a line of text."""
    cut_ends: float = 0.0
    duplicates: float = 0.0
    no_blanks: bool = False
    spaced: bool = False
    """Blanks between all characters."""

    def traits(self) -> tuple[str, ...]:
        """Return what is done, for figures by group."""
        return tuple(name for name in self.__slots__ if getattr(self, name))


_DUPLICATES: Final = {
    "ocr": (0.0, 0.0, 0.0, 0.02, 0.04),
    "pdf": (0.0,) * 14 + (0.03,),
    "ocr-stories": (0.0, 0.02, 0.03, 0.06),
    "ocr-shuffled": (0.0, 0.02, 0.03, 0.06),
}
"""Shares of the long passages that pages have twice, by form."""


_STRAYS: Final = ("{}", "第{}版", "— {} —", "{} / 8", "打印日期：2024-03-{:02}", "http://epaper.example.cn/{}")

_LONG_PASSAGE: Final = 40
"""Characters: shorter passages do not stand on a page twice."""


def draw_damage(rng: random.Random, form: str) -> Damage:
    """Draw the damage that a page of a form suffers."""
    ocr = form.startswith("ocr")
    share = rng.choices((0.0, 0.003, 0.007, 0.015, 0.03, 0.06), (2, 4, 5, 3, 2, 1) if ocr else (20, 1, 0, 1, 1, 0))[0]
    seldom = rng.random()
    return Damage(
        misread=share * 0.7,
        lost=share * 0.25,
        doubled=share * 0.05,
        lost_stops=rng.choice((0.0, 0.0, 0.0, 0.02, 0.1)),
        lost_blanks=rng.choice((0.0, 0.0, 0.0, 0.02, 0.2)),
        doubled_blanks=rng.choice((0.0, 0.0, 0.0, 0.05)),
        broken_blanks=rng.choice((0.0, 0.0, 0.0, 0.01)),
        strays=rng.choice((0.02, 0.05, 0.1)) if seldom < 0.14 else 0.0,
        cut_ends=0.02 if 0.14 < seldom < 0.18 else 0.0,
        duplicates=rng.choice(_DUPLICATES.get(form, _DUPLICATES[form.partition("-")[0]])),
        spaced=rng.random() < 0.04,
        no_blanks=rng.random() < (0.02 if ocr else 0.0),
    )


def damaged(rng: random.Random, lines: PageLines, damage: Damage) -> PageLines:
    """Return a page's lines with damage done to them."""
    if damage.duplicates:
        lines = _duplicated(rng, lines, damage.duplicates)
    if damage.strays:
        lines = with_strays(rng, lines, damage.strays, rng.choice(_STRAYS))
    lines = _blanks(rng, lines, damage)
    return [_line(rng, line, damage) for line in lines]


def _line(rng: random.Random, line: list[Piece], damage: Damage) -> list[Piece]:
    """Return a line with characters misread, lost and doubled."""
    if damage.spaced:
        line = [piece._replace(text=SPACED.sub(" ", piece.text)) for piece in line]
    share = damage.misread + damage.lost + damage.doubled
    result = [_characters(rng, piece, share, damage) for piece in line] if share else line
    if result and damage.lost_stops and rng.random() < damage.lost_stops:
        last = result[-1]
        result = [*result[:-1], last._replace(text=last.text.rstrip().removesuffix("。"))]
    if result and damage.cut_ends and rng.random() < damage.cut_ends and len(result[-1].text) > 12:
        last = result[-1]
        result = [*result[:-1], last._replace(text=last.text[: -rng.randint(1, 8)])]
    return result if any(piece.text.strip() for piece in result) else []


def _characters(rng: random.Random, piece: Piece, share: float, damage: Damage) -> Piece:
    length = len(piece.text)
    count = int(length * share + rng.random())
    if not count:
        return piece
    chars = list(piece.text)
    for _ in range(count):
        index = rng.randrange(length)
        char = piece.text[index]
        if char.isspace():
            continue
        what = rng.random() * share
        if what < damage.misread:
            chars[index] = misread(rng, char)
        elif what < damage.misread + damage.lost:
            chars[index] = ""
        else:
            chars[index] = char * 2
    return piece._replace(text="".join(chars))


def misread(rng: random.Random, char: str) -> str:
    """Return what a character is taken for: mostly one that looks like it."""
    alike = _MARKS.get(char) or LOOKALIKES.get(char)
    return rng.choice(alike) if alike and rng.random() < 0.85 else rng.choice(_ANY)


def _blanks(rng: random.Random, lines: PageLines, damage: Damage) -> PageLines:
    """Return lines with blank lines lost, doubled and put in."""
    result: PageLines = []
    for line in lines:
        if not line:
            if damage.no_blanks or rng.random() < damage.lost_blanks:
                continue
            if rng.random() < damage.doubled_blanks:
                result.append([])
        elif result and result[-1] and rng.random() < damage.broken_blanks:
            result.append([])
        result.append(line)
    return result


def with_strays(rng: random.Random, lines: PageLines, share: float, text: str) -> PageLines:
    """Return lines with page numbers or print headers between them: `text` with a number in it."""
    number = 1 + max((p.mark.paragraph for line in lines for p in line if p.mark.story == NO_STORY), default=-1)
    result: PageLines = []
    for line in lines:
        if line and rng.random() < share:
            result.append([Piece(text.format(rng.randint(1, 28)), Mark(NO_STORY, Role.FURNITURE, number))])
            number += 1
            if rng.random() < 0.5:
                result.append([])
        result.append(line)
    return result


def _duplicated(rng: random.Random, lines: PageLines, share: float) -> PageLines:
    """Return lines with copies of some long passages before other passages, whole or without their end."""
    result = list(lines)
    count = 0
    for passage in _passages(lines):
        if rng.random() > share or sum(len(line[0].text) for line in passage) < _LONG_PASSAGE:
            continue
        story = passage[0][0].mark.story
        mark = Mark(story, Role.DUPLICATE, 10_000 + count, story)
        count += 1
        copy = [[line[0]._replace(mark=mark)] for line in passage[: rng.choice((None, rng.randint(1, len(passage))))]]
        if len(copy) == 1:
            text = copy[0][0].text
            copy = [[copy[0][0]._replace(text=text[: rng.choice((len(text), rng.randint(20, max(20, len(text)))))])]]
        place = rng.choice(list(_starts(result)))
        blank: PageLines = [[]] if place and not result[place - 1] else []
        result[place:place] = [piece for line in copy for piece in (line, *blank)]
    return result


def _starts(lines: PageLines) -> Iterator[int]:
    """Yield the numbers, from 0, of the lines at which another text begins."""
    before: Mark | None = None
    for number, line in enumerate(lines):
        if line and line[0].mark != before:
            before = line[0].mark
            yield number


def _passages(lines: PageLines) -> Iterator[PageLines]:
    """Yield the lines of each piece of a paragraph, blank lines left out, if they have nothing else."""
    for mark, passage in groupby(filter(None, lines), key=lambda line: line[0].mark):
        whole = list(passage)
        if mark.role is Role.BODY and all(len(line) == 1 for line in whole):
            yield whole
