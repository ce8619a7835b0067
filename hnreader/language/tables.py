"""The tables of folding and pinyin, loaded on first use; `tests/language/make_tables.py` makes them."""

from __future__ import annotations

from functools import cache
from importlib import resources

_DATA = resources.files("hnreader.language") / "data"


@cache
def simplified() -> dict[int, int]:
    """Return traditional or variant character → simplified character, as code points (OpenCC)."""
    variants, plain = _DATA.joinpath("simplified.txt").read_text(encoding="utf-8").split()
    return dict(zip(map(ord, variants), map(ord, plain), strict=True))


@cache
def readings() -> dict[str, str]:
    """Return character → readings; several, separated by blanks, where they depend on the word (pypinyin)."""
    rows = (line.split("\t") for line in _reading_lines(0))
    return {char: readings for readings, chars in rows for char in chars}


@cache
def word_readings() -> dict[str, str]:
    """Return the readings of words that decide between those of a character: 银行 → `yin hang`."""
    return dict(line.split("\t") for line in _reading_lines(1))


def _reading_lines(section: int) -> list[str]:
    return _DATA.joinpath("readings.txt").read_text(encoding="utf-8").split("\n\n")[section].splitlines()
