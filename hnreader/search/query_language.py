r"""The query language: parses what a user types. Nothing that is typed is an error.

长沙 芯片          both                    长沙|株洲        one of them
"smart city"      with its blanks         -长沙  !长沙      not
'三高四新          nothing similar          /第\d+届/       a regular expression
标题:长沙  正文:长沙  记者:曹娟  栏目:三湘时评  日期:2023..2024-06  版:1  体裁:评论
报纸:湖南日报  标签:待读
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from hnreader.kinds import NAMES
from hnreader.language.folding import fold
from hnreader.language.pinyin import is_pinyin
from hnreader.reading.cleaning import clean
from hnreader.reasons import Message, Reason, shortened
from hnreader.search.dates import parse_dates
from hnreader.search.fuzzy import may_be_passage
from hnreader.search.patterns import PatternError, PatternGroupError, UnsafePatternError, compile_pattern

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from hnreader.kinds import Kind

Where = Literal["every", "title", "body", "names", "column"]


class Term(Struct, frozen=True):
    """A text to be found."""

    text: str
    """Folded."""
    where: Where = "every"
    """`title` is headline, kicker, subhead and column; `body` is paragraphs and their headings."""
    exact: bool = False
    """No near matches, neither with errors nor in pinyin."""
    pinyin: str = ""
    """The letters as typed, where they may be pinyin."""
    passage: bool = False
    """A whole sentence, of which several characters may be wrong."""


class DateRange(Struct, frozen=True):
    """Articles of the issues from one day to another."""

    first: datetime.date
    last: datetime.date


class PageRange(Struct, frozen=True):
    """Articles on the pages from one number to another."""

    first: int
    last: int


class KindFilter(Struct, frozen=True):
    """Articles of one kind."""

    kind: Kind


class PaperFilter(Struct, frozen=True):
    """Articles of one newspaper."""

    paper: str
    """The id of its profile."""


class TagFilter(Struct, frozen=True):
    """Articles that the user has given a tag."""

    tag: str


class Pattern(Struct, frozen=True):
    """A regular expression, to match one of the texts as printed."""

    source: str


Atom = Term | DateRange | PageRange | KindFilter | PaperFilter | TagFilter | Pattern


class Clause(Struct, frozen=True):
    """One of several conditions must hold, or, where negated, none."""

    atoms: tuple[Atom, ...]
    negated: bool = False


class Query(Struct, frozen=True, dict=True):
    """A parsed query: all clauses must hold. What follows from them is worked out once."""

    clauses: tuple[Clause, ...] = ()
    notes: tuple[Message, ...] = ()
    passage: Term | None = None
    """All text of the query as one passage, if it is long enough; near matches of it may take the place of terms."""

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the clauses that are not negated, each once."""
        wanted = (atom for clause in self.clauses if not clause.negated for atom in clause.atoms)
        return tuple(dict.fromkeys(atom for atom in wanted if isinstance(atom, Term)))

    @cached_property
    def date_range(self) -> DateRange | None:
        """The days to which the clauses restrict the query; none where the first is after the last."""
        alone = (clause.atoms[0] for clause in self.clauses if len(clause.atoms) == 1 and not clause.negated)
        spans = [atom for atom in alone if isinstance(atom, DateRange)]
        return DateRange(max(span.first for span in spans), min(span.last for span in spans)) if spans else None

    @cached_property
    def patterns(self) -> tuple[tuple[str, bool], ...]:
        """The regular expressions, each with whether its clause is negated."""
        every = ((atom, clause.negated) for clause in self.clauses for atom in clause.atoms)
        return tuple((atom.source, negated) for atom, negated in every if isinstance(atom, Pattern))

    @cached_property
    def of_bodies(self) -> tuple[Clause, ...]:
        """The clauses with terms of bodies: the index knows whether an entry has a term, not in which texts."""
        return tuple(clause for clause in self.clauses if any(map(is_of_body, clause.atoms)))

    @cached_property
    def looks_into_texts(self) -> bool:
        """Whether all that the index finds is to be looked through: see `text_filters`."""
        return bool(self.patterns or self.of_bodies)


def is_of_body(atom: Atom) -> bool:
    """Tell whether a condition is a term that is to stand in a paragraph."""
    return isinstance(atom, Term) and atom.where == "body"


FIELDS: Final[dict[str, str]] = {
    **dict.fromkeys(("标题", "title"), "title"),
    **dict.fromkeys(("正文", "body"), "body"),
    **dict.fromkeys(("记者", "作者", "by", "author"), "names"),
    **dict.fromkeys(("栏目", "column"), "column"),
    **dict.fromkeys(("日期", "date"), "date"),
    **dict.fromkeys(("版", "版次", "page"), "page"),
    **dict.fromkeys(("类型", "体裁", "kind"), "kind"),
    **dict.fromkeys(("报纸", "paper"), "paper"),
    **dict.fromkeys(("标签", "tag"), "tag"),
}
_TEXT_FIELDS: Final[dict[str, Where]] = {"title": "title", "body": "body", "names": "names", "column": "column"}
_MISUNDERSTOOD: Final = {
    "date": Reason.QUERY_DATE,
    "page": Reason.QUERY_PAGE,
    "kind": Reason.QUERY_KIND,
    "paper": Reason.QUERY_PAPER,
    "tag": Reason.QUERY_EMPTY,
}
_KINDS: Final = {name: kind for kind, names in NAMES.items() for name in (*names, str(kind))}

LONGEST: Final = 4_000
"""Characters of a query; a paragraph has some hundreds."""

_FIELD: Final = re.compile(rf"({'|'.join(sorted(FIELDS, key=len, reverse=True))})[:：]", re.IGNORECASE)
_NOT: Final = re.compile(r"[-－!！](?=[^\s”’」』）》])")
_OR: Final = re.compile(r"\s*[|｜]\s*")
_BETWEEN: Final = re.compile(r"[\s|｜]+")
_QUOTED: Final = re.compile(r"\"([^\"]*)(?:\"|$)|[“”＂]([^”“＂]*)(?:[”“＂]|$)|「([^」]*)(?:」|$)")
_UNCLOSED: Final = re.compile(r"[\"“”＂][^\"“”＂]+|「[^」]+")
_LITERAL: Final = re.compile(r"['‘’＇](?=[^\s])")
_REGEX: Final = re.compile(r"/((?:[^/\\\n]|\\.)+)/(?=\s|$)")
_BARE: Final = re.compile(r"[^\s|｜]+")
_PAGES: Final = re.compile(r"0*(\d{1,4})(?:\.\.0*(\d{1,4}))?版?")


def parse_query(typed: str) -> Query:
    """Return the parsed query. What is not understood is taken for text, with a note.

    Of more than `LONGEST` characters the first are parsed, with a note: compiling takes time in proportion to them.
    """
    query = _parsed(typed[:LONGEST])
    if len(typed) <= LONGEST:
        return query
    return replace(query, notes=(Message(Reason.QUERY_LONG, longest=LONGEST, count=len(typed)), *query.notes))


@lru_cache(maxsize=64)
def _parsed(typed: str) -> Query:
    return _Parser(clean(typed)).query()


class _Parser:
    """Parses a query from left to right."""

    def __init__(self, typed: str) -> None:
        self._typed = typed
        self._at = 0
        self._field = ""
        """The field named last."""
        self._notes: list[Message] = []

    def query(self) -> Query:
        clauses = [(clause, span) for clause, span in self._clauses() if clause.atoms]
        notes = tuple(dict.fromkeys(self._notes))
        return Query(tuple(clause for clause, _ in clauses), notes, self._passage(clauses))

    def _passage(self, clauses: list[tuple[Clause, slice]]) -> Term | None:
        """Return all text of the query as one passage; None where some of it is for one field or must be exact.

        Quotation marks within a sentence do not make a part of it exact, nor does one that nothing closes: what they
        enclose touches other text.
        """
        text, end = "", -1
        for number, (clause, span) in enumerate(clauses):
            if clause.negated or not any(isinstance(atom, Term) for atom in clause.atoms):
                continue
            (atom,) = clause.atoms if len(clause.atoms) == 1 else (None,)
            if not isinstance(atom, Term) or atom.where != "every":
                return None
            touches = span.start == end or (number + 1 < len(clauses) and clauses[number + 1][1].start == span.stop)
            if atom.exact and not touches and not _UNCLOSED.fullmatch(self._typed[span]):
                return None
            text += self._typed[span] if span.start == end else f" {self._typed[span]}"
            end = span.stop
        folded = fold(text).strip()
        return Term(folded, passage=True) if may_be_passage(folded) and not folded.isascii() else None

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._typed, self._at)
        if found:
            self._at = found.end()
        return found

    def _clauses(self) -> Iterator[tuple[Clause, slice]]:
        """Yield the clauses, each with the slice of the query that it stands in."""
        while self._at < len(self._typed):
            if self._take(_BETWEEN):
                continue
            start = self._at
            negated = self._take(_NOT) is not None
            atoms = [*self._atoms("")]
            while self._take(_OR):
                atoms += self._atoms(self._field)
            yield Clause(tuple(dict.fromkeys(self._without_patterns(atoms))), negated), slice(start, self._at)

    def _without_patterns(self, atoms: list[Atom]) -> list[Atom]:
        """Return alternatives with regular expressions as text: these are matched against what all else finds."""
        if len(atoms) > 1 and any(isinstance(atom, Pattern) for atom in atoms):
            self._notes += (
                Message(Reason.QUERY_REGEX_OR, typed=shortened(atom.source))
                for atom in atoms
                if isinstance(atom, Pattern)
            )
            return [each for atom in atoms for each in _as_text(atom)]
        return atoms

    def _atoms(self, inherited: str) -> Iterator[Atom]:
        """Yield the next condition, if there is one. `inherited` is the field of the alternative before."""
        start = self._at
        field = self._take(_FIELD)
        self._field = FIELDS[field[1].lower()] if field else inherited
        if self._at == len(self._typed) or self._typed[self._at].isspace():
            if field:
                self._notes.append(Message(Reason.QUERY_EMPTY, typed=field[0]))
            return
        if not self._field and (pattern := self._take(_REGEX)):
            yield from self._pattern(pattern[1])
        elif self._field in {"", *_TEXT_FIELDS}:
            yield from self._term(_TEXT_FIELDS.get(self._field, "every"))
        else:
            yield from self._filter(self._field, start)

    def _term(self, where: Where) -> Iterator[Term]:
        if quoted := self._take(_QUOTED):
            text, exact = next(group for group in quoted.groups() if group is not None), True
        else:
            exact = self._take(_LITERAL) is not None
            word = self._take(_BARE)
            text = word[0] if word else ""
        if folded := fold(text).strip():
            pinyin = text if where in {"every", "title", "names"} and not exact and is_pinyin(text) else ""
            yield Term(folded, where, exact, pinyin)

    def _filter(self, field: str, start: int) -> Iterator[Atom]:
        word = self._take(_QUOTED) or self._take(_BARE)
        value = word[0].strip("\"“”'") if word else ""
        found: Atom | None = None
        if field == "date" and (span := parse_dates(fold(value))):
            found = DateRange(*span)
        elif field == "page" and (pages := _PAGES.fullmatch(fold(value))):
            first, last = int(pages[1]), int(pages[2] or pages[1])
            found = PageRange(min(first, last), max(first, last))
        elif field == "kind":
            kinds = {kind for name, kind in _KINDS.items() if name.startswith(fold(value))}
            found = KindFilter(kinds.pop()) if len(kinds) == 1 else None
        elif field == "paper" and (paper := _find_paper(value)):
            found = PaperFilter(paper)
        elif field == "tag" and value:
            found = TagFilter(value)
        if found:
            yield found
            return
        whole = self._typed[start : self._at]
        self._notes.append(Message(_MISUNDERSTOOD[field], typed=shortened(whole)))
        yield from _text(whole)

    def _pattern(self, source: str) -> Iterator[Atom]:
        try:
            compile_pattern(source)
        except PatternError as error:
            self._notes.append(_why_no_pattern(error, shortened(f"/{source}/")))
            yield from _text(f"/{source}/")
        else:
            yield Pattern(source)


def _why_no_pattern(error: PatternError, typed: str) -> Message:
    match error:
        case PatternGroupError(group=group):
            return Message(Reason.QUERY_REGEX_GROUP, typed=typed, group=group)
        case UnsafePatternError():
            return Message(Reason.QUERY_REGEX_UNSAFE, typed=typed)
    return Message(Reason.QUERY_REGEX, typed=typed)


def _find_paper(typed: str) -> str | None:
    """Return the id of the one newspaper whose id or name begins with what was typed."""
    from hnreader.papers import known_papers  # noqa: PLC0415 - profiles are read where one is named

    wanted = "".join(fold(typed).split())
    fit = {
        paper.id
        for paper in known_papers().papers.values()
        for name in (paper.id, paper.name.en, *paper.name.printed)
        if wanted and "".join(fold(name).split()).startswith(wanted)
    }
    return fit.pop() if len(fit) == 1 else None


def _as_text(atom: Atom) -> Iterator[Atom]:
    if isinstance(atom, Pattern):
        yield from _text(f"/{atom.source}/")
    else:
        yield atom


def _text(typed: str) -> Iterator[Term]:
    if folded := fold(typed).strip():
        yield Term(folded, exact=True)
