"""Regular expressions, held against texts as printed. A reader's pattern may run away: its time is limited."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from hnreader.search.entries import pieces
from hnreader.search.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hnreader.model import Article
    from hnreader.search.entries import Entry
    from hnreader.search.listing import Scored
    from hnreader.search.matching import Range

TIME: Final = 1.0  # seconds that all candidates may take together
_TEXT: Final = 0.1  # seconds that the places within one article may take, once it is known to be one
_SHOWN: Final = 50  # different words of one article that are lit


def held_against(
    patterns: Sequence[tuple[str, bool]], found: Iterable[Scored], cancelled: Callable[[], bool]
) -> tuple[list[Scored], bool]:
    """Return the candidates that have what patterns ask for (or, where negated, do not), and whether time ran out."""
    due = monotonic() + TIME
    kept: list[Scored] = []
    for scored in found:
        if cancelled():
            return kept, True
        try:
            if all(_has(source, scored[1], due) is not negated for source, negated in patterns):
                kept.append(scored)
        except TimeoutError:
            return kept, True
    return kept, False


def found_by(patterns: Sequence[tuple[str, bool]], parts: Sequence[Article]) -> tuple[str, ...]:
    """Return the different words of an article, folded, that wanted patterns find."""
    wanted = [source for source, negated in patterns if not negated]
    words: dict[str, None] = {}
    try:
        for source in wanted:
            words |= dict.fromkeys(_words(source, parts))
    except TimeoutError:
        pass  # what was found until then is lit
    return tuple(words)


def found_in(text: str, source: str, due: float) -> Iterator[Range]:
    """Yield the places of a text as printed that a pattern finds. Raises `TimeoutError` at `due`, a monotonic time."""
    import regex  # noqa: PLC0415 - seldom asked for, and slow to import

    left = max(0.001, due - monotonic())
    for one in regex.finditer(source, text, regex.IGNORECASE, timeout=left, concurrent=True):
        yield one.span()


def _has(source: str, entry: Entry, due: float) -> bool:
    import regex  # noqa: PLC0415 - as above

    for piece in pieces(entry.parts):
        left = due - monotonic()
        if left <= 0:
            raise TimeoutError
        if regex.search(source, piece.text, regex.IGNORECASE, timeout=left, concurrent=True):
            return True
    return False


def _words(source: str, parts: Sequence[Article]) -> Iterator[str]:
    due = monotonic() + _TEXT
    shown = 0
    for piece in pieces(parts):
        for start, end in found_in(piece.text, source, due):
            if word := fold(piece.text[start:end]).strip():
                yield word
                shown += 1
            if shown >= _SHOWN:
                return
