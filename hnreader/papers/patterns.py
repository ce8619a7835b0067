"""The forms of a profile as compiled patterns, each compiled when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.papers.contributors import ContributorPatterns
from hnreader.papers.datelines import DatelinePatterns
from hnreader.papers.names import NamePatterns
from hnreader.papers.pages import PagePatterns

if TYPE_CHECKING:
    from hnreader.papers.profile import Paper


class Patterns:
    """The patterns of one profile, by what they match."""

    def __init__(self, paper: Paper) -> None:
        names = NamePatterns(paper)
        self.datelines = DatelinePatterns(paper, names)
        self.contributors = ContributorPatterns(paper, names)
        self.pages = PagePatterns(paper, names)
