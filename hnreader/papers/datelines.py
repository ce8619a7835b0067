"""The patterns of datelines 电头. They are matched against text without blanks."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.papers.forms import HAN, Element, Forms, one_of, values

if TYPE_CHECKING:
    from hnreader.papers.names import NamePatterns
    from hnreader.papers.profile import Paper

_BEHIND: Final = rf"(?=[（(【\[{HAN}“\d—]|$)"
"""What may follow a dateline."""
_LONGEST: Final = 60  # characters in which a dateline ends


class Dateline(Struct, frozen=True):
    """What a dateline 电头 states: where it ends in its text, and its day as far as it has one."""

    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None


class DatelinePatterns:
    """The datelines of one profile."""

    def __init__(self, paper: Paper, names: NamePatterns) -> None:
        self._paper = paper
        self._names = names

    @cached_property
    def _elements(self) -> dict[str, Element]:
        """The elements of datelines."""
        sources = self._paper.sources
        news = one_of((*sources.own, *sources.agencies))
        known = one_of((*sources.own, *sources.agencies, *sources.sites, *self._paper.name.printed))
        endings = one_of((*sources.paper_endings, *sources.other_endings))
        date = r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
        return {
            "source": Element(rf"(?:据?(?:{known})|[{HAN}]{{1,6}}(?:{endings}))(?:[·•][{HAN}A-Za-z]{{2,8}})?", 56),
            "news_source": Element(f"据?(?:{news})", 2),
            "paper": Element(f"据?{self._names.paper}", 8),
            "place": Element(rf"[{HAN}]{{2,8}}?", 7),
            "date": Element(date, 8),
            "cut_date": Element(r"\d{1,2}月(?:\d{1,2}日?)?", 8),
            "bracket": Element(r"(?=[（(【\[])"),
        }

    @cached_property
    def _forms(self) -> Forms:
        return Forms(self._paper.datelines.forms, self._elements, self._paper.datelines.never)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._forms.source + _BEHIND)

    def match(self, text: str) -> Dateline | None:
        """Return the dateline with which a text begins: 湖南日报3月8日讯, 本报讯, 新华社北京3月8日电; or None."""
        found = self._forms.hint.search(text, 0, _LONGEST) and self._pattern.match(text, 0, _LONGEST)
        if not found:
            return None
        figures = values(found)
        year, month, day = (figures.get(name) for name in ("year", "month", "day"))
        return Dateline(found.end(), *(int(figure) if figure else None for figure in (year, month, day)))

    @cached_property
    def _cut(self) -> re.Pattern[str]:
        return Forms(self._paper.datelines.cut, self._elements).pattern

    def is_cut(self, text: str) -> bool:
        """Tell whether a line is what the measure leaves of a dateline, its month at least: 湖南日报3月8日 | 讯（…."""
        return "月" in text and self._cut.fullmatch(text) is not None
