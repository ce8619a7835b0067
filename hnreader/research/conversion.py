"""Pages of an archive in other programs' forms, a file each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from hnreader.model import Story
from hnreader.research.alto import alto_page
from hnreader.research.export import FORMAT, export_page
from hnreader.research.json_text import json_text
from hnreader.research.mets import IssuePage, mets_issue
from hnreader.research.plaintext import set_text
from hnreader.storage.files import atomic_folder, write_numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from hnreader.archive import Archive
    from hnreader.model import PageArticles

Form = Literal["alto", "text", "json"]
"""`alto` has the articles as tags of its blocks, with a METS file for each issue that leads from them to these."""

FORMS: Final[tuple[Form, ...]] = get_args(Form)
_SUFFIXES: Final = {"alto": ".alto.xml", "text": ".txt", "json": ".json"}


def convert(
    issues: Iterable[Archive],
    form: Form,
    path: Path,
    *,
    force: bool = False,
    done: Callable[[int], None] = lambda _pages: None,
) -> int:
    """Write the pages of issues to a folder, all of them or none, and return their number; one issue is in memory.

    `done` is called with how many pages are done, after each. Raises FileExistsError for a folder with contents, unless
    `force`; OSError.
    """
    count = 0
    with atomic_folder(path, force=force) as folder:
        for issue in issues:
            for _ in _converted(issue, form, folder):
                count += 1
                done(count)
    return count


def _converted(issue: Archive, form: Form, folder: Path) -> Iterator[None]:
    """Write the pages of an issue, and yield after each."""
    written: list[IssuePage] = []
    for page in issue.pages:
        name = _file_name(page) + _SUFFIXES[form]
        if form == "alto":
            made = alto_page(page)
            path = write_numbered(folder, name, made.data.decode())
            written.append(IssuePage(page, path.name, made.blocks))
        elif form == "text":
            write_numbered(folder, name, "".join(set_text(Story(article)) for article in page.articles))
        else:
            exported = {"format": FORMAT, **export_page(page, issue)}
            write_numbered(folder, name, json_text(exported, indent=1) + "\n")
        yield
    if written:
        stories = [issue.story(entry) for entry in issue.entries]
        write_numbered(folder, f"{_day(written[0].page)}.mets.xml", mets_issue(written, stories).decode())


def _file_name(page: PageArticles) -> str:
    """Return a name that sorts pages as they are printed, and leads back to the file."""
    number = f"_{page.dating.page_no:02}" if page.dating.page_no else ""
    return f"{_day(page)}{number}_{page.page.source}"


def _day(page: PageArticles) -> str:
    return page.dating.date.isoformat() if page.dating.date else "undated"
