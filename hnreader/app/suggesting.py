"""What may follow is shown dim behind the cursor (→ takes it), and in the bottom row where there is a choice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.suggester import Suggester

if TYPE_CHECKING:
    from hnreader.app.desk import Desk
    from hnreader.search import Suggestions


class QuerySuggester(Suggester):
    """Asks the search room, in a thread: a large archive is counted through once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._desk = desk
        self._suggestions: Suggestions | None = None

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word completed."""
        found = await asyncio.to_thread(self._ask, value)
        if len(found) > 1 and not found[0].endswith(":"):
            said = "  ".join(one.partition(":")[2] for one in found)
            self._desk.say(self._desk.voice("suggest.more", said))
        word = value.rsplit(maxsplit=1)[-1] if value.strip() else ""
        shown = next((one for one in found if one.startswith(word.replace("：", ":"))), None)
        return value[: len(value) - len(word)] + word + shown[len(word) :] if shown else None

    def _ask(self, value: str) -> tuple[str, ...]:
        from hnreader.search import Suggestions  # noqa: PLC0415 searching is loaded when it is first needed

        if self._desk.archive is None:
            return ()
        if self._suggestions is None:
            self._suggestions = Suggestions()
        return self._suggestions.of(self._desk.archive, value)
