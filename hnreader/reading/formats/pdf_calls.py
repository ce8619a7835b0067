"""Functions of PDFium that are called thousands of times a page."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def by_address(function: Any, result: type, *arguments: type) -> Callable[..., Any]:
    """Return a function of PDFium that takes addresses as numbers: to make a pointer takes longer than it does."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def address_of(pointer: Any) -> int:
    """Return the address of what PDFium has given a pointer to."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
