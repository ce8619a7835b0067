"""Regular expressions of a query, matched against texts as printed.

A user's pattern may be malformed, expand to gigabytes when compiled, or backtrack for ever. Compiling is refused above
a size and for groups that nobody needs to find text (calls of groups, flags, conditions, verbs), matching stops at a
deadline, and no error of the `regex` library leaves this module.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import prod
from time import monotonic
from typing import TYPE_CHECKING, Final

from hnreader.language.folding import fold
from hnreader.search.entries import entry_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import regex

    from hnreader.model import Article
    from hnreader.search.entries import Entry
    from hnreader.search.lazy_results import Scored
    from hnreader.search.matching import Range

TIME: Final = 1.0  # seconds that all candidates may take together
_ARTICLE_TIME: Final = 0.1  # seconds for the words to highlight in one article
_MAX_WORDS: Final = 50  # different words of one article that are highlighted
_MAX_LENGTH: Final = 1_000  # characters of a pattern: these compile in some 10 ms
_MAX_EXPANSION: Final = 10_000  # nodes: each takes about a microsecond and 500 bytes to compile
_MAX_DEPTH: Final = 50  # brackets in one another
_LONGEST_TEXT: Final = 200_000  # characters: `regex` looks at the clock so seldom that 5,000,000 take seconds more

_MINIMUM_COUNT: Final = re.compile(r"\{ *+0*+(\d++)")  # the least count of a{5} or a{5,9}: so often it is compiled
_BRACKET: Final = re.compile(
    r"""\\. | \[\^?\]?(?:\\.|[^\]\\])*+\]?  # what is escaped, and a set of characters, have no brackets
    | (?P<open> \( (?: \?(?: [:=!>] | <[=!] | P?<\w++> | P=\w++ ) | (?![?*]) ) ) | (?P<other> \([?*][^\s()]{0,9} )
    | (?P<close> \) )""",
    re.VERBOSE | re.DOTALL,
)


class PatternError(Exception):
    """A pattern that the `regex` library does not accept."""


class UnsafePatternError(PatternError):
    """A pattern that takes too much time or memory to compile or to match."""


class PatternGroupError(PatternError):
    """A pattern with a group that is refused: `group` is how it begins."""

    def __init__(self, source: str, group: str) -> None:
        super().__init__(source, group)
        self.group: Final = group


class PatternStoppedError(Exception):
    """Matching was given up: its time or memory ran out."""


@lru_cache(maxsize=64)
def compile_pattern(source: str) -> regex.Pattern[str]:
    """Return the compiled pattern, which ignores case. Raises `PatternError`."""
    import regex  # noqa: PLC0415 - seldom used, and slow to import

    if len(source) > _MAX_LENGTH or _expansion(source) > _MAX_EXPANSION or _depth(source) > _MAX_DEPTH:
        raise UnsafePatternError(source)
    try:
        return regex.compile(source, regex.IGNORECASE)
    except (MemoryError, RecursionError, OverflowError) as error:
        raise UnsafePatternError(source) from error
    except Exception as error:  # regex.error, ValueError, and what its parser happens to run into
        raise PatternError(source) from error


def _expansion(source: str) -> int:
    """Return an upper bound of the nodes that a pattern compiles to: counts multiply where groups are nested."""
    counts = sorted((int(count[:9]) for count in _MINIMUM_COUNT.findall(source)), reverse=True)
    depth = 1 + source.count("(")
    return len(source) * prod(max(1, count) for count in counts[:depth])


def _depth(source: str) -> int:
    """Return how many brackets stand in one another. Raises `PatternGroupError`."""
    depth = greatest = 0
    for found in _BRACKET.finditer(source):
        if group := found["other"]:
            raise PatternGroupError(source, group)
        depth = max(0, depth + bool(found["open"]) - bool(found["close"]))
        greatest = max(greatest, depth)
    return greatest


class PatternTime:
    """What is left of `TIME`; what is done between two blocks, as printing, does not count."""

    def __init__(self) -> None:
        self._left = TIME
        self._begun = 0.0

    def __enter__(self) -> float:
        """Begin to match; return the time at which it is given up."""
        self._begun = monotonic()
        return self._begun + self._left

    def __exit__(self, *_error: object) -> None:
        self._left -= monotonic() - self._begun


def filter_by_pattern(
    patterns: Sequence[tuple[str, bool]],
    candidates: Iterable[Scored],
    cancelled: Callable[[], bool],
    time: PatternTime | None = None,
) -> tuple[list[Scored], bool]:
    """Return the candidates that every pattern matches (or, where negated, does not), and whether it was given up.

    `time` is what is left where these are only some of the candidates.
    """
    time = time or PatternTime()
    kept: list[Scored] = []
    for scored in candidates:
        if cancelled():
            return kept, True
        try:
            with time as deadline:
                wanted = all(_matches(source, scored[1], deadline) is not negated for source, negated in patterns)
        except PatternStoppedError:
            return kept, True
        if wanted:
            kept.append(scored)
    return kept, False


def matched_words(patterns: Sequence[tuple[str, bool]], parts: Sequence[Article]) -> tuple[str, ...]:
    """Return the different words of an article, folded, that the patterns which are not negated match."""
    words: dict[str, None] = {}
    deadline = monotonic() + _ARTICLE_TIME
    try:
        for source in (source for source, negated in patterns if not negated):
            for word in _words(source, parts, deadline):
                words[word] = None
    except PatternStoppedError:
        pass  # what was found until then is highlighted
    return tuple(words)


def find_pattern(source: str, text: str, deadline: float) -> Iterator[Range]:
    """Yield the ranges of a printed text that a pattern matches.

    `deadline` is a time of `monotonic`. Raises `PatternStoppedError` when it has passed, memory runs out, or a text is
    longer than any that is printed.
    """
    seconds = deadline - monotonic()
    if seconds <= 0:
        raise PatternStoppedError(source)
    try:
        for match in compile_pattern(source).finditer(text[:_LONGEST_TEXT], timeout=seconds, concurrent=True):
            yield match.span()
    except Exception as error:  # TimeoutError, MemoryError, RecursionError, regex.error: all end the search
        raise PatternStoppedError(source) from error
    if len(text) > _LONGEST_TEXT:
        raise PatternStoppedError(source)


def _matches(source: str, entry: Entry, deadline: float) -> bool:
    return any(True for text in entry_texts(entry.parts) for _ in find_pattern(source, text.text, deadline))


def _words(source: str, parts: Sequence[Article], deadline: float) -> Iterator[str]:
    count = 0
    for text in entry_texts(parts):
        for start, end in find_pattern(source, text.text, deadline):
            if word := fold(text.text[start:end]).strip():
                yield word
                count += 1
            if count >= _MAX_WORDS:
                return
