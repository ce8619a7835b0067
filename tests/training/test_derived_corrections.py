"""The decisions that bring a made-up page to a truth that it is not read as, and whether they survive in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from derived_corrections import derive, errors
from two_stories import LINES

from hnreader.archive import load
from hnreader.model import PageArticles
from hnreader.training.truth import Label, LabelledPage, Role
from hnreader.userdata.correction_file import PageCorrection, add_corrections, correction_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FISH, LAMPS, ELDER = 0, 1, 2
HEAD, BODY = Role.HEADLINE, Role.BODY
AS_READ = [
    (FISH, HEAD, 1), (FISH, HEAD, 1), *[(FISH, BODY, number) for number in (2, 2, 3, 4)],
    (LAMPS, HEAD, 1), *[(LAMPS, BODY, number) for number in (2, 2, 3)],
]  # fmt: skip
TRUTHS = {
    "as it is read": AS_READ,
    "a paragraph is another story's": [*AS_READ[:5], (LAMPS, BODY, 4), *AS_READ[6:]],
    "a title line is body text": [AS_READ[0], (FISH, BODY, 1), *AS_READ[2:]],
    "a story without a title": [*AS_READ[:8], (ELDER, BODY, 1), (ELDER, BODY, 2)],
    "read in another order": [*AS_READ[:4], (FISH, BODY, 4), (FISH, BODY, 3), *AS_READ[6:]],
}


def labelled(uses: Sequence[tuple[int, Role, int]]) -> LabelledPage:
    """The page with a use for each line: its story, its role, its paragraph."""
    labels = [
        Label(number, 0, len(line), story, role, paragraph, 100 * number)
        for number, (line, (story, role, paragraph)) in enumerate(zip(LINES, uses, strict=True), 1)
    ]
    return LabelledPage(tuple(LINES), tuple(labels), "made")


@pytest.mark.parametrize("uses", TRUTHS.values(), ids=TRUTHS)
def test_decisions_bring_a_page_to_its_truth(tmp_path: Path, uses: Sequence[tuple[int, Role, int]]) -> None:
    """Few are enough; from a file as well, with other blanks and line ends."""
    page = labelled(uses)
    derived = derive(page)
    assert derived.left == 0
    assert bool(derived.wrong) is (uses is not AS_READ)
    assert len(derived.corrections) <= 3 * min(derived.wrong, 1)
    path = tmp_path / "page.txt"
    path.write_text("\r\n".join(f"  {line} " for line in LINES), "utf-8", newline="")
    add_corrections(correction_path(path), map(PageCorrection, derived.corrections))
    (found,) = (each for each in load(path) if isinstance(each, PageArticles))
    assert errors(page, found) == 0
