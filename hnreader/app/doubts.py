"""What of an article is in doubt, and why it was put together so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hnreader.archive.evidence import DOUBTFUL, standing, told
from hnreader.messages.reasons import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.model import Article, Dating, Evidence, Tie

_FLAGS: Final = {
    "why.as_printed": "doubt.as_printed",
    "why.title": "doubt.title",
    "why.join": "doubt.join",
    "why.stray": "doubt.stray",
    "why.cut": "doubt.cut",
    "why.turn": "doubt.turn",
}
"""Beginnings of codes, and what to say where evidence of such a code is weak."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was decided, and where to look: `line` of the page `source`, None where it is of the page."""

    sure: float
    said: str
    source: str
    line: int | None
    doubtful: bool


def flags(article: Article, ties: Sequence[Tie], dating: Dating) -> tuple[str, ...]:
    """Return the keys of what is to be doubted of an article that goes on by `ties`, always in the same order."""
    parts = [article, *(tie.second for tie in ties)]
    onward: list[Tie | None] = [*ties, None]
    found: set[str] = set()
    for part, tie in zip(parts, onward, strict=True):
        found.update(key for one in told(part, tie) if one.sure < DOUBTFUL for key in _flag(one))
        if part.truncated and not (tie and tie.cut):
            found.add("doubt.cut")
        if part.as_printed:
            found.add("doubt.as_printed")
    if dating.inferred:
        found.add("doubt.date")
    return tuple(key for key in (*_FLAGS.values(), "doubt.date") if key in found)


def _flag(evidence: Evidence) -> Iterator[str]:
    """Yield the key for a piece of evidence: codes are families, `why.join.word` is a `why.join`."""
    for start, key in _FLAGS.items():
        if evidence.code == start or evidence.code.startswith(f"{start}."):
            yield key


def reasons(voice: Voice, archive: Archive, article: Article) -> tuple[Reason, ...]:
    """Return all evidence for an article, part after part; of a part, that of the whole first, then line by line.

    How the page was dated comes last of a part.
    """
    return tuple(reason for part in archive.parts(article) for reason in _of_part(voice, archive, part))


def _of_part(voice: Voice, archive: Archive, part: Article) -> Iterator[Reason]:
    page, tie = archive.page_of(part), archive.continued_by(part)
    placed = sorted(standing(part, tie), key=lambda one: (one.span.line, one.span.start) if one.span else (0, 0))
    for one in (*placed, *((tie.evidence,) if tie else ()), *page.dating.evidence):
        line = one.span.line if one.span else None
        yield Reason(one.sure, words_of(one, voice), page.page.source, line, one.sure < DOUBTFUL)
