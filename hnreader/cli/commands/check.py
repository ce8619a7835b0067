"""`hnreader check`: verifies that no character of the pages is lost, and lists doubtful decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.archive.effective_evidence import DOUBTFUL, effective_evidence
from hnreader.cli.exit_codes import NOTHING_FOUND, SUCCESS
from hnreader.cli.reports import CheckReport, DoubtRecord, PageCheckRecord, ViolationRecord
from hnreader.cli.tables import print_json, print_records, rows
from hnreader.messages import N_
from hnreader.messages.reasons import words_of, words_of_evidence
from hnreader.segment.conservation import violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.model import Evidence, PageArticles
    from hnreader.segment.conservation import Violation

_VIOLATIONS: Final = {
    "lost": N_("text from here on is in no article"),
    "twice": N_("text from here on is in two places"),
    "altered": N_("the text made from here is not what the page says"),
}


class PageCheck(Struct, frozen=True):
    """The result for one page."""

    source: str
    encoding: str
    damaged: int
    """Bytes that could not be decoded."""
    characters: int
    """Non-blank characters after cleaning, each of which must be in exactly one place."""
    violations: tuple[Violation, ...]


class DoubtfulDecision(Struct, frozen=True):
    """A decision on weak evidence; `article` is the id of the article, None where it concerns the whole page."""

    source: str
    article: str | None
    evidence: Evidence

    @property
    def place(self) -> str:
        """The file and the line, in the form of compiler messages."""
        return f"{self.source}:{self.evidence.span.line}" if self.evidence.span else self.source


class Findings(Struct, frozen=True):
    """The result for an archive; doubtful decisions are sorted by confidence, lowest first."""

    pages: tuple[PageCheck, ...]
    decisions: tuple[DoubtfulDecision, ...]

    @property
    def conserved(self) -> bool:
        """Whether every character of every page is in exactly one place."""
        return not any(page.violations for page in self.pages)


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Check all pages and print the findings."""
    findings = check(archive)
    if arguments.json:
        print_json(check_report(findings, tr))
    elif arguments.csv:
        print_records(DoubtRecord, check_report(findings, tr).decisions, csv=True)
    else:
        for line in report(findings, tr):
            print(line)
    return SUCCESS if findings.conserved else NOTHING_FOUND


def check(archive: Archive) -> Findings:
    """Check all pages of an archive."""
    decisions = [decision for page in archive.pages for decision in _doubtful_decisions(page, archive)]
    pages = tuple(_check_page(page) for page in archive.pages)
    return Findings(pages, tuple(sorted(decisions, key=lambda decision: decision.evidence.confidence)))


def report(findings: Findings, tr: Translator) -> Iterator[str]:
    """Yield a line for each page, each violation and each doubt, and the total."""
    yield from rows([_row(page, tr) for page in findings.pages])
    for page in findings.pages:
        for violation in page.violations:
            yield f"{page.source}:{violation.line}:{violation.start}: {tr(_VIOLATIONS[violation.what])}"
    if findings.decisions:
        yield ""
        yield tr.plural("{count} doubt, worst first:", "{count} doubts, worst first:", len(findings.decisions))
        table = [
            (f"{evidence.confidence:.0%}", place, words_of(evidence.doubt or evidence.message, tr))
            for place, evidence in ((decision.place, decision.evidence) for decision in findings.decisions)
        ]
        yield from rows(table)
    yield ""
    yield _total(findings, tr)


def check_report(findings: Findings, tr: Translator) -> CheckReport:
    """Return the findings as a record."""
    pages = [
        PageCheckRecord(
            source=page.source,
            encoding=page.encoding,
            damaged=page.damaged,
            characters=page.characters,
            violations=[
                ViolationRecord(line=violation.line, start=violation.start, what=violation.what)
                for violation in page.violations
            ],
        )
        for page in findings.pages
    ]
    return CheckReport(pages=pages, decisions=[_doubt(decision, tr) for decision in findings.decisions])


def _doubt(decision: DoubtfulDecision, tr: Translator) -> DoubtRecord:
    evidence = decision.evidence
    return DoubtRecord(
        source=decision.source,
        line=evidence.span.line if evidence.span else None,
        id=decision.article,
        confidence=round(evidence.confidence, 3),
        code=evidence.message.reason,
        detail=[*evidence.message.texts],
        doubt=evidence.doubt.reason if evidence.doubt else None,
        why=words_of_evidence(evidence, tr),
    )


def _check_page(result: PageArticles) -> PageCheck:
    page = result.page
    characters = sum(len("".join(line.text.split())) for line in page.lines)
    return PageCheck(page.source, page.encoding, page.damaged, characters, violations(result))


def _doubtful_decisions(page: PageArticles, archive: Archive) -> Iterator[DoubtfulDecision]:
    for evidence in page.dating.evidence:
        if evidence.confidence < DOUBTFUL:
            yield DoubtfulDecision(page.page.source, None, evidence)
    for article in page.articles:
        for evidence in effective_evidence(article, archive.continued_by(article)):
            if evidence.confidence < DOUBTFUL:
                yield DoubtfulDecision(page.page.source, article.id, evidence)


def _row(page: PageCheck, tr: Translator) -> tuple[str, ...]:
    state = tr("all accounted for")
    if page.violations:
        state = tr.plural("{count} violation", "{count} violations", len(page.violations))
    if page.damaged:
        state += tr.plural(", {count} byte undecodable", ", {count} bytes undecodable", page.damaged)
    characters = tr.plural("{count} character", "{count} characters", page.characters)
    return page.source, page.encoding, characters, state


def _total(findings: Findings, tr: Translator) -> str:
    pages = tr.plural("{count} page", "{count} pages", len(findings.pages))
    characters = tr.plural("{count} character", "{count} characters", sum(page.characters for page in findings.pages))
    if findings.conserved:
        return tr("{pages}, {characters}: each is in exactly one place.", pages=pages, characters=characters)
    return tr("{pages}, {characters}: some are lost, doubled or altered.", pages=pages, characters=characters)
