"""Which article of a page as it is now was which of the page as it was, where the ids have changed.

An id follows the opening of its article and the date of its issue. A better segmenter or a corrected file may change
both; what the user has noted by an id then finds its article by what the two cover.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.model import Article, PageArticles

_RUN: Final = 5  # characters; runs of so many are compared, of which a misread character changes five


class _Overlap(NamedTuple):
    """How much the articles of two pages have in common, in columns of lines or in runs of characters."""

    shared: Counter[tuple[int, int]]
    """By the indexes of an article before and of one now; nothing where they have nothing in common."""
    before: Counter[int]
    now: Counter[int]


class _Piece(NamedTuple):
    """A piece of a line, and the index of the article that has it."""

    line: int
    start: int
    end: int
    article: int


def renamed(before: PageArticles, now: PageArticles) -> dict[str, str]:
    """Return new ids by the old ones that a page has no longer; one whose article is gone is left out.

    At least half of the old article is in the new one, or of the new one in the old. A new id stands for one old id at
    most; the greatest overlap is settled first. Where two articles have become one, that may be an id of before: what
    was noted of the other one goes there.
    """
    old, new = ([article.id for article in page.articles] for page in (before, now))
    gone, still = set(old).difference(new), set(old).intersection(new)
    if not gone:
        return {}
    compare = _by_place if before.page.lines == now.page.lines else _by_text
    overlap = compare(before.articles, now.articles)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for (first, second), shared in sorted(overlap.shared.items(), key=lambda item: (-item[1], item[0])):
        name, other = old[first], new[second]
        mostly_there = 2 * shared >= overlap.before[first]
        mostly_from_there = 2 * shared >= overlap.now[second] and other not in still  # else it is what it was
        if name in gone and name not in found and other not in taken and (mostly_there or mostly_from_there):
            found[name] = other
            taken.add(other)
    return found


def _by_place(before: Sequence[Article], now: Sequence[Article]) -> _Overlap:
    """Compare articles by the columns of their spans: no two articles of a page have one in common."""
    earlier, later = _pieces(before), _pieces(now)
    shared: Counter[tuple[int, int]] = Counter()
    first = second = 0
    while first < len(earlier) and second < len(later):
        old, new = earlier[first], later[second]
        columns = min(old.end, new.end) - max(old.start, new.start)
        if old.line == new.line and columns > 0:
            shared[old.article, new.article] += columns
        if (old.line, old.end) <= (new.line, new.end):
            first += 1
        else:
            second += 1
    return _Overlap(shared, _sizes(earlier), _sizes(later))


def _pieces(articles: Sequence[Article]) -> list[_Piece]:
    """Return the spans of a page's articles in the order of the page."""
    return sorted(
        _Piece(span.line, span.start, span.end, index)
        for index, article in enumerate(articles)
        for text in article.texts
        for span in text.text.spans
    )


def _sizes(pieces: Sequence[_Piece]) -> Counter[int]:
    sizes: Counter[int] = Counter()
    for piece in pieces:
        sizes[piece.article] += piece.end - piece.start
    return sizes


def _by_text(before: Sequence[Article], now: Sequence[Article]) -> _Overlap:
    """Compare articles by their runs of characters.

    The n-th time that a run stands on one page is compared with the n-th time on the other: so the work is that of
    reading both, and articles that say the same find each other in their order.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    sizes: tuple[Counter[int], Counter[int]] = Counter(), Counter()
    for run, article in _runs(before):
        places[run].append(article)
        sizes[0][article] += 1
    for articles in places.values():
        articles.reverse()
    shared: Counter[tuple[int, int]] = Counter()
    for run, article in _runs(now):
        sizes[1][article] += 1
        if others := places.get(run):
            shared[others.pop(), article] += 1
    return _Overlap(shared, *sizes)


def _runs(articles: Sequence[Article]) -> Iterator[tuple[str, int]]:
    """Yield the runs of non-blank characters of all texts; a shorter text is one as a whole."""
    for index, article in enumerate(articles):
        for text in article.texts:
            compact = "".join(text.text.text.split())
            for start in range(max(1, len(compact) - _RUN + 1)):
                yield compact[start : start + _RUN], index
