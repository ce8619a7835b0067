"""By which names the pages of a file go: its own, or that with the page's number behind it."""

from __future__ import annotations

import os
from itertools import chain, islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from hnreader.model import Failure
from hnreader.reading.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.model import Page
    from hnreader.reasons import Message


def named(pages: Iterator[Page | Failure], before: int = 0, *, several: bool) -> Iterator[Page | Failure]:
    """Yield the pages of a file, which all have its name, by their own ones, as they are asked for.

    So many others come `before` them. Unless it is known that there are `several`, the second is read with the first.
    """
    begun = [] if several or before else list(islice(pages, 2))
    if len(begun) == 1:
        yield from begun
        return
    for number, page in enumerate(chain(begun, pages), before + 1):
        if isinstance(page, Failure):
            yield replace(page, path=page_name(page.path, number))
        else:
            yield replace(page, source=page_name(page.source, number))


def page_name(name: str, number: int, count: int | None = None) -> str:
    """Return the name of a file's page, by the name or path of the file.

    That is the file's own if its `count` of pages is one; None: it has several.
    """
    return name if count == 1 else f"{name}#{number}"


def page_failure(path: str | os.PathLike[str], why: Message, number: int, count: int) -> Failure:
    """Return why a page of the file at a path cannot be read."""
    return Failure(page_name(clean(os.fspath(path)), number, count), why)


def page_place(page: str) -> tuple[str, int]:
    """Return the name of a page's file and the page's number there, as `page_name` has put them together.

    The number is 0 where the file has no other page.
    """
    name, _, number = page.rpartition("#")
    return (name, int(number)) if name and number.isdecimal() else (page, 0)
