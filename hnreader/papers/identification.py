"""The profile by which a page is read: the one that is named, or the one that the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from hnreader.model import Evidence
from hnreader.papers.registry import GENERIC, known_papers
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from hnreader.model import Page
    from hnreader.papers.profile import Paper


class Identified(Struct, frozen=True):
    """The profile for a page, and how it is known that the page is of that newspaper."""

    profile: Paper
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str | None:
        """The newspaper's id; None where it is not known which it is."""
        return None if self.profile.id == GENERIC else self.profile.id


def identify(page: Page, named: Paper | None = None) -> Identified:
    """Return the profile for a page: `named`, or else the paper that it shows, or else what all dailies share."""
    if named is not None:
        return Identified(named, (Evidence(Message(Reason.PAPER_NAMED, paper=named.name.zh or named.id), 1.0),))
    papers = known_papers()
    paper, evidence = papers.recogniser.recognise(page)
    return Identified(paper or papers.generic, evidence)
