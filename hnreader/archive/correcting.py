"""Which corrections of a file are of which of its pages."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hnreader.reading import page_place
from hnreader.userdata.correction_file import parse

if TYPE_CHECKING:
    from hnreader.corrections import Correction
    from hnreader.model import Page
    from hnreader.userdata.correction_file import CorrectionFile


def corrections_of(page: Page, written: bytes) -> tuple[Correction, ...]:
    """Return the corrections of a page by what is written of those of its file."""
    return _file(written).of_page(page_place(page.source)[1]) if written else ()


@lru_cache(1)
def _file(written: bytes) -> CorrectionFile:
    """Return what is written: the pages of a file come one after another."""
    return parse(written.decode("utf-8", "replace"))
