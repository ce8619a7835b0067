"""Functions of PDFium that are called thousands of times a page.

Most of the time of such a call its arguments are made what C takes. A function that was not told what it takes is given
a `c_void_p` as it is and a Python number as an `int`, in two thirds of the time.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def untyped(function: Any, result: type) -> Callable[..., Any]:
    """Return a function of PDFium for which each argument has been made what it takes."""
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def by_address(function: Any, result: type) -> Callable[[int], Any]:
    """Return a function of PDFium that takes one address as a number: to make a pointer takes longer than it does."""
    return ctypes.PYFUNCTYPE(result, ctypes.c_void_p)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def address_of(pointer: Any) -> ctypes.c_void_p:
    """Return the address of what PDFium has given a pointer to."""
    return ctypes.cast(pointer, ctypes.c_void_p)
