"""Where the lines of a page stand, and what is drawn between them."""

from __future__ import annotations

from msgspec import Struct


class Placing(Struct, frozen=True, array_like=True, gc=False):
    """Where a line stands on its page, from the page's top left corner, and how large its type is."""

    left: int
    top: int
    right: int
    bottom: int
    size: int


class Rule(Struct, frozen=True, array_like=True, gc=False):
    """A straight line that is printed, along the page or down it: between two legs, or an edge of a frame."""

    left: int
    top: int
    right: int
    bottom: int


class PageLayout(Struct, frozen=True, array_like=True):
    """Where the lines of a page stand, in tenths of a point or in the pixels of a scan."""

    width: int
    height: int
    lines: tuple[Placing | None, ...]
    """Of each line of the page; None for a blank one."""
    rules: tuple[Rule, ...] = ()
    """Where the file says that there are any."""
