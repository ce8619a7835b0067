"""How a query that is being typed may go on: the name of a field, or a value that the archive has in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from hnreader.language.folding import fold
from hnreader.search.field_values import field_values
from hnreader.search.query_language import FIELDS
from hnreader.search.user_tags import tag_counts

if TYPE_CHECKING:
    from hnreader.archive import Archive

MOST: Final = 12  # suggestions: what a line has room for
_CHINESE: Final = ("标题", "正文", "记者", "栏目", "体裁", "版", "日期", "报纸", "标签")
_ENGLISH: Final = ("title", "body", "by", "column", "kind", "page", "date", "paper", "tag")


def suggest(archive: Archive, typed: str) -> tuple[str, ...]:
    """Return what the last word of a query may become, the most frequent first; nothing for a word without a field.

    A field's name is completed from its first character on, its value also from nothing.
    """
    word = typed.rsplit(maxsplit=1)[-1] if typed and not typed[-1].isspace() else ""
    name, colon, begun = word.replace("：", ":").partition(":")
    if not word:
        return ()
    if not colon:
        return tuple(f"{field}:" for field in (*_CHINESE, *_ENGLISH) if field.startswith(word.casefold()))
    field = FIELDS.get(name.casefold(), "")
    field = "kind.en" if field == "kind" and name.isascii() else field
    values = tag_counts(archive) if field == "tag" else field_values(archive).get(field, Counter())
    prefix = fold(begun)
    fit = (value for value, _ in values.most_common() if fold(value).startswith(prefix) and value != begun)
    return tuple(f"{name}:{value}" for value, _ in zip(fit, range(MOST), strict=False))
