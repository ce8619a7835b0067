"""The picture of a page: its PDF drawn, or the image that it was scanned as, small enough for a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.model import Failure
from hnreader.reading.contents import read_file
from hnreader.reading.file_names import IMAGES
from hnreader.reading.finding import PageFile
from hnreader.reading.formats import innermost, page_count, picture_form
from hnreader.reading.page_names import page_place
from hnreader.reasons import Message, Reason
from hnreader.storage.links import leads_out

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image as Picture

    from hnreader.model import Page
    from hnreader.reading.formats.compressed import Inner

_DRAWN: Final = frozenset({"pdf", "image"})
_TOLERANCE: Final = 0.02
"""How much the proportions of a picture may differ from those of the page: it has whole pixels, and may be small."""


def picture_place(page: Page) -> tuple[Path, int] | None:
    """Return the file in which the picture of a page is, and the page's number there, from 1; None where it has none.

    A PDF or an image is one. Other files say where text stands, and have no picture themselves: that is in an image of
    their name beside them, where they have one page.
    """
    if page.path is None:
        return None
    number = page_place(page.source)[1]
    if page.encoding in _DRAWN:
        return (page.path, max(1, number)) if page.path.is_file() else None
    if page.layout is None or number:
        return None
    beside = (page.path.with_suffix(suffix) for each in sorted(IMAGES) for suffix in (each, each.upper()))
    return next(((path, 1) for path in beside if path.is_file() and not leads_out(path, path.parent)), None)


def picture_of(path: Path, number: int, proportions: float, width: int, height: int) -> Picture | Message:
    """Return the picture of a page within so many pixels, or why there is none.

    `number` is the page's in its file, as `picture_place` has it; `proportions` are its width to its height, as they
    were when it was read. Blocks; draws in this process whatever the file has in it.
    """
    contents = read_file(PageFile(path))
    if isinstance(contents, Failure):
        return contents.message
    for file in innermost(contents.data, contents.name):
        count = 1 if isinstance(file, Message) else page_count(file)
        if number > count:
            number -= count
            continue
        found = file if isinstance(file, Message) else _picture(file, number - 1, width, height)
        if isinstance(found, Message):
            return found
        if abs(found.width / found.height / proportions - 1) > _TOLERANCE:
            break
        return found
    return Message(Reason.PICTURE_CHANGED)


def _picture(file: Inner, number: int, width: int, height: int) -> Picture | Message:
    form = picture_form(file.data)
    if form == "pdf":
        from hnreader.reading.formats.pdf import picture_of_page  # noqa: PLC0415 slow to load, as below

        return picture_of_page(file.data, number, width, height)
    if form == "image":
        from hnreader.reading.formats.scan import picture_of_image  # noqa: PLC0415

        return picture_of_image(file.data, number, width, height)
    return Message(Reason.PICTURE_CHANGED)
