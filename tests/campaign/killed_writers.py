"""What the processes that are killed write, and how what they leave is looked at."""

from __future__ import annotations

import os
import shutil
from functools import cache, partial
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import corrected
import noted
from ledgers import Ledger
from taken_in import same, take

import hnreader
from hnreader.archive import Archive, LibraryFile, load, seeds
from hnreader.archive.library_database import open_library
from hnreader.model import PageArticles
from hnreader.research.export_writer import Batch, file_name, stream, write
from hnreader.research.markdown import markdown
from hnreader.research.names_database import NamesDatabase
from hnreader.userdata.correction_places import keep_corrections
from hnreader.userdata.notebook import Notebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ledgers import Operation, State

    from hnreader.userdata.correction_file import PageCorrection

LONG_AGO: Final = 1_000_000_000
"""Seconds; a file that was changed just now is read again."""
PAGE: Final = "第{writing}稿\n\n青石镇通水记\n\n渠道清了，水才走得远，第{day}天第{page}版，第{writing}稿。\n"
QUERIES: Final = ("渠道", "通水记", "没有这个")
PREFIX: Final = "查"


class Writer(NamedTuple):
    """A process that writes until it is killed."""

    name: str
    span: float
    """Seconds after which it is killed at the latest."""
    prepare: Callable[[Path], object]
    """Puts into an empty folder what it needs."""
    check: Callable[[Path], object]
    """Looks at what the one before it has left, and finishes that; raises where something is wrong."""
    write: Callable[[Path, Random], object]


def require_clean(folder: Path, *, but: frozenset[str] = frozenset()) -> None:
    """Raise where something is left of what was under way, or was moved aside as damaged."""
    names = {path.name for path in folder.rglob("*") if path.name.startswith(".hnreader-") or "damaged" in path.name}
    if names - but:
        raise AssertionError(f"left behind: {sorted(names)}")


def nothing(_folder: Path) -> None:
    """Prepare nothing."""


# Notes: a notebook, and searches saved in the settings.


def _note(folder: Path, ledger: Ledger, book: Notebook, operation: Operation) -> None:
    ledger.begin(operation)
    noted.perform(book, folder / "config" / "settings.toml", operation)
    ledger.end()


def _open_notebook(folder: Path) -> Notebook:
    book = Notebook(folder / "data" / "notebook.sqlite3")
    if book.problems:
        raise AssertionError(book.problems)
    return book


def check_notes(folder: Path) -> None:
    """All marks, notes, tags and searches are there, and what is written next removes what was left."""
    ledger = Ledger(folder / "ledger", synced=False)
    with _open_notebook(folder) as book:
        look = partial(noted.observed, book, folder / "config" / "settings.toml", PREFIX)
        ledger.settle(noted.START, noted.apply, look)
        for operation in (["search", f"{PREFIX}0"], ["save", f"{PREFIX}0", "一"]):
            _note(folder, ledger, book, operation)
    require_clean(folder)
    if (folder / "data" / "notebook.sqlite3-journal").exists():
        raise AssertionError("a journal is left")


def write_notes(folder: Path, random: Random) -> None:
    """Open the notebook again and again, and write into it."""
    ledger = Ledger(folder / "ledger", synced=False)
    for number in count():
        with _open_notebook(folder) as book:
            for _ in range(random.randrange(30)):
                _note(folder, ledger, book, noted.drawn(random, number, (), PREFIX))


# Corrections of two pages, by one person.


def _text(path: Path) -> str:
    return path.read_bytes().decode()  # line ends as they are


def prepare_corrections(folder: Path) -> None:
    """Have two sample pages."""
    for path in sorted(seeds().glob("*.txt"))[:2]:
        shutil.copy(path, folder)


def _decide(ledger: Ledger, page: Path, random: Random, number: int, count: int = 1) -> list[PageCorrection]:
    added = [corrected.decision(random, _text(page), number, "王", corrected.ANY) for _ in range(count)]
    ledger.begin(["add", page.name, [each.id for each in added]])
    keep_corrections(page, added)
    ledger.end()
    return added


def check_corrections(folder: Path) -> None:
    """All that was decided and withdrawn is there, no line is half there, and the next one removes what was left."""
    ledger = Ledger(folder / "ledger", synced=False)
    pages = {page.name: ([], []) for page in folder.glob("*.txt")}
    found = ledger.settle({}, corrected.apply, lambda most: corrected.observed(folder, "王", {**pages, **most}))
    assert found.keys() <= pages.keys()
    _decide(ledger, folder / next(iter(pages)), Random(ledger.count), ledger.count)
    require_clean(folder)


def write_corrections(folder: Path, random: Random) -> None:
    """Decide, and withdraw what was decided."""
    ledger = Ledger(folder / "ledger", synced=False)
    begin = random.randrange(1 << 30)
    made: list[tuple[Path, str]] = []
    pages = sorted(folder.glob("*.txt"))
    for number in count(begin):
        if made and random.random() < 0.3:
            page, name = made.pop(random.randrange(len(made)))
            ledger.begin(["withdraw", page.name, [name]])
            keep_corrections(page, (), [(name, "王")])
            ledger.end()
        else:
            page = random.choice(pages)
            made += [(page, each.id) for each in _decide(ledger, page, random, number, random.choice((1, 1, 9)))]


# Exports: a file that is replaced again and again, new files, and new folders.


@cache
def _archive() -> Archive:
    pages = [next(iter(sorted(seeds().glob("*.txt"))))]
    return Archive(each for each in load(*pages, jobs=1) if isinstance(each, PageArticles))


def _batch(variant: int) -> Batch:
    return Batch(_archive(), [*_archive().entries][variant : variant + 3])


@cache
def _expected(variant: int, name: str) -> Any:
    """Return what is at a path when such an export is there: a text, or texts by the names of files."""
    batch = _batch(variant)
    if name.startswith("folder"):
        stories = [batch.archive.story(article) for article in batch.entries]
        return {file_name(story): markdown(story) for story in stories}
    return "".join(stream([batch], _form(name)))


def _form(name: str) -> Any:
    return "markdown" if name.startswith("folder") else name.rpartition(".")[2]


def _export(folder: Path, ledger: Ledger, operation: Operation) -> None:
    name, variant = operation
    ledger.begin(operation)
    write([_batch(variant)], _form(name), folder / "exports" / name, force=name == "same.json")
    ledger.end()


def _exported(folder: Path) -> State:
    """Return which export each path has; None where it has none as it should be."""
    found: State = {}
    for path in (folder / "exports").iterdir():
        if path.name.startswith(".hnreader-"):
            continue
        there: Any = _text(path) if path.is_file() else {each.name: _text(each) for each in path.iterdir()}
        found[path.name] = next((each for each in range(VARIANTS) if there == _expected(each, path.name)), None)
    return found


VARIANTS: Final = 5


def check_exports(folder: Path) -> None:
    """Each export is there whole or not at all, and the next one removes what was left of others."""
    (folder / "exports").mkdir(exist_ok=True)
    ledger = Ledger(folder / "ledger", synced=False)
    ledger.settle({}, lambda state, operation: state.update([operation]), lambda _most: _exported(folder))
    _export(folder, ledger, ["same.json", 0])
    require_clean(folder)


def write_exports(folder: Path, random: Random) -> None:
    """Export, each time other articles."""
    ledger = Ledger(folder / "ledger", synced=False)
    begin = random.randrange(1 << 40)
    for number in count(begin):
        name = random.choice(("same.json", "same.json", f"new-{number}.csv", f"folder-{number}"))
        _export(folder, ledger, [name, random.randrange(VARIANTS)])


# Pages: a library, its index, and the files that it is of.


def _write_page(folder: Path, random: Random, writing: int) -> None:
    """Change a page, add it, or remove it."""
    day, page = random.randrange(1, 4), random.randrange(1, 4)
    path = folder / "pages" / f"2024-03-{day:02}_{page:02}.txt"
    if path.exists() and random.random() < 0.2:
        path.unlink()
        return
    waiting = path.with_suffix(".new")
    waiting.write_text(PAGE.format(writing=writing, day=day, page=page), "utf-8")
    os.utime(waiting, (LONG_AGO, LONG_AGO + writing % LONG_AGO))
    waiting.replace(path)


def prepare_pages(folder: Path) -> None:
    """Have a page that stays, so that there is always something."""
    (folder / "pages").mkdir()
    (folder / "pages" / "2024-03-09_01.txt").write_text(PAGE.format(writing=0, day=9, page=1), "utf-8")
    os.utime(folder / "pages" / "2024-03-09_01.txt", (LONG_AGO, LONG_AGO))


def check_pages(folder: Path) -> None:
    """The library has what the files have, finds in it what a fresh one finds, and verifies."""
    pages, library = folder / "pages", folder / "library"
    take(pages, library=library)
    same(pages, library=library)
    with LibraryFile(library) as file:
        problems = [each for each in file.verify() if each.problem]
    if problems:
        raise AssertionError(problems)
    with hnreader.open(pages, library=library) as kept, hnreader.open(pages) as fresh:
        for query in QUERIES:
            found, expected = ({each.article.id for each in archive.search(query)} for archive in (kept, fresh))
            if found != expected:
                raise AssertionError((query, found ^ expected))
    require_clean(folder)


def write_pages(folder: Path, random: Random) -> None:
    """Change pages and take them in, and index them."""
    begin = random.randrange(1 << 20)
    for writing in count(begin):
        for _ in range(random.randrange(1, 4)):
            _write_page(folder, random, writing)
        with hnreader.open(folder / "pages", library=folder / "library") as archive:
            len(archive.search("渠道"))


# Files that are opened for the first time.


def _open_all(folder: Path) -> None:
    """Open all that is made when it is not there; raise where it is not usable."""
    _open_notebook(folder).close()
    opened = open_library(folder / "library")
    opened.connection.close()
    names = NamesDatabase(folder / "library")
    names.close()
    if opened.in_memory or opened.deleted or opened.moved_aside or names.problem:
        raise AssertionError((opened, names.problem))


def check_beginnings(folder: Path) -> None:
    """What was begun is usable."""
    for begun in sorted(folder.glob("[0-9]*")):
        _open_all(begun)
        shutil.rmtree(begun)
    require_clean(folder)


def write_beginnings(folder: Path, _random: Random) -> None:
    """Open files in new folders."""
    for number in count():
        (folder / f"{number}").mkdir()
        _open_all(folder / f"{number}")
        if number:
            shutil.rmtree(folder / f"{number - 1}")


WRITERS: Final = (
    Writer("notes", 0.2, nothing, check_notes, write_notes),
    Writer("corrections", 0.1, prepare_corrections, check_corrections, write_corrections),
    Writer("exports", 0.2, nothing, check_exports, write_exports),
    Writer("pages", 1.0, prepare_pages, check_pages, write_pages),
    Writer("beginnings", 0.1, nothing, check_beginnings, write_beginnings),
)
