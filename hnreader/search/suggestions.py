"""What a query that is being typed may go on with: the name of a field, or what the archive holds in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from hnreader.lexicon.kinds import NAMES
from hnreader.search.folding import fold
from hnreader.search.language import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.archive import Archive
    from hnreader.kinds import Kind
    from hnreader.model import Article

MOST: Final = 12  # suggestions: what a line has room for
_CHINESE: Final = ("标题", "记者", "栏目", "类型", "版", "日期")
_ENGLISH: Final = ("title", "by", "column", "kind", "page", "date")


class Suggestions:
    """Suggests from an archive; what it holds is counted once for as long as it does not grow."""

    def __init__(self) -> None:
        self._counted = -1
        self._values: dict[str, Counter[str]] = {}

    def of(self, archive: Archive, typed: str) -> tuple[str, ...]:
        """Return what the last word of a query may become, whole, the commonest first; nothing for a bare word.

        A field's name is completed from its first character on, its value also from nothing.
        """
        word = typed.rsplit(maxsplit=1)[-1] if typed and not typed[-1].isspace() else ""
        name, colon, begun = word.replace("：", ":").partition(":")
        if not word:
            return ()
        if not colon:
            return tuple(f"{one}:" for one in (*_CHINESE, *_ENGLISH) if one.startswith(word.casefold()))
        field = FIELDS.get(name.casefold(), "")
        field = "kind.en" if field == "kind" and name.isascii() else field
        values = self._held(archive).get(field, Counter())
        wanted = fold(begun)
        fit = (value for value, _ in values.most_common() if fold(value).startswith(wanted) and value != begun)
        return tuple(f"{name}:{value}" for value, _ in zip(fit, range(MOST), strict=False))

    def _held(self, archive: Archive) -> dict[str, Counter[str]]:
        if self._counted != len(archive):
            self._values = _count(archive.articles)
            self._counted = len(archive)
        return self._values


def _count(articles: Iterable[Article]) -> dict[str, Counter[str]]:
    names: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    kinds: Counter[Kind] = Counter()
    pages: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for one in articles:
        names.update({*one.people.reporters, *one.people.correspondents, *one.people.commentators})
        columns.update([one.column.text] if one.column else ())
        kinds.update([one.kind])
        pages.update([str(one.page_no)] if one.page_no else ())
        years.update([str(one.date.year)] if one.date else ())
    chinese, english = (Counter({NAMES[kind][at]: count for kind, count in kinds.items()}) for at in (0, 1))
    return {"names": names, "column": columns, "kind": chinese, "kind.en": english, "page": pages, "date": years}
