"""How long citing takes beside exporting: `python tests/bench/cite.py [ARTICLES]`. Prints ratios, asserts nothing."""

from __future__ import annotations

import sys
from time import perf_counter

from made_archive import corpus

from hnreader.archive import Archive
from hnreader.research.citation import STYLES, cited
from hnreader.research.export import export_article
from hnreader.research.reference import reference


def main(size: int) -> None:
    """Cite all articles of a made-up archive in every style, and say how that compares with exporting them."""
    archive = Archive(corpus(size).pages)
    archive.position(archive.entries[0])  # what an archive works out once is no part of citing
    archive.story(archive.entries[0])
    start = perf_counter()
    for article in archive.entries:
        export_article(article, archive)
    exported = perf_counter() - start
    for style in STYLES:
        start = perf_counter()
        pieces = cited((reference(archive, article) for article in archive.entries), style)
        next(pieces)
        next(pieces)
        first = perf_counter() - start
        characters = sum(map(len, pieces))
        took = perf_counter() - start
        figures = f"{took:6.2f} s, {took / exported:5.2f} of the export; first after {first / took:.1%}"
        print(f"{style:>7}: {figures}; {characters / size:.0f} characters each")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
