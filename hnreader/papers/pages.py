"""The patterns of a page: masthead 报头, label, jumps 转/接版, section, standing columns 栏目.

They are matched against text without blanks.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from hnreader.language.numerals import CHINESE
from hnreader.papers.forms import Element, Forms, one_of

if TYPE_CHECKING:
    from hnreader.papers.names import NamePatterns
    from hnreader.papers.profile import Paper

_STEMS: Final = "[甲乙丙丁戊己庚辛壬癸]"
_BRANCHES: Final = "[子丑寅卯辰巳午未申酉戌亥]"
_LUNAR: Final = (
    rf"(?:农历)?(?:{_STEMS}{_BRANCHES}年)?[正一二三四五六七八九十冬腊闰]{{1,3}}月(?:大|小)?"
    r"[初一二三四五六七八九十廿卅]{1,3}"
)
_DAY: Final = r"\d{4}(?:年\d{1,2}月(?:\d{1,2}日)?|[.．/-]\d{1,2}[.．/-]\d{1,2})"
_WEEKDAY: Final = "(?:星期|周)[一二三四五六日天]"
MONTH: Final = re.compile(
    r"(?P<year>\d{4})(?:年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?|[.．/-](?P<m>\d{1,2})[.．/-](?P<d>\d{1,2}))"
)
"""The day, or the month, that a masthead or a page's label states."""
DAY_ALONE: Final = re.compile(r"\d{1,2}日?")
"""The day of the month is set large and so comes as a line of its own, between month and weekday."""
ISSUE_NO: Final = re.compile(r"第(?P<number>\d{3,6})[号期]")
PAGES_TOTAL: Final = re.compile(r"今日(?P<number>\d{1,3})版")
_PAGE: Final = rf"\d{{1,3}}|{CHINESE}(?=版)"  # 12, 十二版; a numeral alone may be a word: 一
_PARTING: Final = "[·|｜，,/／]?"
_ARROWS: Final = "[▲△▶▷►▸◀◁▼■◆●★☆→]{0,4}"


class PagePatterns:
    """The mastheads, labels, sections and columns of one profile."""

    def __init__(self, paper: Paper, names: NamePatterns) -> None:
        self._paper = paper
        self._names = names

    @cached_property
    def _masthead_elements(self) -> dict[str, Element]:
        return {
            "day": Element(rf"{_DAY}|\d{{1,2}}月\d{{1,2}}日", 8),
            "weekday": Element(_WEEKDAY),
            "lunar": Element(_LUNAR, 36),
            "name": Element(self._names.masthead, 6),
            "latin": Element("[a-z]{3}\\.[a-z.]{3,30}", 28),
        }

    @cached_property
    def _masthead(self) -> re.Pattern[str]:
        parts = Forms(self._paper.masthead.parts, self._masthead_elements).source
        # Atomic: a part that was read is not read again another way, or eight of them could run away on a long line.
        return re.compile(rf"(?:(?>{parts})[·|｜，,/／]?+){{1,8}}", re.IGNORECASE)

    @cached_property
    def _masthead_hint(self) -> re.Pattern[str]:
        """Where it is not found there is no masthead: a mark of each part, and what the elements of parts hold."""
        marks = set("月周期.")
        for form in self._paper.masthead.parts:
            marks |= Forms((form,), self._masthead_elements).marks or frozenset()
        named = one_of((*self._paper.sources.paper_endings, *self._paper.name.printed))
        return re.compile(rf"[\d{''.join(map(re.escape, sorted(marks)))}]|{named}", re.IGNORECASE)

    def is_masthead(self, text: str) -> bool:
        """Tell whether a line is one of the masthead 报头."""
        return self._masthead_hint.search(text) is not None and self._masthead.fullmatch(text) is not None

    @cached_property
    def first_page(self) -> re.Pattern[str]:
        """What a masthead has and the head of another page has not."""
        named = one_of((*self._paper.sources.paper_endings, *self._paper.name.printed))
        return re.compile(rf"第\d{{3,6}}[号期]|今日\d{{1,3}}版|CN\d{{2}}-|{_LUNAR}|{named}")

    @cached_property
    def _section(self) -> str:
        return Forms(self._paper.pages.sections).source

    @cached_property
    def section(self) -> re.Pattern[str]:
        """A section's name, alone beside the page's label."""
        return re.compile(self._section)

    @cached_property
    def _side(self) -> str:
        """What may stand on either side of a page's label on its line: the day, the weekday, the paper's name."""
        return rf"(?:(?:{_DAY}|{_WEEKDAY}|{self._names.masthead}){_PARTING}){{0,3}}"

    @cached_property
    def label(self) -> re.Pattern[str]:
        """A page's label, `page` its number: 第3版 · 要闻, 第三版, 03版：综合, A05, behind the day 星期四 综合 3."""
        dated = rf"(?:(?:{_DAY}|{_WEEKDAY}){_PARTING}){{1,2}}{self._section}{_PARTING}(?P<page_dated>{_PAGE})"
        return re.compile(f"{self._labels(self._paper.pages.labels, _PAGE).pattern}|{dated}")

    @cached_property
    def loose_label(self) -> re.Pattern[str]:
        """A section and a number of two figures, which are a label beside a blank or with a leading zero: 要闻 02."""
        return self._labels(self._paper.pages.loose_labels, "[0０1-4１-４]\\d")

    def _labels(self, forms: tuple[str, ...], page: str) -> re.Pattern[str]:
        elements = {
            "page": Element(f"(?P<page>{page})", 3),
            "two_figures": Element(r"(?P<page>\d{2})"),
            "letter": Element("[A-Z]"),
            "section": Element(self._section, 5),
        }
        return re.compile(f"{self._side}{Forms(forms, elements).source}{self._side}")

    @cached_property
    def jump_from(self) -> re.Pattern[str]:
        """A reference to the page where a text begins, `page` its number, `mark` its sign or empty: ▲▲（上接1版③）."""
        return re.compile(self._jump(self._paper.pages.jumps_from))

    @cached_property
    def jump_to(self) -> re.Pattern[str]:
        """A reference to the page where a text goes on: ▶(下转2版), （下转第十二版）."""
        return re.compile(self._jump(self._paper.pages.jumps_to) + _ARROWS)

    @staticmethod
    def _jump(words: tuple[str, ...]) -> str:
        page = rf"第?[A-Z]?(?P<page>{_PAGE})版?(?P<mark>[①-⑳]?)"
        return rf"{_ARROWS}[（(【\[](?:{one_of(words)}){page}[^（）()\[\]【】]{{0,8}}[）)】\]]"

    @cached_property
    def column(self) -> re.Pattern[str]:
        """The name of a standing column 栏目."""
        return Forms((*self._paper.columns.opinion, *self._paper.columns.other)).pattern

    @cached_property
    def opinion(self) -> re.Pattern[str]:
        """The name of a column of commentary, whoever signs it."""
        return Forms(self._paper.columns.opinion).pattern
