"""What a page is made of: frozen records, without behaviour beyond themselves.

Lines are counted from 1, as editors and `sed -n 12p` do. Columns are counted in characters (code points) from 0 and are
columns of the line *as the file has it*, after decoding and before cleaning, so that a span can be held against the
file by any program.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from hnreader.kinds import Kind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of line `line` of a page's file."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is shown, and the spans of the file that it was made of, in reading order.

    The non-blank characters of `text` are the non-blank characters of `spans`, one for one and in the same order
    (repair deletes or moves white space and nothing else), so any character of it can be traced to its place.
    """

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its text after cleaning, and the pieces that cleaning took out."""

    number: int
    text: str
    removed: tuple[tuple[int, str], ...] = ()
    """(column in the file's line, characters), in order."""


@dataclass(frozen=True, slots=True)
class Page:
    """A file's text as numbered lines: decoded and cleaned, nothing repaired yet."""

    source: str
    """The file's name, by which people and exports know the page."""
    lines: tuple[Line, ...]
    encoding: str = "utf-8"
    damaged: int = 0
    """How many bytes could not be decoded; each stands as U+FFFD in the text."""
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something was decided: a code that the interface puts into words, and how sure it is.

    `code` is a key of the message catalogue (`why.…`), `detail` fills its blanks, `sure` runs from 0 to 1.
    """

    code: str
    sure: float
    detail: tuple[str, ...] = ()
    span: Span | None = None
    """Where on the page to look."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a 小标题 that heads the next ones."""

    text: Text
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Jump:
    """A turn to or from another page (下转 / 上接 / 紧接) as printed; `mark` is the ① that tells turns apart."""

    page: int
    mark: str | None
    text: Text


@dataclass(frozen=True, slots=True)
class People:
    """Who is named as having made an article, by role, in the order of print."""

    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    commentators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of the paper. Fields hold None or nothing where the page does not carry them."""

    id: str
    kind: Kind
    source: str
    """The page's file name."""
    date: datetime.date | None
    """The date of the issue, not of the dateline."""
    page_no: int | None
    column: Text | None = None
    kicker: Text | None = None
    headline: Text | None = None
    subhead: Text | None = None
    byline: Text | None = None
    people: People = field(default_factory=People)
    dateline: datetime.date | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    captions: tuple[Text, ...] = ()
    jump_from: Jump | None = None
    jump_to: Jump | None = None
    truncated: bool = False
    as_printed: bool = False
    """The page is no newspaper page: its lines stand as they are."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """One article on two pages of an issue: where `first` turns to another page, `second` goes on."""

    first: Article
    second: Article
    pages: tuple[int, int]
    """The page of either, as the turns print it; their own pages may not tell."""
    cut: bool
    """A sentence breaks off at the turn and goes on behind it."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text of a page that belongs to no article: masthead, page label, countdown, stray marks."""

    what: str
    text: Text


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A passage that stands on the page a second time, and the id of the article that has the first."""

    text: Text
    of: str


@dataclass(frozen=True, slots=True)
class Dating:
    """The issue that a page belongs to, and how that is known. None: the page does not tell."""

    date: datetime.date | None = None
    issue_no: int | None = None
    page_no: int | None = None
    pages_total: int | None = None
    inferred: bool = False
    """The date was put together from evidence; no masthead or file name states it."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class PageArticles:
    """A segmented page: every non-blank character is in an article, in furniture, a duplicate, or was removed."""

    page: Page
    dating: Dating
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """The pages held of one day's paper; `date` None gathers the pages that tell none."""

    date: datetime.date | None
    pages: tuple[PageArticles, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read: what, and why, as a key of the message catalogue (`fail.…`)."""

    path: str
    code: str
    detail: str = ""
