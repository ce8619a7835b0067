"""Reviewed pages as truth: their lines, and which characters of them are which part of which article.

A truth file names characters by their lines (from 1) and columns, as `hnreader.training.gold_reading` reads them: `12`
is a line without the blanks at its ends, `12[0:17]` a part of it.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from hnreader.model import CONTRIBUTOR_ROLES, HEAD_ROLES
from hnreader.research.json_text import json_text
from hnreader.research.review import LOOKED_AT, judged_pages
from hnreader.segment import PageCharacters
from hnreader.storage.files import atomic_file, safe_name
from hnreader.storage.folders import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hnreader.archive import Archive
    from hnreader.model import Article, Jump, PageArticles, Text

PAGES: Final = "pages"
TRUTH: Final = "gold"
"""Folders of the lines and of what is known of them, as training has them."""


def reviewed_pages(archive: Archive) -> Iterator[PageArticles]:
    """Yield the pages with articles all of which people have looked at."""
    for page in judged_pages(archive):
        if page.articles and all(each.status in LOOKED_AT for each in page.articles):
            yield archive.view.page(page.issue, page.place)


def write_truth(archive: Archive, folder: Path, *, force: bool = False) -> int:
    """Write the reviewed pages of an archive and what is known of them, and return how many there are.

    Each file is complete or is not written; what is there is only overwritten with `force`. Raises OSError.
    """
    names: dict[str, int] = {}
    for page in reviewed_pages(archive):
        source = page.page.source.removesuffix(".txt").replace("#", "-")
        stem = safe_name(f"{source}.txt").removesuffix(".txt")
        names[stem] = names.get(stem, 0) + 1
        name = stem if names[stem] == 1 else f"{stem}-{names[stem]}"
        for kind, suffix in ((PAGES, ".txt"), (TRUTH, ".json")):
            make_folder(folder / kind)
            with atomic_file(folder / kind / (name + suffix), force=force) as file:
                file.write(page_text(page) if kind == PAGES else json_text(truth(page, name)))
    return sum(names.values())


def page_text(page: PageArticles) -> str:
    """Return the lines of a page, cleaned, as a file."""
    return "".join(f"{line.text}\n" for line in page.page.lines)


def truth(page: PageArticles, name: str) -> dict[str, Any]:
    """Return what is known of a page whose lines stand in the file `name`.txt."""
    spans = _Spans(page)
    dating = page.dating
    return {
        "page": f"{name}.txt",
        "issue": {
            "date": dating.date.isoformat() if dating.date else None,
            "why": "reviewed",
            "page_no": dating.page_no,
            "issue_no": dating.issue_no,
            "pages_total": dating.pages_total,
        },
        "articles": [_article(article, spans) for article in page.articles],
        "furniture": [{"what": each.what, "text": spans.of(each.text)} for each in page.furniture],
        "duplicates": [{"text": spans.of(each.text), "of": each.of} for each in page.duplicates],
    }


def _article(article: Article, spans: _Spans) -> dict[str, Any]:
    return {
        "id": article.id,
        "kind": str(article.kind),
        **{role: spans.of(getattr(article, role)) for role in HEAD_ROLES},
        **{role: list(article.people.by_role(role)) for role in CONTRIBUTOR_ROLES},
        "dateline": article.dateline.isoformat() if article.dateline else None,
        "paragraphs": [{"text": spans.of(each.text), "heading": each.heading} for each in article.paragraphs],
        "captions": [spans.of(each) for each in article.captions],
        "jump_from": _jump(article.jump_from, spans),
        "jump_to": _jump(article.jump_to, spans),
        "truncated": article.truncated,
    }


def _jump(jump: Jump | None, spans: _Spans) -> dict[str, Any] | None:
    return None if jump is None else {"page": jump.page, "mark": jump.mark, "text": spans.of(jump.text)}


class _Spans:
    """The places of characters in the lines of a page, as they are written."""

    def __init__(self, page: PageArticles) -> None:
        lines = page.page.lines
        self._characters = PageCharacters(lines)
        self._lines = [line.text.strip() for line in lines]
        self._columns = [[at for at, char in enumerate(line) if not char.isspace()] for line in self._lines]
        self._begins = [*accumulate(map(len, self._columns), initial=0)]

    def of(self, text: Text | None) -> list[str]:
        """Return the places of a text's characters, in its order."""
        runs = self._characters.runs(text.spans) if text else []
        return [place for run in runs for place in self._places(run)]

    def _places(self, run: range) -> Iterator[str]:
        at = run.start
        while at < run.stop:
            line = bisect_right(self._begins, at) - 1
            columns = self._columns[line]
            first, last = at - self._begins[line], min(run.stop - self._begins[line], len(columns)) - 1
            whole = first == 0 and last == len(columns) - 1
            yield f"{line + 1}" if whole else f"{line + 1}[{columns[first]}:{columns[last] + 1}]"
            at = self._begins[line] + last + 1
