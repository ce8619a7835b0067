"""Who goes with whom, solved whole: the pairing of two sets whose scores add up to the most."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def assign(scores: Sequence[Mapping[int, float]]) -> list[int | None]:
    """Give each row at most one column, and each column to at most one row, so that the sum is the greatest.

    `scores[row]` maps columns to scores; a pair that is not there, or not above 0, is never made. Returns the column
    of each row or None. Shortest augmenting paths (Kuhn 1955, Munkres 1957; in the form of Jonker and Volgenant 1987),
    cubic in the number of rows: callers keep them to the few dozen that a page has.
    """
    columns = sorted({column for row in scores for column, score in row.items() if score > 0})
    count, width = len(scores), len(columns) + len(scores)
    if not columns:
        return [None] * count
    # Minimised are negated scores; each row has a column of its own that stands for no partner and costs nothing.
    costs = [[-max(row.get(column, 0.0), 0.0) for column in columns] + [0.0] * count for row in scores]
    owner = _solve(costs, width)
    found: list[int | None] = [None] * count
    for place, row in enumerate(owner[1:]):
        if row and place < len(columns) and scores[row - 1].get(columns[place], 0.0) > 0:
            found[row - 1] = columns[place]
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
