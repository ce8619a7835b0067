"""A newspaper's profile: what is particular to its print, as data read from TOML.

Each table of the file is a record here, each key a field of it; what a field holds says its default: `()` a list of
texts, `""` a text, None a number or a day. `layer` puts one profile over another: lists grow, single values are
replaced. So every paper stands on `generic.toml`, and a user's file on the shipped one of its id.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hnreader.model import CONTRIBUTOR_ROLES
from hnreader.papers.forms import SIZED, FormError, check

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hnreader.papers.patterns import Patterns

Words = tuple[str, ...]
LONGEST: Final = 200  # characters of a value
MANY: Final = 400  # items of a list
_HIGHEST: Final = {"number": 999_999, "lag": 31}


class ProfileError(ValueError):
    """A profile cannot be used: the key at fault, what stands there, and what is expected in its place.

    `found` is None where there is no such key; then `expected` lists those there are.
    """

    def __init__(self, key: str, found: object, expected: str) -> None:
        self.key = key
        self.found = None if found is None else str(found)[:60]
        self.expected = expected
        super().__init__(key, self.found, expected)


class NewspaperName(NamedTuple):
    """What the paper is called, and how else its name is printed (in Latin letters, say)."""

    zh: str = ""
    en: str = ""
    also: Words = ()

    @property
    def printed(self) -> Words:
        """All forms of the name that a page may show, without blanks."""
        return tuple("".join(name.split()) for name in (self.zh, *self.also) if name)


class Numbering(NamedTuple):
    """The day of one known issue number, from which others count a number a day; days from news to print."""

    number: int | None = None
    date: datetime.date | None = None
    lag: int | None = None


class Sources(NamedTuple):
    """Who datelines and credits name: the paper itself (本报), agencies, sites, broadcasters, endings of names."""

    own: Words = ()
    agencies: Words = ()
    sites: Words = ()
    broadcasters: Words = ()
    paper_endings: Words = ()
    other_endings: Words = ()


class Datelines(NamedTuple):
    """How a dateline 电头 looks, whole and as the measure cuts it; words of which no part is a dateline's."""

    forms: Words = ()
    cut: Words = ()
    never: Words = ()


class Masthead(NamedTuple):
    """The parts of a masthead 报头; a line of it holds one or several of them and nothing else."""

    parts: Words = ()


class Pages(NamedTuple):
    """How a page's label looks, how one that wants a blank or a leading zero; the words of jumps; names of sections."""

    labels: Words = ()
    loose_labels: Words = ()
    jumps_from: Words = ()
    jumps_to: Words = ()
    sections: Words = ()


class Columns(NamedTuple):
    """Standing columns 栏目: those of commentary, whoever signs them, and the others."""

    opinion: Words = ()
    other: Words = ()


class Bylines(NamedTuple):
    """The paper's apps and sites beside its name in a byline; role words that, at a line's start, follow a name."""

    clients: Words = ()
    after_names: Words = ()


class Credits(NamedTuple):
    """How a picture's credit looks; words of which no part is a credit's."""

    forms: Words = ()
    never: Words = ()


class Citation(NamedTuple):
    """What catalogues say of the paper."""

    publisher: str = ""
    place: str = ""
    cn: str = ""
    issn: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Paper:
    """The profile of one newspaper. Profiles are compared by identity."""

    id: str
    name: NewspaperName
    numbering: Numbering
    sources: Sources
    datelines: Datelines
    masthead: Masthead
    pages: Pages
    columns: Columns
    roles: Mapping[str, Words]
    """The words before the names of contributors, by the role of `People` that they give."""
    bylines: Bylines
    credits: Credits
    citation: Citation

    def __repr__(self) -> str:
        return f"Paper({self.id!r})"

    @cached_property
    def patterns(self) -> Patterns:
        """The profile's forms, compiled when they are first asked for."""
        from hnreader.papers.patterns import Patterns  # noqa: PLC0415 - patterns are made from profiles

        return Patterns(self)

    @property
    def lag(self) -> int:
        """Days from the news to the issue that prints it."""
        return self.numbering.lag or 0

    def date_of(self, number: int) -> datetime.date | None:
        """Return the day of an issue number; None where the profile knows no number, or there is no such day."""
        known, date, _ = self.numbering
        if known is None or date is None:
            return None
        try:
            return date + datetime.timedelta(days=number - known)
        except OverflowError:
            return None


_RECORDS: Final[dict[str, Any]] = {
    "name": NewspaperName,
    "numbering": Numbering,
    "sources": Sources,
    "datelines": Datelines,
    "masthead": Masthead,
    "pages": Pages,
    "columns": Columns,
    "bylines": Bylines,
    "credits": Credits,
    "citation": Citation,
}
_TABLES: Final = (*_RECORDS, "roles")

_SOURCES: Final = frozenset({"source", "news_source", "paper", "place", "date", "cut_date", "bracket"})
_FORMS: Final[dict[str, frozenset[str]]] = {
    "datelines.forms": _SOURCES,
    "datelines.cut": _SOURCES,
    "masthead.parts": frozenset({"day", "weekday", "lunar", "name", "latin"}),
    "pages.labels": frozenset({"page", "two_figures", "letter", "section"}),
    "pages.loose_labels": frozenset({"page", "letter", "section"}),
    "pages.sections": frozenset(),
    "columns.opinion": frozenset(),
    "columns.other": frozenset(),
    "credits.forms": frozenset(),
}
"""The keys whose texts are forms, and the elements that those may use."""


def make_paper(identity: str, tables: Mapping[str, Any]) -> Paper:
    """Return the profile that the tables of a TOML file state, which `validate` has passed."""
    records: dict[str, Any] = {}
    for table in _TABLES:
        values = {key: tuple(item) if isinstance(item, list) else item for key, item in tables.get(table, {}).items()}
        records[table] = MappingProxyType(values) if table == "roles" else _RECORDS[table](**values)
    return Paper(identity, **records)


def validate(tables: Mapping[str, Any]) -> None:
    """Raise `ProfileError` for the first thing in the tables of a TOML file that no profile can hold."""
    for table, values in tables.items():
        if table not in _TABLES:
            raise ProfileError(table, None, ", ".join(_TABLES))
        if not isinstance(values, dict):
            raise ProfileError(table, values, f"[{table}]")
        defaults = dict.fromkeys(CONTRIBUTOR_ROLES, ()) if table == "roles" else _RECORDS[table]._field_defaults
        for key, value in values.items():
            if key not in defaults:
                raise ProfileError(f"{table}.{key}", None, ", ".join(defaults))
            if defaults[key] == ():
                _validate_words(f"{table}.{key}", value)
            else:
                _validate_value(f"{table}.{key}", value, key, text=defaults[key] == "")
    if len({"number", "date"} & tables.get("numbering", {}).keys()) == 1:
        raise ProfileError("numbering", ", ".join(tables["numbering"]), "number, date")


def layer(below: Paper, above: Paper, *, lists_only: bool = False) -> Paper:
    """Put a profile over another: its lists are added to those below, its single values replace them.

    With `lists_only` single values, and what the paper is called, stay as they are below.
    """
    merged: dict[str, Any] = {
        "roles": MappingProxyType(
            {role: _add(below.roles.get(role, ()), above.roles.get(role, ())) for role in CONTRIBUTOR_ROLES}
        )
    }
    for table in _RECORDS:
        if not (lists_only and table == "name"):
            under, over = getattr(below, table), getattr(above, table)
            merged[table] = type(under)(
                *(
                    _add(lower, upper)
                    if isinstance(lower, tuple)
                    else lower
                    if lists_only or upper in {None, ""}
                    else upper
                    for lower, upper in zip(under, over, strict=True)
                )
            )
    return replace(below, id=below.id if lists_only else above.id, **merged)


def _add(lower: Words, upper: Words) -> Words:
    return tuple(dict.fromkeys((*lower, *upper)))


def _validate_words(where: str, found: Any) -> None:
    if not isinstance(found, list) or len(found) > MANY or not all(map(_is_text, found)):
        raise ProfileError(where, found, '["…", "…"]')
    elements = _FORMS.get(where)
    for form in found if elements is not None else ():
        try:
            check(form, elements or ())
        except FormError as error:
            raise ProfileError(where, error, _listed(elements or ())) from error


def _validate_value(where: str, found: Any, key: str, *, text: bool) -> None:
    if text:
        fits, expected = _is_text(found), '"…"'
    elif key in _HIGHEST:
        fits, expected = type(found) is int and 0 <= found <= _HIGHEST[key], f"0..{_HIGHEST[key]}"
    else:
        fits, expected = type(found) is datetime.date, "2025-03-27"
    if not fits:
        raise ProfileError(where, found, expected)


def _is_text(found: Any) -> bool:
    return isinstance(found, str) and bool(found.strip()) and len(found) <= LONGEST and found.isprintable()


def _listed(elements: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in (*sorted(elements), *(f"{sized}:1-4" for sized in SIZED)))
