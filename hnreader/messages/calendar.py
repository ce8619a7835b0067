"""Words of the calendar and of the overview: key → (Chinese, English)."""

from __future__ import annotations

from typing import Final

_ENGLISH: Final = "January February March April May June July August September October November December".split()
_DAYS: Final = tuple(zip("一二三四五六日", "Mo Tu We Th Fr Sa Su".split(), strict=True))

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    **{f"calendar.month.{number}": (f"{number}月", name) for number, name in enumerate(_ENGLISH, 1)},
    **{f"calendar.weekday.{number}": names for number, names in enumerate(_DAYS)},
    "calendar.title": ("日历", "Calendar"),
    "calendar.range": ("{0} — {1} · {2:,} 期", "{0} – {1} · {2:,} issues"),
    "calendar.month": ("{0}年{1}", "{1} {0}"),
    "calendar.month_held": ("{0} 期", "{0}"),
    "calendar.held": ("{0} · {1} 篇", "{0} · {1} articles"),
    "calendar.missing": ("{0} · 没有这一期", "{0} · no issue"),
    "calendar.before": ("前一期 {0}", "before {0}"),
    "calendar.after": ("后一期 {0}", "after {0}"),
    "calendar.month_missing": ("本月藏 {0} 期，缺 {1} 期", "this month: {0} held, {1} missing"),
    "calendar.typed": ("前往 {0}", "go to {0}"),
    "calendar.no_such_day": ("没有这一天", "no such day"),
    "calendar.open_before": ("打开前一期", "open the one before"),
    "calendar.open_after": ("打开后一期", "open the one after"),
    "calendar.empty": ("没有一期标明日期", "no issue tells its date"),
    "overview.issues": ("{0:,} 期", "{0:,} issues"),
    "overview.pages": ("{0:,} 版", "{0:,} pages"),
    "overview.articles": ("{0:,} 篇", "{0:,} articles"),
    "overview.undated": ("日期不详 {0:,} 篇", "{0:,} undated"),
    "overview.range": ("{0} — {1}", "{0} – {1}"),
    "overview.nothing": ("还没有文章", "no articles yet"),
    "overview.by.day": ("每日篇数，最多 {0:,}", "articles a day, at most {0:,}"),
    "overview.by.month": ("每月篇数，最多 {0:,}", "articles a month, at most {0:,}"),
    "overview.by.year": ("每年篇数，最多 {0:,}", "articles a year, at most {0:,}"),
    "overview.by.years": ("每 {1} 年篇数，最多 {0:,}", "articles in {1} years, at most {0:,}"),
    "overview.newest": ("最近各期", "newest issues"),
    "overview.since": ("自 {0} 以来", "since {0}"),
    "overview.since_last": ("上次以来", "since last time"),
    "overview.new": ("新到 {0:,} 期 {1:,} 篇", "{0:,} new issues, {1:,} new articles"),
    "overview.no_news": ("没有新到", "nothing new"),
    "overview.more": ("… 还有 {0:,} 期", "… and {0:,} more"),
    "overview.new_articles": ("+{0:,} 篇", "+{0:,}"),
}
