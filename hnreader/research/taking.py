"""Articles taken along, in any form: as a stream of text, into a file, or into a folder of files."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from hnreader.errors import UnknownFormatError
from hnreader.research.export import FORMAT, export_page
from hnreader.research.files import refuse_file, refuse_folder, safe_name, whole_file, whole_folder, write_new
from hnreader.research.formats import FORMATS
from hnreader.research.markdown import markdown
from hnreader.research.plaintext import set_text
from hnreader.research.records import COLUMNS, json_line, row
from hnreader.research.tables import BOM, csv_line
from hnreader.research.whole import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hnreader.archive import Archive
    from hnreader.model import Article
    from hnreader.research.formats import Format
    from hnreader.research.whole import Whole

_SETTERS: Final = {"jsonl": json_line, "csv": row, "text": set_text, "markdown": markdown}


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles to take, each by its first part, and the archive that holds them.

    `complete`: they are all it holds, so that pages on which no article stands are taken as well.
    """

    archive: Archive
    entries: Iterable[Article]
    complete: bool = False


def stream(batches: Iterable[Batch], form: Format, *, bom: bool = True) -> Iterator[str]:
    """Yield what a file in this form holds, piece by piece; of all batches one is held at a time.

    `bom` puts a byte order mark before a table, which Excel needs. A folder's worth of `markdown` comes as one text.
    """
    if form == "json":
        yield from _pages(batches)
        return
    if form == "csv":
        yield (BOM if bom else "") + csv_line(COLUMNS)
    for one in _wholes(batches):
        yield _SETTERS[form](one)


def write(batches: Iterable[Batch], form: Format, path: Path, *, force: bool = False) -> None:
    """Write a file, or for `markdown` a folder with a file for each article, which is there whole or not at all.

    Raises `UnknownFormatError`; FileExistsError for what is there already, unless `force`d (see `files`); OSError.
    """
    if form not in FORMATS:
        raise UnknownFormatError(form, " | ".join(FORMATS))
    if form == "markdown":
        with whole_folder(path, force=force) as folder:
            for one in _wholes(batches):
                write_new(folder, file_name(one), _SETTERS[form](one))
        return
    with whole_file(path, force=force) as file:
        file.writelines(stream(batches, form))


def refuse(form: Format, path: Path, *, force: bool = False) -> None:
    """Raise what `write` would raise for what is there already, before the work is done."""
    (refuse_folder if form == "markdown" else refuse_file)(path, force=force)


def file_name(whole: Whole) -> str:
    """Return `<id>-<headline>.md`: by its id a name is the same each time, unique, and sorted by date.

    At most 60 characters, so that the longest is shorter than the 255 bytes that systems take.
    """
    first = whole.parts[0]
    title = first.headline.text.split() if first.headline else []
    return safe_name("-".join([first.id, *title]) + ".md")


def _wholes(batches: Iterable[Batch]) -> Iterator[Whole]:
    return (whole(batch.archive, article) for batch in batches for article in batch.entries)


def _pages(batches: Iterable[Batch]) -> Iterator[str]:
    """Yield the contract of `export`, page by page; of the pages' articles those that are taken, in all their parts."""
    yield f'{{"format": {FORMAT}, "pages": ['
    between = ""
    for batch in batches:
        archive = batch.archive
        taken = {part.id for entry in batch.entries for part in archive.parts(entry)}
        for page in archive.pages:
            articles = tuple(one for one in page.articles if one.id in taken)
            if articles or batch.complete:
                yield between + json.dumps(export_page(replace(page, articles=articles), archive), ensure_ascii=False)
                between = ", "
    yield "]}\n"
