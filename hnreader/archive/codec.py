"""A segmented page as bytes and back: arrays of fields in MessagePack, compressed by zstd, with a digest of their own.

Bytes that were damaged, cut or made by another form of this code are never taken for a page, and nothing in them is
run, as a pickle is. An article is decoded when it is asked for: most of the time of decoding a page is that of its
articles.
"""

from __future__ import annotations

import sys
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from msgspec import Raw, Struct
from msgspec.structs import replace

from hnreader.model import Article, Dating, Duplicate, Evidence, Failure, Furniture, Page, PageArticles
from hnreader.packing import DamagedBytesError, pack, unpack
from hnreader.reasons import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CODEC: Final = 3
"""The form of the bytes: raised where the fields of a page's structs change, or how they are written."""
_HEAD: Final = bytes((0xA7, CODEC))  # no first byte of a text or of a packed message, and the form
_DIGEST: Final = 8  # bytes
_LEVEL: Final = 3  # of zstd: 9 is 6 % smaller and takes four times as long


class _Outer(Struct, array_like=True):
    """`PageArticles`, field by field, with all that is large left as it is."""

    page: Raw
    dating: Raw
    articles: tuple[Raw, ...]
    furniture: Raw
    duplicates: Raw
    paper: str | None
    paper_evidence: Raw


def encode_page(page: PageArticles) -> bytes:
    """Return a page as bytes; equal pages are equal bytes under one version of zstd."""
    packed = zstd.compress(pack(page), _LEVEL)
    return _HEAD + _digest(packed) + packed


def key_of(page: PageArticles) -> bytes:
    """Return bytes that are the same where a page is, wherever it was read."""
    unplaced = _unplaced(page)
    try:
        return _digest(pack(unplaced))
    except UnicodeEncodeError:  # half a surrogate pair: no file has one, but a page that a program made may
        return _digest(repr(unplaced).encode("utf-8", "surrogatepass"))


def _unplaced(page: PageArticles) -> PageArticles:
    return replace(page, page=replace(page.page, path=None))


def key_of_encoded(data: bytes) -> bytes:
    """Return bytes that are the same where the bytes of a page are."""
    return data[len(_HEAD) : len(_HEAD) + _DIGEST]


def decode_page(data: bytes) -> PageArticles:
    """Return the page whose bytes these are. Raises `DamagedBytesError`."""
    return EncodedPage(data).decoded()


class EncodedPage:
    """The bytes of a page, of which each part is decoded when it is asked for. Raises `DamagedBytesError`."""

    def __init__(self, data: bytes) -> None:
        if not isinstance(data, bytes):  # a database has what was written into it
            raise DamagedBytesError
        head, packed = data[: len(_HEAD) + _DIGEST], memoryview(data)[len(_HEAD) + _DIGEST :]
        if head != _HEAD + _digest(packed):
            raise DamagedBytesError
        try:
            self._outer = unpack(zstd.decompress(packed), _Outer)
        except zstd.ZstdError as error:
            raise DamagedBytesError from error

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._outer.articles)

    def __getitem__(self, place: int) -> Article:
        """Decode the article at a place of the page."""
        return unpack(self._outer.articles[place], Article)

    def __iter__(self) -> Iterator[Article]:
        return (self[place] for place in range(len(self)))

    @property
    def page(self) -> Page:
        """The page as it was read."""
        return unpack(self._outer.page, Page)

    @property
    def dating(self) -> Dating:
        """The issue of the page."""
        return unpack(self._outer.dating, Dating)

    def decoded(self, path: Path | None = None) -> PageArticles:
        """Return all of it, with the path of its file where that is known."""
        page = self.page
        return PageArticles(
            replace(page, path=path) if path else page,
            self.dating,
            tuple(self),
            unpack(self._outer.furniture, tuple[Furniture, ...]),
            unpack(self._outer.duplicates, tuple[Duplicate, ...]),
            self._outer.paper,
            unpack(self._outer.paper_evidence, tuple[Evidence, ...]),
        )


def encode_outcome(made: PageArticles | Failure) -> bytes:
    """Return a page, or why there is none, as bytes, without the path of the file."""
    if isinstance(made, Failure):
        return pack(made.message)
    return encode_page(_unplaced(made))


def decode_outcome(data: bytes) -> EncodedPage | Message:
    """Return the page, or why there is none, that `encode_outcome` was given. Raises `DamagedBytesError`."""
    return EncodedPage(data) if data.startswith(_HEAD) else unpack(data, Message)


def _digest(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()
