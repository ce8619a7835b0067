"""What a segmented page depends on besides its bytes, its name and the day."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from hnreader.archive.codec import CODEC
from hnreader.papers import known_papers
from hnreader.segment import fingerprint

if TYPE_CHECKING:
    from hnreader.papers import Paper, Papers


def recipe_of(papers: Papers, paper: Paper | None) -> bytes:
    """Return the digest of it; `paper` is the newspaper that all pages are said to be of.

    All profiles are in it: to recognise a newspaper they are compared.
    """
    ingredients = (CODEC, fingerprint(), papers.digest, paper.id if paper else None)
    return blake2b(repr(ingredients).encode(), digest_size=16).digest()


def recipes() -> frozenset[bytes]:
    """Return what pages would be made by now: of a recognised newspaper, or of any that may be named."""
    papers = known_papers()
    return frozenset(recipe_of(papers, paper) for paper in (None, papers.generic, *papers.papers.values()))
