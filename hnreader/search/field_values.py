"""The values that an archive's articles have in the fields of the query language, with the number of articles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from hnreader.kinds import NAMES
from hnreader.model import AUTHOR_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hnreader.archive import Archive
    from hnreader.kinds import Kind
    from hnreader.model import Article

_counted: Final[WeakKeyDictionary[Archive, tuple[int, Mapping[str, Counter[str]]]]] = WeakKeyDictionary()


def field_values(archive: Archive) -> Mapping[str, Counter[str]]:
    """Return the values by field, the commonest first; kinds are in English under `kind.en`.

    They are counted once until articles come.
    """
    size, values = _counted.get(archive, (-1, {}))
    if size != len(archive):
        size = len(archive)
        values = _count(archive.articles)
        _counted[archive] = size, values
    return values


def _count(articles: Iterable[Article]) -> dict[str, Counter[str]]:
    names: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    kinds: Counter[Kind] = Counter()
    pages: Counter[str] = Counter()
    years: Counter[str] = Counter()
    papers: Counter[str] = Counter()
    for article in articles:
        names.update({name for role in AUTHOR_ROLES for name in article.people.by_role(role)})
        columns.update([article.column.text] if article.column else ())
        kinds.update([article.kind])
        pages.update([str(article.page_no)] if article.page_no else ())
        years.update([str(article.date.year)] if article.date else ())
        papers.update([article.paper] if article.paper else ())
    chinese, english = (Counter({NAMES[kind][at]: count for kind, count in kinds.items()}) for at in (0, 1))
    values = {
        "names": names,
        "column": columns,
        "kind": chinese,
        "kind.en": english,
        "page": pages,
        "date": years,
        "paper": papers,
    }
    return {field: Counter(dict(counts.most_common())) for field, counts in values.items()}
