"""Which files are pages, told by their names and sizes: none is opened for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import PurePath

IMAGES: Final = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff"})
SUFFIXES: Final = frozenset({".txt", ".md", ".pdf", ".xml", ".hocr", ".html", ".htm", ".zip"}) | IMAGES
"""Of pages in a folder."""
SMALLEST: Final = 1 << 16
"""Bytes of an image in a folder that is taken for a page; smaller ones are logos, icons and the like.

Size tells it without a file being opened. A page of which the type can be read has more, even in black and white alone.
"""
COMPRESSED: Final = frozenset({".gz", ".xz"})
"""What may stand behind one of `SUFFIXES`."""
_ABOUT_THE_FOLDER: Final = re.compile(r"(?:README|LICEN[CS]E|CHANGE(?:S|LOG))(?![a-z])", re.IGNORECASE)
"""What stands beside pages and has none."""
_METS: Final = re.compile(r"(?:.*[^a-z])?mets\.xml", re.IGNORECASE)


def has_page_suffix(path: PurePath) -> bool:
    """Tell whether a file's suffix is that of a page."""
    if path.suffix.casefold() in COMPRESSED:
        path = path.with_suffix("")
    return path.suffix.casefold() in SUFFIXES


def is_mets_name(name: str) -> bool:
    """Tell whether a file is called what METS files are: it says which files are the pages of an issue."""
    return _METS.fullmatch(name) is not None and not name.startswith(".")


def is_beside_pages(name: str) -> bool:
    """Tell whether a file that might be a page by its suffix stands beside pages: README, METS."""
    return _ABOUT_THE_FOLDER.match(name) is not None or is_mets_name(name)


def is_page_name(path: PurePath, folder: PurePath) -> bool:
    """Tell whether a file under a folder, or in an archive, would be taken for a page by its path."""
    return has_page_suffix(path) and not is_hidden(path.relative_to(folder)) and not is_beside_pages(path.name)


def concerns_pages(path: PurePath, folder: PurePath) -> bool:
    """Tell whether a file under a folder would be taken for a page by its path, or for what says something of pages."""
    return is_page_name(path, folder) or (is_mets_name(path.name) and not is_hidden(path.relative_to(folder)))


def is_hidden(path: PurePath) -> bool:
    """Tell whether a file, or a folder in which it is, is hidden."""
    return any(part.startswith(".") for part in path.parts)


def is_small_image(path: PurePath, size: int) -> bool:
    """Tell whether a file in a folder, or in an archive, is an image too small to be that of a page."""
    return path.suffix.casefold() in IMAGES and size < SMALLEST
