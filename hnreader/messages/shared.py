"""Words that the command line and the app share: key → (Chinese, English)."""

from __future__ import annotations

from typing import Final

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "kind.news": ("消息", "news"),
    "kind.commentary": ("评论", "commentary"),
    "kind.feature": ("特写", "feature"),
    "kind.photo": ("图片", "photo"),
    "kind.advertorial": ("专版", "advertorial"),
    "kind.continuation": ("接版", "continuation"),
    "kind.notice": ("启事", "notice"),
    "page.number": ("第{0}版", "page {0}"),
    "page.unknown": ("版次不详", "page unknown"),
    "date.unknown": ("日期不详", "date unknown"),
    "headline.none": ("（无题）", "(no headline)"),
}
