"""One page in several forms: its PDF, what an OCR made of it, its text. The form that says most stands for it."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.language.folding import fold
from hnreader.reading import concerns_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from hnreader.model import Page, PageArticles

SAME: Final = 0.8
"""Share of the pairs of characters of the shorter that the other has as well: of a page read by an OCR and its text.

Two pages of a paper share a fifth."""
AS_LONG: Final = 0.6  # times that one form of a page is as long as the other; the web page of an article is less of it


class _Form(NamedTuple):
    """How much a file says of its page: the greater the better."""

    placed: bool
    """Where its lines stand."""
    whole: bool
    """All of its characters."""
    named: str
    """Not how good it is, but the same for pages of one form."""


def other_forms(pages: Sequence[PageArticles]) -> dict[int, int]:
    """Return, of the pages of an issue, the indices of those that are others in a form that says less, with theirs.

    Pages of one form are two pages, however alike they are, and so are those that do not say which page they are.
    """
    numbered: defaultdict[int, list[int]] = defaultdict(list)
    for index, page in enumerate(pages):
        if page.dating.page_no is not None:
            numbered[page.dating.page_no].append(index)
    return {other: best for same in numbered.values() for other, best in _within(pages, same)}


def with_other_forms(files: Iterable[Path]) -> list[Path]:
    """Return files with those beside them whose names differ in the suffix alone: corrections of one count for all."""
    found: dict[Path, None] = {}
    stems: dict[Path, defaultdict[str, list[str]]] = {}
    for path in files:
        if path.parent not in stems:
            stems[path.parent] = defaultdict(list)
            with suppress(OSError):  # it is gone
                for name in os.listdir(path.parent):  # noqa: PTH208 there may be many
                    stems[path.parent][os.path.splitext(name)[0]].append(name)  # noqa: PTH122 as above
        others = (path.with_name(name) for name in stems[path.parent][path.stem])
        found |= dict.fromkeys((path, *(each for each in others if concerns_pages(each, each.parent))))
    return list(found)


def _within(pages: Sequence[PageArticles], same: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield what `other_forms` returns of pages of one number."""
    forms = {index: _form(pages[index].page) for index in same}
    if len({form.named for form in forms.values()}) < 2:
        return
    pairs = {index: _pairs(pages[index].page) for index in same}
    left = sorted(same, key=lambda index: (forms[index], -index), reverse=True)
    while left:
        best, *left = left
        others = [index for index in left if forms[index].named != forms[best].named]
        found = [index for index in others if _are_same(pairs[best], pairs[index])]
        yield from ((index, best) for index in found)
        left = [index for index in left if index not in found]


def _form(page: Page) -> _Form:
    named = page.encoding if page.layout else "markup" if page.markup else "text"
    return _Form(page.layout is not None, page.damaged == 0, named)


def _pairs(page: Page) -> Counter[str]:
    text = fold("".join("".join(line.text.split()) for line in page.lines))
    return Counter(map("".join, pairwise(text)))


def _are_same(first: Counter[str], second: Counter[str]) -> bool:
    shorter, longer = sorted((first.total(), second.total()))
    return shorter >= AS_LONG * longer and (first & second).total() >= SAME * shorter > 0
