"""What is said of a page from outside of its file."""

from __future__ import annotations

import datetime  # noqa: TC003 - in an annotation, which msgspec reads to decode

from msgspec import Struct


class PageStatement(Struct, frozen=True, array_like=True, gc=False):
    """What a METS file says of a page that another file has."""

    file: str
    """The METS file's name."""
    order: int
    """The place of the page among those of its issue, from 1."""
    date: datetime.date | None = None
    page_no: int | None = None
