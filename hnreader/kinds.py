"""The kinds of articles; apart from the model, for words about them are needed before there is any article."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of piece an article is, in the words of the export."""

    NEWS = "news"
    COMMENTARY = "commentary"
    FEATURE = "feature"
    PHOTO = "photo"
    ADVERTORIAL = "advertorial"
    CONTINUATION = "continuation"
    NOTICE = "notice"
