"""Writes articles in any export format: as a stream of text, to a file, or to a folder of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from hnreader.errors import UnknownFormatError
from hnreader.research.export import FORMAT, export_page
from hnreader.research.json_text import json_text
from hnreader.research.markdown import markdown
from hnreader.research.plaintext import set_text
from hnreader.research.records import COLUMNS, json_line, row
from hnreader.research.tables import BOM, csv_line
from hnreader.storage.files import atomic_file, atomic_folder, file_target, folder_target, safe_name, write_numbered

if TYPE_CHECKING:
    import datetime
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from hnreader.archive import Archive
    from hnreader.model import Article, PageArticles, Story

Format = Literal["json", "jsonl", "csv", "markdown", "text"]
"""`json` has pages with the spans of every text (see `export`); the others have each story once, in reading order."""

FORMATS: Final[tuple[Format, ...]] = get_args(Format)

_WRITERS: Final = {"jsonl": json_line, "csv": row, "text": set_text, "markdown": markdown}


class Batch(Struct, frozen=True):
    """Articles to export, each by the first part of its story, and their archive.

    `complete`: they are all articles of the archive, and pages without articles are exported as well.
    """

    archive: Archive
    entries: Iterable[Article]
    complete: bool = False


def stream(batches: Iterable[Batch], form: Format, *, bom: bool = True) -> Iterator[str]:
    """Yield the text of a file in a format piece by piece; one batch is in memory at a time.

    `bom` puts a byte order mark before a table, which Excel needs. All articles of `markdown` are one text.
    """
    if form == "json":
        yield from _pages(batches)
        return
    if form == "csv":
        yield (BOM if bom else "") + csv_line(COLUMNS)
    for story in _stories(batches):
        yield _WRITERS[form](story)


def write(batches: Iterable[Batch], form: Format, path: Path, *, force: bool = False) -> None:
    """Write a file, or for `markdown` a folder with a file for each story, completely or not at all.

    Raises `UnknownFormatError`; FileExistsError for an existing path, unless `force`; OSError.
    """
    if form not in FORMATS:
        raise UnknownFormatError(form, FORMATS)
    if form == "markdown":
        with atomic_folder(path, force=force) as folder:
            for story in _stories(batches):
                write_numbered(folder, file_name(story), _WRITERS[form](story))
        return
    with atomic_file(path, force=force) as file:
        file.writelines(stream(batches, form))


def refuse(form: Format, path: Path, *, force: bool = False) -> None:
    """Raise what `write` would raise for an existing path, before the articles are read."""
    (folder_target if form == "markdown" else file_target)(path, force=force)


def file_name(story: Story) -> str:
    """Return `<id>-<headline>.md`: the id makes the name unique, stable and sorted by date.

    It has at most 60 characters, which are fewer than the 255 bytes that file systems allow.
    """
    headline = story.first.headline
    return safe_name("-".join([story.first.id, *(headline.text.split() if headline else [])]) + ".md")


def _stories(batches: Iterable[Batch]) -> Iterator[Story]:
    return (batch.archive.story(article) for batch in batches for article in batch.entries)


def _pages(batches: Iterable[Batch]) -> Iterator[str]:
    """Yield the contract of `export` page by page, with all parts of the articles of the batches."""
    yield f'{{"format": {FORMAT}, "pages": ['
    between = ""
    for batch in batches:
        archive = batch.archive
        ids: set[str] = set()
        days: set[datetime.date | None] = set()
        for entry in batch.entries:
            ids.update(part.id for part in archive.parts(entry))
            days.add(entry.date)
        for page in _pages_of(archive, None if batch.complete else days):
            articles = tuple(article for article in page.articles if article.id in ids)
            if articles or batch.complete:
                yield between + json_text(export_page(replace(page, articles=articles), archive))
                between = ", "
    yield "]}\n"


def _pages_of(archive: Archive, days: Container[datetime.date | None] | None) -> Iterator[PageArticles]:
    """Yield the pages of some days, or all."""
    view = archive.view
    for index, issue in enumerate(view.summaries):
        if days is None or issue.date in days:
            yield from (view.page(index, page) for page in range(issue.pages))
