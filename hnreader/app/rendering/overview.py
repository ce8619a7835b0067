"""The overview in lines: totals, a timeline, what is new since the last visit, the newest issues, keys."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.app.commands import LABELS
from hnreader.app.rendering.formatting import DOT, format_date
from hnreader.app.rendering.styled_text import clip_line
from hnreader.app.rendering.timeline import Timeline
from hnreader.app.rendering.welcome import welcome_lines
from hnreader.bars import bar_across
from hnreader.messages.counts import count_articles, count_issues, say_so_far
from hnreader.typesetting import cells

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator

_NAME: Final = "hnreader"
_WIDEST_BAR: Final = 40  # cells of a bar in the list of issues
_MOST_NEW_ISSUES: Final = 4
_SPACIOUS: Final = 20  # lines: from here up blank lines part the sections
_WIDTH_FOR_WEEKDAY: Final = 40  # cells: below this a day is written as an ISO date
_KEYS: Final = ("open", "search", "calendar", "paper", "goto", "help", "quit")


class Holdings(Struct, frozen=True):
    """What the archive has now, and what it had at the user's last visit."""

    issues: Mapping[datetime.date | None, int]
    """The number of articles of each issue; None: of pages without a date."""
    pages: int
    known: Mapping[str, int] | None
    """The number of articles of each issue at the last visit, by ISO date, "" for no date; None: no earlier visit."""
    last_visit: datetime.datetime | None
    complete: bool = True
    """No more pages are to come."""


class OverviewLayout:
    """Lays out the overview in `width` cells and `height` lines. `keys` has the written key of each command id."""

    def __init__(self, tr: Translator, keys: Mapping[str, str], holdings: Holdings, width: int, height: int) -> None:
        self._tr = tr
        self._keys = keys
        self._holdings = holdings
        self._width = width
        self._height = height
        self._days = sorted((day, count) for day, count in holdings.issues.items() if day is not None)

    def lines(self) -> list[StyledLine]:
        """Return the lines, as many as fit, none wider than `width`."""
        head, keys = list(self._totals()), self._key_line()
        if not self._holdings.issues:
            lines = [*head, [], keys]
        else:
            blank: Sequence[StyledLine] = [[]] if self._height >= _SPACIOUS else []
            welcome = self._welcome(self._height - len(head) - len(blank))
            foot = [] if welcome or not keys else [keys]  # a welcome has told the keys
            sections = [head, *filter(None, [welcome])]
            room = self._height - len(foot) - sum(len(section) + len(blank) for section in sections)
            for section_of in (self._timeline, self._news, self._newest_issues):
                section = section_of(room - len(blank))
                if section:
                    sections.append(section)
                    room -= len(section) + len(blank)
            lines = [line for section in sections for line in (*section, *blank)] + foot
        above: list[StyledLine] = [[]] * min(3, max(0, self._height - len(lines)) // 2)
        return [clip_line(line, self._width) for line in [*above, *lines][: self._height]]

    def _centred(self, line: StyledLine) -> StyledLine:
        return [(" " * max(0, (self._width - cells("".join(text for text, _ in line))) // 2), ""), *line]

    def _totals(self) -> Iterator[StyledLine]:
        issues, tr = self._holdings.issues, self._tr
        yield self._centred([(_NAME, "title")])
        if not issues:
            yield self._centred([(tr("No articles yet"), "note")])
            return
        totals = [
            count_issues(tr, len(self._days)),
            tr.plural("{count:,} page", "{count:,} pages", self._holdings.pages),
            count_articles(tr, sum(issues.values())),
        ]
        undated = tr.plural("{count:,} undated", "{count:,} undated", issues[None]) if None in issues else ""
        if undated and cells(DOT.join([*totals, undated])) <= self._width:
            totals.append(undated)
        text = DOT.join(totals)
        yield self._centred([(text if self._holdings.complete else say_so_far(tr, text), "text")])
        if self._days:
            first, last = (format_date(tr, day, weekday=False) for day in (self._days[0][0], self._days[-1][0]))
            yield self._centred([(first if first == last else tr("{first} – {last}", first=first, last=last), "note")])

    def _welcome(self, room: int) -> list[StyledLine]:
        first_visit = self._holdings.known is None and bool(self._keys)
        return welcome_lines(self._tr, self._keys, self._width, room // 2) if first_visit else []

    def _timeline(self, room: int) -> list[StyledLine]:
        if len(self._days) < 2 or room < 3:
            return []
        timeline = Timeline(self._days, self._width)
        height = max(1, min(room // 4 - 2, 6))
        heading: StyledLine = [(self._heading(timeline), "head")]
        return [heading, *timeline.rows(height), *timeline.axis()]

    def _heading(self, timeline: Timeline) -> str:
        match timeline.unit:
            case "day":
                return self._tr("Articles per day (max. {count:,})", count=timeline.most)
            case "month":
                return self._tr("Articles per month (max. {count:,})", count=timeline.most)
            case "year":
                return self._tr("Articles per year (max. {count:,})", count=timeline.most)
            case _:
                return self._tr(
                    "Articles per {years} years (max. {count:,})", years=timeline.years, count=timeline.most
                )

    @cached_property
    def _new(self) -> list[tuple[datetime.date | None, int, bool]]:
        """Issues with new articles, newest first: date, number of new articles, whether the whole issue is new."""
        known, issues = self._holdings.known, self._holdings.issues
        if known is None:
            return []
        sizes: list[tuple[datetime.date | None, int]] = [*reversed(self._days)]
        sizes += [(None, issues[None])] if None in issues else []
        keys = map(str, (day or "" for day, _ in sizes))
        return [
            (day, size - known.get(key, 0), key not in known)
            for (day, size), key in zip(sizes, keys, strict=True)
            if size > known.get(key, -1)
        ]

    def _news(self, room: int) -> list[StyledLine]:
        tr, last_visit = self._tr, self._holdings.last_visit
        if self._holdings.known is None or room < 1:
            return []
        since = tr("since {date}", date=f"{last_visit:%Y-%m-%d %H:%M}") if last_visit else tr("since last time")
        if not self._new:
            nothing = (
                tr("nothing new") if self._holdings.complete else tr("nothing new so far: pages are still being read")
            )
            return [[(since + DOT + nothing, "note")]]
        new_issues = sum(whole and day is not None for day, _, whole in self._new)
        summary = tr(
            "{issues}, {articles} new",
            issues=count_issues(tr, new_issues),
            articles=count_articles(tr, sum(articles for _, articles, _ in self._new)),
        )
        summary = summary if self._holdings.complete else say_so_far(tr, summary)
        if cells(since + DOT + summary) > self._width:
            since = tr("since last time")
        lines: list[StyledLine] = [[(since + DOT, "note"), (summary, "new")]]
        listed = max(0, min(_MOST_NEW_ISSUES, room // 3 - 1))
        more = len(self._new) > listed
        for day, articles, _ in self._new[: listed - more if listed else 0]:
            count = tr("+{count:,}", count=articles)
            lines.append([("  " + self._date(day) + "  ", "text"), (count, "new")])
        if listed and more:
            lines.append(
                [
                    (
                        "  " + tr.plural("… and {count:,} more", "… and {count:,} more", len(self._new) - listed + 1),
                        "note",
                    )
                ]
            )
        return lines

    def _newest_issues(self, room: int) -> list[StyledLine]:
        """List the newest issues, each with a bar; the pages without a date come last."""
        if room < 2:
            return []
        undated = [(None, count) for day, count in self._holdings.issues.items() if day is None]
        shown = [*reversed(self._days[-room:]), *undated][: room - 1]
        most = max(1, *(count for _, count in shown))
        dates = [self._date(day) for day, _ in shown]
        date_width, count_width = max(map(cells, dates)), len(f"{most:,}")
        bar_width = min(_WIDEST_BAR, self._width - date_width - count_width - 4)
        new = {day for day, _, _ in self._new}
        lines: list[StyledLine] = [[(self._tr("Latest issues"), "head")]]
        for date, (day, count) in zip(dates, shown, strict=True):
            padding = " " * (date_width - cells(date) + 2)
            line: StyledLine = [
                (date + padding, "new" if day in new else "text"),
                (f"{count:>{count_width},}  ", "note"),
            ]
            lines.append([*line, (bar_across(count, most, bar_width), "bar")])
        return lines

    def _date(self, day: datetime.date | None) -> str:
        if day is not None and self._width < _WIDTH_FOR_WEEKDAY:
            return day.isoformat()
        return format_date(self._tr, day)

    def _key_line(self) -> StyledLine:
        line: StyledLine = []
        room = self._width + 2
        for command in _KEYS:
            key, label = self._keys.get(command), self._tr(LABELS[command])
            if key is None or (room := room - cells(key + label) - 3) < 0:
                continue
            line += [("  " if line else "", ""), (key, "key"), (f" {label}", "word")]
        return self._centred(line) if line else []
