"""Results of a search under headings: by issue, by page, or by standing column (栏目)."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Final, Literal

from hnreader.app.rendering.list_sections import ListHeading, row_counts
from hnreader.lazy_sequence import LazySequence

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from hnreader.archive import View
    from hnreader.search import Result, Results

Grouping = Literal["issue", "page", "column"]
Key = tuple[int, int] | str
"""The day of an issue and the index of a page in it, -1 for the whole issue; or the name of a column."""
MOST_BY_COLUMN: Final = 2_000  # results: each article is fetched for its column, which takes a tenth of a millisecond
_GONE: Final = (-(1 << 62), -1)  # the key of results of issues that have been replaced since they were indexed


class GroupedResults(LazySequence["Result"]):
    """Results in the order of their groups, which are the sections of a list."""

    def __init__(self, grouping: Grouping, results: Results, groups: Mapping[Key, Sequence[int]], view: View) -> None:
        self.kind: Final = grouping
        self._results = results
        self._view = view
        self._order = [*chain.from_iterable(groups.values())]
        self._keys = [*groups]
        self._indices = {key: index for index, key in enumerate(self._keys)}
        self.firsts: Final = [*accumulate(map(len, groups.values()), initial=0)]
        self.heading_counts: Final = [1] * len(groups)

    def __len__(self) -> int:
        return len(self._order)

    def _item(self, index: int) -> Result:
        return self._results[self._order[index]]

    @cached_property
    def row_counts(self) -> Sequence[int]:
        """The number of headings and results of each group."""
        return row_counts(self)

    def heads(self, index: int, /) -> Sequence[ListHeading]:
        """Return the heading of a group."""
        key, (first, end) = self._keys[index], self.firsts[index : index + 2]
        if isinstance(key, str):
            return [ListHeading(None, False, None, first, end - first, column=key)]
        day, number = key
        at = self._view.index_of(day)
        if at is None:
            return [ListHeading(None, False, None, first, end - first)]
        summary = self._view.summaries[at]
        page = self._view.open(at).pages[number] if number >= 0 else None
        return [ListHeading(summary.date, summary.inferred, page, first, end - first, alone=page is not None)]

    def key(self, index: int) -> Hashable:
        """Return the key of a group."""
        return self._keys[index]

    def find(self, key: Hashable) -> int | None:
        """Return the index of the group with a key."""
        return self._indices.get(key)  # type: ignore[call-overload,no-any-return]  # any other is of no group

    def ids(self, _index: int, head: ListHeading) -> Sequence[str]:
        """Return the ids of the results below a heading."""
        return [result.article.id for result in self[head.first : head.first + head.size]]


def group_results(results: Results, view: View, grouping: Grouping, cancelled: Callable[[], bool]) -> GroupedResults:
    """Group results: issues and pages as they come in the archive, columns by the number of results.

    By column only the first `MOST_BY_COLUMN` are looked at, and listed. Within a group they are in their own order.
    Where nobody waits for it any more some are left out.
    """
    indices = {} if grouping == "column" else {issue.state: at for at, issue in enumerate(view.summaries)}
    groups: dict[Key, list[int]] = {}
    for at in range(min(len(results), MOST_BY_COLUMN) if grouping == "column" else len(results)):
        if cancelled():
            break
        groups.setdefault(_key(results[at], view, grouping, indices), []).append(at)

    def order(key: Key) -> tuple[int, int, str]:
        return (not key, -len(groups[key]), key) if isinstance(key, str) else (-key[0], key[1], "")

    return GroupedResults(grouping, results, {key: groups[key] for key in sorted(groups, key=order)}, view)


def _key(result: Result, view: View, grouping: Grouping, indices: Mapping[int, int]) -> Key:
    if grouping == "column":
        column = result.article.column
        return "".join(column.text.split()) if column else ""
    state, page, _ = result.address
    index = indices.get(state)
    if index is None:
        return _GONE
    return view.summaries[index].day, page if grouping == "page" else -1
