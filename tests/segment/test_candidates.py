"""Decisions that were not taken, as corrections. The page is made up; what holds for random models holds for any."""

from __future__ import annotations

from itertools import pairwise

import pytest
from random_model import random_model
from two_stories import LINES

from hnreader.model import Line, Page
from hnreader.papers import identify
from hnreader.segment import PageCharacters, misfits
from hnreader.segment.model.candidates import Candidates
from hnreader.segment.model.pieces import pieces_of
from hnreader.segment.model.segmentation import decoded_parts, labelled_parts
from hnreader.segment.rows import rows_of


@pytest.mark.parametrize("seed", range(4))
def test_each_is_a_correction_that_fits_the_page(seed: int) -> None:
    """The likeliest first; none says of a unit what it is already, or that it belongs with itself."""
    page = Page("page.txt", tuple(Line(number, text) for number, text in enumerate(LINES, 1)))
    characters = PageCharacters(page.lines)
    model, pieces = random_model(seed), pieces_of(rows_of(page, identify(page, None).profile))
    (part,) = decoded_parts(labelled_parts(pieces, model), model)
    for number, story in enumerate(part.page.stories):
        found = Candidates(part).of(number)
        corrections = [each.correction(part.rows, characters) for each in found]
        assert misfits(page, corrections) == []
        assert all(before.chance >= each.chance for before, each in pairwise(found))
        assert all(each.role != part.page.roles[each.unit] and each.other != each.unit for each in found)
        assert {each.story for each in found} <= {number}
        assert all(each.other in story.units for each in found if each.kind == "here")
