"""What pages come to, made-up ones and real ones alike: how many articles, how long, with what, and in what time.

    python tests/bench/page_figures.py [PATH…]

Without paths: the sample pages. Printed are characters and bytes of a page, milliseconds to segment it (by one process,
the dictionary loaded), articles of a page, characters and paragraphs of an article, characters of a headline (mean and
10, 50 and 90 %), shares of the kinds, and of the articles that have a part: by them made-up pages are set.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Final

from hnreader.archive import Archive, seeds
from hnreader.model import Article, Page, PageArticles
from hnreader.reading import FileContents, PageFile, find_files, pages_from, read_file
from hnreader.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

PARTS: Final = "column kicker headline subhead byline dateline captions jump_to jump_from truncated".split()
SAMPLED: Final = 100  # pages


def segmented(paths: Iterable[Path]) -> tuple[list[PageArticles], list[float], int]:
    """Return the pages, the milliseconds that each took, and the bytes of all files."""
    pages, taken, size = [], [], 0
    for path in paths:
        contents = read_file(PageFile(path))
        page = isinstance(contents, FileContents) and next(pages_from(contents.data, contents.name, path))
        if isinstance(page, Page):
            begun = time.perf_counter()
            pages.append(segment(page))
            taken.append(1000 * (time.perf_counter() - begun))
            size += path.stat().st_size
    return pages, taken, size


def spread(numbers: Sequence[float]) -> str:
    """Return mean, 10, 50 and 90 %."""
    tenths = statistics.quantiles(numbers, n=10) if len(numbers) > 1 else [*numbers] * 9
    return f"{statistics.mean(numbers):7.1f}   {tenths[0]:.0f} {tenths[4]:.0f} {tenths[8]:.0f}"


def shares(counts: Counter[str], of: int) -> str:
    """Return what there is, the most frequent first."""
    return ", ".join(f"{name} {count / of:.2f}" for name, count in counts.most_common())


def print_figures(paths: Sequence[Path]) -> None:
    """Print what pages come to."""
    segmented(paths[:1])  # loads the dictionary
    pages, taken, size = segmented(paths)
    articles: list[Article] = [article for page in pages for article in page.articles]
    bodies = [[len(paragraph.text.text) for paragraph in article.paragraphs] for article in articles]
    print(f"{len(pages)} pages, {size / len(pages) / 1e3:.1f} KB a page, mean and 10, 50, 90 %")
    print(f"  characters of a page     {spread([sum(len(line.text) for line in page.page.lines) for page in pages])}")
    print(f"  ms to segment a page     {spread(taken)}")
    print(f"  articles of a page       {spread([len(page.articles) for page in pages])}")
    print(f"  characters of a body     {spread([sum(body) for body in bodies])}")
    print(f"  paragraphs of a body     {spread([len(body) for body in bodies])}")
    print(f"  characters of a headline {spread([len(each.headline.text) for each in articles if each.headline])}")
    print(f"  kinds: {shares(Counter(article.kind for article in articles), len(articles))}")
    parts = Counter(part for article in articles for part in PARTS if getattr(article, part))
    parts["people"] = sum(bool(article.people.names) for article in articles)
    print(f"  with:  {shares(parts, len(articles))}")
    archive = Archive(pages)
    stories = [archive.story(article) for article in articles if article.jump_to]
    found = sum(bool(story.continuations) for story in stories)
    dated = sum(page.dating.date is not None and not page.dating.inferred for page in pages)
    print(f"  pages with a date of their own: {dated}; stories that jump: {len(stories)}, found again: {found}")


def main() -> None:
    """Print the figures of the paths; of many files those of some, evenly spread in runs of 25."""
    files = [each.path for each in find_files(*(sys.argv[1:] or [seeds()])) if isinstance(each, PageFile)]
    if len(files) > SAMPLED:
        step = len(files) // (SAMPLED // 25)
        files = [path for at in range(0, len(files) - 25, step) for path in files[at : at + 25]]
    print_figures(files)


if __name__ == "__main__":
    main()
