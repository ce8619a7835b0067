"""What stands near a piece, and how alike its two sides are, against plain sums."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.segment.model.piece_features import PRINTED, WINDOWS, similarity_columns


@pytest.mark.parametrize("printed", [False, True])
@given(count=st.integers(1, 30), seed=st.integers(0, 99))
def test_columns_are_sums_of_shares(count: int, seed: int, *, printed: bool) -> None:
    between = np.random.default_rng(seed).random((count, count)).astype(np.float32) / 40
    overlap = between + between.T + np.eye(count, dtype=np.float32)
    mass, scale = np.diagonal(overlap), PRINTED if printed else 1
    found = similarity_columns(overlap, printed=printed)
    reach = 3 * scale
    for piece in range(count):
        share = overlap[piece] / mass[piece]
        share[piece] = 0
        sides = [
            sum(share[at] for at in range(count) if first <= side * (at - piece) <= last * scale)
            for first, last in WINDOWS
            for side in (-1, 1)
        ]
        assert np.allclose(
            found[piece], [*np.minimum([*sides, share.max(), share.sum()], 4), found[piece, -1]], atol=1e-4
        )
        before, behind = range(max(piece - reach, 0), piece), range(piece + 1, min(piece + 1 + reach, count))
        cells = [overlap[row, column] / (mass[row] * mass[column]) ** 0.5 for row in before for column in behind]
        assert found[piece, -1] == pytest.approx(np.mean(cells or [0]) * reach, abs=1e-4)
