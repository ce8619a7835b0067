"""The archive as the library offers it: with search, concordance, trends, citations and export."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from hnreader.archive import Archive, Opening, read_whole
from hnreader.errors import NothingReadableError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence

    from hnreader.model import Article
    from hnreader.research.concordance import Concordance, Sort
    from hnreader.research.export_writer import Format
    from hnreader.research.related import RelatedArticles
    from hnreader.research.trends import By, Trend
    from hnreader.search import ResultOrder, Results
    from hnreader.search.index import ProgressCallback


def opened(paths: Sequence[str | os.PathLike[str]], paper: str | None, folder: Path | None) -> Library:
    """Return the library of some paths, from a folder and with what has changed taken in; see `hnreader.open`."""
    opening = read_whole(
        lambda: Opening(Library, paths, folder, paper), lambda opening: deque(opening.read(), maxlen=0)
    )
    if not opening.archive.summaries:
        opening.close()
        raise NothingReadableError(tuple(opening.archive.failures))
    return opening.archive


class Library(Archive):
    """An archive with search, research and export. Use it in a `with` block, or `close` it: it may have a file open."""

    def search(self, query: str, *, limit: int | None = None, order: ResultOrder = "best") -> Results:
        """Return the articles that match a query in the language of `hnreader search --help`.

        `order` is `best` or `newest`; `limit` cuts the list, not the counts. No query raises: what was not understood
        is in `Results.notes`. The first search indexes the archive, later ones what is new.
        """
        from hnreader.search import search  # noqa: PLC0415 imported when used

        return search(self, query, limit=limit, order=order)

    def kwic(
        self,
        query: str,
        *,
        sort: Sort = "date",
        context: int = 80,
        text_only: bool = False,
        progress: ProgressCallback | None = None,
    ) -> Concordance:
        """Return every occurrence of a query with its context, as `hnreader.research.concordance.concordance`."""
        from hnreader.research.concordance import concordance  # noqa: PLC0415

        return concordance(self, query, sort=sort, context=context, text_only=text_only, progress=progress)

    def trend(
        self, *queries: str, by: By = "month", text_only: bool = False, progress: ProgressCallback | None = None
    ) -> Trend:
        """Return how often queries occur by `issue`, `month` or `year`, as `hnreader.research.trends.trend`."""
        from hnreader.research.trends import trend  # noqa: PLC0415

        return trend(self, queries, by=by, text_only=text_only, progress=progress)

    def cite(self, *articles: Article, style: str = "gb7714") -> str:
        """Return the citations of articles in a style: `gb7714` (GB/T 7714—2015), `bibtex`, `ris` or `csl` (CSL-JSON).

        Raises `hnreader.errors.UnknownStyleError`, and `UnknownArticleError` for an article of another archive.
        """
        from hnreader.research.citation import cited  # noqa: PLC0415
        from hnreader.research.reference import reference  # noqa: PLC0415

        return "".join(cited((reference(self, article) for article in articles), style))

    def related(self, article: Article, *, limit: int = 10) -> RelatedArticles:
        """Return the articles of other issues most related to one, best first, with the terms they share.

        Raises `hnreader.errors.UnknownArticleError` for an article that the archive does not have.
        """
        from hnreader.research.related import related  # noqa: PLC0415

        return related(self, article, limit)

    def export(
        self,
        path: str | os.PathLike[str],
        form: Format = "jsonl",
        *,
        articles: Iterable[Article] | None = None,
        force: bool = False,
    ) -> int:
        """Write articles, by default all, to a file, for `markdown` to a folder of files; return their number.

        An article is written with all parts of its story, whichever part is given. The formats are those of
        `hnreader export --help`. Output is complete or absent. Raises `UnknownFormatError`; FileExistsError for an
        existing path, unless `force`; `UnknownArticleError` for an article that the archive does not have; OSError.
        """
        from hnreader.research.export_writer import Batch, write  # noqa: PLC0415

        chosen = None if articles is None else {article.id: article for article in map(self.first_part, articles)}
        entries = self.entries if chosen is None else chosen.values()
        write([Batch(self, entries, complete=articles is None)], form, Path(path), force=force)
        return len(entries)
