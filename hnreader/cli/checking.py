"""`hnreader check`: proves for given pages that no character was lost, and lists what was decided in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hnreader.archive.evidence import DOUBTFUL, told
from hnreader.cli.printing import rows
from hnreader.messages.reasons import words_of
from hnreader.segment.conservation import violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.model import Evidence, PageArticles
    from hnreader.segment.conservation import Violation


@dataclass(frozen=True, slots=True)
class PageCheck:
    """How a page fared."""

    source: str
    encoding: str
    damaged: int
    characters: int
    """Non-blank ones, after cleaning: those that must be found again in the articles."""
    violations: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was decided on weak evidence; `article` is its id, None where it concerns the page."""

    source: str
    article: str | None
    evidence: Evidence

    @property
    def place(self) -> str:
        """Where to look, as compilers say it."""
        return f"{self.source}:{self.evidence.span.line}" if self.evidence.span else self.source


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check came to; doubts worst first."""

    pages: tuple[PageCheck, ...]
    doubts: tuple[Doubt, ...]

    @property
    def lawful(self) -> bool:
        """Whether every character of every page is in exactly one place."""
        return not any(page.violations for page in self.pages)


def check(archive: Archive) -> Findings:
    """Check all pages of an archive."""
    doubts = (doubt for page in archive.pages for doubt in _doubts(page, archive))
    return Findings(
        tuple(_check(page) for page in archive.pages), tuple(sorted(doubts, key=lambda one: one.evidence.sure))
    )


def report(found: Findings, voice: Voice) -> Iterator[str]:
    """Yield the findings in lines: each page, what breaks the law, what is in doubt, and the sum of it."""
    yield from rows([_row(page, voice) for page in found.pages])
    for page in found.pages:
        for one in page.violations:
            yield f"{page.source}:{one.line}:{one.start}: {voice(f'check.{one.what}')}"
    if found.doubts:
        yield ""
        yield voice("check.doubts", len(found.doubts))
        table = [(f"{one.evidence.sure:.0%}", one.place, words_of(one.evidence, voice)) for one in found.doubts]
        yield from rows(table)
    characters = sum(page.characters for page in found.pages)
    yield ""
    yield voice("check.lawful" if found.lawful else "check.broken", len(found.pages), characters)


def plain(found: Findings, voice: Voice) -> dict[str, Any]:
    """Return the findings as plain data."""
    return {
        "pages": [
            {
                "source": page.source,
                "encoding": page.encoding,
                "damaged": page.damaged,
                "characters": page.characters,
                "violations": [{"line": one.line, "start": one.start, "what": one.what} for one in page.violations],
            }
            for page in found.pages
        ],
        "doubts": [
            {
                "source": one.source,
                "line": one.evidence.span.line if one.evidence.span else None,
                "article": one.article,
                "sure": round(one.evidence.sure, 3),
                "code": one.evidence.code,
                "detail": list(one.evidence.detail),
                "why": words_of(one.evidence, voice),
            }
            for one in found.doubts
        ],
    }


def _check(page: PageArticles) -> PageCheck:
    held = page.page
    characters = sum(len("".join(line.text.split())) for line in held.lines)
    return PageCheck(held.source, held.encoding, held.damaged, characters, violations(page))


def _doubts(page: PageArticles, archive: Archive) -> Iterator[Doubt]:
    for one in page.dating.evidence:
        if one.sure < DOUBTFUL:
            yield Doubt(page.page.source, None, one)
    for article in page.articles:
        for one in told(article, archive.continued_by(article)):
            if one.sure < DOUBTFUL:
                yield Doubt(page.page.source, article.id, one)


def _row(page: PageCheck, voice: Voice) -> tuple[str, ...]:
    state = voice("check.page.broken", len(page.violations)) if page.violations else voice("check.page.lawful")
    if page.damaged:
        state += voice("check.page.damaged", page.damaged)
    return page.source, page.encoding, voice("check.page.characters", page.characters), state
