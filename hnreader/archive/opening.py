"""Opens the archive of some paths: from a library what it has, then what has changed; else page by page in memory."""

from __future__ import annotations

import os
from collections import defaultdict
from functools import partial
from itertools import chain, starmap
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from hnreader.archive.archive import Archive
from hnreader.archive.catalogue import Catalogue
from hnreader.archive.library_database import archive_key, newer_beside
from hnreader.archive.loading import load, seeds
from hnreader.archive.page_forms import with_other_forms
from hnreader.archive.taking_in import Taken, TakingIn
from hnreader.archive.unfit_corrections import unfit_corrections
from hnreader.errors import LibraryError
from hnreader.model import Failure
from hnreader.reading import clean, corrections_status, page_place, with_mets_folders
from hnreader.reasons import Reason

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Generator, Iterator, Sequence

    from hnreader.model import Page, PageArticles

    Loader = Callable[..., Iterator[PageArticles | Failure]]

A = TypeVar("A", bound=Archive)
_ATTEMPTS: Final = 3
"""At most, to read what is forgotten meanwhile."""


class Opening(Generic[A]):
    """The archive of some paths, and what it takes for it to have all that is in the files.

    `archive` has at once what a library has of them. Iterating over `read` does the rest; then `update` follows changes
    of the files.
    """

    def __init__(
        self,
        make: type[A],
        paths: Sequence[str | os.PathLike[str]],
        library: Path | None = None,
        paper: str | None = None,
        loader: Loader | None = None,
        *,
        reads_only: bool = False,
    ) -> None:
        """Open what a library has of some paths, by default the sample pages, without looking at the files.

        `make` is the class of the archive. `loader`, where it is given, reads pages in the place of `load`, into
        memory. Whoever `reads_only` takes nothing into the library.
        """
        self._reads_only = reads_only
        self._make, self._paper, self._library = make, paper, library
        self.paths: Final = tuple(paths) or (seeds(),)
        """What is opened."""
        self._load = loader or partial(load, paper=paper, library=library)
        self._catalogue = stored_catalogue(paths, library, paper) if library and loader is None else None
        self._waiting: list[PageArticles] = []
        beside = newer_beside(library) if library and loader is None else None
        damaged = self._catalogue.problem if self._catalogue else None
        self._problems = [problem for problem in (beside, damaged) if problem]
        self.archive = make(failures=self._problems, source=self._catalogue)
        """What there is so far. It is another one where a library turns out not to keep what is new."""
        self.total: int | None = None
        """How many pages there are, as far as is known; None where nothing is."""

    @property
    def in_memory(self) -> bool:
        """Whether no library has the archive."""
        return self._catalogue is None

    @property
    def read_only(self) -> bool:
        """Whether it is in a library that cannot or may not be written: then it is what it is."""
        return self._catalogue is not None and (self._reads_only or self._catalogue.read_only)

    @property
    def forgotten(self) -> LibraryError | None:
        """Why the library has not all of what it had: another process has made it forget that."""
        if self._library is None or self._catalogue is None or self._catalogue.whole:
            return None
        return LibraryError(self._library, Reason.LIBRARY_FORGOTTEN)

    @property
    def looked(self) -> datetime.datetime | None:
        """When the library looked the files over, in local time; None for never, or not to the end."""
        return self._catalogue.looked if self._catalogue else None

    def read(self, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Taken | Failure]:
        """Take in what has changed, and yield what becomes of each page; at the end the archive has it.

        Where no library has the archive, or it cannot keep what is new, all pages come into memory. Nothing is done for
        a library that can only be read. Once `cancelled` it ends soon. Raises `UnknownPaperError`.
        """
        if self.read_only or (self._catalogue and not (yield from self.update(None, cancelled))):
            return
        self._go_on_in_memory()
        corrected: defaultdict[Path, list[Page]] = defaultdict(list)
        for item in self._load(*self.paths):
            if cancelled():
                break
            if isinstance(item, Failure):
                self.archive.failures.append(item)
            else:
                self._waiting.append(item)
                if item.page.path and corrections_status(item.page.path):
                    corrected[item.page.path].append(item.page)
            yield item if isinstance(item, Failure) else Taken.NEW
        self.archive.failures += chain.from_iterable(starmap(unfit_corrections, corrected.items()))
        self.refresh()

    def update(
        self, among: Sequence[Path] | None = None, cancelled: Callable[[], bool] = lambda: False
    ) -> Generator[Taken | Failure, None, bool]:
        """Have the library take in what has changed, or has `among` some files; yield what becomes of each.

        Return whether it cannot keep that. Raises `UnknownPaperError`.
        """
        if self._library is None:
            return True
        archive, found = self.archive, list[Failure]()
        among = None if among is None else with_mets_folders(with_other_forms(among), self.paths)
        taking = TakingIn(
            *self.paths,
            library=self._library,
            report=found.append,
            paper=self._paper,
            among=among,
            cancelled=cancelled,
        )
        for item in taking:
            self.total = taking.total
            if isinstance(item, Failure):
                found.append(item)
                archive.failures += [item] if item not in archive.failures else []
            yield item
        if taking.refused:
            archive.failures += [each for each in found if each not in archive.failures]
        elif not cancelled():
            looked = {clean(str(path)) for path in (*(among or ()), *self.paths)}
            inside = tuple(clean(f"{path}{os.sep}") for path in among or ())
            others = [
                each
                for each in archive.failures
                if looked.isdisjoint({each.path, page_place(each.path)[0]}) and not each.path.startswith(inside)
            ]
            archive.failures = (self._problems if among is None else others) + found
        self.refresh()
        return taking.refused

    def refresh(self) -> bool:
        """Have the archive show what there is by now, and tell whether that is something else than before."""
        pages, self._waiting = self._waiting, []
        return bool(self.archive.add(pages)) if self.in_memory else self.archive.refresh()

    def close(self) -> None:
        """Close the library."""
        self.archive.close()

    def _go_on_in_memory(self) -> None:
        """Begin with nothing, without the library."""
        if self._catalogue:
            self.archive.close()
            self.archive, self._catalogue, self.total = self._make(), None, None


def read_whole(open_paths: Callable[[], Opening[A]], read: Callable[[Opening[A]], object]) -> Opening[A]:
    """Return what has been opened and read; anew where another process has had the library forget it meanwhile."""
    opening = open_paths()
    read(opening)
    for _ in range(_ATTEMPTS - 1):
        if opening.forgotten is None:
            break
        opening.close()
        opening = open_paths()
        read(opening)
    return opening


def stored_catalogue(
    paths: Sequence[str | os.PathLike[str]], library: Path, paper: str | None = None
) -> Catalogue | None:
    """Return what a library has of some paths, by default the sample pages, without looking at the files.

    None where nothing is kept of such paths: of standard input and pipes, and of single files, of which there may be
    any number of sets; and where the library cannot be used or cannot take in what there is.
    """
    given = paths or (seeds(),)
    key = archive_key(given, paper)
    if key is None or not any(map(_is_folder, given)) or any(map(_is_stream, given)):
        return None
    try:
        catalogue = Catalogue(library, key)
    except LibraryError:  # said by who loads the pages without it
        return None
    if catalogue.read_only and not catalogue.summaries():
        catalogue.close()
        return None
    return catalogue


def _is_folder(path: str | os.PathLike[str]) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):  # a NUL in the name
        return False


def _is_stream(path: str | os.PathLike[str]) -> bool:
    """Tell whether it is a pipe or a terminal: what comes out of it is not there the next time."""
    try:
        return Path(path).is_fifo() or Path(path).is_char_device()
    except (OSError, ValueError):
        return False
