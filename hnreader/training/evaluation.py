"""How well segmented pages agree with their truth.

Stories are paired one to one by the overlap of their bodies, the best first. Figures of several pages are made from
the sums of what the pages have, not from the pages' figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from hnreader.segment import segment
from hnreader.training.pages import page_of
from hnreader.training.reliability import Outcome, confidences
from hnreader.training.truth import NO_STORY, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hnreader.model import Article, PageArticles, Span, Text
    from hnreader.segment.model.segmentation import Model
    from hnreader.training.truth import Label, LabelledPage

SAME_STORY: Final = 0.5
"""Overlap of the bodies from which two stories are one."""
NEAR: Final = 0.95
"""1 − edit distance / longer length, from which a body counts as nearly right."""

_TITLES: Final = (Role.KICKER, Role.HEADLINE, Role.SUBHEAD)
_TEXTS: Final = frozenset({Role.BODY, Role.HEADING, Role.EDITOR_NOTE, Role.SIGNATURE})
_CAPTIONS: Final = frozenset({Role.CAPTION, Role.CREDIT})

Place = tuple[int, int]
"""Line and column of a character."""


@dataclass(frozen=True)
class ComparableStory:
    """A story of the truth, or one that was found. Its texts have no blanks."""

    title: str
    """Kicker, headline and subhead."""
    body: str
    """Paragraphs and headings in reading order, or the captions of a story without any."""
    places: frozenset[Place]
    """Where the body stands; for a story that was found, where anything of it stands."""

    @cached_property
    def trigrams(self) -> Counter[str]:
        """The runs of three characters of the body; of a shorter body, its characters."""
        size = 3 if len(self.body) >= 3 else 1
        return Counter(self.body[at : at + size] for at in range(len(self.body) - size + 1))


@dataclass(frozen=True, slots=True)
class Sums:
    """What some pages have, and how much of it is right."""

    pages: int = 0
    stories: int = 0
    found: int = 0
    """Stories that the model made."""
    near: int = 0
    """Bodies that are as like the true ones as `NEAR` asks, exact ones among them."""
    exact: int = 0
    titles: int = 0
    """Stories that have a title, or were given one."""
    titles_exact: int = 0
    characters: int = 0
    """Of the true bodies."""
    owned: int = 0
    """Those that are somewhere in the story that theirs is paired with."""

    def __add__(self, other: Sums) -> Sums:
        """Return the sums of the pages of both."""
        return Sums(*(mine + others for mine, others in zip(astuple(self), astuple(other), strict=True)))

    def figures(self) -> dict[str, float | None]:
        """Return shares from 0 to 1 by name, for bodies as F1; None where there is nothing to be right."""
        bodies = (self.stories + self.found) / 2
        return {
            "near": _share(self.near, bodies),
            "exact": _share(self.exact, bodies),
            "titles": _share(self.titles_exact, self.titles),
            "owned": _share(self.owned, self.characters),
        }


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


class Comparison(NamedTuple):
    """What one page, or several, come to: the sums, and for each story found whether its body is right."""

    sums: Sums
    outcomes: tuple[Outcome, ...]


def evaluate(model: Model, pages: Iterable[LabelledPage]) -> Iterator[Comparison]:
    """Yield for each page how well the model segments it."""
    for labelled in pages:
        found = segment(page_of(labelled), model=model)
        yield compare(true_stories(labelled), found_stories(found), confidences(found))


def total(comparisons: Iterable[Comparison]) -> Comparison:
    """Return several pages as one."""
    given = list(comparisons)
    return Comparison(
        sum((page.sums for page in given), Sums()), tuple(outcome for page in given for outcome in page.outcomes)
    )


def compare(truths: Sequence[ComparableStory], found: Sequence[ComparableStory], stated: Sequence[float]) -> Comparison:
    """Compare the stories found on a page, each with its stated confidence, with the true ones."""
    pairs = pair_stories(truths, found)
    alike = {number: _similarity(truths[number].body, found[other].body) for number, other in pairs.items()}
    titles = [(truth.title, found[pairs[at]].title if at in pairs else None) for at, truth in enumerate(truths)]
    exact = {other for number, other in pairs.items() if truths[number].body == found[other].body}
    sums = Sums(
        pages=1,
        stories=len(truths),
        found=len(found),
        near=sum(similarity >= NEAR for similarity in alike.values()),
        exact=len(exact),
        titles=sum(bool(true or given) for true, given in titles),
        titles_exact=sum(bool(true) and true == given for true, given in titles),
        characters=sum(len(truth.places) for truth in truths),
        owned=sum(len(truths[number].places & found[other].places) for number, other in pairs.items()),
    )
    return Comparison(sums, tuple(Outcome(value, other in exact) for other, value in enumerate(stated)))


def _similarity(first: str, second: str) -> float:
    return 1 - Levenshtein.distance(first, second) / max(len(first), len(second), 1)


def pair_stories(truths: Sequence[ComparableStory], found: Sequence[ComparableStory]) -> dict[int, int]:
    """Return true story → story found, by their numbers; of equal overlaps the first ones are taken."""
    overlaps = sorted(
        (-_overlap(truth, story), number, other)
        for number, truth in enumerate(truths)
        for other, story in enumerate(found)
    )
    pairs: dict[int, int] = {}
    for overlap, number, other in overlaps:
        if -overlap >= SAME_STORY and number not in pairs and other not in pairs.values():
            pairs[number] = other
    return pairs


def _overlap(truth: ComparableStory, story: ComparableStory) -> float:
    """Return Dice's coefficient of the bodies; stories without a body are the same where their titles are."""
    size = truth.trigrams.total() + story.trigrams.total()
    if not size:
        return float(bool(truth.title) and truth.title == story.title)
    return 2 * (truth.trigrams & story.trigrams).total() / size


def true_stories(page: LabelledPage) -> list[ComparableStory]:
    """Return the stories that a page's labels tell, in the order of their numbers."""
    stories: dict[int, list[Label]] = defaultdict(list)
    for label in page.labels:
        if label.story != NO_STORY and label.role is not Role.DUPLICATE:
            stories[label.story].append(label)
    return [_true_story(page, labels) for _, labels in sorted(stories.items())]


def _true_story(page: LabelledPage, labels: Iterable[Label]) -> ComparableStory:
    ordered = sorted(labels, key=lambda label: (label.paragraph, label.piece))
    title = [label for role in _TITLES for label in ordered if label.role is role]
    body = [label for label in ordered if label.role in _TEXTS] or [
        label for label in ordered if label.role in _CAPTIONS
    ]
    lines = dict(enumerate(page.lines, 1))
    return ComparableStory(_printed(lines, title), _printed(lines, body), _places(lines, body))


def found_stories(page: PageArticles) -> list[ComparableStory]:
    """Return the stories of a segmented page. Its lines are taken as they are, without what cleaning removes."""
    lines = {line.number: line.text for line in page.page.lines}
    return [_found_story(lines, article) for article in page.articles]


def _found_story(lines: Mapping[int, str], article: Article) -> ComparableStory:
    title = [text for text in (article.kicker, article.headline, article.subhead) if text]
    body = [paragraph.text for paragraph in article.paragraphs] or article.captions
    spans = [span for text in article.texts for span in text.text.spans]
    return ComparableStory(_unspaced(title), _unspaced(body), _places(lines, spans))


def _unspaced(texts: Iterable[Text]) -> str:
    return "".join("".join(text.text.split()) for text in texts)


def _printed(lines: Mapping[int, str], labels: Iterable[Label]) -> str:
    """Return the non-blank characters of labels."""
    return "".join("".join(lines[label.line][label.start : label.end].split()) for label in labels)


def _places(lines: Mapping[int, str], spans: Iterable[Label | Span]) -> frozenset[Place]:
    """Return the places of the non-blank characters of labels or spans."""
    return frozenset(
        (span.line, column)
        for span in spans
        for column in range(span.start, span.end)
        if not lines[span.line][column].isspace()
    )
