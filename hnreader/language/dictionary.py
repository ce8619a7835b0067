"""How common a word is, from jieba's dictionary, without loading it.

jieba keeps its 349,000 words in a text file that is sorted, but for two dozen entries, by their UTF-8 bytes. Bisecting
the mapped file finds the words that begin with a character, and these are searched: no half second of loading, a few
kilobytes of memory for each character. (The misplaced entries hide some twenty words of Latin letters.)
"""

from __future__ import annotations

import mmap
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from hnreader.errors import DictionaryError

_Data = mmap.mmap | bytes

_PROBES: Final = ("一", "中国", "经济", "龙")  # words from all parts of the file: one that is cut short lacks the last


@lru_cache(maxsize=65536)
def frequency(word: str) -> int:
    """Return how often the dictionary's corpus has a word; 0 for an unknown one. Raises `DictionaryError`.

    >>> frequency("任务") > 0, frequency("任茶")
    (True, 0)
    """
    return _count(_words_with(word[:1]), word)


def require_dictionary() -> None:
    """Raise `DictionaryError` where jieba's dictionary is missing or damaged."""
    _data()


@lru_cache(maxsize=8192)
def _words_with(first: str) -> bytes:
    return _slice(_data(), first)


def _count(words: bytes, word: str) -> int:
    target = b"\n" + word.encode() + b" "
    at = words.find(target)
    return int(words[at + len(target) :].split(b" ", 1)[0]) if at >= 0 else 0


def _slice(data: _Data, first: str) -> bytes:
    """Return the lines of the words that begin with a character, each behind a line's end."""
    start = _bisect(data, first.encode())
    end = _bisect(data, first.encode() + b"\xff", start)
    return b"\n" + data[start:end]


def _bisect(data: _Data, target: bytes, low: int = 0) -> int:
    """Return the offset of the first line that is not less than the target."""
    high = len(data)
    while low < high:
        middle = (low + high) // 2
        start = data.rfind(b"\n", low, middle) + 1 or low
        end = data.find(b"\n", middle)
        end = len(data) if end < 0 else end
        if data[start:end] < target:
            low = end + 1
        else:
            high = start
    return low


@cache
def _data() -> _Data:
    """Map the dictionary and check it. Its package is found and not imported: that costs more than all look-ups."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise DictionaryError("jieba is not installed")
    path = Path(spec.origin).with_name("dict.txt")
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        complete = data[-1:] == b"\n" and all(_count(_slice(data, probe[0]), probe) > 0 for probe in _PROBES)
    except OSError as error:
        raise DictionaryError(f"{path}: {error.strerror or error}") from error
    except ValueError:  # an empty file, or a word without a number
        complete = False
    if not complete:
        raise DictionaryError(f"{path} is damaged")
    return data
