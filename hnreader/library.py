"""An archive as programs get it: with all that can be asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.archive import Archive

if TYPE_CHECKING:
    from hnreader.search import Order, Results


class Library(Archive):
    """An archive that can be searched."""

    def search(self, query: str, *, limit: int | None = None, order: Order = "best") -> Results:
        """Return the articles that answer to a query in the language of `hnreader search --help`.

        `order` is `best` or `newest`; `limit` cuts the list, not the counts. No query raises: what of it was not
        understood stands in `Results.notes`. The first search indexes all that is held, later ones what is new.
        """
        from hnreader.search import search  # noqa: PLC0415 - an archive that is not searched needs no index

        return search(self, query, limit=limit, order=order)
