"""Words on the screen: key → (Chinese, English)."""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "screen.search": ("检索", "Search"),
    "screen.placeholder": ("按 / 检索标题与正文", "press / to search headlines and bodies"),
    "screen.articles": ("{0} 篇", "{0} articles"),
    "screen.head_count": ("{0} 篇", "{0}"),
    "screen.results": ("{0:,} 篇", "{0:,} found"),
    "screen.results_hits": ("{0:,} 篇 {1:,} 处", "{0:,} found, {1:,} places"),
    "screen.newest": ("新的在前", "newest first"),
    "screen.dot": (" · ", " · "),
    "screen.loading": ("正在读入…", "reading…"),
    "screen.loading_count": ("正在读入… {0} 版", "reading… {0} pages"),
    "screen.failures": ("{0} 处读不了（!）", "{0} unreadable (!)"),
    "screen.nothing_found": ("没有找到“{0}”", "nothing found for “{0}”"),
    "screen.no_articles": ("没有文章", "no articles"),
    "screen.date": ("{0}年{1}月{2}日 {3}", "{0}-{1:02d}-{2:02d} {3}"),
    "screen.inferred": ("{0}（推定）", "{0} (inferred)"),
    "weekday.0": ("星期一", "Monday"),
    "weekday.1": ("星期二", "Tuesday"),
    "weekday.2": ("星期三", "Wednesday"),
    "weekday.3": ("星期四", "Thursday"),
    "weekday.4": ("星期五", "Friday"),
    "weekday.5": ("星期六", "Saturday"),
    "weekday.6": ("星期日", "Sunday"),
    "story.reporters": ("记者 {0}", "Reporters: {0}"),
    "story.correspondents": ("通讯员 {0}", "Correspondents: {0}"),
    "story.photographers": ("摄影 {0}", "Photographs: {0}"),
    "story.commentators": ("评论员 {0}", "Commentators: {0}"),
    "story.caption": ("▣ 图 ", "▣ "),
    "story.truncated": ("此处文字未完", "the text breaks off here"),
}
