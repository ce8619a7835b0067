"""Which articles are most likely wrong, which of them people have looked at, and how many wrong ones are left.

How sure an article is stands with it as evidence, so nothing is segmented again. What people have looked at stands in
the corrections of its page.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import blake2b
from heapq import heappush, heapreplace
from math import prod
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from hnreader.archive import Corrections
from hnreader.corrections import Action, Correction
from hnreader.papers import known_papers
from hnreader.reasons import Reason
from hnreader.segment import PageCharacters, alternatives

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hnreader.archive import Archive
    from hnreader.corrections import Alternative
    from hnreader.model import Article, Evidence, Page, PageArticles

BROKEN_OFF: Final = 0.9
"""How often an article has its end that seems to lack it, where all else of it is sure. Chosen on practice pages, where
articles that are wrong without a doubt are mostly such, and not contradicted by generated ones."""
CALIBRATION: Final = 0.5, 1.4
"""Wrong articles for each that is expected: least and most of sets of pages whose truth is known, also where a fifth of
the articles has been looked at. On real pages there are 0.5 to 0.8, on generated ones, which are harder, 1.2 to 1.4."""
_DEVIATIONS: Final = 1.96  # of a normal distribution, within which 95 % lie
_JUDGED: Final = frozenset({Reason.TEXT, Reason.TITLE, Reason.TITLE_BESIDE, Reason.TITLE_WORDS})


def least_certain(article: Article) -> Evidence | None:
    """Return what is the least certain of an article's text and title; None where nobody had to put it together."""
    return min(_evidence(article), key=lambda each: each.confidence, default=None)


def _evidence(article: Article) -> Iterator[Evidence]:
    return (each for each in article.evidence if each.message.reason in _JUDGED)


def chance_right(article: Article) -> float:
    """Return the chance that title and text of an article are right, from 0 to 1.

    It is that of the text, times that of the title, times `BROKEN_OFF` where the text breaks off. What nobody had to
    put together, such as the article of a web page, is right.
    """
    chances = [each.confidence for each in _evidence(article)]
    return prod(chances) * (BROKEN_OFF if article.truncated and chances else 1.0)


class Status(StrEnum):
    """What people have done about an article."""

    OPEN = "open"
    """Nothing."""
    CHANGED = "changed"
    """They found it right as it was before; it is another now."""
    CORRECTED = "corrected"
    RIGHT = "right"
    """They found it right as it is."""


LOOKED_AT: Final = frozenset({Status.CORRECTED, Status.RIGHT})


def confirmation(page: Page, article: Article) -> Correction:
    """Return the statement that an article of a page is right as it is, to be kept with its corrections.

    Raises ValueError for an article without a character.
    """
    characters = PageCharacters(page.lines)
    titles = filter(None, (article.headline, article.kicker))  # datelines are alike
    texts = (*titles, *(each.text for each in article.paragraphs), *(each.text for each in article.texts))
    runs = (run for text in texts for run in characters.runs(text.spans))
    first = next(runs, None)
    if first is None:
        raise ValueError("an article without a character")
    return Correction(Action.RIGHT, characters.quote(first), digest=digest_of(article))


def alternatives_of(archive: Archive, article: Article) -> Sequence[Alternative]:
    """Return up to two corrections that would change an article, the likeliest to be wanted first."""
    position, page = archive.position(article), archive.page_of(article)
    kept = [each.correction for each in Corrections(archive).of_page(position.issue, position.page)]
    paper = known_papers().find(page.paper) if page.paper else None
    return alternatives(page.page, article, paper, corrections=kept)


def digest_of(article: Article) -> str:
    """Return what tells the texts of an article from others: their roles and characters in their order, no blanks."""
    texts = (f"{each.role}:{''.join(each.text.text.split())}\n" for each in article.texts)
    return blake2b("".join(texts).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def statuses(page: PageArticles, corrections: Sequence[Correction]) -> Sequence[Status]:
    """Return what people have done about each article of a page, by what is kept of it."""
    if not corrections:
        return [Status.OPEN] * len(page.articles)
    characters = PageCharacters(page.page.lines)
    found = [(each, characters.find(each.on)) for each in corrections if each.on]
    placed = [(each, on.start) for each, on in found if on is not None]
    return [_status(article, characters, placed) for article in page.articles]


def _status(article: Article, characters: PageCharacters, corrections: Iterable[tuple[Correction, int]]) -> Status:
    spans = [span for text in article.texts for span in text.text.spans]
    runs = characters.runs(spans)
    about = [each for each, start in corrections if any(start in run for run in runs)]
    confirmed = {each.digest for each in about if each.action is Action.RIGHT}
    if digest_of(article) in confirmed:
        return Status.RIGHT
    if any(each.action is not Action.RIGHT for each in about):
        return Status.CORRECTED
    return Status.CHANGED if confirmed else Status.OPEN


class Judged(NamedTuple):
    """An article in a review, without its texts."""

    chance: float
    """That it is right, as the model has it."""
    status: Status


class JudgedPage(NamedTuple):
    """A page in a review."""

    issue: int
    """Index of its issue in the view."""
    place: int
    """Its index in the issue."""
    date: datetime.date | None
    source: str
    first: int
    """Index of its first article among all articles of the archive."""
    articles: Sequence[Judged]


def judged_pages(archive: Archive, cancelled: Callable[[], bool] = lambda: False) -> Iterator[JudgedPage]:
    """Yield the pages of an archive in its order, each read when it is asked for, until somebody has cancelled it."""
    kept, view, first = Corrections(archive), archive.view, 0
    for issue, summary in enumerate(view.summaries):
        for number, outlined in enumerate(view.open(issue).pages):
            if cancelled():
                return
            page = view.page(issue, number)
            stand = statuses(page, [each.correction for each in kept.of_page(issue, number)])
            judged = [Judged(chance_right(each), how) for each, how in zip(page.articles, stand, strict=True)]
            yield JudgedPage(issue, number, summary.date, outlined.source, first, judged)
            first += len(outlined.ids)


class Expected(NamedTuple):
    """How many articles are expected to be wrong, and between what numbers that is."""

    wrong: float
    low: float
    high: float


class Tally:
    """How far the review of some articles is."""

    def __init__(self) -> None:
        self.articles = self.looked_at = 0
        self._wrong = self._variance = 0.0

    def add(self, articles: Iterable[Judged], times: int = 1) -> None:
        """Count articles; with −1 for `times`, take back that they were counted."""
        for chance, status in articles:
            self.articles += times
            if status in LOOKED_AT:
                self.looked_at += times
            else:
                self._wrong += times * (1 - chance)
                self._variance += times * chance * (1 - chance)

    def __iadd__(self, other: Tally) -> Self:
        """Count the articles of another."""
        self.articles += other.articles
        self.looked_at += other.looked_at
        self._wrong += other._wrong
        self._variance += other._variance
        return self

    @property
    def complete(self) -> bool:
        """Whether all have been looked at."""
        return self.looked_at == self.articles

    @property
    def expected(self) -> Expected:
        """How many wrong ones are among those that nobody has looked at.

        The interval holds 95 % of what chance makes of so many articles, each wrong or not for itself (a normal
        approximation of the Poisson binomial distribution), were the stated chances too low or too high by
        `CALIBRATION`.
        """
        spread = _DEVIATIONS * self._variance**0.5
        low, high = (factor * self._wrong for factor in CALIBRATION)
        left = self.articles - self.looked_at
        return Expected(self._wrong, max(0.0, low - spread), min(float(left), high + spread))


class Doubted(NamedTuple):
    """An article that is to be looked at. Those that are less likely right sort before others."""

    chance: float
    number: int
    """Index among all articles of the archive."""
    status: Status


class Review:
    """The articles that are most likely wrong of those that nobody has looked at, and how far one is."""

    def __init__(self, limit: int) -> None:
        """Keep so many articles."""
        self.articles, self.pages, self.issues = Tally(), ReviewProgress(), ReviewProgress()
        self._limit = limit
        self._kept: list[tuple[float, int, Status]] = []  # a heap, the likeliest right first: chances below 0
        self._issue: tuple[int, bool] | None = None

    def add(self, page: JudgedPage) -> None:
        """Take in a page, in the order of the archive."""
        tally = Tally()
        tally.add(page.articles)
        self.articles += tally
        if not page.articles:
            return
        self.pages.add(complete=tally.complete)
        if self._issue is None or self._issue[0] != page.issue:
            self.issues.add(complete=tally.complete)
            self._issue = page.issue, tally.complete
        elif self._issue[1] and not tally.complete:
            self.issues.complete -= 1
            self._issue = page.issue, False
        for index, (chance, status) in enumerate(page.articles, page.first):
            if status not in LOOKED_AT and chance < 1:
                self._keep((-chance, -index, status))

    def _keep(self, each: tuple[float, int, Status]) -> None:
        if len(self._kept) < self._limit:
            heappush(self._kept, each)
        elif each > self._kept[0]:
            heapreplace(self._kept, each)

    @property
    def doubted(self) -> Sequence[Doubted]:
        """The articles that were kept, the least likely right first; of equal ones that which stands first."""
        return [Doubted(-chance, -index, status) for chance, index, status in sorted(self._kept, reverse=True)]


class ReviewProgress:
    """How many of some things have been looked at."""

    def __init__(self) -> None:
        self.count = self.complete = 0

    def add(self, *, complete: bool) -> None:
        """Count one."""
        self.count += 1
        self.complete += complete


def review(archive: Archive, limit: int, cancelled: Callable[[], bool] = lambda: False) -> Review:
    """Return the review of an archive, with so many articles at the most."""
    found = Review(limit)
    for page in judged_pages(archive, cancelled):
        found.add(page)
    return found
