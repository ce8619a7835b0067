"""Damage does what it says, and only that."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.training.damage import Damage, damaged
from hnreader.training.elements import Mark, Piece
from hnreader.training.truth import NO_STORY, Role

BODY = Mark(0, Role.BODY, 1)
LINES = [
    line
    for number in range(60)
    for line in ([Piece(f"今天甲城新桥开通，{number}人参加。" * 4, Mark(0, Role.BODY, number))], [])
]


def texts(lines: list[list[Piece]]) -> list[str]:
    return ["".join(piece.text for piece in line) for line in lines]


def test_no_damage_changes_nothing() -> None:
    assert damaged(random.Random(1), LINES, Damage()) == LINES


@given(seed=st.integers(0, 1000))
def test_the_same_seed_does_the_same(seed: int) -> None:
    damage = Damage(misread=0.02, lost=0.01, doubled=0.01, lost_blanks=0.1, duplicates=0.1, strays=0.1)
    assert damaged(random.Random(seed), LINES, damage) == damaged(random.Random(seed), LINES, damage)


@pytest.mark.parametrize(
    ("damage", "least", "most"),
    [(Damage(misread=0.05), 1.0, 1.0), (Damage(lost=0.05), 0.93, 0.97), (Damage(doubled=0.05), 1.03, 1.07)],
)
def test_characters_are_misread_lost_doubled(damage: Damage, least: float, most: float) -> None:
    before, after = "".join(texts(LINES)), "".join(texts(damaged(random.Random(1), LINES, damage)))
    assert before != after
    assert least <= len(after) / len(before) <= most


def test_blank_lines_are_lost_and_doubled() -> None:
    def blanks(**shares: float) -> int:
        return texts(damaged(random.Random(1), LINES, replace(Damage(), **shares))).count("")

    assert blanks(lost_blanks=0.3) < 60 < blanks(doubled_blanks=0.3)
    assert blanks(no_blanks=True) == 0


def test_stops_are_lost() -> None:
    lines = texts(damaged(random.Random(1), LINES, Damage(lost_stops=0.5)))
    assert 10 < sum(not line.endswith("。") for line in lines if line) < 50


def test_spaced_lines_have_blanks_between_characters_and_none_behind_marks() -> None:
    lines = damaged(random.Random(1), [[Piece("甲城，3月8日", BODY)]], Damage(spaced=True))
    assert texts(lines) == ["甲 城 ，3 月 8 日"]


def test_duplicates_say_whose_copy_they_are() -> None:
    lines = damaged(random.Random(1), LINES, Damage(duplicates=0.3))
    copies = [piece for line in lines for piece in line if piece.mark.role is Role.DUPLICATE]
    assert copies
    assert {piece.mark.copy_of for piece in copies} == {0}
    assert len({piece.mark.paragraph for piece in copies}) == len(copies)
    originals = set(texts(LINES))
    assert all(any(original.startswith(piece.text) for original in originals) for piece in copies)


def test_passages_of_several_lines_stand_twice_as_a_whole() -> None:
    """In a text layer a copy has the lines of a paragraph from its first on, and parts no other paragraph."""
    lines = [[Piece(f"今天甲城第{row}座新桥开通，", Mark(0, Role.BODY, row // 6), row)] for row in range(120)]
    result = damaged(random.Random(2), lines, Damage(duplicates=0.3))
    runs = [(mark, list(run)) for mark, run in groupby(result, key=lambda line: line[0].mark)]
    copies = [run for mark, run in runs if mark.role is Role.DUPLICATE]
    assert copies
    assert all(texts(copy) == texts(lines[copy[0][0].offset :][: len(copy)]) for copy in copies if len(copy) > 1)
    assert {len(run) for mark, run in runs if mark.role is Role.BODY} == {6}


def test_strays_are_furniture() -> None:
    lines = damaged(random.Random(1), LINES, Damage(strays=0.3))
    strays = [piece for line in lines for piece in line if piece.mark.story == NO_STORY]
    assert len(strays) > 5
    assert [line for line in texts(lines) if line.startswith("今天")] == [line for line in texts(LINES) if line]
