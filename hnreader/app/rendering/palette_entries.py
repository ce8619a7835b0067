"""What the palette lists, and which of it what is typed finds, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hnreader.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# How what is typed finds an entry, the best first.
_SAME, _BEGINS, _CONTAINS, _SOUNDS, _EXPLAINED, _NOT = range(6)


class PaletteEntry(Struct, frozen=True):
    """Something that the palette leads to."""

    id: str
    """Which it is, from one opening of the palette to the next."""
    name: str
    run: Callable[[], object]
    """Goes there, or does it; what it returns is awaited where it can be."""
    detail: str = ""
    """What it does, or is."""
    keys: tuple[str, ...] = ()
    """Its keys as people write them."""
    common: bool = True
    """Not a motion, which hands know better than the palette: those come last."""


def find_entries(entries: Iterable[PaletteEntry], typed: str, recent: Sequence[str] = ()) -> list[PaletteEntry]:
    """Return the entries that what is typed finds, the best first.

    A key, or a name, comes before a name that begins so, one that contains it, one whose pinyin it is, and a detail
    that contains all its words. Of equal ones those used last (their ids in `recent`, the newest first) come first.
    """
    place = {name: number for number, name in enumerate(recent)}
    finds = _Finder(typed)
    found = [(finds.grade(entry), entry) for entry in entries]
    kept = [(grade, entry) for grade, entry in found if grade < _NOT]
    kept.sort(key=lambda each: (each[0], place.get(each[1].id, len(place)), not each[1].common))
    return [entry for _grade, entry in kept]


class _Finder:
    """Tells how well entries are found by what is typed."""

    def __init__(self, typed: str) -> None:
        self._key = typed.strip()
        self._typed = fold(self._key)
        self._words = self._typed.split()
        self._splits = _pinyin(self._typed)

    def grade(self, entry: PaletteEntry) -> int:
        name = fold(entry.name)
        if not self._typed or self._key in entry.keys or self._typed == name:
            return _SAME
        if name.startswith(self._typed):
            return _BEGINS
        if self._typed in name:
            return _CONTAINS
        if self._splits and _sounds(name, self._splits):
            return _SOUNDS
        whole = f"{name} {fold(entry.detail)}"
        return _EXPLAINED if all(word in whole for word in self._words) else _NOT


def _pinyin(typed: str) -> list[tuple[tuple[str, bool], ...]]:
    """Return the ways in which what is typed may be pinyin; none where it is not."""
    from hnreader.language.pinyin import is_pinyin, split_pinyin  # noqa: PLC0415 its tables take a while

    return split_pinyin(typed) if is_pinyin(typed) else []


def _sounds(name: str, splits: list[tuple[tuple[str, bool], ...]]) -> bool:
    from hnreader.language.pinyin import match_readings, readings_of  # noqa: PLC0415 as above

    return not name.isascii() and match_readings(readings_of(name), splits) is not None
