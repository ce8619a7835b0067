"""What the kinds of articles are called, on the screen and in queries: kind → (Chinese, English)."""

from __future__ import annotations

from typing import Final

from hnreader.kinds import Kind

NAMES: Final[dict[Kind, tuple[str, str]]] = {
    Kind.NEWS: ("消息", "news"),
    Kind.COMMENTARY: ("评论", "commentary"),
    Kind.FEATURE: ("特写", "feature"),
    Kind.PHOTO: ("图片", "photo"),
    Kind.ADVERTORIAL: ("专版", "advertorial"),
    Kind.CONTINUATION: ("接版", "continuation"),
    Kind.NOTICE: ("启事", "notice"),
}
