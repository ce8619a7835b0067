"""How a newspaper, and the agencies and sites that it draws on, are named in print: the sources of patterns."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hnreader.papers.forms import HAN, one_of

if TYPE_CHECKING:
    from hnreader.papers.profile import Paper


class NamePatterns:
    """What names a paper, as sources of patterns that are parts of others."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper

    @cached_property
    def paper(self) -> str:
        """A paper, agency or site as bylines name it (source of a pattern): 湖南日报, 本报, 新华社."""
        sources = self._paper.sources
        named = one_of((*self._paper.name.printed, *sources.own, *sources.agencies, *sources.sites))
        return rf"(?:{named}|[{HAN}]{{2,4}}(?:{self._endings}))"

    @cached_property
    def masthead(self) -> str:
        """A paper's name as its masthead has it (source of a pattern), perhaps with 社."""
        return rf"(?:{one_of(self._paper.name.printed)}|[{HAN}]{{2,4}}(?:{self._endings}))社?"

    @cached_property
    def _endings(self) -> str:
        return one_of(self._paper.sources.paper_endings)
