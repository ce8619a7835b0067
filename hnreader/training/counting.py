"""Articles → count tables: which characters there are, and how rare a pair of characters is."""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from hnreader.language.folding import fold_characters
from hnreader.segment.model.edge_evidence import SPAN_BITS, hash_spans
from hnreader.segment.model.page_text import PAIR_BITS, PageText, codes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

RARE: Final = 3  # times; rarer spans say little and fill the table
VOCABULARY: Final = 4094  # characters; with padding and the unknown a power of two


def vocabulary_of(texts: Iterable[str]) -> str:
    """Return the commonest folded characters, the commonest first."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(fold_characters(text))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(char for char, _ in ranked[:VOCABULARY] if not char.isspace())


def rarity_of(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Return by hash how rare a pair of characters is: tenths of nats of its inverse document frequency."""
    seen = np.zeros(1 << PAIR_BITS, np.int64)
    for text in texts:
        seen[np.unique(PageText.of([text]).pairs[1])] += 1
    return np.round(10 * np.log((len(texts) + 1) / (seen + 0.5))).astype(np.uint8)


def spans_of(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Return by hash how often spans of two to four characters stand in texts, in tenths of nats, without rare ones."""
    table = np.zeros(1 << SPAN_BITS, np.uint8)
    codes = codes_of("\n".join(fold_characters(text) for text in texts))
    inside = codes != ord("\n")
    for size in (2, 3, 4):
        whole = np.logical_and.reduce([inside[at : len(codes) - size + 1 + at] for at in range(size)])
        hashes = hash_spans([codes[at : len(codes) - size + 1 + at][whole] for at in range(size)], bits=32)
        unique, seen = np.unique(hashes, return_counts=True)
        kept = seen >= RARE
        value = np.minimum(np.round(10 * np.log1p(seen[kept])), 255).astype(np.uint8)
        np.maximum.at(table, unique[kept] >> np.uint32(32 - SPAN_BITS), value)
    return table


def dictionary_words() -> Iterator[tuple[str, int]]:
    """Yield the words of jieba's dictionary and how often its corpus has each."""
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba")
    with (Path(package.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, *_ = line.split()
            yield word, int(count)


def words_of(words: Iterable[tuple[str, int]]) -> NDArray[np.uint8]:
    """Return by hash how often words of two to four characters stand in the dictionary's corpus: tenths of nats."""
    table = np.zeros(1 << SPAN_BITS, np.uint8)
    for word, count in words:
        if 2 <= len(word) <= 4:
            number = hash_spans([codes_of(char) for char in fold_characters(word)])[0]
            table[number] = max(table[number], min(255, round(10 * np.log1p(count))))
    return table
