"""What people corrected and has no effect: it is told with what cannot be read, a line a page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hnreader.model import Failure
from hnreader.reading import clean, page_name, page_place
from hnreader.reasons import Message, Reason
from hnreader.segment import misfits
from hnreader.userdata.correction_places import kept_corrections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hnreader.corrections import Correction
    from hnreader.model import Page


def unfit_corrections(path: Path, pages: Iterable[Page]) -> Iterator[Failure]:
    """Yield how many corrections of a file do not fit its pages, for each of these, and how many cannot be read.

    `pages` are those of the file that can be read; where none can, nothing is yielded.
    """
    numbered = {page_place(page.source)[1]: page for page in pages}
    if not numbered:
        return
    kept, name = kept_corrections(path), clean(str(path))
    of_pages: defaultdict[int, list[Correction]] = defaultdict(list)
    for each in kept.corrections:
        of_pages[each.page].append(each.correction)
    for number, corrections in sorted(of_pages.items()):
        unfit = misfits(numbered[number], corrections) if number in numbered else corrections
        if unfit:
            place = page_name(name, number) if number else name
            yield Failure(place, Message(Reason.CORRECTIONS_MISFIT, count=len(unfit)))
    if len(kept.problems) > 1:
        yield Failure(name, Message(Reason.CORRECTIONS_DAMAGED, count=len(kept.problems)))
    else:
        yield from (Failure(name, problem) for problem in kept.problems)
