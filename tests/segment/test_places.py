"""What places say of units: each unit is a line, or several, given by left, top, width and size. Nothing is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_model import random_model

from hnreader.page_layout import Placing, Rule
from hnreader.papers import known_papers
from hnreader.segment.model import place_network, story_network
from hnreader.segment.model.place_columns import OWN_COLUMNS, PAIR_COLUMNS, UnitPlaces, unit_places
from hnreader.segment.model.place_network import OUTPUTS
from hnreader.segment.rows import make_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TEXT = "水厂的机器一天都没有停过，全县的管道里都有了水"


class Unit(NamedTuple):
    """Lines under each other, in ems."""

    left: float
    top: float
    lines: int = 8
    size: float = 1.0
    width: float = 20.0
    indent: float = 0.0


LEFT, RIGHT = Unit(0, 10), Unit(22, 10)
TITLE = Unit(0, 5, lines=1, size=2.0)
FAR_TITLE = Unit(22, 5, lines=1, size=2.0)


def places_of(units: Sequence[Unit], rules: Sequence[Rule] = (), em: float = 100) -> UnitPlaces | None:
    rows, first = [], []
    for left, top, lines, size, width, indent in units:
        first.append(len(rows))
        for line in range(lines):
            edges = left + (0 if line else indent), top + 1.4 * line * size, left + width, top + (1.4 * line + 1) * size
            placing = Placing(*(round(em * edge) for edge in (*edges, size)))
            rows.append(make_row(1 + len(rows), 0, TEXT, 0, known_papers().generic, placing))
    return unit_places(rows, np.arange(len(rows)), np.array(first), rules)


def what_is_said(name: str, units: Sequence[Unit], rules: Sequence[Rule] = ()) -> NDArray[Any]:
    """Return what is said by a name of every two units, or of each."""
    places = places_of(units, rules)
    assert places
    if name in OWN_COLUMNS:
        return places.own[:, OWN_COLUMNS.index(name)]
    return places.between[:, :, PAIR_COLUMNS.index(name)]


def pairs(found: NDArray[Any]) -> set[tuple[int, int]]:
    """Return which units, each as read behind another, something is said of."""
    return {(int(unit), int(other)) for unit, other in np.argwhere(found > 0.3) if unit != other}


@pytest.mark.parametrize(
    ("name", "units", "found"),
    [
        ("under", [LEFT, Unit(0, 21.2)], {(1, 0)}),
        ("under", [LEFT, RIGHT], set()),
        ("under", [LEFT, Unit(0, 40)], set()),
        ("line above", [TITLE, LEFT, RIGHT], {(1, 0)}),
        ("next leg", [LEFT, RIGHT], {(1, 0)}),
        ("next leg", [RIGHT, LEFT], {(0, 1)}),
        ("next leg", [LEFT, Unit(22, 10, size=2.0)], set()),
        ("its title", [TITLE, LEFT], {(1, 0)}),
        ("its title", [TITLE, LEFT, FAR_TITLE, RIGHT], {(1, 0), (3, 2)}),
        ("its title", [TITLE._replace(width=42), LEFT, RIGHT], {(1, 0), (2, 0)}),
        ("same title", [TITLE._replace(width=42), LEFT, RIGHT], {(1, 2), (2, 1)}),
        ("titles between", [LEFT, TITLE._replace(top=25), Unit(0, 30)], {(0, 2), (2, 0)}),
    ],
)
def test_what_is_said_of_two_units(name: str, units: list[Unit], found: set[tuple[int, int]]) -> None:
    assert pairs(what_is_said(name, units)) == found


ACROSS, DOWN = Rule(0, 2500, 4200, 2500), Rule(2100, 900, 2100, 2200)


@pytest.mark.parametrize(
    ("units", "rules", "found"),
    [
        ([LEFT, Unit(0, 30)], [ACROSS], {(0, 1), (1, 0)}),
        ([LEFT, RIGHT], [ACROSS], set()),
        ([LEFT, RIGHT], [DOWN], {(0, 1), (1, 0)}),
        ([LEFT, Unit(0, 30)], [Rule(2200, 2500, 4200, 2500)], set()),
        ([LEFT, Unit(0, 30)], [], set()),
    ],
    ids=["across", "not between", "down", "beside", "none"],
)
def test_rules_part_what_stands_on_either_side(units: list[Unit], rules: list[Rule], found: set[Any]) -> None:
    assert pairs(what_is_said("rules between", units, rules)) == found


def test_what_is_said_of_a_unit() -> None:
    units = [TITLE, LEFT._replace(indent=2.0), RIGHT]
    assert what_is_said("is large", units).tolist() == [1, 0, 0]
    assert what_is_said("indent", units).tolist() == [0, 1, 0]
    assert what_is_said("large above", units).tolist() == [0, 1, 0]
    assert what_is_said("rule below", units, [ACROSS]).tolist() == [0, 0, 0]
    assert what_is_said("rule below", units, [Rule(0, 2200, 4200, 2200)]).tolist() == [0, 1, 1]


def test_where_one_line_has_no_place_nothing_is_said() -> None:
    rows = [make_row(number, 0, TEXT, 0, known_papers().generic, None) for number in (1, 2)]
    assert unit_places(rows, np.arange(2), np.arange(2)) is None


def test_fitting_begins_with_what_the_network_of_stories_says() -> None:
    """What is added is nothing while the outputs of the network of places are zeros, and something else later."""
    places, model, count = places_of([TITLE, LEFT, RIGHT]), random_model(0), 3
    assert places
    rng = np.random.default_rng(0)
    own, between = (
        rng.normal(size=shape).astype(np.float32)
        for shape in ((count, story_network.OWN), (count, count, story_network.BETWEEN))
    )
    stories = story_network.folded_weights(np, model.stories)

    def scores(weights: dict[str, Any] | None) -> Any:
        folded = weights and place_network.folded_weights(np, weights)
        added = place_network.added(np, folded, *places) if folded else None
        return story_network.scores(np, stories, own, between, np.ones(count, np.float32), added)

    silent = {name: values * (name.split(".")[0] not in OUTPUTS) for name, values in model.places.items()}
    for alone, first, later in zip(scores(None), scores(silent), scores(model.places), strict=True):
        np.testing.assert_allclose(alone, first, atol=1e-5)
        assert not np.allclose(alone, later)


UNITS = st.builds(
    Unit, st.integers(0, 90), st.integers(0, 90), st.integers(1, 5), st.sampled_from((1.0, 1.0, 1.0, 2.0)),
    st.integers(2, 40), st.sampled_from((0.0, 2.0)),
)  # fmt: skip


@given(st.lists(UNITS, min_size=1, max_size=9), st.integers(2, 9))
def test_the_unit_of_measurement_says_nothing(units: list[Unit], times: int) -> None:
    """Tenths of a point or pixels of a scan: what is said is the same."""
    units = [*units, Unit(0, 200, lines=30)]  # a page is mostly text
    first, second = places_of(units), places_of(units, em=100 * times)
    assert first
    assert second
    np.testing.assert_allclose(first.own, second.own, atol=0.01)
    np.testing.assert_allclose(first.between, second.between, atol=0.01)


@given(st.lists(UNITS, min_size=1, max_size=9))
def test_all_that_is_said_is_of_one_scale(units: list[Unit]) -> None:
    """However a page is laid out, lines on each other among them."""
    places = places_of(units)
    assert places is None or (np.abs(places.own).max() <= 4 and np.abs(places.between).max() <= 4)
