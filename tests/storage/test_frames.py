"""Values in the pipes between processes."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.storage.frames import read_frame, write_frame

LEAVES = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text() | st.binary()


@given(st.lists(st.recursive(LEAVES, st.lists)))
def test_values_come_back_one_after_another(values: list[object]) -> None:
    stream = BytesIO()
    for value in values:
        write_frame(stream, value)
    stream.seek(0)
    assert [read_frame(stream) for _ in values] == values
    assert read_frame(stream) is None


@given(st.binary(min_size=1), st.data())
def test_what_ends_before_it_is_whole_is_nothing(value: bytes, data: st.DataObject) -> None:
    stream = BytesIO()
    write_frame(stream, value)
    written = stream.getvalue()
    cut = data.draw(st.integers(0, len(written) - 1))
    assert read_frame(BytesIO(written[:cut])) is None


@pytest.mark.parametrize("length", [2**31, 2**40, 2**63, 2**64 - 1])
def test_no_room_is_made_for_any_length_that_is_named(length: int) -> None:
    with pytest.raises(ValueError, match=str(length)):
        read_frame(BytesIO(length.to_bytes(8) + b"x"))
