"""What a segmented page depends on besides its bytes, its name and the day."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from hnreader.archive.codec import CODEC
from hnreader.papers import known_papers
from hnreader.reasons import Reason
from hnreader.segment import fingerprint

if TYPE_CHECKING:
    from hnreader.papers import Paper, Papers
    from hnreader.reasons import Message


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


def still_holds(why: Message) -> bool:
    """Tell whether a page that could not be read cannot be read now: an OCR may have been installed since.

    That is no part of the recipe, for it concerns no other page.
    """
    if why.reason not in {Reason.OCR_EXTRA, Reason.OCR_FAILED}:
        return True
    from hnreader.reading.ocr import is_installed  # noqa: PLC0415 slow to load, needed for few

    return not is_installed()
