"""The text of a page's pieces as arrays: folded characters, kinds of characters, edges, pairs of characters."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.language.characters import CLOSING, FULL_STOPS, LIST_STOPS, OPENING
from hnreader.language.folding import fold_characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]
    Ids = NDArray[np.int32]

KINDS: Final = (
    "other", "han", "digit", "latin", "stop", "comma", "pause", "colon", "item", "open", "close", "dash", "symbol",
)  # fmt: skip
STOPS: Final = tuple(KINDS.index(kind) for kind in ("stop", "item", "close"))
"""Kinds of the characters with which a sentence ends."""
PAIR_BITS: Final = 18
"""Pairs of characters are counted by hash, in tables of 2 ** PAIR_BITS."""
AT_ONCE: Final = 1 << 16
"""Pairs for which a table of all texts is made at once; a page has a tenth of that."""


@cache
def _kind_table() -> NDArray[np.uint8]:
    table = np.zeros(0x10000, np.uint8)
    for span in ((0x4E00, 0xA000), (0x3400, 0x4DC0), (0xF900, 0xFB00)):
        table[slice(*span)] = 1
    groups = {
        2: "0123456789０１２３４５６７８９%％",
        4: FULL_STOPS,
        5: "，,",
        6: "、",
        7: "：:",
        8: LIST_STOPS,
        9: OPENING,
        10: CLOSING,
        11: "—–-~～",
        12: "▲△▶▷►▸■◆●○※★☆①②③④⑤⑥⑦⑧⑨⑩",
    }
    for first, last in (("a", "z"), ("A", "Z"), ("ａ", "ｚ"), ("Ａ", "Ｚ")):
        table[ord(first) : ord(last) + 1] = 3
    for kind, chars in groups.items():
        for char in chars:
            table[ord(char)] = kind
    return table


def codes_of(text: str) -> Codes:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def folded_codes(text: str) -> Codes:
    """Return the code points of a text's characters, each folded for itself: quicker than by a string."""
    codes, table = codes_of(text), _fold_table()
    unknown = np.unique(codes[table[codes] == _UNKNOWN])
    if len(unknown):
        table[unknown] = codes_of("".join(fold_characters(chr(code)) for code in unknown.tolist()))
    return table[codes]


_UNKNOWN: Final = 0xFFFFFFFF


@cache
def _fold_table() -> Codes:
    """Return code point → that of the folded character; filled on demand, for a paper has few of them."""
    return np.full(0x110000, _UNKNOWN, np.uint32)


class PageText:
    """The texts of a page's pieces without blanks, one behind the other, and where each begins."""

    def __init__(self, sizes: NDArray[np.int64], codes: Codes, kinds: NDArray[np.uint8]) -> None:
        self.sizes = sizes
        self.ends = np.cumsum(sizes)
        self.starts = self.ends - sizes
        self.codes, self.kinds = codes, kinds

    @classmethod
    def of(cls, texts: Sequence[str]) -> PageText:
        """Return these texts."""
        joined = "".join(texts)
        kinds = _kind_table()[np.minimum(codes_of(joined), 0xFFFF)]
        return cls(np.array([len(text) for text in texts], np.int64), folded_codes(joined), kinds)

    def joined(self, order: NDArray[np.int64], first: NDArray[np.int64]) -> PageText:
        """Return the texts made of pieces in this order; each begins with the piece at one of the places `first`."""
        sizes = self.sizes[order]
        moved = self.starts[order] - np.cumsum(sizes) + sizes
        at = np.repeat(moved, sizes) + np.arange(len(self.codes))
        return PageText(np.add.reduceat(sizes, first), self.codes[at], self.kinds[at])

    def __len__(self) -> int:
        return len(self.sizes)

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The piece of each character."""
        return np.repeat(np.arange(len(self)), self.sizes)

    @cached_property
    def stops(self) -> NDArray[np.bool_]:
        """Whether each piece ends a sentence."""
        return np.isin(self.kinds[self.ends - 1], STOPS)

    def heads(self, count: int, ids: Ids) -> Ids:
        """Return the first characters of each piece as ids, 0 behind its end. `ids` are the page's characters'."""
        at = self.starts[:, None] + np.arange(count)
        inside = at < self.ends[:, None]
        return np.where(inside, ids[np.minimum(at, len(ids) - 1)], 0)

    def tails(self, count: int, ids: Ids) -> Ids:
        """Return the last characters of each piece as ids, the last of them last, 0 before its beginning."""
        at = self.ends[:, None] - count + np.arange(count)
        inside = at >= self.starts[:, None]
        return np.where(inside, ids[np.maximum(at, 0)], 0)

    def kind_shares(self) -> NDArray[Any]:
        """Return how many characters of each kind a piece has, for each of its characters."""
        cells = self.owners * len(KINDS) + self.kinds
        counts = np.bincount(cells, minlength=len(self) * len(KINDS)).reshape(len(self), len(KINDS))
        return (counts / np.maximum(self.sizes, 1)[:, None]).astype(np.float32)

    @cached_property
    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The pieces and the hashes of all pairs of letters, figures and 汉字, each once a piece."""
        word = (self.kinds >= 1) & (self.kinds <= 3)
        inside = word[:-1] & word[1:] & (self.owners[:-1] == self.owners[1:])
        hashes = hash_pairs(self.codes[:-1], self.codes[1:])[inside].astype(np.int64)
        keys = np.sort(self.owners[:-1][inside] << PAIR_BITS | hashes)  # np.unique takes ten times as long
        keys = keys[np.diff(keys, prepend=-1) > 0]
        return keys >> PAIR_BITS, keys & ((1 << PAIR_BITS) - 1)


def hash_pairs(first: Codes, second: Codes) -> Codes:
    """Return the hashes of pairs of characters."""
    mixed = first * np.uint32(0x9E3779B1) ^ second * np.uint32(0x85EBCA6B)
    return (mixed ^ mixed >> np.uint32(15)) * np.uint32(0x2C1B3C6D) >> np.uint32(32 - PAIR_BITS)


def pieces_having(pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each pair of `PageText.pairs` how many pieces have it."""
    return np.bincount(pairs)[pairs]


def overlaps(pieces: NDArray[np.int64], pairs: NDArray[np.int64], weights: NDArray[Any], count: int) -> NDArray[Any]:
    """Return for each two of `count` pieces the summed weights of the pairs that both have.

    The diagonal has the weight of all pairs of a piece. Pairs that one piece alone has are left out of the product.
    """
    shared = pieces_having(pairs) > 1
    unique, column = np.unique(pairs[shared], return_inverse=True)
    roots = np.sqrt(weights[pairs[shared]])
    product = np.zeros((count, count), np.float32)
    for first in range(0, len(unique), AT_ONCE):  # once, for any page
        inside = (column >= first) & (column < first + AT_ONCE)
        table = np.zeros((count, min(AT_ONCE, len(unique) - first)), np.float32)
        table[pieces[shared][inside], column[inside] - first] = roots[inside]
        product += table @ table.T
    mass = np.zeros(count, np.float32)
    np.add.at(mass, pieces, weights[pairs])
    np.fill_diagonal(product, mass)
    return product
