"""How common a word is, by jieba's dictionary, without loading it.

jieba keeps its 349,000 words in a text file that is sorted, but for two dozen entries, by their UTF-8 bytes. Bisecting
the mapped file finds the words that begin with a character, and these are searched: no half second of loading, a few
kilobytes of memory for each character, nothing that stalls a key press. (The misplaced entries hide some twenty words
of Latin letters.)
"""

from __future__ import annotations

import mmap
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path


@lru_cache(maxsize=65536)
def frequency(word: str) -> int:
    """Return how often the dictionary's corpus has the word; 0 for what it does not know."""
    words = _words_with(word[:1])
    wanted = b"\n" + word.encode() + b" "
    at = words.find(wanted)
    return int(words[at + len(wanted) :].split(b" ", 1)[0]) if at >= 0 else 0


@lru_cache(maxsize=8192)
def _words_with(first: str) -> bytes:
    """Return the lines of the words that begin with a character, each behind a line's end."""
    data = _data()
    start = _place_of(first.encode())
    end = _place_of(first.encode() + b"\xff", start)
    return b"\n" + data[start:end]


def _place_of(wanted: bytes, low: int = 0) -> int:
    """Return where the first line stands that is not less than the wanted one."""
    data = _data()
    high = len(data)
    while low < high:
        middle = (low + high) // 2
        start = data.rfind(b"\n", low, middle) + 1 or low
        end = data.find(b"\n", middle)
        end = len(data) if end < 0 else end
        if data[start:end] < wanted:
            low = end + 1
        else:
            high = start
    return low


@cache
def _data() -> mmap.mmap | bytes:
    """Map the dictionary; its package is found, not imported, for importing it costs more than all look-ups."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:  # pragma: no cover - a declared dependency
        return b""
    with Path(spec.origin).with_name("dict.txt").open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
