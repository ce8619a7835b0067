"""The date of a file's pages: those that state none are of the issue of the page before them that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.reading import page_place
from hnreader.segment import dated

if TYPE_CHECKING:
    import datetime

    from hnreader.model import PageArticles


class FileDate:
    """Is shown the pages of a file one by one, in their order."""

    def __init__(self) -> None:
        self._stated: dict[str, tuple[datetime.date, int]] = {}
        """By the file within the file, for those in a ZIP: the date, and the number of the page that states it."""

    def dated(self, page: PageArticles, number: int) -> PageArticles:
        """Return a page, the `number`th of the file, with its date; itself where that is as it was."""
        file, _ = page_place(page.page.inner or page.page.source)
        dating = page.dating
        if dating.date and not dating.inferred:
            self._stated[file] = dating.date, number
        elif file in self._stated and dating.date != self._stated[file][0]:
            return dated(page, *self._stated[file])
        return page
