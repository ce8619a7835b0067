"""The archive as far as its pages have been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from hnreader.archive import Archive
    from hnreader.model import Failure
    from hnreader.reasons import Message


class LoadedArchive:
    """The archive, and whether more pages are to come."""

    def __init__(self) -> None:
        self.archive: Archive | None = None
        """None before the first page is read."""
        self.complete = False
        """All pages have been read."""
        self.failures: tuple[Failure, ...] = ()
        """The files that cannot be read by now."""
        self.problems: tuple[Message, ...] = ()
        """What is wrong with the settings that say how pages are read."""
        self.progress: tuple[int, int] | None = None
        """How many files have been looked at, and of how many; None where that is not known."""

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return sum(issue.pages for issue in self.archive.summaries) if self.archive is not None else 0

    @property
    def articles_per_issue(self) -> Mapping[dt.date | None, int]:
        """The number of articles of each issue, by date; None for the undated one."""
        return self.archive.view.sizes if self.archive is not None else {}
