"""Which issue a page is of, and why: by its masthead, its file name, or its datelines and the years that it names."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from hnreader.language import numerals
from hnreader.model import Dating, Evidence
from hnreader.papers.forms import values
from hnreader.papers.pages import DAY_ALONE, ISSUE_NO, MONTH, PAGES_TOTAL
from hnreader.reading import page_place
from hnreader.reasons import Message, Reason
from hnreader.segment.draft import Role
from hnreader.segment.file_names import FILE_NAME, named_day, possible_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.corrections import Correction
    from hnreader.model import Page, PageMarkup
    from hnreader.segment.draft import Block

FIRST_YEAR: Final = 1949
_STATED: Final = (Role.MASTHEAD, Role.PAGE_LABEL)

_YEAR: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:年(?:(?P<month>\d{1,2})月)?|(?=第|年度))(?=(?P<behind>.{0,14}))"
)
PLANNING_MONTH: Final = 11  # from November on next year's budgets and plans are in the news
AGAINST: Final = 1.2  # what a year named plainly says against each earlier one
AHEAD: Final = 0.3  # what a year says that is planned for
TERM: Final = (
    0.6  # what the year says in which something is to be done, for that year and half of it against earlier ones
)
# Words that point a year ahead of the issue: 到2025年, 提前下达2025年, 部署2025年重点工作.
_AHEAD: Final = re.compile(
    r"(?:到|至|力争|提前|下达|预算|规划|目标|计划|部署(?:安排)?了?|明年|预计|截至|《[^》]{0,20}|—|-)$"
)
_GOAL: Final = re.compile(r"(?:到|力争|规划|目标|计划|预计)$")  # of these, what surely lies ahead
# 将于2021年底前完成: mostly the year that runs.
_TERM: Final = re.compile(r"年?(?:底|末)?(?:之|以)?前")
_AHEAD_BEHIND: Final = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:冬奥|奥运|亚运|亚冬|世运|大运|青奥|残奥|世博|园博|世界杯|全运|冬运|锦标赛)"
    r"|[^，。；、]{0,8}(?:建成|通车|竣工|投产|投用|投入使用|完工|交付)(?:后|时|，|。|投)"
)
_PLANNING: Final = re.compile(r"预算|提前|明年|部署|计划|转移支付")
_ANNIVERSARIES: Final = (
    (re.compile(r"新中国成立(\d{2})周年"), 1949),
    (re.compile(r"国际妇女节(\d{2,3})周年"), 1910),
    (re.compile(r"建党(\d{2,3})周年|中国共产党成立(\d{2,3})周年"), 1921),
    (re.compile(r"建军(\d{2})周年"), 1927),
)
# 3月8日（星期六）, 3月8日 周六: the weekday falls on that day in one year of six or so.
_WEEKDAY: Final = re.compile(
    r"(?<!年)(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日[（(，,]?(?:星期|周)(?P<week>[一二三四五六日天])"
)
_WEEK: Final = "一二三四五六日"
_HEAD: Final = 60  # characters; a running head is no longer
# 2025年6月12日星期四, in the running head of a page whatever else stands in it.
_DATED: Final = re.compile(
    r"(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日[（(]?(?:星期|周)(?P<week>[一二三四五六日天])"
)
FITS: Final = 2.0  # what a weekday says for a year in which it falls on its day, and against one in which it does not
_HALF: Final = str.maketrans("０１２３４５６７８９", "0123456789")
NEXT_DAY: Final = 1  # day of lag: a daily prints yesterday's news
STATED: Final = 0.97  # that what a library says of a page is so; what is printed on it says more
_MOST_PAGES: Final = 99  # of an issue
_BY_PLACE: Final = 0.7  # that a file begins with page 1 and lacks none: what is printed on a page says more
_DATE: Final = "why.date."  # with what the codes of reasons begin: of dates, and as long, why.page. of numbers
_MANY: Final = 200_000  # characters of a page that are looked through for years


def date_page(blocks: Sequence[Block], page: Page, latest: datetime.date | None = None) -> Dating:
    """Return the issue that a page of these blocks belongs to.

    What its file says in its markup is the last word; a masthead says more than a METS file, and that more than the
    page's name. No date that is worked out lies after `latest`; one that is printed, or stated by a file or its name,
    may. The bound only takes candidates away, so a page whose best candidate is in the past has the same date whatever
    the day.
    """
    bound = _Bound(latest)
    masthead = "".join(block.compact for block in blocks if block.role in _STATED)
    number = ISSUE_NO.search(masthead)
    total = PAGES_TOTAL.search(masthead)
    issue_no = int(number["number"]) if number else None
    date, evidence = _by_markup(page.markup)
    if date is None:
        date, evidence = _by_masthead(blocks, issue_no, bound)
    page_no, numbering = _numbered(blocks, page, has_head=date is not None)
    if page.stated and page.stated.date and (evidence is None or evidence.confidence < STATED):
        date, evidence = page.stated.date, Evidence(Message(Reason.DATE_METS, file=page.stated.file), STATED)
    if date is None and (date := named_day(_name(page))):
        evidence = Evidence(Message(Reason.DATE_FILE, file=_name(page)), 0.95)
    inferred = date is None
    if date is None:
        date, evidence = _by_running_head(blocks)
    if date is None:
        date, evidence = _by_weekday(blocks, bound)
    if date is None:
        date, evidence = _by_datelines(blocks, bound)
    return Dating(
        date,
        issue_no,
        page_no,
        int(total["number"]) if total else None,
        inferred and date is not None,
        tuple(filter(None, (evidence, numbering))),
        bound.refused,
    )


def decided_dating(dating: Dating, decisions: Iterable[Correction]) -> Dating:
    """Return the issue of a page, with what people decided of it in the place of what was found."""
    date, page_no = None, 0
    for decision in decisions:
        date, page_no = decision.date or date, decision.page_no or page_no
    if date:
        why = Evidence(Message(Reason.DATE_DECIDED, date=date), 1.0)
        dating = with_reason(replace(dating, date=date, inferred=False, future=None), why)
    if page_no:
        why = Evidence(Message(Reason.PAGE_DECIDED, page=page_no), 1.0)
        dating = with_reason(replace(dating, page_no=page_no), why)
    return dating


def with_reason(dating: Dating, why: Evidence) -> Dating:
    """Return a dating with a reason in the place of others of its sort: why it is of a date, or has a number."""
    sort = why.message.reason[: len(_DATE)]
    others = (each for each in dating.evidence if not each.message.reason.startswith(sort))
    return replace(dating, evidence=(why, *others))


def _name(page: Page) -> str:
    """Return the name of a page by which it may be dated: the one that it has in an archive."""
    return page.inner or page.source


def _numbered(blocks: Sequence[Block], page: Page, *, has_head: bool) -> tuple[int | None, Evidence | None]:
    """Return a page's number, and why, where it does not state it itself; `has_head`: its head states the date."""
    printed = (page.markup and page.markup.page_no) or _page_number(blocks)
    if printed is None and has_head and _is_first_page(blocks):
        printed = 1
    if printed is not None:
        return printed, None
    if page.stated and page.stated.page_no:
        return page.stated.page_no, Evidence(Message(Reason.PAGE_METS, file=page.stated.file), STATED)
    named = FILE_NAME.search(_name(page))
    if named and named["page"] and int(named["page"]):
        return int(named["page"]), None
    place = page_place(_name(page))[1]
    if 0 < place <= _MOST_PAGES:
        return place, Evidence(Message(Reason.PAGE_PLACE, file=_name(page)), _BY_PLACE)
    return None, None


class _Bound:
    """The last day that a page may be of by a date that is worked out; None: any."""

    def __init__(self, latest: datetime.date | None) -> None:
        self._latest = latest
        self.refused: datetime.date | None = None
        """The nearest of the days that lay behind it."""

    def allows(self, date: datetime.date) -> bool:
        if self._latest is None or date <= self._latest:
            return True
        self.refused = min(date, self.refused or date)
        return False


def _is_first_page(blocks: Sequence[Block]) -> bool:
    """Tell whether the head is a masthead: it has the paper's name or number, the lunar date, or the day set large."""
    parts = [block for block in blocks if block.role is Role.MASTHEAD]
    return any(
        part.paper.patterns.pages.first_page.search(part.compact) or DAY_ALONE.fullmatch(part.compact) for part in parts
    )


def _page_number(blocks: Sequence[Block]) -> int | None:
    """The number on the page's label, where it has one."""
    for block in blocks:
        if block.role is Role.PAGE_LABEL:
            patterns = block.paper.patterns.pages
            found = patterns.label.fullmatch(block.compact) or patterns.loose_label.fullmatch(block.compact)
            number = numerals.number(values(found).get("page", "")) if found else None
            if number is not None:
                return number
    return None


def _by_markup(markup: PageMarkup | None) -> tuple[datetime.date | None, Evidence | None]:
    """The day that the file itself gives."""
    if markup is None or markup.date is None:
        return None, None
    return markup.date, Evidence(Message(Reason.DATE_MARKUP, date=markup.date), 1.0)


def _by_masthead(
    blocks: Sequence[Block], issue_no: int | None, bound: _Bound
) -> tuple[datetime.date | None, Evidence | None]:
    """The day that the masthead states; the day of the month may be a line of its own. A number alone tells it too."""
    parts = [block.compact for block in blocks if block.role in _STATED]
    for position, part in enumerate(parts):
        month = MONTH.search(part)
        if not month:
            continue
        day = (
            month["day"]
            or month["d"]
            or next((each.rstrip("日") for each in parts[position + 1 :] if DAY_ALONE.fullmatch(each)), None)
        )
        date = possible_day(int(month["year"]), int(month["month"] or month["m"]), int(day)) if day else None
        if date:
            return date, Evidence(Message(Reason.DATE_MASTHEAD, date=date), 1.0)
    date = blocks[0].paper.date_of(issue_no) if issue_no else None
    if date is None or issue_no is None or not bound.allows(date):  # in the future: a misread number
        return None, None
    return date, Evidence(Message(Reason.DATE_NUMBER, number=issue_no), 0.9)


def _by_running_head(blocks: Sequence[Block]) -> tuple[datetime.date | None, Evidence | None]:
    """The day that a line of no story states with its weekday: a running head that no profile knows."""
    for block in blocks:
        found = _DATED.search(block.compact) if block.role is Role.STRAY and len(block.compact) <= _HEAD else None
        date = possible_day(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
        if date and found and _falls_on(date, found["week"]):
            return date, Evidence(Message(Reason.DATE_MASTHEAD, date=date), 0.8)
    return None, None


def _by_weekday(blocks: Sequence[Block], bound: _Bound) -> tuple[datetime.date | None, Evidence | None]:
    """The day that a page's head states without its year, in the year of those named in which the weekday fits."""
    for block in blocks:
        found = _WEEKDAY.search(block.compact) if block.role in _STATED else None
        if not found:
            continue
        votes = year_votes((each.compact for each in blocks), int(found["month"]))
        for year in sorted(votes, key=lambda each: (-votes[each], -each)):
            date = possible_day(year, int(found["month"]), int(found["day"]))
            if date and _falls_on(date, found["week"]) and bound.allows(date):
                return date, Evidence(Message(Reason.DATE_MASTHEAD, date=date), 0.8)
    return None, None


def _falls_on(date: datetime.date, week: str) -> bool:
    return _WEEK[date.weekday()] == week.replace("天", "日")


def _by_datelines(blocks: Sequence[Block], bound: _Bound) -> tuple[datetime.date | None, Evidence | None]:
    """The day of the newest dateline and the paper's lag behind it, in the year that the text speaks for."""
    days: Counter[tuple[int, int]] = Counter()
    for block in blocks:
        dateline = block.paper.patterns.datelines.match(block.compact)
        if dateline and dateline.month and dateline.day:
            days[dateline.month, dateline.day] += 1
    if not days:
        return None, None
    newest, lag = _newest(days), blocks[0].paper.lag
    years = year_votes((block.compact for block in blocks), newest[0])
    for year, votes in sorted(years.items(), key=lambda item: (-item[1], -item[0])):
        news = possible_day(year, *newest)
        if news is None:
            continue
        issue = news + datetime.timedelta(days=lag)
        if bound.allows(issue):
            second = max((other for each, other in years.items() if each != year), default=0.0)
            confidence = min(0.95, 0.5 + 0.4 * (votes - second) / (votes or 1.0))
            stated = f"{newest[0]}月{newest[1]}日"
            why = (
                Message(Reason.DATE_DATELINE, dateline=stated, year=year)
                if lag == NEXT_DAY
                else Message(Reason.DATE_DATELINE_LAG, dateline=stated, year=year, days=lag)
            )
            return issue, Evidence(why, confidence)
    return None, None


def _newest(days: Counter[tuple[int, int]]) -> tuple[int, int]:
    """The newest day of the datelines; over New Year, December is older than January."""
    months = {month for month, _ in days}
    return max(days, key=lambda day: (day[0] + 12 if months >= {1, 12} and day[0] == 1 else day[0], day[1]))


def year_votes(texts: Iterable[str], month: int) -> dict[int, float]:
    """Weigh which year it is, by the years that texts name; `month` is the newest dateline's.

    A year named plainly is this year, or the one before, named to compare: it speaks for itself and a little for the
    next, and against every earlier one. So does 2020年12月 in a paper of April: it was last year. What is to be done
    before a year's end (将于2021年底前) is mostly done in the year that runs. A year that is planned for (from November
    on 2025年预算; 2026年通车后) or that names an event (2022年冬奥会) says little, however often, and nothing where
    a goal (到2025年) is all that speaks for it. An anniversary tells the year by itself.
    """
    texts = list(_bounded(texts))
    votes = _anniversary_votes(texts)
    plain: defaultdict[int, float] = defaultdict(float)
    planned: set[int] = set()
    goals: set[int] = set()
    weekdays: set[tuple[int, int, str]] = set()
    for text in texts:
        if "星期" in text or "周" in text:
            weekdays.update((int(each[1]), int(each[2]), each[3]) for each in _WEEKDAY.finditer(text))
        planning = month >= PLANNING_MONTH and _PLANNING.search(text) is not None
        for found in _YEAR.finditer(text) if "20" in text or "19" in text else ():
            year, before = int(found["year"]), text[max(0, found.start() - 12) : found.start()]
            if planning:
                votes[year] += 0.45
                votes[year - 1] += 0.6
            elif _GOAL.search(before):
                goals.add(year)
            elif _TERM.match(found["behind"]):
                votes[year] += TERM
                plain[year] += TERM / 2
            elif _AHEAD.search(before) or _AHEAD_BEHIND.match(found["behind"]):
                planned.add(year)
            elif found["month"] and int(found["month"]) > month:
                votes[year + 1] += 0.5
                plain[year + 1] += 0.5
            else:
                votes[year] += 1.0
                votes[year + 1] += 0.6
                plain[year] += 1
    for year in planned | (goals & votes.keys()):  # a goal alone does not say that it has come
        votes[year] += AHEAD
    for year in votes:
        votes[year] -= sum(AGAINST * count for each, count in plain.items() if each > year)
        days = ((possible_day(year, month, day), week) for month, day, week in weekdays)
        votes[year] += sum(FITS if date and _falls_on(date, week) else -FITS for date, week in days)
    return {year: vote for year, vote in votes.items() if year >= FIRST_YEAR}


def _anniversary_votes(texts: Iterable[str]) -> defaultdict[int, float]:
    votes: defaultdict[int, float] = defaultdict(float)
    for text in texts:
        for pattern, born in _ANNIVERSARIES if "周年" in text else ():
            for found in pattern.finditer(text):
                votes[born + int(next(filter(None, found.groups())))] += 6
    return votes


def _bounded(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts with half-width figures, as long as they are no longer than a page's."""
    seen = 0
    for text in texts:
        seen += len(text)
        if seen > _MANY:
            return
        yield text.translate(_HALF) if "２０" in text or "１９" in text else text
