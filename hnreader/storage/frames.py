"""Values in the pipes between processes of ours: each with its length before it."""

from __future__ import annotations

from typing import IO, Any, Final

import msgspec

_PREFIX: Final = 8  # bytes of a frame's length
_LONGEST: Final = 1 << 30
"""Bytes of a frame at most: a process that has read a hostile file may name any length."""


def write_frame(stream: IO[bytes], value: object) -> None:
    """Write a value of lists, tuples, strings and bytes. Raises `OSError`."""
    data = msgspec.msgpack.encode(value)
    stream.write(len(data).to_bytes(_PREFIX))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Any:
    """Return the next value, tuples as lists; None where the stream ends before it is whole.

    Raises `OSError`, and `ValueError` for what is no value.
    """
    prefix = stream.read(_PREFIX)
    if len(prefix) < _PREFIX:
        return None
    length = int.from_bytes(prefix)
    if length > _LONGEST:
        raise ValueError(length)
    data = stream.read(length)
    return msgspec.msgpack.decode(data) if len(data) == length else None
