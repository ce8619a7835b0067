"""What is drawn on a page: rules and frames part texts, pictures and the page's own edge do not."""

from __future__ import annotations

import pytest

from hnreader.page_layout import Rule
from hnreader.reading.placed_text import PlacedText
from hnreader.reading.rules import MOST, rules_of

EM = 100
LINES = [PlacedText("水厂的机器", 1000, top, 1500, top + EM, top + 88, EM) for top in (1000, 3000)]


@pytest.mark.parametrize(
    ("drawn", "rules"),
    [
        ((900, 2000, 1600, 2004), [Rule(900, 2000, 1600, 2004)]),
        ((900, 2000, 1000, 2004), []),
        ((900, 500, 903, 4000), [Rule(900, 500, 903, 4000)]),
        ((900, 1500, 1600, 2500), []),
        ((0, 0, 5000, 5000), []),
        (
            (900, 900, 1600, 1600),
            [Rule(900, 900, 1600, 900), Rule(900, 900, 900, 1600), Rule(1600, 900, 1600, 1600),
             Rule(900, 1600, 1600, 1600)],
        ),
    ],
    ids=["across", "an ornament", "down", "a picture", "the page", "a frame"],
)  # fmt: skip
def test_what_is_drawn(drawn: tuple[float, float, float, float], rules: list[Rule]) -> None:
    found = rules_of([drawn, drawn], LINES, EM)
    assert len(found) == len(rules)
    assert set(found) == set(rules)


def test_of_many_rules_the_longest_are_kept() -> None:
    drawn = [(0.0, 10.0 * at, 400.0 + at, 10.0 * at) for at in range(3 * MOST)]
    found = rules_of(drawn, LINES, EM)
    assert len(found) == MOST
    assert min(rule.right for rule in found) == 400 + 2 * MOST
