"""Optimal assignment: the one-to-one pairing of two sets with the greatest sum of scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NEVER: Final = 1e9


def assign(scores: Sequence[Mapping[int, float]], alone: Sequence[float] | None = None) -> list[int | None]:
    """Give each row at most one column, and each column to at most one row, so that the sum is the greatest.

    `scores[row]` maps columns to scores; a pair that is not there is never made. `alone[row]` is what a row is worth
    without a column, 0 by default. Returns the column of each row or None. Shortest augmenting paths (Kuhn 1955,
    Munkres 1957; in the form of Jonker and Volgenant 1987), cubic in the number of rows: callers keep them to the few
    dozen that a page has.
    """
    alone = alone or [0.0] * len(scores)
    better = [
        {column: score for column, score in row.items() if score > own} for row, own in zip(scores, alone, strict=True)
    ]
    columns = sorted(set().union(*better))
    rows = [row for row, options in enumerate(better) if options]
    found: list[int | None] = [None] * len(scores)
    # Minimised is what a pair is worth less than being alone; behind the columns each row has one of its own for that.
    costs = [
        [alone[row] - better[row].get(column, alone[row]) for column in columns]
        + [0.0 if other == row else _NEVER for other in rows]
        for row in rows
    ]
    owner = _solve(costs, len(columns) + len(rows))
    for place, row in enumerate(owner[1 : len(columns) + 1]):
        if row and columns[place] in better[rows[row - 1]]:
            found[rows[row - 1]] = columns[place]
    return found


def _solve(costs: list[list[float]], width: int) -> list[int]:
    """Return which row (from 1) each column (from 1) goes to; 0 for none."""
    rows, infinity = len(costs), float("inf")
    lift_row, lift_column = [0.0] * (rows + 1), [0.0] * (width + 1)
    owner, way = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        least, used = [infinity] * (width + 1), [False] * (width + 1)
        while True:
            used[column] = True
            here, delta, following = owner[column], infinity, 0
            for other in range(1, width + 1):
                if used[other]:
                    continue
                cost = costs[here - 1][other - 1] - lift_row[here] - lift_column[other]
                if cost < least[other]:
                    least[other], way[other] = cost, column
                if least[other] < delta:
                    delta, following = least[other], other
            for other in range(width + 1):
                if used[other]:
                    lift_row[owner[other]] += delta
                    lift_column[other] -= delta
                else:
                    least[other] -= delta
            column = following
            if not owner[column]:
                break
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return owner
