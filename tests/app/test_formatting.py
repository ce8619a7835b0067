"""What stands beside titles."""

from __future__ import annotations

import pytest

from hnreader.app.rendering.formatting import leave_room


@pytest.mark.parametrize(
    ("width", "shown"),
    [(60, "2023-02-18 版次不详"), (38, "2023-02-18 版次不详"), (37, "2023-02-18"), (20, "2023-02-18"), (19, "")],
)
def test_a_title_has_half_of_its_row(width: int, shown: str) -> None:
    """What does not fit in the other half is left out, the last first."""
    assert leave_room(("2023-02-18", "版次不详"), width) == shown
