"""The kinds of articles; apart from the model, for words about them are needed before there is any article."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What sort of piece an article is, in the words of the export."""

    NEWS = "news"
    COMMENTARY = "commentary"
    FEATURE = "feature"
    PHOTO = "photo"
    ADVERTORIAL = "advertorial"
    CONTINUATION = "continuation"
    NOTICE = "notice"


NAMES: Final[dict[Kind, tuple[str, str]]] = {
    Kind.NEWS: ("消息", "news"),
    Kind.COMMENTARY: ("评论", "commentary"),
    Kind.FEATURE: ("特写", "feature"),
    Kind.PHOTO: ("图片", "photo"),
    Kind.ADVERTORIAL: ("专版", "advertorial"),
    Kind.CONTINUATION: ("接版", "continuation"),
    Kind.NOTICE: ("启事", "notice"),
}
"""What each kind is called in queries and on the screen: Chinese, English."""
