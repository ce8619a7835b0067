"""Pages in traditional characters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from opencc import OpenCC

if TYPE_CHECKING:
    from hnreader.training.extractors import PageLines


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def in_traditional(lines: PageLines) -> PageLines:
    """Return a page's lines as a paper in traditional characters prints them."""
    convert = _converter().convert
    return [[piece._replace(text=convert(piece.text)) for piece in line] for line in lines]
