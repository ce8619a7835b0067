"""A page becomes articles: rows, the fitted model's stories, and what is said of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.segment.conservation import violations
from hnreader.segment.file_names import named_day
from hnreader.segment.page_characters import PageCharacters
from hnreader.segment.version import fingerprint

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from hnreader.corrections import Correction
    from hnreader.model import Page, PageArticles
    from hnreader.papers import Paper
    from hnreader.segment.model.corrected import PlacedCorrections
    from hnreader.segment.model.segmentation import Model

__all__ = ["PageCharacters", "dated", "fingerprint", "misfits", "named_day", "segment", "violations"]


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
    (`misfits`), nor do any where the file itself says what its lines are (`Page.markup`). A page that looks like no
    newspaper's is left as it is printed unless somebody corrected it. Raises `ModelError` where the model is missing or
    of another version.
    """
    # Imported here: where all pages are found on disk, nothing is segmented.
    from hnreader.papers import identify  # noqa: PLC0415
    from hnreader.segment.finish import finish  # noqa: PLC0415
    from hnreader.segment.plain import as_printed  # noqa: PLC0415
    from hnreader.segment.rows import rows_of  # noqa: PLC0415
    from hnreader.segment.stated import stated_stories  # noqa: PLC0415

    identified = identify(page, paper)
    rows = rows_of(page, identified.profile)
    if page.markup:
        return finish(page, *stated_stories(rows, page.markup), identified, latest)
    placed = _placed(page, corrections)
    plain = None if placed else as_printed(rows)
    if plain or not rows:
        return finish(page, [plain] if plain else [], [], identified, latest)
    from hnreader.segment.model.segmentation import fitted_model, stories_of  # noqa: PLC0415 numpy is slow to load

    rules = page.layout.rules if page.layout else ()
    stories, blocks = stories_of(rows, model or fitted_model(), rules, placed)
    return finish(page, stories, blocks, identified, latest)


def misfits(page: Page, corrections: Sequence[Correction]) -> Sequence[Correction]:
    """Return those corrections whose words a page does not have."""
    from hnreader.segment.model.corrected import PlacedCorrections  # noqa: PLC0415 as above

    return PlacedCorrections(page.lines, corrections).unfit


def _placed(page: Page, corrections: Sequence[Correction]) -> PlacedCorrections | None:
    """Return the corrections at their places; None where not one fits."""
    if not corrections:
        return None
    from hnreader.segment.model.corrected import PlacedCorrections  # noqa: PLC0415 numpy is slow to load

    placed = PlacedCorrections(page.lines, corrections)
    return placed if len(placed.unfit) < len(corrections) else None
