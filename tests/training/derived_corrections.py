"""The corrections that bring a page to what is known of it, one decision at a time, as somebody would make them.

After each decision the page is segmented again, and the next one is about what is still wrong: which story a text is
of, then what it is, then the order of texts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.corrections import Action, Correction, TextQuote
from hnreader.segment import segment
from hnreader.segment.page_characters import PageCharacters
from hnreader.training.evaluation import compare, found_stories, true_stories
from hnreader.training.pages import page_of
from hnreader.training.truth import NO_STORY, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hnreader.model import PageArticles
    from hnreader.training.truth import Label, LabelledPage

_MOST: Final = 80  # decisions about a page

_TITLES: Final = frozenset({"kicker", "headline", "subhead"})
_SCORED: Final = _TITLES | {"text", "caption"}
_USES: Final = {
    "paragraph": "text", "heading": "text", "body": "text", "signature": "text", "editor_note": "text",
    "credit": "caption", "jump_from": "jump", "jump_to": "jump",
}  # fmt: skip
"""Roles of the truth, and of articles, that are one where it is scored."""

_Place = tuple[int, int]


class _Use(NamedTuple):
    """In which article of a segmented page a character is, and as what."""

    article: int
    use: str


@dataclass(frozen=True, eq=False)
class Run:
    """Characters that stand behind each other on a page and are one text, or a piece of one."""

    label: Label
    """Of its first characters."""
    places: Sequence[_Place]
    text: str
    passage: TextQuote
    at: int
    """How many characters of the page come before."""

    @property
    def use(self) -> str:
        """What it is, as far as that is scored."""
        return _USES.get(self.label.role, self.label.role)


class Derived(NamedTuple):
    """The decisions about a page, and what was wrong without them."""

    corrections: Sequence[Correction]
    wrong: int
    """Bodies and titles."""
    left: int
    """What is wrong with them."""


def derive(page: LabelledPage) -> Derived:
    """Return the decisions that bring a page to its truth, and whether they do."""
    runs = _runs(page)
    corrections: list[Correction] = []
    segmented = segment(page_of(page))
    before = errors(page, segmented)
    while errors(page, segmented) and len(corrections) < _MOST:
        decision = next((each for each in _decisions(runs, segmented) if each not in corrections), None)
        if decision is None:
            break
        corrections.append(decision)
        segmented = segment(page_of(page), corrections=corrections)
    return Derived(corrections, before, errors(page, segmented))


def errors(page: LabelledPage, segmented: PageArticles) -> int:
    """Return how many bodies and titles are wrong, and stories too many, whatever the page's blanks are."""
    found = found_stories(segmented)
    sums = compare(true_stories(page), found, [1.0] * len(found)).sums
    return sums.stories - sums.exact + sums.titles - sums.titles_exact + max(0, sums.found - sums.stories)


def _runs(page: LabelledPage) -> list[Run]:
    groups: list[list[Label]] = []
    for label in page.labels:
        last = groups[-1][-1] if groups else None
        if last and last[3:6] == label[3:6] and label.piece == last.piece + last.end - last.start:
            groups[-1].append(label)
        else:
            groups.append([label])
    order = [(line, column) for line, text in enumerate(page.lines, 1) for column in range(len(text))]
    order = [place for place in order if not page.lines[place[0] - 1][place[1]].isspace()]
    index = {place: number for number, place in enumerate(order)}
    characters = PageCharacters(page_of(page).lines)
    runs = []
    for group in groups:
        cells = ((label.line, column) for label in group for column in range(label.start, label.end))
        if places := [place for place in cells if place in index]:
            at = index[places[0]]
            text = "".join(page.lines[line - 1][column] for line, column in places)
            runs.append(Run(group[0], places, text, characters.quote(range(at, at + len(places))), at))
    return runs


def _decisions(runs: Sequence[Run], segmented: PageArticles) -> Iterator[Correction]:
    """Yield the decisions about what is wrong, the most telling first."""
    uses, order = _uses(segmented)
    counts = [Counter(uses.get(place, _Use(NO_STORY, "")) for place in run.places) for run in runs]
    found = {run: count.most_common(1)[0][0] for run, count in zip(runs, counts, strict=True)}
    pure = {run: len(count) == 1 for run, count in zip(runs, counts, strict=True)}
    articles = _articles(runs, uses)
    anchors = _anchors([run for run in runs if pure[run] and found[run].article == articles.get(run.label.story)])
    wanted: list[tuple[int, int, int, Correction]] = []
    for run in runs:
        if not {run.use, found[run].use} & _SCORED:
            continue
        there = pure[run] and found[run].article == articles.get(run.label.story)
        size = -len(run.text)
        if run.label.role not in (Role.FURNITURE, Role.DUPLICATE) and not there:
            wanted += [(0, size, run.at, each) for each in _to_its_story(run, anchors.get(run.label.story))]
        if found[run].use != run.use or not pure[run]:
            late = there and {run.use, found[run].use} <= _TITLES
            wanted.append((3 if late else 1, size, run.at, _is(run)))
    wanted += [(2, 0, run.at, each) for run, each in _in_order(runs, uses, order, articles)]
    wanted.sort(key=lambda item: item[:3])
    return (each for *_, each in wanted)


def _uses(segmented: PageArticles) -> tuple[Mapping[_Place, _Use], Mapping[_Place, int]]:
    """Return the use of each character of the articles, and its number in the order in which they are read."""
    uses: dict[_Place, _Use] = {}
    for number, article in enumerate(segmented.articles):
        for text in article.texts:
            use = _Use(number, _USES.get(text.role, text.role))
            uses |= {(span.line, at): use for span in text.text.spans for at in range(span.start, span.end)}
    for place in [*segmented.furniture, *segmented.duplicates]:
        use = _Use(NO_STORY, "furniture")
        uses |= {(span.line, at): use for span in place.text.spans for at in range(span.start, span.end)}
    return uses, {place: number for number, place in enumerate(uses)}


def _articles(runs: Sequence[Run], uses: Mapping[_Place, _Use]) -> Mapping[int, int]:
    """Return which article is which story, by what they share, the most first."""
    shared = Counter(
        (run.label.story, uses[place].article)
        for run in runs
        for place in run.places
        if run.label.role not in (Role.FURNITURE, Role.DUPLICATE) and place in uses and uses[place].article >= 0
    )
    found: dict[int, int] = {}
    for (story, article), _ in sorted(shared.items(), key=lambda item: -item[1]):
        if story not in found and article not in found.values():
            found[story] = article
    return found


def _anchors(runs: Sequence[Run]) -> Mapping[int, Run]:
    """Return of each story the longest text that is in its article already."""
    texts = [run for run in runs if run.use in ("text", "caption")]
    return {run.label.story: run for run in sorted(texts, key=lambda run: len(run.text))}


def _to_its_story(run: Run, anchor: Run | None) -> list[Correction]:
    if anchor is None:
        return [Correction(Action.BEGINS_STORY, run.passage)]
    return [Correction(Action.BELONGS, run.passage, anchor.passage)] if anchor is not run else []


def _is(run: Run) -> Correction:
    role = Role.FURNITURE if run.label.role is Role.DUPLICATE else run.label.role
    return Correction(Action.IS, run.passage, role=role)


def _in_order(
    runs: Sequence[Run], uses: Mapping[_Place, _Use], order: Mapping[_Place, int], articles: Mapping[int, int]
) -> Iterator[tuple[Run, Correction]]:
    """Yield what is to be read behind what, of the texts of one article that are not."""
    for story, article in articles.items():
        texts = [run for run in runs if run.label.story == story and run.use == "text"]
        texts.sort(key=lambda run: (run.label.paragraph, run.label.piece))
        for before, behind in pairwise(texts):
            last, first = before.places[-1], behind.places[0]
            both = all(place in uses and uses[place].article == article for place in (last, first))
            if both and order[first] != order[last] + 1:
                yield behind, Correction(Action.FOLLOWS, behind.passage, before.passage)
