"""Which newspaper a page is of, told by what it prints of itself.

Looked at, the plainest first: the name in the masthead; the issue number, where it agrees with the printed day; the
name on the page's label; in datelines; in bylines; a standing column that no other known paper has. A page on which
another paper's name stands in the head, or in as many datelines, is not recognised.
"""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, Final

from hnreader.language.characters import is_han
from hnreader.model import Evidence
from hnreader.papers.pages import DAY_ALONE, ISSUE_NO, MONTH
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.model import Page
    from hnreader.papers.pages import PagePatterns
    from hnreader.papers.profile import Paper
    from hnreader.papers.registry import Papers

HEAD: Final = 60  # characters of a line in which a masthead, a label, a dateline or a byline stands
ROWS: Final = 20_000  # lines of a page that are looked at
AROUND: Final = 12  # lines on either side of an issue number in which the day is printed
NUMBERS: Final = 4  # issue numbers of a page that are looked at
CONFIDENCE: Final = {"masthead": 0.99, "number": 0.95, "label": 0.95, "dateline": 0.9, "byline": 0.7, "column": 0.6}
"""What tells the paper, the plainest first, and how sure that is."""

_PATTERN: Final = frozenset("{}[]()|")


_REASONS: Final = {
    "masthead": Reason.PAPER_MASTHEAD,
    "label": Reason.PAPER_LABEL,
    "dateline": Reason.PAPER_DATELINE,
    "byline": Reason.PAPER_BYLINE,
}


class Recogniser:
    """Recognises pages of some papers."""

    def __init__(self, papers: Papers) -> None:
        self._papers = tuple(papers.papers.values())
        self._patterns = papers.generic.patterns
        self._folded = {paper: tuple(map(str.casefold, paper.name.printed)) for paper in self._papers}
        self._names = tuple((name, paper) for paper, names in self._folded.items() for name in names)
        columns = {paper: (*paper.columns.opinion, *paper.columns.other) for paper in self._papers}
        counts = Counter(name for names in columns.values() for name in names if _PATTERN.isdisjoint(name))
        self._columns = {name: paper for paper, names in columns.items() for name in names if counts[name] == 1}
        self._endings = papers.generic.sources.paper_endings

    def recognise(self, page: Page) -> tuple[Paper | None, tuple[Evidence, ...]]:
        """Return the paper that a page is of and why; None and nothing where the page does not tell."""
        rows = ["".join(line.text[: 2 * HEAD].split()) for line in page.lines[:ROWS]]
        seen: dict[str, Counter[Paper | None]] = {kind: Counter() for kind in CONFIDENCE}
        messages: dict[tuple[str, Paper], Message] = {}
        for row in filter(None, rows):
            for kind, paper in self._sightings(row):
                seen[kind][paper] += 1
                if paper:
                    messages.setdefault((kind, paper), _message(kind, row, paper))
        for paper, number, day in self._numbers(rows):
            seen["number"][paper] += 1
            messages["number", paper] = Message(Reason.PAPER_NUMBER, number=number, date=day)
        paper = _decide(seen)
        if paper is None:
            return None, ()
        kinds = (kind for kind in CONFIDENCE if (kind, paper) in messages)
        return paper, tuple(Evidence(messages[kind, paper], CONFIDENCE[kind]) for kind in kinds)

    def _sightings(self, row: str) -> Iterator[tuple[str, Paper | None]]:
        """Yield what a line says of papers; None stands for one that is not known."""
        if row in self._columns:
            yield "column", self._columns[row]
        head = row[:HEAD]
        folded = head.casefold()
        name, paper = next(((name, paper) for name, paper in self._names if name in folded), ("", None))
        if paper is None and not any(ending in head for ending in self._endings):
            return
        before = folded.partition(name)[0] if paper else ""
        patterns = paper.patterns if paper else self._patterns
        dateline = patterns.datelines.match(head)
        if dateline or patterns.datelines.is_cut(head):
            source = folded[: dateline.end if dateline else None]
            if not source.startswith(name, len(before)) or is_han(before[-1:]):
                paper = None
            if not source.startswith("据") and (paper or any(ending in source for ending in self._endings)):
                yield "dateline", paper
        elif len(row) > HEAD:
            return
        elif patterns.pages.is_masthead(row):
            yield "masthead", paper if _is_whole(before, patterns.pages) else None
        elif patterns.pages.label.fullmatch(row):
            yield "label", paper if _is_whole(before, patterns.pages) else None
        elif paper and patterns.contributors.byline_start.match(row) and folded.startswith(self._folded[paper]):
            yield "byline", paper

    def _numbers(self, rows: Sequence[str]) -> Iterator[tuple[Paper, str, datetime.date]]:
        """Yield the papers whose issue number stands on a page beside its day, or behind the newest news of it."""
        places = [at for at, row in enumerate(rows) if len(row) <= HEAD and "第" in row and ISSUE_NO.search(row)]
        for at in places[:NUMBERS]:
            days = set(_days(rows[max(0, at - AROUND) : at + AROUND]))
            news = self._news(rows) if not days else set()
            for number in ISSUE_NO.findall(rows[at]):
                for paper in self._papers:
                    day = paper.date_of(int(number))
                    if day is None or not paper.patterns.pages.is_masthead(rows[at]):
                        continue
                    newest = day - datetime.timedelta(days=paper.lag)
                    if day in days or (newest.month, newest.day) in news:
                        yield paper, number, day

    def _news(self, rows: Sequence[str]) -> set[tuple[int, int]]:
        """Return the months and days of a page's datelines."""
        datelines = (self._patterns.datelines.match(row) for row in rows)
        return {
            (dateline.month, dateline.day) for dateline in datelines if dateline and dateline.month and dateline.day
        }


def _is_whole(before: str, patterns: PagePatterns) -> bool:
    """Tell whether a name in a page's head begins behind `before`: 新湖南日报 is another paper than 湖南日报."""
    return not before or patterns.is_masthead(before) or patterns.label.fullmatch(before) is not None


def _message(kind: str, row: str, paper: Paper) -> Message:
    if kind == "column":
        return Message(Reason.PAPER_COLUMN, column=row)
    return Message(_REASONS[kind], paper=paper.name.zh or paper.id)


def _days(rows: Sequence[str]) -> Iterator[datetime.date]:
    """Yield the days that lines of a masthead state; the day of the month may be a line of its own."""
    for at, row in enumerate(rows):
        found = MONTH.search(row) if len(row) <= HEAD else None
        if found is None:
            continue
        alone = (later.rstrip("日") for later in rows[at + 1 : at + AROUND] if DAY_ALONE.fullmatch(later))
        day = found["day"] or found["d"] or next(alone, None)
        try:
            yield datetime.date(int(found["year"]), int(found["month"] or found["m"]), int(day or 0))
        except ValueError:
            continue


def _decide(seen: dict[str, Counter[Paper | None]]) -> Paper | None:
    """Return the paper that the plainest sightings tell; None where they are of another one, or of two alike."""
    for counts in seen.values():
        ranked = counts.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            return ranked[0][0]
    return None
