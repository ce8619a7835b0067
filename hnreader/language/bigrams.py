"""Neighbouring pairs of characters, which stand for words: they need no dictionary and cover every name."""

from __future__ import annotations

import re
from itertools import chain
from operator import add
from typing import Final

_WORDS: Final = re.compile(r"[^\W_]{2,}")


def bigrams(text: str) -> frozenset[str]:
    """Return all neighbouring pairs of letters, figures and 汉字 of a text without blanks.

    >>> sorted(bigrams("春茶上市，"))
    ['上市', '春茶', '茶上']
    """
    return frozenset(chain.from_iterable(map(add, word, word[1:]) for word in _WORDS.findall(text)))
