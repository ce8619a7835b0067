"""What folding and pinyin are looked up in, read when first asked for; `tests/tables.py` makes these tables."""

from __future__ import annotations

from functools import cache
from importlib import resources

_DATA = resources.files("hnreader.search") / "data"


@cache
def simplified() -> dict[int, int]:
    """Return for traditional and variant characters (as code points) the one that both are looked up as (OpenCC)."""
    there, here = _DATA.joinpath("simplified.txt").read_text(encoding="utf-8").split()
    return dict(zip(map(ord, there), map(ord, here), strict=True))


@cache
def readings() -> dict[str, str]:
    """Return the readings of each character: several, parted by blanks, where only its word tells (pypinyin)."""
    said = (line.split("\t") for line in _reading_lines(0))
    return {char: sounds for sounds, chars in said for char in chars}


@cache
def word_readings() -> dict[str, str]:
    """Return the readings of words that tell how one of their characters is read: 银行 → `yin hang`."""
    return dict(line.split("\t") for line in _reading_lines(1))


def _reading_lines(section: int) -> list[str]:
    return _DATA.joinpath("readings.txt").read_text(encoding="utf-8").split("\n\n")[section].splitlines()
