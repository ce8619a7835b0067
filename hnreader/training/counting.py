"""Articles → count tables: which characters there are, and how rare a pair of characters is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from hnreader.language.folding import fold_characters
from hnreader.segment.page_text import PAIR_BITS, PageText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

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
        seen[np.unique(PageText([text]).pairs[1])] += 1
    return np.round(10 * np.log((len(texts) + 1) / (seen + 0.5))).astype(np.uint8)
