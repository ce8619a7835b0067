"""What a caller can act on. Each says what, where, and what to do, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hnreader.model import Failure


class HnreaderError(Exception):
    """Base of all errors that this library raises on purpose.

    `code` is a key of the message catalogue (`error.…`), `detail` fills its blanks.
    """

    code = "error.unknown"

    def __init__(self, *detail: str) -> None:
        super().__init__(*detail)
        self.detail = detail


class NothingReadableError(HnreaderError):
    """None of the given paths holds a page that can be read."""

    code = "error.nothing"

    def __init__(self, failures: tuple[Failure, ...]) -> None:
        super().__init__(*(f"{one.path}: {one.code}" for one in failures))
        self.failures = failures


class UnknownArticleError(HnreaderError):
    """No article has this id, and no id begins with it."""

    code = "error.unknown_id"


class AmbiguousArticleError(HnreaderError):
    """More than one article's id begins with what was typed; `detail` is what was typed, then ids.

    `more` tells that there are others than these.
    """

    code = "error.ambiguous_id"

    def __init__(self, typed: str, *ids: str, more: bool = False) -> None:
        super().__init__(typed, *ids)
        self.more = more

    @property
    def candidates(self) -> str:
        """The ids as they are told."""
        return ", ".join((*self.detail[1:], *(["…"] if self.more else [])))


class WordlessQueryError(HnreaderError):
    """A query has no word whose places could be told: it is empty, or has filters only; `detail` is what was typed."""

    code = "error.wordless"


class UnknownFormatError(HnreaderError):
    """Nothing is exported in this form; `detail` is the form, then those there are."""

    code = "error.unknown_format"


class UnknownStyleError(HnreaderError):
    """Nothing is cited in this style; `detail` is the style, then those there are."""

    code = "error.unknown_style"


class NotebookError(HnreaderError):
    """The notebook could not be read or written; `detail` is why. What it held before, it holds still."""

    code = "error.notebook"


class TaggingError(HnreaderError):
    """The process that looks texts through for names could not be started or is gone; `detail` is why."""

    code = "error.tagging"
