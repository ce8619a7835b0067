"""Where extractors put blank lines. All text is made up."""

from __future__ import annotations

import random

import pytest

from hnreader.training.blanks import Blanks
from hnreader.training.elements import Mark, Piece
from hnreader.training.truth import Role
from hnreader.training.typeset import Measure, TypeBlock, set_lines


def block(role: Role, frame: int, text: str = "湖面开网", story: int = 0) -> TypeBlock:
    """Return a text of a story set eight ems wide."""
    lines = set_lines((Piece(text, Mark(story, role, 0)),), Measure(8))
    return TypeBlock(tuple(lines), frame, 0, 0, 1.4)


KICKER, HEADLINE = block(Role.KICKER, 0), block(Role.HEADLINE, 0)
SHORT, FULL = block(Role.BODY, 1, "渔民今天一早就来了。"), block(Role.BODY, 1, "渔民今天一早就来了渔民今天一早就")
NEXT_LEG, OTHER = block(Role.BODY, 2), block(Role.BODY, 3, story=1)


@pytest.mark.parametrize(
    ("before", "behind", "pdfminer", "default"),
    [
        pytest.param(KICKER, HEADLINE, True, True, id="a kicker and its headline"),
        pytest.param(HEADLINE, SHORT, True, False, id="a head and its text"),
        pytest.param(HEADLINE, OTHER, True, True, id="a head and another story's text"),
        pytest.param(SHORT, FULL, True, False, id="paragraphs"),
        pytest.param(FULL, SHORT, False, False, id="a paragraph behind a full line"),
        pytest.param(FULL, NEXT_LEG, True, True, id="legs"),
    ],
)
def test_blanks_between_blocks(before: TypeBlock, behind: TypeBlock, pdfminer: bool, default: bool) -> None:
    """pdfminer parts paragraphs, but not where a line reaches the edge; pdftotext may not part a head from its text."""
    assert Blanks(blocks=True, joined=True).between(before, behind) == pdfminer
    assert Blanks(behind_head=False).between(before, behind) == default


@pytest.mark.parametrize(("form", "blocks"), [("pdf-pdfminer", True), ("pdf-pdfminer-rows", True), ("pdf-raw", False)])
def test_forms_have_the_blanks_of_their_extractor(form: str, blocks: bool) -> None:
    drawn = [Blanks.draw(random.Random(seed), form) for seed in range(40)]
    assert {each.blocks for each in drawn} == {blocks}
    assert {each.behind_head for each in drawn} == {True}
    assert {Blanks.draw(random.Random(seed), "pdf-default").behind_head for seed in range(40)} == {True, False}
