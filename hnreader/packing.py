"""Values of ours as bytes and back, in MessagePack: what is stored, and what processes of ours say to each other.

Nothing in such bytes is run, as a pickle is: they may be damaged, or come from a process that has read a hostile file.
"""

from __future__ import annotations

import datetime
import os
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import msgspec

from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from msgspec import Raw

    T = TypeVar("T")


class DamagedBytesError(ValueError):
    """The bytes are nothing of this form."""


def pack(value: object) -> bytes:
    """Return a struct, a message, or what consists of these, as bytes."""
    return msgspec.msgpack.encode(value, enc_hook=plain)


def unpack(data: bytes | Raw, wanted: type[T]) -> T:
    """Return what was packed, of a type. Raises `DamagedBytesError`."""
    key: Any = wanted  # `tuple[…]` is a type to msgspec, and hashable, but not both to mypy
    try:
        value: T = _decoder(key).decode(data)
    except (msgspec.MsgspecError, ValueError, TypeError, LookupError) as error:
        raise DamagedBytesError from error
    return value


def converted(value: object, wanted: type[T]) -> T:
    """Return what TOML or JSON has, as a struct. Raises `msgspec.ValidationError`."""
    key: Any = wanted  # as above
    _decoder(key)  # which makes the type known
    return msgspec.convert(value, wanted)


def plain(value: object) -> object:
    """Return what MessagePack knows in the place of a value that it does not: a hook for msgspec's encoders."""
    if isinstance(value, Message):
        return (value.reason.value, *value.arguments)
    if isinstance(value, Path):
        return os.fsencode(value)  # a name need not be text
    raise NotImplementedError(type(value))


def _restored(wanted: type, value: Any) -> object:
    """Return what `plain` was given. The reason of a message tells what its arguments are."""
    if wanted is not Message:
        return Path(os.fsdecode(value))
    reason = Reason(value[0])
    arguments = zip(reason.parameters.items(), value[1:], strict=True)
    return Message(reason, **{name: _ARGUMENTS[kind](each) for (name, kind), each in arguments})


_ARGUMENTS: Final[dict[type, Callable[[Any], Any]]] = {
    str: str,
    int: int,
    tuple: tuple,
    datetime.date: datetime.date.fromisoformat,
    Path: lambda value: Path(os.fsdecode(value)),
}
_LOCK: Final = Lock()
"""Held while msgspec gets to know a type. It asks Python for annotations amid that, and another thread that meets the
type, or one that has it, half known then ends the process (SIGSEGV; msgspec 0.22)."""


@cache
def _decoder(wanted: Any) -> msgspec.msgpack.Decoder[Any]:
    with _LOCK:
        return msgspec.msgpack.Decoder(wanted, dec_hook=_restored)
