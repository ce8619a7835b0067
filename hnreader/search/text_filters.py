"""What the index cannot tell of an entry, looked up in its texts: terms that must stand in paragraphs, and patterns.

Whatever else the same clause may ask of an entry is looked up with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.search.matching import match
from hnreader.search.patterns import filter_by_pattern
from hnreader.search.query_language import DateRange, KindFilter, PageRange, PaperFilter, TagFilter, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from hnreader.search.entries import Entry
    from hnreader.search.lazy_results import Scored
    from hnreader.search.patterns import PatternTime
    from hnreader.search.query_language import Atom, Clause, Query
    from hnreader.search.user_tags import TaggedPlace

    Tagged = Mapping[str, Collection[tuple[int, ...]]]
    """The addresses of the entries that have each tag which a query names."""


def filter_by_text(
    query: Query,
    candidates: Iterable[Scored],
    cancelled: Callable[[], bool],
    tagged: Callable[[str], Iterable[TaggedPlace]],
    time: PatternTime | None = None,
    *,
    near: bool = False,
) -> tuple[list[Scored], bool]:
    """Return the candidates whose texts have what the query wants of these, and whether it was given up.

    `candidates` are what the index finds, `near` with errors or in pinyin. `tagged` returns the entries that have a
    tag. `time` is what is left for patterns where these are only some of the candidates.
    """
    tags = {
        atom.tag: {tuple(place) for place in tagged(atom.tag)}
        for clause in query.of_bodies
        for atom in clause.atoms
        if isinstance(atom, TagFilter)
    }
    kept: list[Scored] = []
    for scored in candidates:
        if cancelled():
            return kept, True
        if all(_holds(scored[1], clause, tags, near=near) for clause in query.of_bodies):
            kept.append(scored)
    return filter_by_pattern(query.patterns, kept, cancelled, time) if query.patterns else (kept, False)


def _holds(entry: Entry, clause: Clause, tags: Tagged, *, near: bool) -> bool:
    found = any(_has(entry, atom, tags, near=near and not clause.negated) for atom in clause.atoms)
    return found is not clause.negated


def _has(entry: Entry, atom: Atom, tags: Tagged, *, near: bool) -> bool:
    match atom:
        case Term():
            return match(entry, atom, near=near) is not None
        case DateRange(first, last):
            return first.toordinal() <= entry.day <= last.toordinal()
        case PageRange(first, last):
            return any(first <= (part.page_no or 0) <= last for part in entry.parts)
        case KindFilter(kind):
            return entry.parts[0].kind is kind
        case PaperFilter(paper):
            return entry.paper == paper
        case TagFilter(tag):
            return entry.address in tags[tag]
    raise TypeError(atom)
