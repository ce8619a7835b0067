"""The fitted model computes in one thread, whatever the machine has.

Its matrices are small: with several threads OpenBLAS takes four to eight times as long where other programs run, since
its threads wait for each other without sleeping, and nothing is gained where none do. And sums that are divided
differ in their last bits from one machine to another, where a page is to become the same articles on any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

import numpy as np  # noqa: F401 first: what is limited below is what is loaded
from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

_LIBRARIES: Final = ThreadpoolController()


def in_one_thread(function: Callable[P, T]) -> Callable[P, T]:
    """Let numpy compute in one thread while a function runs; who uses it besides has as many as before in the end."""
    limited: Callable[P, T] = _LIBRARIES.wrap(limits=1, user_api="blas")(function)
    return limited
