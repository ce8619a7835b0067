"""Completion of the word that is being typed: into the search bar, from what the archive has, or into a prompt."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual.suggester import Suggester

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    FindSuggestions = Callable[[str, Callable[[Sequence[str]], None]], None]
    """Called with a query and a callback for what its last word may become."""


class QuerySuggester(Suggester):
    """Completes the last word of a query.

    `find` calls back once for each query, unless a newer one has taken its place. `on_several` is called with the
    values where more than one completes a field of the query language.
    """

    def __init__(self, find: FindSuggestions, on_several: Callable[[Sequence[str]], object]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._find = find
        self._on_several = on_several
        self._awaited: asyncio.Future[Sequence[str]] | None = None

    async def get_suggestion(self, value: str) -> str | None:
        """Return the query with its last word completed, or None."""
        if self._awaited is not None:
            _resolve(self._awaited, ())
        self._awaited = awaited = asyncio.get_running_loop().create_future()
        self._find(value, partial(_resolve, awaited))
        found = await awaited
        if len(found) > 1 and not found[0].endswith(":"):
            self._on_several([suggestion.partition(":")[2] for suggestion in found])
        word = value.rsplit(maxsplit=1)[-1] if value.strip() else ""
        completed = next((suggestion for suggestion in found if suggestion.startswith(word.replace("：", ":"))), None)
        return value[: len(value) - len(word)] + word + completed[len(word) :] if completed else None


class WordSuggester(Suggester):
    """Completes the last word of a line to the first of `words` that begins with it and is not in the line."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._words = words

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word completed, or None."""
        *before, begun = value.split(" ")
        fit = (word for word in self._words if begun and word.startswith(begun) and word not in before)
        completed = next(fit, None)
        return " ".join([*before, completed]) if completed else None


def _resolve(awaited: asyncio.Future[Sequence[str]], found: Sequence[str]) -> None:
    if not awaited.done():
        awaited.set_result(found)
