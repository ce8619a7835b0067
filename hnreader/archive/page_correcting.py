"""A page while somebody corrects it: what is decided holds at once, is kept at once, and can be taken back."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from hnreader.archive.corrected_files import Corrections, changed_articles
from hnreader.archive.effective_evidence import DOUBTFUL
from hnreader.archive.library_database import file_state
from hnreader.archive.segmenting import Segmenting
from hnreader.corrections import BEGINNINGS, OF_TWO, Action, Correction
from hnreader.errors import PageChangedError
from hnreader.papers import known_papers
from hnreader.reasons import Reason
from hnreader.segment import PageCharacters, dated, segment
from hnreader.storage.clock import local_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hnreader.archive.archive import Archive
    from hnreader.archive.corrected_files import Change, PageCorrections
    from hnreader.model import Article, PageArticles
    from hnreader.userdata.correction_file import PageCorrection


class _Step(NamedTuple):
    """What was done at once, or is to be."""

    added: Sequence[Correction]
    withdrawn: Sequence[PageCorrection]


class Steps(NamedTuple):
    """What takes back each step that was done on a page, and each that was taken back, the last ones last."""

    done: list[_Step]
    undone: list[_Step]


class PageCorrecting:
    """The page of an article, as it is with the corrections that are kept of it; at first, as the archive has it.

    Of an archive in memory the page is put in the place of what was there; one in a library has it as soon as its files
    are looked at. Whatever others keep of the page meanwhile is taken into account with the next decision. Each method
    that decides anything returns which articles it changed, and raises `OSError` where that cannot be kept, and
    `PageChangedError` where the file has changed; the page is then as it was before.
    """

    def __init__(
        self,
        archive: Archive,
        article: Article,
        paper: str | None = None,
        steps: dict[PageCorrections, Steps] | None = None,
    ) -> None:
        """`paper` names the newspaper as for `load`; `steps` are those of other times, which can be taken back.

        Raises FileNotFoundError where the page has no file.
        """
        self._kept = Corrections(archive).at(article)
        self._archive = archive
        papers = known_papers()
        self._segmenting = Segmenting.today(papers, papers.find(paper) if paper else None, jobs=1)
        self._done, self._undone = ({} if steps is None else steps).setdefault(self._kept, Steps([], []))
        self._last = dt.datetime.min.replace(tzinfo=dt.UTC)
        self.path: Final = self._kept.path
        """The file of the page."""
        self._state = _state(self.path)
        self.page: PageArticles = archive.page_of(article)
        self._begun = self.page
        """The page as the archive has it."""
        self._file_date = _file_date(self.page)
        self.characters: Final = PageCharacters(self.page.page.lines)
        self.decisions: Sequence[PageCorrection] = self._kept.kept
        """What people decided about the page, the latest last."""

    def segmented(self) -> PageArticles:
        """Segment the page with `decisions`. The first one takes some ten times as long as others."""
        corrections = [each.correction for each in self.decisions]
        page = segment(self.page.page, self._segmenting.paper, latest=self._segmenting.day, corrections=corrections)
        states = page.dating.date is not None and not page.dating.inferred
        return page if states or self._file_date is None else dated(page, *self._file_date)

    def begin_with(self, page: PageArticles) -> None:
        """Take what `segmented` gave for the page, if nothing was decided meanwhile: the archive may be behind."""
        if self._begun is self.page and self._archive.place is not None:
            self.page = page

    def _segment(self) -> Sequence[Change]:
        """Segment the page with what is decided about it now; return what that changed."""
        before, self.decisions = self.page, self._kept.kept
        self.page = self.segmented()
        if self._archive.place is None:
            self._archive.add([self.page], replacing=before)
        return tuple(changed_articles(before, self.page))

    def decide(
        self, action: Action, passage: Sequence[range], other: range | None = None, role: str = ""
    ) -> Sequence[Change]:
        """Decide something about a passage, given as runs of characters in reading order, and for `OF_TWO` another."""
        return self.keep(self._corrections(action, passage, other, role))

    def keep(self, corrections: Sequence[Correction]) -> Sequence[Change]:
        """Keep decisions as one step."""
        self._undone.clear()
        self._done.append(self._carry_out(_Step(corrections, ())))
        return self._segment()

    def withdraw(self, decisions: Sequence[PageCorrection]) -> Sequence[Change]:
        """Take decisions back, whoever made them, as one step."""
        self._undone.clear()
        self._done.append(self._carry_out(_Step((), decisions)))
        return self._segment()

    def undo(self) -> Sequence[Change] | None:
        """Take the last step back; None where there is none."""
        return self._turn(self._done, self._undone)

    def redo(self) -> Sequence[Change] | None:
        """Do again what was undone last; None where there is nothing."""
        return self._turn(self._undone, self._done)

    def _turn(self, steps: list[_Step], inverse: list[_Step]) -> Sequence[Change] | None:
        if not steps:
            return None
        inverse.append(self._carry_out(steps[-1]))
        steps.pop()
        return self._segment()

    def _carry_out(self, step: _Step) -> _Step:
        """Keep and withdraw; return what takes it back. Raises `PageChangedError`, where the file is another one."""
        if _state(self.path) != self._state:
            raise PageChangedError
        at = self._moment()
        there = {each.id for each in self._kept.kept}
        gone = [each for each in step.withdrawn if each.id in there]  # somebody else may have withdrawn it
        added = self._kept.add(*(replace(each, at=at) for each in step.added))
        if gone:
            self._kept.withdraw(*(each.id for each in gone))
        return _Step([each.correction for each in gone], added)

    def _moment(self) -> dt.datetime:
        """Return now, in seconds, and later than ever before.

        What is decided once more in the same second would otherwise be the very decision that was withdrawn.
        """
        now = local_time().replace(microsecond=0)
        self._last = max(now, self._last + dt.timedelta(seconds=1))
        return self._last

    def _corrections(
        self, action: Action, passage: Sequence[range], other: range | None, role: str
    ) -> Sequence[Correction]:
        """Return the decisions about the runs of a passage: one for each, or one about its beginning."""
        quotes = [self.characters.quote(run) for run in passage]
        if action in BEGINNINGS:
            return [Correction(action, quotes[0])]
        if action not in OF_TWO or other is None:
            return [Correction(action, quote, role=role) for quote in quotes]
        first = self.characters.quote(other)
        others = [first, *quotes] if action in {Action.FOLLOWS, Action.GOES_ON} else [first] * len(quotes)
        return [Correction(action, quote, before) for quote, before in zip(quotes, others, strict=False)]

    @property
    def doubtful(self) -> list[int]:
        """The characters at which it is doubtful how the page is segmented."""
        evidence = (each for article in self.page.articles for each in article.evidence)
        spans = [each.span for each in evidence if each.span is not None and each.confidence < DOUBTFUL]
        return [run.start for span in spans for run in self.characters.runs([span])]

    def place(self, decision: PageCorrection) -> range | None:
        """Return the characters that a decision is about; None where it is about the page, or does not fit it."""
        quote = decision.correction.on
        return self.characters.find(quote) if quote is not None else None

    def about(self, passage: Iterable[range]) -> Sequence[PageCorrection]:
        """Return the decisions about any character of a passage."""
        runs = list(passage)

        def concerns(decision: PageCorrection) -> bool:
            place = self.place(decision)
            return place is not None and any(place.start < run.stop and run.start < place.stop for run in runs)

        return [*filter(concerns, self.decisions)]


def _state(path: Path) -> str:
    """Return what changes when a file changes; "" where there is none."""
    with suppress(OSError):
        return file_state(path.stat())
    return ""


def _file_date(page: PageArticles) -> tuple[dt.date, int] | None:
    """Return the date that a page has from another one of its file, and the number of that; None where it has none."""
    reasons = (each.message for each in page.dating.evidence if each.message.reason is Reason.DATE_SAME_FILE)
    by = next((number for message in reasons for number in message.arguments if isinstance(number, int)), None)
    return (page.dating.date, by) if by is not None and page.dating.date else None
