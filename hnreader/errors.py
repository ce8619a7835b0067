"""What a caller can act on. Each error carries a message: what, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.reasons import Message, Reason, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hnreader.model import Failure


class HnreaderError(Exception):
    """Base of all errors that this library raises on purpose."""

    message: Message

    def __str__(self) -> str:
        """Return the message's code and arguments."""
        return str(self.message)


class NothingReadableError(HnreaderError):
    """None of the given paths holds a page that can be read."""

    def __init__(self, failures: tuple[Failure, ...]) -> None:
        self.failures = failures
        paths = tuple(f"{failure.path}: {failure.message}" for failure in failures)
        self.message = Message(Reason.NOTHING_READABLE, failures=paths)


class UnknownArticleError(HnreaderError):
    """No article has this id, and no id begins with it."""

    def __init__(self, typed: str) -> None:
        self.message = Message(Reason.UNKNOWN_ID, id=typed)


class AmbiguousArticleError(HnreaderError):
    """More than one article's id begins with what was typed: `ids`, and `more` where there are others than these."""

    def __init__(self, typed: str, ids: Iterable[str], *, more: bool = False) -> None:
        self.ids = tuple(ids)
        self.more = more
        self.message = Message(Reason.AMBIGUOUS_ID, id=typed, candidates=(*self.ids, "…") if more else self.ids)


class UnknownCorrectionError(HnreaderError):
    """No correction of the page has this id, or it was withdrawn."""

    def __init__(self, typed: str) -> None:
        self.message = Message(Reason.CORRECTION_UNKNOWN, id=typed)


class PageChangedError(HnreaderError):
    """The file of a page has changed while it was corrected: it may not have the words that were decided about."""

    def __init__(self) -> None:
        self.message = Message(Reason.CORRECTION_CHANGED)


class WordlessQueryError(HnreaderError):
    """A query has no word to look for: it is empty, or has filters only."""

    def __init__(self, query: str) -> None:
        self.message = Message(Reason.WORDLESS_QUERY, query=shortened(query))


class UnknownFormatError(HnreaderError):
    """There is no export format of this name."""

    def __init__(self, name: str, formats: Iterable[str]) -> None:
        self.message = Message(Reason.UNKNOWN_FORMAT, format=name, formats=tuple(formats))


class UnknownStyleError(HnreaderError):
    """There is no citation style of this name."""

    def __init__(self, name: str, styles: Iterable[str]) -> None:
        self.message = Message(Reason.UNKNOWN_STYLE, style=name, styles=tuple(styles))


class UnknownPaperError(HnreaderError):
    """No newspaper's profile has this id or name."""

    def __init__(self, named: str, ids: Iterable[str]) -> None:
        self.message = Message(Reason.UNKNOWN_PAPER, paper=named, papers=tuple(ids))


class LibraryError(HnreaderError):
    """The library on disk cannot be used, or not now. What it held before, it holds still."""

    def __init__(self, path: Path, reason: Reason, error: str = "") -> None:
        details = {"error": error} if error else {}
        self.path = path
        self.message = Message(reason, **details)


class ClusterError(HnreaderError):
    """The cluster cannot segment pages, or not any more. What was taken in is kept, and the next run goes on."""

    def __init__(self, reason: Reason, **arguments: str) -> None:
        self.message = Message(reason, **arguments)


class NotebookError(HnreaderError):
    """The notebook could not be read or written. What it held before, it holds still."""

    def __init__(self, reason: str) -> None:
        self.message = Message(Reason.NOTEBOOK_ERROR, error=reason)


class UnreadNotebookError(HnreaderError):
    """Nothing can be had of the notebook: it was damaged, is newer than the program, or cannot be opened."""

    def __init__(self, message: Message) -> None:
        self.message = message


class TaggingError(HnreaderError):
    """The process that finds names in texts could not be started or has ended."""

    def __init__(self, reason: str) -> None:
        self.message = Message(Reason.TAGGING_ERROR, error=reason)


class SortingError(HnreaderError):
    """What is to be sorted does not fit into memory, and the folder of temporary files has no room for it."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.message = Message(Reason.SORTING_ERROR, folder=folder, error=reason)


class DictionaryError(HnreaderError):
    """The dictionary of jieba, which segmentation needs, is missing or damaged."""

    def __init__(self, reason: str) -> None:
        self.message = Message(Reason.DICTIONARY_ERROR, error=reason)


class CatalogueError(HnreaderError):
    """The compiled message catalogue of a language is missing or damaged."""

    def __init__(self, file: Path) -> None:
        self.message = Message(Reason.CATALOGUE_MISSING, file=file)


class ModelError(HnreaderError):
    """The fitted model by which pages are segmented is missing, damaged or of another version."""

    def __init__(self, file: Path, reason: str) -> None:
        self.message = Message(Reason.MODEL_ERROR, file=file, error=reason)
