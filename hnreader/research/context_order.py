"""The order of any number of texts: the contexts of a common word take more memory than there is."""

from __future__ import annotations

from array import array
from contextlib import ExitStack, suppress
from heapq import merge
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import TYPE_CHECKING, Final

from hnreader.errors import SortingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Numbered = tuple[str, int]

_RUN: Final = 100_000  # texts that are sorted in memory, 30 MB; of more each as many are a file


def sorted_numbers(texts: Iterable[str], look: Callable[[], None]) -> array[int]:
    """Return the numbers of texts, from 0, in the order of the texts by Unicode; equal ones by number.

    No text has a line feed. `look` is called now and then; what it raises ends the work. Raises `SortingError` where
    the disk is full.
    """
    try:
        return _sorted(texts, look)
    except OSError as error:
        raise SortingError(_folder(), error.strerror or str(error)) from error


def _sorted(texts: Iterable[str], look: Callable[[], None]) -> array[int]:
    with ExitStack() as files:
        runs: list[Iterable[Numbered]] = []
        run: list[Numbered] = []
        for number, text in enumerate(texts):
            run.append((text, number))
            if len(run) == _RUN:
                runs.append(_written(sorted(run), files))
                run = []
                look()
        return array("Q", map(itemgetter(1), _looking(merge(*runs, sorted(run)), look)))


def _folder() -> Path:
    """Return the folder of temporary files; the last that is tried for it where there is none."""
    with suppress(OSError):
        return Path(gettempdir())
    return Path.cwd()


def _written(run: Iterable[Numbered], files: ExitStack) -> Iterator[Numbered]:
    """Write texts to a file, and return them as they are read from it."""
    file = files.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115
    file.writelines(f"{number} {text}\n" for text, number in run)
    file.seek(0)
    lines = (line[:-1].partition(" ") for line in file)
    return ((text, int(number)) for number, _, text in lines)


def _looking(merged: Iterable[Numbered], look: Callable[[], None]) -> Iterator[Numbered]:
    for done, each in enumerate(merged):
        if done % _RUN == 0:
            look()
        yield each
