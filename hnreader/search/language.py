r"""The query language: what a reader types → what is looked for. Nothing that is typed is an error.

长沙 芯片          both                    长沙|株洲        one of them
"smart city"      with its blanks         -长沙  !长沙      not
'三高四新          nothing similar          /第\d+届/       a regular expression
标题:长沙  记者:曹娟  栏目:三湘时评  日期:2023..2024-06  版:1  类型:评论
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from hnreader.lexicon.kinds import NAMES
from hnreader.reading.cleaning import clean
from hnreader.search.dates import days
from hnreader.search.folding import fold
from hnreader.search.pinyin import is_pinyin

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from hnreader.kinds import Kind

Where = Literal["every", "title", "names", "column"]


@dataclass(frozen=True, slots=True)
class Term:
    """Text to be found."""

    text: str
    """Folded."""
    where: Where = "every"
    """`title` is headline, kicker, subhead and column."""
    exact: bool = False
    """Nothing but this will do, neither what is similar nor what sounds so."""
    pinyin: str = ""
    """The letters as typed, where they may be pinyin."""


@dataclass(frozen=True, slots=True)
class Days:
    """Issues from one day to another."""

    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages from one number to another."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Kinds:
    """Articles of a kind."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, to be found in one of the texts as printed."""

    source: str


Atom = Term | Days | Pages | Kinds | Pattern


@dataclass(frozen=True, slots=True)
class Clause:
    """Any one of several things, or none of them where it is negated."""

    atoms: tuple[Atom, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something of the query that was not understood, and is looked for as text: a key of the catalogue, and it."""

    code: str
    typed: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: all clauses must hold."""

    clauses: tuple[Clause, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The texts that are wanted, each once."""
        wanted = (atom for clause in self.clauses if not clause.negated for atom in clause.atoms)
        return tuple(dict.fromkeys(atom for atom in wanted if isinstance(atom, Term)))

    @property
    def days(self) -> Days | None:
        """The days that it is restricted to; one that begins after its end is no day at all."""
        alone = (clause.atoms[0] for clause in self.clauses if len(clause.atoms) == 1 and not clause.negated)
        spans = [atom for atom in alone if isinstance(atom, Days)]
        return Days(max(one.first for one in spans), min(one.last for one in spans)) if spans else None

    @property
    def patterns(self) -> tuple[tuple[str, bool], ...]:
        """The regular expressions, and whether one must not be found."""
        every = ((atom, clause.negated) for clause in self.clauses for atom in clause.atoms)
        return tuple((atom.source, negated) for atom, negated in every if isinstance(atom, Pattern))


FIELDS: Final[dict[str, str]] = {
    **dict.fromkeys(("标题", "title"), "title"),
    **dict.fromkeys(("记者", "作者", "by", "author"), "names"),
    **dict.fromkeys(("栏目", "column"), "column"),
    **dict.fromkeys(("日期", "date"), "date"),
    **dict.fromkeys(("版", "版次", "page"), "page"),
    **dict.fromkeys(("类型", "体裁", "kind"), "kind"),
}
_TEXT_FIELDS: Final[dict[str, Where]] = {"title": "title", "names": "names", "column": "column"}
_KINDS: Final = {name: kind for kind, said in NAMES.items() for name in (*said, str(kind))}

_FIELD: Final = re.compile(rf"({'|'.join(sorted(FIELDS, key=len, reverse=True))})[:：]", re.IGNORECASE)
_NOT: Final = re.compile(r"[-－!！](?=[^\s])")
_OR: Final = re.compile(r"\s*[|｜]\s*")
_BETWEEN: Final = re.compile(r"[\s|｜]+")
_QUOTED: Final = re.compile(r"\"([^\"]*)(?:\"|$)|[“”＂]([^”“＂]*)(?:[”“＂]|$)|「([^」]*)(?:」|$)")
_LITERAL: Final = re.compile(r"['‘’＇](?=[^\s])")
_REGEX: Final = re.compile(r"/((?:[^/\\\n]|\\.)+)/(?=\s|$)")
_BARE: Final = re.compile(r"[^\s|｜]+")
_PAGES: Final = re.compile(r"0*(\d{1,4})(?:\.\.0*(\d{1,4}))?版?")


@lru_cache(maxsize=64)
def parse(typed: str) -> Query:
    """Return what is looked for. What is not understood is text, with a note of it."""
    return _Reader(clean(typed)).query()


class _Reader:
    """Reads a query from left to right."""

    def __init__(self, typed: str) -> None:
        self._typed = typed
        self._at = 0
        self._named = ""
        """The field that was asked for last."""
        self._notes: list[Note] = []

    def query(self) -> Query:
        clauses = tuple(clause for clause in self._clauses() if clause.atoms)
        return Query(clauses, tuple(dict.fromkeys(self._notes)))

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._typed, self._at)
        if found:
            self._at = found.end()
        return found

    def _clauses(self) -> Iterator[Clause]:
        while self._at < len(self._typed):
            if self._take(_BETWEEN):
                continue
            negated = self._take(_NOT) is not None
            atoms = [*self._atoms("")]
            while self._take(_OR):
                atoms += self._atoms(self._named)
            yield from self._settled(atoms, negated=negated)

    def _settled(self, atoms: list[Atom], *, negated: bool) -> Iterator[Clause]:
        """A regular expression is held against what the rest has found, and so can't be one of several."""
        if len(atoms) > 1 and any(isinstance(atom, Pattern) for atom in atoms):
            self._notes += (Note("query.regex_or", atom.source) for atom in atoms if isinstance(atom, Pattern))
            atoms = [one for atom in atoms for one in _as_text(atom)]
        yield Clause(tuple(dict.fromkeys(atoms)), negated)

    def _atoms(self, named: str) -> Iterator[Atom]:
        """Yield what is asked for next: one thing, or nothing. `named` is the field of the alternative before."""
        start = self._at
        field = self._take(_FIELD)
        self._named = FIELDS[field[1].lower()] if field else named
        if self._at == len(self._typed) or self._typed[self._at].isspace():
            if field:
                self._notes.append(Note("query.empty", field[0]))
            return
        if not self._named and (pattern := self._take(_REGEX)):
            yield from self._pattern(pattern[1])
        elif self._named in {"", *_TEXT_FIELDS}:
            yield from self._term(_TEXT_FIELDS.get(self._named, "every"))
        else:
            yield from self._filter(self._named, start)

    def _term(self, where: Where) -> Iterator[Term]:
        if quoted := self._take(_QUOTED):
            text, exact = next(group for group in quoted.groups() if group is not None), True
        else:
            exact = self._take(_LITERAL) is not None
            bare = self._take(_BARE)
            text = bare[0] if bare else ""
        if folded := fold(text).strip():
            spoken = text if where in {"every", "title", "names"} and not exact and is_pinyin(text) else ""
            yield Term(folded, where, exact, spoken)

    def _filter(self, named: str, start: int) -> Iterator[Atom]:
        bare = self._take(_BARE)
        value = bare[0].strip("\"“”'") if bare else ""
        found: Atom | None = None
        if named == "date" and (span := days(fold(value))):
            found = Days(*span)
        elif named == "page" and (pages := _PAGES.fullmatch(fold(value))):
            first, last = int(pages[1]), int(pages[2] or pages[1])
            found = Pages(min(first, last), max(first, last))
        elif named == "kind":
            kinds = {kind for name, kind in _KINDS.items() if name.startswith(fold(value))}
            found = Kinds(kinds.pop()) if len(kinds) == 1 else None
        if found:
            yield found
            return
        whole = self._typed[start : self._at]
        self._notes.append(Note(f"query.{named}", whole))
        yield from _text(whole)

    def _pattern(self, source: str) -> Iterator[Atom]:
        import regex  # noqa: PLC0415 - seldom asked for, and slow to import

        try:
            regex.compile(source)
        except regex.error:
            self._notes.append(Note("query.regex", f"/{source}/"))
            yield from _text(f"/{source}/")
        else:
            yield Pattern(source)


def _as_text(atom: Atom) -> Iterator[Atom]:
    if isinstance(atom, Pattern):
        yield from _text(f"/{atom.source}/")
    else:
        yield atom


def _text(typed: str) -> Iterator[Term]:
    if folded := fold(typed).strip():
        yield Term(folded, exact=True)
