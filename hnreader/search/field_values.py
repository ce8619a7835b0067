"""The values that an archive's articles have in the fields of the query language, with the number of articles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from hnreader.kinds import NAMES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hnreader.archive import Archive, View

_TALLIED: Final = ("names", "column", "kind", "page", "paper", "date")

_counted: Final[WeakKeyDictionary[Archive, _Counts]] = WeakKeyDictionary()


def field_values(archive: Archive) -> Mapping[str, Counter[str]]:
    """Return the values by field, the commonest first; kinds are in English under `kind.en`.

    They are counted once, and what changes in the archive is counted again.
    """
    view = archive.view
    counts = _counted.get(archive)
    if counts is None or counts.view is not view:
        counts = _counted[archive] = _Counts(view, counts)
    return counts.values


class _Counts:
    """The values of a view, counted with those of an earlier one at hand."""

    def __init__(self, view: View, before: _Counts | None) -> None:
        self.view: Final = view
        self.tallies: Final[dict[str, Counter[str]]] = {
            field: Counter(before.tallies[field] if before else ()) for field in _TALLIED
        }
        earlier = {issue.state: index for index, issue in enumerate(before.view.summaries)} if before else {}
        now = {issue.state: index for index, issue in enumerate(view.summaries)}
        self._add(view, (now[state] for state in now.keys() - earlier.keys()), 1)
        if before:
            self._add(before.view, (earlier[state] for state in earlier.keys() - now.keys()), -1)
        self.values: Final = self._named()

    def _add(self, view: View, indices: Iterable[int], times: int) -> None:
        """Count the articles of issues in, or out."""
        for index in indices:
            issue = view.summaries[index]
            tallies = {field: dict(counts) for field, counts in view.open(index).tallies.items()}
            if issue.date:
                tallies["date"] = {str(issue.date.year): issue.articles}
            for field, counts in tallies.items():
                for value, count in counts.items():
                    self.tallies[field][value] += times * count

    def _named(self) -> dict[str, Counter[str]]:
        """Return the values as a query has them."""
        kinds = {Kind(kind): count for kind, count in self.tallies["kind"].items()}
        chinese, english = (Counter({NAMES[kind][at]: count for kind, count in kinds.items()}) for at in (0, 1))
        values = self.tallies | {"kind": chinese, "kind.en": english}
        return {
            field: Counter({value: count for value, count in sorted(counts.most_common(), key=_common) if count > 0})
            for field, counts in values.items()
        }


def _common(counted: tuple[str, int]) -> tuple[int, str]:
    """Return a sort key: the commonest first, equals in the order of their characters."""
    return -counted[1], counted[0]
