"""How soon a review comes to what is wrong, and whether what it offers mends it: asserts nothing.

    python tests/bench/review.py SET…

SETs are folders with `gold` and `pages`, or files of generated pages, as training has them. An article is wrong where
its body or its title is not that of the story. Of each set, and of all, are printed: how many are wrong, how many of
these are among the first tenth, fifth … that a review lists; how many are expected to be wrong among all, and among
those behind the first fifth, with the interval, and how many are. With --alternatives also: for how many of the wrong
ones the first, or one of two corrections that are offered, brings the page nearer to its truth, in characters.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from hnreader.research.review import Judged, Status, Tally, chance_right
from hnreader.segment import alternatives, segment
from hnreader.training.evaluation import found_stories, pair_stories, true_stories
from hnreader.training.gold_reading import read_gold
from hnreader.training.pages import page_of
from hnreader.training.truth import read_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.model import PageArticles
    from hnreader.training.evaluation import ComparableStory
    from hnreader.training.truth import LabelledPage

SHARES: Final = (0.1, 0.2, 0.3, 0.4)
"""Of the articles, that are looked at."""
LOOKED_AT: Final = 0.2


class Outcome(NamedTuple):
    """What is stated of an article, and what is so."""

    right: float
    """The chance that it is right."""
    wrong: bool
    mended: tuple[bool, ...] = ()
    """Whether each correction that is offered brings the page nearer to its truth."""


def outcomes(labelled: LabelledPage, *, offered: bool) -> Iterator[Outcome]:
    """Yield those of a page."""
    page, truths = page_of(labelled), true_stories(labelled)
    segmented = segment(page)
    found = found_stories(segmented)
    stories = {other: truths[number] for number, other in pair_stories(truths, found).items()}
    before = _distance(truths, segmented)
    for number, (article, story) in enumerate(zip(segmented.articles, found, strict=True)):
        truth = stories.get(number)
        wrong = truth is None or (truth.body, truth.title) != (story.body, story.title)
        mended = ()
        if wrong and offered:
            corrections = (each.correction for each in alternatives(page, article))
            mended = tuple(_distance(truths, segment(page, corrections=[each])) < before for each in corrections)
        yield Outcome(chance_right(article), wrong, mended)


def _distance(truths: Sequence[ComparableStory], segmented: PageArticles) -> int:
    """Return how many characters of bodies and titles are missing, or over, or elsewhere."""
    found = found_stories(segmented)
    pairs = pair_stories(truths, found)
    none = type(truths[0])("", "", frozenset()) if truths else None
    alike = ((truth, found[pairs[at]] if at in pairs else none) for at, truth in enumerate(truths))
    return sum(
        Levenshtein.distance(truth.body, other.body) + Levenshtein.distance(truth.title, other.title)
        for truth, other in alike
        if other
    )


def report(name: str, found: Sequence[Outcome]) -> None:
    """Print the figures of a set."""
    order = sorted(found, key=lambda each: each.right)
    wrong = [each.wrong for each in order]
    shares = ", ".join(f"{sum(wrong[: round(share * len(order))])} in {share:.0%}" for share in SHARES)
    print(f"{name}: {len(order)} articles, {sum(wrong)} wrong: {shares}")
    for share in (0.0, LOOKED_AT):
        rest = order[round(share * len(order)) :]
        tally = Tally()
        tally.add(Judged(each.right, Status.OPEN) for each in rest)
        expected, low, high = tally.expected
        count = sum(each.wrong for each in rest)
        print(f"    behind {share:.0%}: {expected:.1f} expected ({low:.1f} to {high:.1f}), {count} wrong")
    if offered := [each.mended for each in order if each.mended]:
        first, either = sum(each[0] for each in offered), sum(map(any, offered))
        print(
            f"    offered for {len(offered)} wrong ones; the first brings nearer {first}, one of two {either}",
            flush=True,
        )


def main() -> None:
    """Print the figures of the sets, and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--alternatives", action="store_true")
    arguments = parser.parse_args()
    every: list[Outcome] = []
    for path in arguments.sets:
        pages = _pages(path)
        found = [each for page in pages for each in outcomes(page, offered=arguments.alternatives)]
        report(path.name, found)
        every += found
    report("all", every)


def _pages(path: Path) -> Iterator[LabelledPage]:
    if path.is_dir():
        yield from read_gold(path / "gold", path / "pages")
    else:
        with path.open(encoding="utf-8") as lines:
            yield from read_pages(lines)


if __name__ == "__main__":
    main()
