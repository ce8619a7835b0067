"""An archive as programs get it: with all that can be asked of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hnreader.archive import Archive

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from hnreader.model import Article
    from hnreader.research.concordance import Concordance, Sort
    from hnreader.research.formats import Format
    from hnreader.research.related import Related
    from hnreader.research.trends import By, Trend
    from hnreader.search import Order, Results
    from hnreader.search.index import Progress


class Library(Archive):
    """An archive that can be searched, counted and taken along."""

    def search(self, query: str, *, limit: int | None = None, order: Order = "best") -> Results:
        """Return the articles that answer to a query in the language of `hnreader search --help`.

        `order` is `best` or `newest`; `limit` cuts the list, not the counts. No query raises: what of it was not
        understood stands in `Results.notes`. The first search indexes all that is held, later ones what is new.
        """
        from hnreader.search import search  # noqa: PLC0415 - an archive that is not searched needs no index

        return search(self, query, limit=limit, order=order)

    def kwic(
        self, query: str, *, sort: Sort = "date", context: int = 80, progress: Progress | None = None
    ) -> Concordance:
        """Return every place of a query, each with what stands around it, by `date`, `left` or `right` context.

        `context` is how many characters are given on either side, at most; `progress(done, of)` is called now and
        then. Raises `hnreader.errors.WordlessQueryError` for a query without a word: an empty one, or mere filters.
        """
        from hnreader.research.concordance import concordance  # noqa: PLC0415 - as above

        return concordance(self, query, sort=sort, context=context, progress=progress)

    def trend(self, *queries: str, by: By = "month", progress: Progress | None = None) -> Trend:
        """Return how often queries are used by `issue`, `month` or `year`; periods without an issue held are gaps.

        `progress(done, of)` is called now and then. Raises `hnreader.errors.WordlessQueryError` where no query is
        given or one has no word.
        """
        from hnreader.research.trends import trend  # noqa: PLC0415 - as above

        return trend(self, queries, by=by, progress=progress)

    def cite(self, *articles: Article, style: str = "gb7714") -> str:
        """Return the citations of articles in a style: `gb7714` (GB/T 7714—2015), `bibtex`, `ris` or `csl` (CSL-JSON).

        Raises `hnreader.errors.UnknownStyleError`, and `UnknownArticleError` for an article that is not held.
        """
        from hnreader.research.citation import cited  # noqa: PLC0415 - as above
        from hnreader.research.reference import reference  # noqa: PLC0415

        return "".join(cited((reference(self, one) for one in articles), style))

    def related(self, article: Article, *, limit: int = 10) -> list[Related]:
        """Return the articles of other issues most related to one, the nearest first, with what they share.

        Raises `hnreader.errors.UnknownArticleError` for an article that is not held.
        """
        from hnreader.research.related import related  # noqa: PLC0415 - as above

        return related(self, article, limit)

    def export(
        self,
        path: str | os.PathLike[str],
        form: Format = "jsonl",
        *,
        articles: Iterable[Article] | None = None,
        force: bool = False,
    ) -> int:
        """Write articles, by default all, to a file, for `markdown` to a folder of files; return how many there are.

        An article is taken as a whole, by whichever part it is given. The forms are those of `hnreader export --help`.
        What is written is there whole or not at all. Raises `UnknownFormatError`; FileExistsError for what is there
        already, unless `force`d; `UnknownArticleError` for an article that is not held; OSError.
        """
        from hnreader.research.taking import Batch, write  # noqa: PLC0415

        entries = self.entries if articles is None else {one.id: one for one in map(self.whole, articles)}.values()
        write([Batch(self, entries, complete=articles is None)], form, Path(path), force=force)
        return len(entries)
