"""The field `tag:` of queries. Whose tags they are the search does not know: who opens an archive brings them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

from hnreader.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from hnreader.archive import Archive, View

    Tags = Mapping[str, Collection[str]]
    """The ids of the articles that have each tag."""

_sources: Final[WeakKeyDictionary[Archive, Callable[[], Tags]]] = WeakKeyDictionary()


class TaggedPlace(NamedTuple):
    """Where an entry stands: in the issue of a state, on a page, at a place."""

    state: int
    page: int
    place: int


def bring_tags(archive: Archive, source: Callable[[], Tags]) -> None:
    """Have queries in an archive find tags; `source` is called, in any thread, when a query names one."""
    _sources[archive] = source


def tag_counts(archive: Archive) -> Counter[str]:
    """Return the tags, with the number of articles that have each."""
    return Counter({tag: len(ids) for tag, ids in _tags(archive).items()})


def tagged_places(archive: Archive, view: View, tag: str) -> list[TaggedPlace]:
    """Return the entries of a view that have a tag, or a part of which has it, without regard to case and form."""
    ids = {name for known, names in _tags(archive).items() if fold(known) == fold(tag) for name in names}
    found = (view.find(name) or view.find(view.new_id(name)) for name in ids)
    entries = {(index, view.first_part(index, place)) for index, place in filter(None, found)}
    return sorted(TaggedPlace(view.summaries[index].state, place.page, place.article) for index, place in entries)


def _tags(archive: Archive) -> Tags:
    source = _sources.get(archive)
    return source() if source is not None else {}
