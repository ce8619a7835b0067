"""Printed forms as profiles write them, turned into patterns that cannot run away.

    第{digits:1-3}版           characters stand for themselves; an element in braces stands for a kind of text
    [【]{source}{date}讯[】]    what stands in brackets may be missing
    {han:2-2}(时评|快评)        one of several

A full-width mark also matches its half-width form. Text is matched without blanks, so blanks in a form mean nothing.
Every element is bounded, and so is the number of ways in which a form can match (`WAYS`): the work for one line of a
page has a fixed limit whatever a profile holds.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HAN: Final = "\u4e00-\u9fff"
LONGEST: Final = 120  # characters of a form
WAYS: Final = 40_000  # in which one form may match; the widest shipped form, a dateline, has 28,672
REPEAT: Final = 40  # characters that an element such as {han:0-40} takes at the most
DEPTH: Final = 4  # brackets within brackets

SIZED: Final = {
    "han": f"[{HAN}]",
    "name": f"[{HAN}·]",
    "names": f"[{HAN}·、]",
    "words": f"[{HAN}“”·]",
    "any": "[^（）()]",
    "digits": r"\d",
}
"""Elements that take a length, `{han:2-4}`, and the characters they match."""

_WIDTHS: Final = {marks[0]: marks for marks in ("（(", "）)", "【[", "】]", "：:", "／/", "·•")}
"""Mark → the marks that print puts in its place."""
_TOKEN: Final = re.compile(
    r"\{(?P<name>[a-z_]{1,20})(?::(?P<least>\d{1,2})-(?P<most>\d{1,2}))?\}|(?P<char>.)", re.DOTALL
)
_GROUP: Final = re.compile(r"\(\?P<(\w+)>")


class FormError(ValueError):
    """A form cannot be read; the argument says which part of it."""


class Element(Struct, frozen=True):
    """What an element in braces stands for: a pattern, and in how many ways it can match at one place."""

    pattern: str
    ways: int = 1


class _Part(NamedTuple):
    """A part of a form."""

    pattern: str
    ways: int = 1
    """In how many ways it can match at one place."""
    marks: frozenset[str] | None = None
    """Characters of which every match holds one; None where that cannot be told."""
    ends: frozenset[str] | None = None
    """The characters with one of which every match ends; None for any."""
    optional: bool = False


class Forms:
    """Forms of one kind, compiled into one pattern. `elements` are those the forms may use beside the sized ones.

    `never` are words that no form may match a part of: with 通讯, a form's 讯 does not match behind 通.
    Raises `FormError`.
    """

    def __init__(
        self,
        forms: Iterable[str],
        elements: Mapping[str, Element] | None = None,
        never: Iterable[str] = (),
    ) -> None:
        around = _around(never)
        parts = [_Reader(form, elements or {}, around).read() for form in forms]
        numbered = (_GROUP.sub(rf"(?P<\1_{number}>", part.pattern) for number, part in enumerate(parts))
        whole = _either(parts)
        self.source = f"(?:{'|'.join(numbered) or '(?!)'})"
        self.marks = whole.marks
        self.ends = whole.ends

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern that matches any of the forms."""
        return re.compile(self.source)

    @cached_property
    def hint(self) -> re.Pattern[str]:
        """A quick pattern: where it is not found, no form is."""
        return re.compile(f"[{''.join(map(re.escape, sorted(self.marks)))}]" if self.marks else "")


def check(form: str, elements: Iterable[str]) -> None:
    """Raise `FormError` where a form cannot be read, with the elements that it may use, or needs no text to match."""
    _Reader(form, dict.fromkeys(elements, Element("")), {}).read()


def values(found: re.Match[str]) -> dict[str, str]:
    """Return what each element matched, by its name, of the form that matched."""
    return {key.rpartition("_")[0]: text for key, text in found.groupdict().items() if text}


def one_of(words: Iterable[str]) -> str:
    """Return a pattern that matches one of some words, the longest that fits."""
    return "|".join(map(re.escape, sorted(dict.fromkeys(words), key=len, reverse=True))) or "(?!)"


def _around(never: Iterable[str]) -> dict[str, tuple[set[str], set[str]]]:
    """Return character → what may not stand before it, and behind it, for each character of some words."""
    around: dict[str, tuple[set[str], set[str]]] = {}
    for word in never:
        for at, char in enumerate(word):
            before, behind = around.setdefault(char, (set(), set()))
            if at:
                before.add(word[:at])
            else:
                behind.add(word[1:])
    return around


def _either(parts: Sequence[_Part]) -> _Part:
    """Return the part that matches one of several."""
    marks: frozenset[str] | None = frozenset()
    ends: frozenset[str] | None = frozenset()
    for part in parts:
        marks = None if marks is None or part.marks is None else marks | part.marks
        ends = None if ends is None or part.ends is None else ends | part.ends
    pattern = "|".join(part.pattern for part in parts)
    return _Part(pattern, sum(part.ways for part in parts), marks, ends, any(part.optional for part in parts))


def _sequence(parts: Sequence[_Part]) -> _Part:
    """Return the part that matches several, one behind the other."""
    ways = 1
    for part in parts:
        ways *= part.ways
    marks = min((part.marks for part in parts if part.marks and not part.optional), key=len, default=None)
    ends: frozenset[str] | None = frozenset()
    for part in reversed(parts):
        ends = None if ends is None or part.ends is None else ends | part.ends
        if not part.optional:
            break
    pattern = "".join(part.pattern for part in parts)
    return _Part(pattern, ways, marks, ends, all(part.optional for part in parts))


class _Reader:
    """Reads one form."""

    def __init__(
        self, form: str, elements: Mapping[str, Element], around: Mapping[str, tuple[set[str], set[str]]]
    ) -> None:
        if len(form) > LONGEST:
            raise FormError(f"{form[:20]}… > {LONGEST}")
        self._form = form
        self._elements = elements
        self._around = around
        self._tokens = [token for token in _TOKEN.finditer(form) if not (token["char"] or "").isspace()]
        self._at = 0

    def read(self) -> _Part:
        """Return what the form matches."""
        part = self._choices("", 0)
        if part.optional or part.ways > WAYS:
            raise FormError(self._form)
        return part

    def _choices(self, closing: str, depth: int) -> _Part:
        """Read alternatives up to `closing`."""
        if depth > DEPTH:
            raise FormError(self._form)
        choices: list[list[_Part]] = [[]]
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            char = token["char"]
            if closing and char == closing:
                return _either([_sequence(parts) for parts in choices])
            if char == "|":
                choices.append([])
            else:
                choices[-1].append(self._item(token, depth))
        if closing:
            raise FormError(f"{self._form} ({closing})")
        return _either([_sequence(parts) for parts in choices])

    def _item(self, token: re.Match[str], depth: int) -> _Part:
        char = token["char"]
        if not char:
            return self._element(token)
        if char == "[":
            part = self._choices("]", depth + 1)
            return _Part(f"(?:{part.pattern})?", part.ways + 1, None, part.ends, optional=True)
        if char == "(":
            part = self._choices(")", depth + 1)
            return part._replace(pattern=f"(?:{part.pattern})")
        if char in "])}{":
            raise FormError(f"{self._form} ({char})")
        before, behind = self._around.get(char, ((), ()))
        guards = "".join(f"(?<!{re.escape(text)})" for text in sorted(before))
        behind_it = f"(?!{one_of(behind)})" if behind else ""
        same = _WIDTHS.get(char, char)
        pattern = f"[{re.escape(same)}]" if len(same) > 1 else re.escape(char)
        return _Part(guards + pattern + behind_it, 1, frozenset(same), frozenset(same))

    def _element(self, token: re.Match[str]) -> _Part:
        name = token["name"]
        if token["least"] is None:
            element = self._elements.get(name)
            if element is None:
                raise FormError(token[0])
            return _Part(f"(?:{element.pattern})", element.ways)
        least, most = int(token["least"]), int(token["most"])
        if name not in SIZED or not least <= most <= REPEAT or not most:
            raise FormError(token[0])
        return _Part(f"{SIZED[name]}{{{least},{most}}}", most - least + 1, optional=not least)
