"""Completion of the word that is being typed into the search bar, from the values that the archive's articles have."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.suggester import Suggester

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hnreader.archive import Archive


class QuerySuggester(Suggester):
    """Completes the last word of a query.

    `archive` returns the archive as it is when called, None before the first page is read. `on_several` is called
    with the values where more than one completes a field of the query language. The archive is searched in a thread,
    because counting the values of a large one takes a while.
    """

    def __init__(self, archive: Callable[[], Archive | None], on_several: Callable[[Sequence[str]], object]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._archive = archive
        self._on_several = on_several

    async def get_suggestion(self, value: str) -> str | None:
        """Return the query with its last word completed, or None."""
        found = await asyncio.to_thread(self._find, value)
        if len(found) > 1 and not found[0].endswith(":"):
            self._on_several([suggestion.partition(":")[2] for suggestion in found])
        word = value.rsplit(maxsplit=1)[-1] if value.strip() else ""
        completed = next((suggestion for suggestion in found if suggestion.startswith(word.replace("：", ":"))), None)
        return value[: len(value) - len(word)] + word + completed[len(word) :] if completed else None

    def _find(self, value: str) -> tuple[str, ...]:
        from hnreader.search import suggest  # noqa: PLC0415 searching is loaded when it is first needed

        archive = self._archive()
        return () if archive is None else suggest(archive, value)
