"""What the core has to tell, as values: reasons and their arguments. `hnreader.messages.reasons` has the words."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

Argument = str | int | datetime.date | Path | tuple[str, ...]

_QUOTED: Final = 60  # characters


class Reason(StrEnum):
    """All reasons, with the names and types of their arguments. The values are the codes of exports."""

    parameters: Mapping[str, type[Argument]]

    def __new__(cls, code: str, parameters: Mapping[str, type[Argument]] | None = None) -> Self:
        """Make a member whose value is its code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.parameters = parameters or {}
        return member

    # Why these lines are the text of an article
    TEXT = "why.text"
    MARKUP = "why.markup"

    # Which decision about the text of an article is the least certain
    DOUBT_LINES = "doubt.lines"
    DOUBT_MISSING = "doubt.missing"
    DOUBT_BODY = "doubt.body"
    DOUBT_ORDER = "doubt.order"

    # Why a title was given to an article
    TITLE = "why.title", {"title": str}
    TITLE_WORDS = "why.title.words", {"title": str, "words": tuple}
    TITLE_BESIDE = "why.title.beside", {"title": str}

    # Why two texts were joined: the end of the one, the beginning of the other
    JOIN = "why.join", {"end": str, "start": str}
    JOIN_WORD = "why.join.word", {"end": str, "start": str, "word": str}
    JOIN_KNOWN = "why.join.known", {"end": str, "start": str, "word": str}
    JOIN_QUOTE = "why.join.quote", {"end": str, "start": str}
    JOIN_FIGURE = "why.join.figure", {"end": str, "start": str}

    # Where a text breaks off; that nothing was put together
    CUT = "why.cut", {"end": str}
    AS_PRINTED = "why.as_printed"
    AS_PRINTED_LONG = "why.as_printed.long", {"pieces": int, "units": int, "characters": int}

    # Why an article is taken to go on on another page; `mark` is that of the turn (①), or empty
    TURN = "why.turn", {"page": int, "next_page": int, "mark": str}
    TURN_CUT = "why.turn.cut", {"page": int, "next_page": int, "mark": str, "sentence": str}
    TURN_WORDS = "why.turn.words", {"page": int, "next_page": int, "mark": str, "words": tuple}
    TURN_LONE = "why.turn.lone", {"page": int, "next_page": int, "mark": str}
    TURN_CUT_LONE = "why.turn.cut.lone", {"page": int, "next_page": int, "mark": str, "sentence": str}
    TURN_WORDS_LONE = "why.turn.words.lone", {"page": int, "next_page": int, "mark": str, "words": tuple}
    TURN_DECIDED = "why.turn.decided", {"page": int, "next_page": int}

    # How the date of an issue is known
    DATE_MARKUP = "why.date.markup", {"date": datetime.date}
    DATE_MASTHEAD = "why.date.masthead", {"date": datetime.date}
    DATE_NUMBER = "why.date.number", {"number": int}
    DATE_SAME_FILE = "why.date.same_file", {"page": int}
    DATE_METS = "why.date.mets", {"file": str}
    DATE_FILE = "why.date.file", {"file": str}
    DATE_DATELINE = "why.date.dateline", {"dateline": str, "year": int}
    DATE_DATELINE_LAG = "why.date.dateline.lag", {"dateline": str, "year": int, "days": int}
    DATE_DECIDED = "why.date.decided", {"date": datetime.date}

    # How the number of a page is known, where neither the page nor the name of its file states it
    PAGE_METS = "why.page.mets", {"file": str}
    PAGE_PLACE = "why.page.place", {"file": str}
    PAGE_DECIDED = "why.page.decided", {"page": int}

    # Why another file of the same page is not shown
    PAGE_FORMS = "why.page.forms", {"files": tuple}

    # How it is known of which newspaper a page is
    PAPER_NAMED = "why.paper.named", {"paper": str}
    PAPER_MASTHEAD = "why.paper.masthead", {"paper": str}
    PAPER_NUMBER = "why.paper.number", {"number": str, "date": datetime.date}
    PAPER_LABEL = "why.paper.label", {"paper": str}
    PAPER_DATELINE = "why.paper.dateline", {"paper": str}
    PAPER_BYLINE = "why.paper.byline", {"paper": str}
    PAPER_COLUMN = "why.paper.column", {"column": str}

    # Why a path could not be read
    MISSING = "fail.missing"
    BROKEN_LINK = "fail.broken_link"
    LOOP = "fail.loop"
    LINK_OUT = "fail.link_out"
    NO_PERMISSION = "fail.permission"
    SPECIAL_FILE = "fail.special"
    FILE_TOO_LARGE = "fail.too_large", {"megabytes": int}
    TOO_MANY_LINES = "fail.too_many_lines", {"lines": int}
    BINARY = "fail.binary"
    PDF_DAMAGED = "fail.pdf.damaged"
    PDF_LOCKED = "fail.pdf.locked"
    IMAGE_DAMAGED = "fail.image.damaged"
    IMAGE_MANY = "fail.image.many", {"most": int}
    IMAGE_TOO_LARGE = "fail.image.too_large", {"megapixels": int}
    OCR_EXTRA = "fail.ocr.extra"
    OCR_FAILED = "fail.ocr.failed", {"error": str}
    OCR_NOTHING = "fail.ocr.nothing"
    XML_DAMAGED = "fail.xml.damaged", {"error": str}
    XML_OTHER = "fail.xml.other"
    XML_TOO_LARGE = "fail.xml.too_large", {"megabytes": int}
    METS_ALONE = "fail.mets.alone"
    METS_ELSEWHERE = "fail.mets.elsewhere", {"count": int, "file": str}
    METS_MISSING = "fail.mets.missing", {"count": int, "file": str}
    METS_OTHER = "fail.mets.other", {"page": str, "other": str}
    WEB_NO_ARTICLE = "fail.web.no_article"
    PACKED_DAMAGED = "fail.packed.damaged", {"error": str}
    PACKED_DEEP = "fail.packed.deep"
    PACKED_LOCKED = "fail.packed.locked"
    PACKED_TOO_LARGE = "fail.packed.too_large", {"megabytes": int}
    PICTURE_EXTRA = "fail.picture.extra"
    PICTURE_CHANGED = "fail.picture.changed"
    PICTURE_ENDED = "fail.picture.ended"
    EMPTY = "fail.empty"
    NO_PAGE = "fail.no_page"
    READING_TIME = "fail.reading.time"
    SEGMENTATION_ENDED = "fail.segmentation"
    UNREADABLE = "fail.error", {"error": str}

    # What of a query was not understood
    QUERY_DATE = "query.date", {"typed": str}
    QUERY_PAGE = "query.page", {"typed": str}
    QUERY_KIND = "query.kind", {"typed": str}
    QUERY_PAPER = "query.paper", {"typed": str}
    QUERY_DID_YOU_MEAN = "query.did_you_mean", {"typed": str, "suggestions": tuple}
    QUERY_EMPTY = "query.empty", {"typed": str}
    QUERY_REGEX = "query.regex", {"typed": str}
    QUERY_LONG = "query.long", {"longest": int, "count": int}
    QUERY_REGEX_GROUP = "query.regex_group", {"typed": str, "group": str}
    QUERY_REGEX_UNSAFE = "query.regex_unsafe", {"typed": str}
    QUERY_REGEX_OR = "query.regex_or", {"typed": str}

    # Settings, the notebook and the cache of names
    SETTING_UNKNOWN = "settings.unknown", {"setting": str}
    SETTING_VALUE = "settings.value", {"setting": str, "value": str, "allowed": str}
    SETTING_KEY = "settings.key", {"command": str}
    THEME_BROKEN = "theme.broken", {"file": Path, "error": str}
    THEME_KEY = "theme.key", {"file": Path, "key": str, "known": str}
    THEME_COLOUR = "theme.colour", {"file": Path, "key": str, "found": str}
    THEME_CONTRAST = "theme.contrast", {"file": Path, "key": str, "ratio": str, "least": str}
    SETTINGS_BROKEN = "settings.broken", {"file": Path, "error": str}
    SETTINGS_UNREADABLE = "settings.unreadable", {"file": Path, "error": str}
    SETTINGS_UNWRITABLE = "settings.unwritable", {"file": Path, "error": str}
    CORRECTION_DAMAGED = "corrections.damaged", {"line": int}
    CORRECTIONS_DAMAGED = "corrections.all_damaged", {"count": int}
    CORRECTIONS_MISFIT = "corrections.misfit", {"count": int}
    CORRECTION_UNKNOWN = "corrections.unknown", {"id": str}
    CORRECTION_CHANGED = "corrections.changed"
    CORRECTIONS_UNREADABLE = "corrections.unreadable", {"error": str}
    NOTEBOOK_DAMAGED = "notebook.damaged", {"file": Path}
    NOTEBOOK_UNWRITABLE = "notebook.unwritable", {"file": Path, "error": str}
    NOTEBOOK_NEWER = "notebook.newer", {"file": Path}
    NOTE_DRAFTS = "notebook.drafts", {"folder": Path}
    NAMES_UNKEPT = "names.unkept", {"file": Path, "error": str}

    # What is wrong with the pages that are kept on disk
    LIBRARY_DAMAGED = "library.damaged"
    LIBRARY_NEWER = "library.newer"
    LIBRARY_BESIDE = "library.beside", {"folder": Path}
    LIBRARY_BUSY = "library.busy", {"error": str}
    LIBRARY_FORGOTTEN = "library.forgotten"
    LIBRARY_OTHER = "library.other"
    LIBRARY_PAGE = "library.page"
    LIBRARY_LOST = "library.lost"
    LIBRARY_LACKS = "library.lacks"
    LIBRARY_UNUSABLE = "library.unusable", {"error": str}

    # Why a cluster does not segment pages
    CLUSTER_EXTRA = "cluster.extra"
    CLUSTER_UNREACHABLE = "cluster.unreachable", {"scheduler": str, "error": str}
    CLUSTER_EMPTY = "cluster.empty", {"scheduler": str}
    CLUSTER_LOST = "cluster.lost", {"scheduler": str}
    CLUSTER_RECIPE = "cluster.recipe", {"worker": str}
    CLUSTER_TASK = "cluster.task", {"error": str}

    # What is wrong with the search index on disk
    INDEX_BUSY = "index.busy"
    INDEX_INCOMPLETE = "index.incomplete"
    INDEX_DAMAGED = "index.damaged"
    INDEX_UNUSABLE = "index.unusable", {"error": str}
    INDEX_UNWRITTEN = "index.unwritten", {"error": str}

    # Profiles of newspapers in the configuration folder
    PROFILE_UNREADABLE = "paper.unreadable", {"error": str}
    PROFILE_ID = "paper.id"
    PROFILE_VALUE = "paper.value", {"key": str, "found": str, "expected": str}
    PROFILE_KEY = "paper.key", {"key": str, "known": str}
    PROFILE_BROKEN = "paper.broken", {"error": str}

    # Errors
    NOTHING_READABLE = "error.nothing", {"failures": tuple}
    UNKNOWN_ID = "error.unknown_id", {"id": str}
    AMBIGUOUS_ID = "error.ambiguous_id", {"id": str, "candidates": tuple}
    WORDLESS_QUERY = "error.wordless", {"query": str}
    UNKNOWN_FORMAT = "error.unknown_format", {"format": str, "formats": tuple}
    UNKNOWN_STYLE = "error.unknown_style", {"style": str, "styles": tuple}
    UNKNOWN_PAPER = "error.unknown_paper", {"paper": str, "papers": tuple}
    NOTEBOOK_ERROR = "error.notebook", {"error": str}
    TAGGING_ERROR = "error.tagging", {"error": str}
    SORTING_ERROR = "error.sorting", {"folder": Path, "error": str}
    DICTIONARY_ERROR = "error.dictionary", {"error": str}
    MODEL_ERROR = "error.model", {"file": Path, "error": str}
    CATALOGUE_MISSING = "error.catalogue", {"file": Path}

    # Usage of the command line
    USAGE_UNKNOWN = "usage.unknown", {"option": str}
    USAGE_LACKS = "usage.lacks", {"option": str}
    USAGE_TAKES_NONE = "usage.takes_none", {"option": str}
    USAGE_ELSEWHERE = "usage.elsewhere", {"option": str, "command": str}
    USAGE_CHOICE = "usage.choice", {"option": str, "choices": tuple, "value": str}
    USAGE_NUMBER = "usage.number", {"option": str, "least": int, "value": str}
    USAGE_DATE = "usage.date", {"option": str, "value": str}
    USAGE_FOLDER = "usage.folder"
    USAGE_CONVERT = "usage.convert"
    USAGE_AMONG = "usage.among", {"path": str}
    USAGE_SUBJECT = "usage.subject", {"command": str, "subject": str}
    USAGE_NO_INPUT = "usage.no_input", {"command": str}
    USAGE_EITHER = "usage.either", {"option": str, "other": str}
    USAGE_UNKNOWN_SIMILAR = "usage.unknown_similar", {"option": str, "suggestion": str}
    USAGE_NO_COMMAND = "usage.no_command", {"word": str}
    USAGE_NO_COMMAND_SIMILAR = "usage.no_command_similar", {"word": str, "suggestion": str}
    USAGE_NO_PATH = "usage.no_path", {"word": str, "suggestion": str}
    USAGE_SURPLUS = "usage.surplus", {"command": str}
    USAGE_ORIGIN = "usage.origin", {"value": str}
    USAGE_HOST = "usage.host", {"host": str}
    USAGE_STREAM = "usage.stream"
    USAGE_TOKEN = "usage.token"  # noqa: S105 no token

    # Showing output
    PAGER_FAILED = "pager.failed", {"code": int}

    # Serving browsers
    SERVE_EXTRA = "serve.extra"
    SERVE_PORT = "serve.port", {"address": str, "error": str}
    SERVE_USERS = "serve.users", {"file": Path, "line": int}
    SERVE_USERS_UNREADABLE = "serve.users_unreadable", {"file": Path, "error": str}


class Message:
    """A reason with its arguments, in the order of the reason's parameters: a value that cannot be changed.

    Raises TypeError for arguments that are not the reason's. It is no dataclass: msgspec would take one apart by
    itself, and what an argument is, only the reason knows (`hnreader.packing`).
    """

    __slots__ = ("arguments", "reason")

    reason: Reason
    arguments: tuple[Argument, ...]

    def __init__(self, reason: Reason, **arguments: Argument) -> None:
        parameters = reason.parameters
        if arguments.keys() != parameters.keys() or not all(
            isinstance(arguments[name], expected) for name, expected in parameters.items()
        ):
            raise TypeError(f"{reason} takes {dict(parameters)}, not {arguments}")
        object.__setattr__(self, "reason", reason)
        object.__setattr__(self, "arguments", tuple(arguments[name] for name in parameters))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name} of a message cannot be changed")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return self.reason is other.reason and self.arguments == other.arguments

    def __hash__(self) -> int:
        return hash((self.reason, self.arguments))

    def __repr__(self) -> str:
        return f"Message({self.reason!r}, {self.arguments!r})"

    def __str__(self) -> str:
        """Return the code and the arguments, for logs and tracebacks."""
        return ": ".join((self.reason, *filter(None, (", ".join(self.texts),))))

    @property
    def texts(self) -> tuple[str, ...]:
        """The arguments as exports have them: dates in ISO form, several words parted by 、."""
        return tuple("、".join(value) if isinstance(value, tuple) else str(value) for value in self.arguments)


def shortened(typed: str) -> str:
    """Return what somebody typed, as far as a message has room for it."""
    return typed if len(typed) <= _QUOTED else f"{typed[:_QUOTED]}…"
