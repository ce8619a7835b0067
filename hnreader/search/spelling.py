"""Did you mean: known names, columns, kinds and fields that are spelt nearly like what was typed."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from hnreader.kinds import NAMES
from hnreader.language.folding import fold
from hnreader.reasons import Message, Reason, shortened
from hnreader.search.alignment import difference_cost
from hnreader.search.field_values import field_values
from hnreader.search.query_language import FIELDS, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.archive import Archive
    from hnreader.search.query_language import Query

_MOST: Final = 3  # suggestions for one word
_SHORTEST: Final = 2
_LONG: Final = 4  # characters: from here on two may be wrong, with fewer one
_FIELD_OF: Final = {Reason.QUERY_KIND: "kind", Reason.QUERY_PAPER: "paper"}


@lru_cache(maxsize=8)
def _folded(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return values folded; an archive's names are compared with every word that is not found."""
    return tuple(map(fold, values))


def similar_values(typed: str, values: Iterable[str], limit: int = _MOST) -> list[str]:
    """Return the values most similar to what was typed: with one character wrong, in longer ones two.

    Of two characters one may be wrong if it looks or sounds like the other.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - takes 14 ms
    from rapidfuzz.process import extract_iter  # noqa: PLC0415

    wanted = fold(typed)
    if len(wanted) < _SHORTEST or wanted.isdigit():
        return []
    errors = 1 if len(wanted) < _LONG else 2
    known = tuple(values)
    near = extract_iter(wanted, _folded(known), scorer=Levenshtein.distance, processor=None, score_cutoff=errors)
    costs = {known[at]: difference_cost(wanted, value) for value, _, at in near}
    likely = [value for value, cost in costs.items() if cost and (cost < 1 or len(wanted) > _SHORTEST)]
    return sorted(likely, key=costs.__getitem__)[:limit]


def did_you_mean(query: Query, archive: Archive) -> tuple[Message, ...]:
    """Return suggestions for the words of a query that has found nothing."""
    values = field_values(archive)
    found: dict[str, tuple[str, ...]] = {}
    for term in query.terms:
        name, colon, rest = term.text.partition(":")
        if colon and term.where == "every":
            if fields := similar_values(name, FIELDS):
                found[term.text] = tuple(f"{field}:{rest}" for field in fields)
        elif not term.text.isascii():
            known = chain.from_iterable(values[field] for field in _fields(term))
            found[term.text] = tuple(similar_values(term.text, known))
    for note in query.notes:
        if field := _FIELD_OF.get(note.reason):
            name, _, typed = note.texts[0].replace("：", ":").partition(":")
            choices = values["paper"] if field == "paper" else [each for names in NAMES.values() for each in names]
            found[note.texts[0]] = tuple(f"{name}:{value}" for value in similar_values(typed, choices))
    return tuple(
        Message(Reason.QUERY_DID_YOU_MEAN, typed=shortened(typed), suggestions=tuple(map(shortened, suggestions)))
        for typed, suggestions in found.items()
        if suggestions
    )


def _fields(term: Term) -> Iterator[str]:
    if term.where in {"every", "names"}:
        yield "names"
    if term.where != "names":
        yield "column"
