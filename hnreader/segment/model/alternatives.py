"""What else an article may be: corrections that change it, the likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.corrections import Alternative
from hnreader.papers import identify
from hnreader.segment import PageCharacters, segment
from hnreader.segment.model.candidates import Candidates, Doubt
from hnreader.segment.model.corrected import CorrectedUnits
from hnreader.segment.model.one_thread import in_one_thread
from hnreader.segment.model.pieces import pieces_of
from hnreader.segment.model.segmentation import decoded_parts, fitted_model, labelled_parts
from hnreader.segment.placed_corrections import PlacedCorrections
from hnreader.segment.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.corrections import Correction
    from hnreader.model import Article, Page
    from hnreader.papers import Paper
    from hnreader.segment.model.candidates import Candidate

Texts = list[tuple[str, str]]

_TRIED: Final = 6
"""Decisions of which each costs that the page is segmented again."""


@in_one_thread
def alternatives(
    page: Page, article: Article, paper: Paper | None, corrections: Sequence[Correction], most: int
) -> list[Alternative]:
    """Return so many corrections at the most that change an article, each of another kind and to another effect.

    `corrections` are those by which the article came out as it is.
    """
    before, found, outcomes = _texts(article), dict[Doubt, Alternative](), list[list[Texts]]()
    tried = 0
    for candidate, correction in _candidates(page, article, paper, corrections):
        if tried == _TRIED or len(found) == most:
            break
        if candidate.kind in found:
            continue
        tried += 1
        outcome = [_texts(each) for each in segment(page, paper, corrections=(*corrections, correction)).articles]
        if before not in outcome and outcome not in outcomes:
            outcomes.append(outcome)
            found[candidate.kind] = Alternative(correction, candidate.chance)
    return [*found.values()]


def _candidates(
    page: Page, article: Article, paper: Paper | None, corrections: Sequence[Correction]
) -> Iterator[tuple[Candidate, Correction]]:
    """Yield the decisions about an article that were not taken, the likeliest first."""
    characters = PageCharacters(page.lines)
    runs = characters.runs(span for text in article.texts for span in text.text.spans)
    placed = CorrectedUnits(PlacedCorrections(page.lines, corrections)) or None
    rules = page.layout.rules if page.layout else ()
    model, pieces = fitted_model(), pieces_of(rows_of(page, identify(page, paper).profile))
    for part in decoded_parts(labelled_parts(pieces, model, placed), model, rules, placed):
        firsts = [characters.place(rows[0].number, rows[0].start) for rows in part.rows]
        for number, story in enumerate(part.page.stories):
            if any(firsts[unit] in run for unit in story.units for run in runs):
                for each in Candidates(part).of(number):
                    yield each, each.correction(part.rows, characters)
                return


def _texts(article: Article) -> Texts:
    return [(text.role, text.text.text) for text in article.texts]
