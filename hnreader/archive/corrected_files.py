"""What people corrected on pages: which of it is of which page, which still fits, and what it changes."""

from __future__ import annotations

import errno
import os
from collections import defaultdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from hnreader.archive.library_database import file_key, folder_state
from hnreader.archive.loading import load, seeds
from hnreader.archive.renamed import renamed
from hnreader.corrections import SEGMENTING
from hnreader.errors import UnknownCorrectionError
from hnreader.model import Failure, PageArticles
from hnreader.papers import known_papers
from hnreader.reading import clean, find_files, page_place
from hnreader.segment import misfits, segment
from hnreader.storage.clock import local_time
from hnreader.userdata.correction_file import PageCorrection, author, page_of_corrections, read_corrections, together
from hnreader.userdata.correction_places import (
    corrected_page,
    keep_corrections,
    kept_corrections,
    kept_files,
    pages_in_user_folder,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.archive.archive import Archive
    from hnreader.corrections import Correction
    from hnreader.model import Article


class State(StrEnum):
    """What becomes of a correction."""

    APPLIED = "applied"
    MISFIT = "misfit"
    """The page does not have its words any more, or there is no such page."""
    IGNORED = "ignored"
    """The file itself says what its lines are: `Page.markup`."""
    WITHDRAWN = "withdrawn"


class Change(NamedTuple):
    """An article before a correction and with it; None where there was none, or is none any more."""

    before: Article | None
    now: Article | None


class CorrectedFile:
    """A file of pages, and what people corrected on them."""

    def __init__(self, path: Path, paper: str | None = None, library: Path | None = None) -> None:
        """Read both; `paper` and `library` are those of `load`. Raises `UnknownPaperError`."""
        self.path = path
        kept = {each: read_corrections(each) for each in kept_files(path)}
        self.kept = together(kept.values())
        """What was corrected on them."""
        self.kept_in = tuple(kept)
        """The files that have it: that beside the pages before that in the user's folder."""
        self.problems = [Failure(clean(str(each)), why) for each, file in kept.items() for why in file.problems]
        """What in these files cannot be read."""
        self._paper = known_papers().find(paper) if paper else None
        loaded = list(load(path, paper=paper, library=library))
        pages = [each.page for each in loaded if isinstance(each, PageArticles)]
        self.pages = {page_place(page.source)[1]: page for page in pages}
        """By their numbers in the file; 0 for that of a file with one."""
        name = clean(str(path))
        self.failures = [each for each in loaded if isinstance(each, Failure) and page_place(each.path)[0] == name]
        """Why pages cannot be read."""

    def states(self, corrections: Iterable[PageCorrection]) -> Iterator[State]:
        """Yield for each of some corrections what becomes of it on these pages, whoever keeps it."""
        given = list(corrections)
        of_pages: defaultdict[int, list[Correction]] = defaultdict(list)
        for each in given:
            of_pages[each.page].append(each.correction)
        unfit = {number: {*misfits(page, of_pages[number])} for number, page in self.pages.items()}
        for each in given:
            if each in self.kept.withdrawn:
                yield State.WITHDRAWN
            elif each.page not in self.pages or each.correction in unfit[each.page]:
                yield State.MISFIT
            else:
                ignored = self.pages[each.page].markup and each.correction.action in SEGMENTING
                yield State.IGNORED if ignored else State.APPLIED

    def changes(self, added: Sequence[PageCorrection]) -> Iterator[Change]:
        """Yield the articles that are others where some corrections are added."""
        for number, page in self.pages.items():
            kept, new = (
                tuple(each.correction for each in corrections if each.page == number)
                for corrections in (self.kept.corrections, added)
            )
            if new:
                before, now = (segment(page, self._paper, corrections=each) for each in (kept, (*kept, *new)))
                yield from changed_articles(before, now)

    def effect(self, correction: PageCorrection) -> Iterator[Change]:
        """Yield the articles that are others because of a correction that is kept."""
        page = self.pages.get(correction.page)
        if page:
            kept = self.kept.of_page(correction.page)
            others = [each for each in kept if each != correction.correction]
            before, now = (segment(page, self._paper, corrections=each) for each in (others, kept))
            yield from changed_articles(before, now)


class PageCorrections(NamedTuple):
    """What people corrected on a page: a file, and the number of the page there, 0 where it has one."""

    path: Path
    page: int

    @property
    def kept(self) -> Sequence[PageCorrection]:
        """What was decided about the page, and was not withdrawn."""
        return [each for each in kept_corrections(self.path).corrections if each.page == self.page]

    def add(self, *corrections: Correction) -> Sequence[PageCorrection]:
        """Keep corrections where that can be done, and return them as they are kept.

        Those that nobody has signed are signed by the user, now. Raises OSError.
        """
        now = local_time().replace(microsecond=0)
        signed = [replace(each, by=each.by or author(), at=each.at or now) for each in corrections]
        added = [PageCorrection(each, self.page) for each in signed]
        keep_corrections(self.path, added)
        return added

    def withdraw(self, *ids: str) -> None:
        """Withdraw corrections by their ids, all or none. Raises `UnknownCorrectionError` and OSError."""
        known = {each.id for each in self.kept}
        for unknown in sorted({*ids} - known):
            raise UnknownCorrectionError(unknown)
        keep_corrections(self.path, [], [(name, author()) for name in ids])


class Corrections:
    """What people corrected on the pages of an archive, kept beside their files or in the user's folder.

    The archive has what that changes when it is opened again; the reader, a moment later.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def at(self, article: Article) -> PageCorrections:
        """Return the corrections of the page of an article, wherever the article goes by them.

        Raises `UnknownArticleError` for an article that the archive does not have, and FileNotFoundError where its page
        has no file.
        """
        position, view = self._archive.position(article), self._archive.view
        path = view.source.path(view.open(position.issue).pages[position.page].number)
        if path is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), article.source)
        return PageCorrections(path, page_place(article.source)[1])

    def of(self, article: Article) -> Sequence[PageCorrection]:
        """Return what was decided about the page of an article. Raises as `at` does."""
        return self.at(article).kept

    def of_page(self, issue: int, page: int) -> Sequence[PageCorrection]:
        """Return what was decided about a page, given by its place in the view; nothing where it has no file."""
        outlined = self._archive.view.open(issue).pages[page]
        path = self._archive.view.source.path(outlined.number)
        return PageCorrections(path, page_place(outlined.source)[1]).kept if path else ()

    def add(self, article: Article, *corrections: Correction) -> Sequence[PageCorrection]:
        """Keep corrections of the page of an article. Raises as `at` and `PageCorrections.add` do."""
        return self.at(article).add(*corrections)

    def withdraw(self, article: Article, *ids: str) -> None:
        """Withdraw corrections of the page of an article. Raises as `at` and `PageCorrections.withdraw` do."""
        self.at(article).withdraw(*ids)


def corrected_files(*paths: str | os.PathLike[str]) -> Iterator[Path | Failure]:
    """Yield the files of which corrections are kept, by default among the sample pages, in the order of names.

    Files that are gone are among them; a `Failure` stands for a path at which there is nothing. The file of the
    corrections stands for that of the pages.
    """
    for given in paths or (seeds(),):
        path = Path(given)
        page = corrected_page(path) or path
        if given and path.is_dir():
            yield from _under(path)
        elif given and kept_files(page):
            yield page
        else:
            yield from (each for each in find_files(given) if isinstance(each, Failure))


def _under(folder: Path) -> Iterator[Path]:
    """Yield the files under a folder of which corrections are kept: beside them, then those in the user's folder."""
    beside = [*_beside_pages(folder)]
    yield from beside
    found, inside = {file_key(page) for page in beside}, folder.absolute()
    for page in pages_in_user_folder():
        if page.is_relative_to(inside) and file_key(page) not in found:
            yield folder / page.relative_to(inside)


def _beside_pages(folder: Path) -> Iterator[Path]:
    """Yield the files that have corrections beside them; each folder is looked at once, whatever links lead to."""
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        state = folder_state(Path(place))
        if state in seen:
            folders.clear()
            continue
        seen.add(state)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        pages = (page_of_corrections(Path(place, name)) for name in sorted(names) if not name.startswith("."))
        yield from filter(None, pages)


def changed_articles(before: PageArticles, now: PageArticles) -> Iterator[Change]:
    """Yield the articles of a page that are others than before, as printed; those that are gone come last."""
    earlier = {article.id: article for article in before.articles}
    renames = {new: old for old, new in renamed(before, now).items()}
    followed = set()
    for article in now.articles:
        name = article.id if article.id in earlier else renames.get(article.id, "")
        followed.add(name)
        if name not in earlier or _shown(earlier[name]) != _shown(article):
            yield Change(earlier.get(name), article)
    yield from (Change(article, None) for name, article in earlier.items() if name not in followed)


def _shown(article: Article) -> tuple[object, ...]:
    """Return what of an article people can decide."""
    texts = [(text.role, text.text.text) for text in article.texts]
    jumps = [jump and jump.page for jump in (article.jump_from, article.jump_to)]
    return texts, jumps, article.date, article.page_no, article.people, article.readings
