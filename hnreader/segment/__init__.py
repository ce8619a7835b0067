"""A page becomes articles: rows, the fitted model's stories, and what is said of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.corrections import SEGMENTING
from hnreader.segment.conservation import violations
from hnreader.segment.file_names import named_day
from hnreader.segment.page_characters import PageCharacters
from hnreader.segment.version import fingerprint

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from hnreader.corrections import Alternative, Correction, TextQuote
    from hnreader.model import Article, Page, PageArticles
    from hnreader.papers import Paper
    from hnreader.segment.model.corrected import CorrectedUnits
    from hnreader.segment.model.segmentation import Model
    from hnreader.segment.page_characters import WordsInContext
    from hnreader.segment.placed_corrections import PlacedCorrections

__all__ = [
    "PageCharacters",
    "alternatives",
    "dated",
    "fingerprint",
    "misfits",
    "named_day",
    "segment",
    "violations",
    "words_in_context",
]


def dated(page: PageArticles, date: datetime.date, by: int) -> PageArticles:
    """Return a page that does not state its date as one of the issue of a date, which page `by` of its file states."""
    from hnreader.segment import redating  # noqa: PLC0415 as below

    return redating.dated(page, date, by)


def segment(
    page: Page,
    paper: Paper | None = None,
    *,
    latest: datetime.date | None = None,
    model: Model | None = None,
    corrections: Sequence[Correction] = (),
) -> PageArticles:
    """Segment a page. Every non-blank character of its lines ends in exactly one text of the result.

    `paper` is the newspaper's profile where the caller names it; without, it is recognised from the page. No date is
    inferred that lies after `latest`: callers with a clock give the present day. `model` is another than the one that
    ships. `corrections` are what people decided about the page; those whose words it does not have count nothing
    (`misfits`), nor do those that say how it is divided (`SEGMENTING`) where the file itself says that (`Page.markup`).
    A page that looks like no newspaper's is left as it is printed unless somebody has said how it is divided; so is, in
    any case, one that is too long (`plain.MOST_PIECES`). Raises `ModelError` where the model is missing or of another
    version.
    """
    # Imported here: where all pages are found on disk, nothing is segmented.
    from hnreader.papers import identify  # noqa: PLC0415
    from hnreader.segment.finish import finish  # noqa: PLC0415
    from hnreader.segment.placed_corrections import PlacedCorrections  # noqa: PLC0415
    from hnreader.segment.plain import as_printed  # noqa: PLC0415
    from hnreader.segment.rows import rows_of  # noqa: PLC0415
    from hnreader.segment.stated import stated_stories  # noqa: PLC0415

    identified = identify(page, paper)
    rows = rows_of(page, identified.profile)
    placed = PlacedCorrections(page.lines, corrections) if corrections else None
    if page.markup:
        return finish(page, *stated_stories(rows, page.markup), identified, latest, placed)
    corrected = _corrected_units(placed)
    plain = None if corrected else as_printed(rows)
    if plain or not rows:
        return finish(page, [plain] if plain else [], [], identified, latest, placed)
    from hnreader.segment.model.segmentation import fitted_model, stories_of  # noqa: PLC0415 numpy is slow to load

    rules = page.layout.rules if page.layout else ()
    stories, blocks = stories_of(rows, model or fitted_model(), rules, corrected)
    return finish(page, stories, blocks, identified, latest, placed)


def alternatives(
    page: Page, article: Article, paper: Paper | None = None, *, corrections: Sequence[Correction] = (), most: int = 2
) -> Sequence[Alternative]:
    """Return so many corrections at the most that change an article of a page, the likeliest first.

    `paper` and `corrections` are those by which the page was segmented. None where the file itself says what its lines
    are, or they stand as they are printed. Raises `ModelError` as `segment` does.
    """
    if page.markup or article.as_printed:
        return ()
    from hnreader.segment.model import alternatives as model_alternatives  # noqa: PLC0415 numpy is slow to load

    return model_alternatives.alternatives(page, article, paper, corrections, most)


def misfits(page: Page, corrections: Sequence[Correction]) -> Sequence[Correction]:
    """Return those corrections whose words a page does not have."""
    from hnreader.segment.placed_corrections import PlacedCorrections  # noqa: PLC0415 as above

    return PlacedCorrections(page.lines, corrections).unfit


def words_in_context(page: Page, quote: TextQuote) -> WordsInContext | None:
    """Return the words of a quote with those around them on a page; None where the page does not have them."""
    from hnreader.segment.page_characters import PageCharacters  # noqa: PLC0415 as above

    return PageCharacters(page.lines).in_context(quote)


def _corrected_units(corrections: PlacedCorrections | None) -> CorrectedUnits | None:
    """Return what corrections say of how the page is divided; None where that is nothing."""
    if not corrections or not corrections.of(SEGMENTING):
        return None
    from hnreader.segment.model.corrected import CorrectedUnits  # noqa: PLC0415 numpy is slow to load

    return CorrectedUnits(corrections)
