"""The data model: frozen records of pages, articles and stories.

Lines are counted from 1, as editors and `sed -n 12p` do. Columns are counted in characters (code points) from 0 and are
columns of the line *as the file has it*, after decoding and before cleaning, so that any program can look up a span in
the file.

What makes up a segmented page is kept on disk (`hnreader.archive.codec`) as arrays of the fields in their order here: a
changed field is a change of that form.
"""

from __future__ import annotations

import datetime  # noqa: TC003 - this import and those marked so below are in annotations, which msgspec reads to decode
from enum import StrEnum
from itertools import chain
from pathlib import Path  # noqa: TC003
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct, field

from hnreader.kinds import Kind  # noqa: TC001
from hnreader.page_layout import PageLayout  # noqa: TC001
from hnreader.page_statement import PageStatement  # noqa: TC001
from hnreader.reasons import Message  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Iterator


class Span(Struct, frozen=True, order=True, array_like=True, gc=False):
    """Characters `start` to `end` (exclusive) of line `line` of a page's file."""

    line: int
    start: int
    end: int


class Text(Struct, frozen=True, array_like=True, gc=False):
    """A text as it is shown, and the spans of the file that it was made of, in reading order.

    The non-blank characters of `text` are the non-blank characters of `spans`, one for one and in the same order
    (repair deletes or moves white space and nothing else), so that every character can be traced to the file.
    """

    text: str
    spans: tuple[Span, ...] = ()


class TextRole(StrEnum):
    """What a text is in its article. The values are names of fields in the exports."""

    COLUMN = "column"
    KICKER = "kicker"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    JUMP_FROM = "jump_from"
    JUMP_TO = "jump_to"


HEAD_ROLES: Final = (TextRole.COLUMN, TextRole.KICKER, TextRole.HEADLINE, TextRole.SUBHEAD, TextRole.BYLINE)
"""Texts above the body, in the order of print. `Article` has a field of each role's name, and so have the exports."""

JUMP_ROLES: Final = frozenset({TextRole.JUMP_FROM, TextRole.JUMP_TO})
"""References to other pages."""

CONTENT_ROLES: Final = frozenset(TextRole) - {TextRole.COLUMN, TextRole.BYLINE} - JUMP_ROLES
"""Texts that tell the story: not the name of a standing column, the contributors or a reference to another page."""


class ArticleText(NamedTuple):
    """A text of an article and its role."""

    role: TextRole
    text: Text
    part: Article
    """The article that has the text; in a story over several pages one of its parts."""
    number: int = 0
    """Index in `part.paragraphs` or `part.captions`; 0 for the other roles."""
    goes_on: bool = False
    """The text goes on with the sentence that the part before breaks off. Only `Story.texts` sets it."""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What people say of misread characters in it, in their order."""
        return tuple(each for each in self.part.readings if (each.role, each.number) == (self.role, self.number))


class Line(Struct, frozen=True, array_like=True, gc=False):
    """A line of a page: its text after cleaning, and what cleaning removed."""

    number: int
    text: str
    removed: tuple[tuple[int, str], ...] = ()
    """(column in the file's line, characters), in order."""


class LineUse(Struct, frozen=True, array_like=True, gc=False):
    """What a file itself says of a line: of which of its stories it is, and what it is there."""

    story: int
    role: TextRole


class PageMarkup(Struct, frozen=True, array_like=True):
    """What a file itself says of its page, as the web page of an article does."""

    lines: tuple[LineUse | None, ...]
    """Of each line of the page; None for those of no story."""
    date: datetime.date | None = None
    page_no: int | None = None


class Page(Struct, frozen=True, array_like=True):
    """The text of a file, or of one of its pages, as numbered lines, decoded and cleaned."""

    source: str
    """The file's name, with `#` and its number where the file has several pages. It names the page in exports."""
    lines: tuple[Line, ...]
    encoding: str = "utf-8"
    damaged: int = 0
    """Bytes that could not be decoded, or characters that a PDF does not name; each is U+FFFD in the text."""
    path: Path | None = None
    layout: PageLayout | None = None
    """None where the file does not say where its text stands."""
    inner: str = ""
    """The name that it has in the file, where that is an archive (ZIP) or compressed; empty where it is neither."""
    markup: PageMarkup | None = None
    """None where the file does not say what its lines are."""
    stated: PageStatement | None = None
    """None where no METS file says of which issue it is."""


class Evidence(Struct, frozen=True, array_like=True):
    """Why something was decided, and how sure that is: `confidence` runs from 0 to 1."""

    message: Message
    confidence: float
    span: Span | None = None
    """Where on the page to look."""
    doubt: Message | None = None
    """Which part of the decision is the least certain, where one stands out."""


class Paragraph(Struct, frozen=True, array_like=True):
    """A paragraph, or a 小标题 above the next ones."""

    text: Text
    heading: bool = False


class Jump(Struct, frozen=True, array_like=True):
    """A reference to another page (下转 / 上接 / 紧接) as printed; `mark` is the ① that tells several apart."""

    page: int
    mark: str | None
    text: Text
    decided: bool = False
    """A person says which page it is; `text` is empty where nothing is printed."""


class Reading(Struct, frozen=True, array_like=True):
    """What a person says that misread characters of an article are. The page and its texts keep what is printed."""

    role: TextRole
    number: int
    """Those of the text that has them, as in `ArticleText`."""
    start: int
    end: int
    """Columns of that text's `text`."""
    spans: tuple[Span, ...]
    meant: str


class People(Struct, frozen=True, array_like=True):
    """The contributors of an article by role, each role in the order of print. Every field is a role."""

    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    commentators: tuple[str, ...] = ()

    def by_role(self, role: str) -> tuple[str, ...]:
        """Return the names in one of `CONTRIBUTOR_ROLES`."""
        names: tuple[str, ...] = getattr(self, role)
        return names

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody's name, role after role, each once."""
        return tuple(dict.fromkeys(chain.from_iterable(map(self.by_role, CONTRIBUTOR_ROLES))))


CONTRIBUTOR_ROLES: Final = People.__struct_fields__
PICTURE_ROLES: Final = ("photographers",)
"""Contributors of pictures. They are an article's authors only where nobody else is named."""
AUTHOR_ROLES: Final = tuple(role for role in CONTRIBUTOR_ROLES if role not in PICTURE_ROLES)


class Article(Struct, frozen=True, array_like=True):
    """An article of one page. Fields are None or empty where nothing is printed."""

    id: str
    kind: Kind
    source: str
    """The name of the page, as `Page.source`."""
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
    paper: str | None = None
    """The id of the newspaper's profile; None where the page does not tell which newspaper it is of."""
    readings: tuple[Reading, ...] = ()
    """In the order of its texts. They are no texts of the article."""

    @property
    def texts(self) -> Iterator[ArticleText]:
        """All texts of the article in the order of print. Every other list of texts is made from this one."""
        for role in HEAD_ROLES:
            text: Text | None = getattr(self, role)
            if text is not None:
                yield ArticleText(role, text, self)
        if self.jump_from is not None and self.jump_from.text.text:
            yield ArticleText(TextRole.JUMP_FROM, self.jump_from.text, self)
        for number, paragraph in enumerate(self.paragraphs):
            yield ArticleText(_BODY_ROLES[paragraph.heading], paragraph.text, self, number)
        for number, caption in enumerate(self.captions):
            yield ArticleText(TextRole.CAPTION, caption, self, number)
        if self.jump_to is not None and self.jump_to.text.text:
            yield ArticleText(TextRole.JUMP_TO, self.jump_to.text, self)


_BODY_ROLES: Final = (TextRole.PARAGRAPH, TextRole.HEADING)  # by `Paragraph.heading`


class Continuation(Struct, frozen=True):
    """Two articles on two pages of an issue that are one: `first` jumps to the page where `second` goes on."""

    first: Article
    second: Article
    pages: tuple[int, int]
    """The pages of the two as the jumps print them; a page itself may not state its number."""
    cut: bool
    """`first` breaks off in a sentence that goes on in `second`."""
    evidence: Evidence


class PageNumber(NamedTuple):
    """The number of a page. `inferred`: only a jump on another page states it."""

    number: int
    inferred: bool = False


class Story(Struct, frozen=True):
    """An article with the parts of it on other pages of its issue; `continuations` lead from each part to the next."""

    first: Article
    continuations: tuple[Continuation, ...] = ()
    date_inferred: bool = False
    """No page of the story states its date."""

    @property
    def parts(self) -> tuple[Article, ...]:
        """The articles that it consists of, in reading order."""
        return (self.first, *(continuation.second for continuation in self.continuations))

    @property
    def texts(self) -> Iterator[ArticleText]:
        """All texts in reading order: part after part, then the captions of all parts.

        A jump from one part to the next is no text of the story. One from a page where nothing was found stands above
        the body, one to such a page at the end.
        """
        captions: list[ArticleText] = []
        loose_end: list[ArticleText] = []
        goes_on = (False, *(continuation.cut for continuation in self.continuations))
        for index, part in enumerate(self.parts):
            for text in part.texts:
                if text.role is TextRole.CAPTION:
                    captions.append(text)
                elif text.role is TextRole.JUMP_TO:
                    loose_end = [text] if index == len(self.continuations) else []
                elif text.role is TextRole.PARAGRAPH and not text.number and goes_on[index]:
                    yield text._replace(goes_on=True)
                elif not index or text.role is not TextRole.JUMP_FROM:
                    yield text
        yield from captions
        yield from loose_end

    @property
    def paper(self) -> str | None:
        """The id of the newspaper, as the first part has it that tells one."""
        return next((part.paper for part in self.parts if part.paper), None)

    @property
    def pages(self) -> tuple[PageNumber, ...]:
        """The pages in reading order, each once. Where a page does not state its number, the jumps do."""
        printed: list[int | None] = [None]
        if self.continuations:
            printed = [self.continuations[0].pages[0], *(joined.pages[1] for joined in self.continuations)]
        pages: dict[int, PageNumber] = {}
        for part, number in zip(self.parts, printed, strict=True):
            if part.page_no is not None:
                pages[part.page_no] = PageNumber(part.page_no)
            elif number is not None:
                pages.setdefault(number, PageNumber(number, inferred=True))
        return tuple(pages.values())

    @property
    def parts_truncated(self) -> tuple[bool, ...]:
        """For each part whether a sentence breaks off at its end and goes on in no other part."""
        cuts = (*(continuation.cut for continuation in self.continuations), False)
        return tuple(part.truncated and not cut for part, cut in zip(self.parts, cuts, strict=True))

    @property
    def truncated(self) -> bool:
        """Whether a sentence breaks off at the end of a part and goes on nowhere."""
        return any(self.parts_truncated)

    def contributors(self, role: str) -> tuple[str, ...]:
        """Return the names in one of `CONTRIBUTOR_ROLES` over all parts, each once, in the order of print."""
        return tuple(dict.fromkeys(name for part in self.parts for name in part.people.by_role(role)))


class Furniture(Struct, frozen=True, array_like=True):
    """Text of a page that belongs to no article: masthead, page label, countdown, and other marks."""

    what: str
    text: Text


class Duplicate(Struct, frozen=True, array_like=True):
    """A passage that the page prints a second time, and the id of the article with the first."""

    text: Text
    of: str


class Dating(Struct, frozen=True, array_like=True):
    """The issue of a page, and the evidence for it. None where the page does not tell."""

    date: datetime.date | None = None
    issue_no: int | None = None
    page_no: int | None = None
    pages_total: int | None = None
    inferred: bool = False
    """No masthead or file name states the date."""
    evidence: tuple[Evidence, ...] = ()
    future: datetime.date | None = None
    """The nearest day that was left out because it had not come: from then on the page may be dated otherwise."""


class PageArticles(Struct, frozen=True, array_like=True):
    """A segmented page: every non-blank character is in an article, in furniture, a duplicate, or was removed."""

    page: Page
    dating: Dating
    articles: tuple[Article, ...]
    furniture: tuple[Furniture, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    paper: str | None = None
    """The id of the newspaper's profile; None where the page does not tell which newspaper it is of."""
    paper_evidence: tuple[Evidence, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Why the page is taken to be of its date and of its newspaper."""
        return (*self.dating.evidence, *self.paper_evidence)


class Issue(Struct, frozen=True):
    """The pages of one day's paper. That whose `date` is None has the pages without a date."""

    date: datetime.date | None
    pages: tuple[PageArticles, ...]


class Failure(Struct, frozen=True):
    """A path that could not be read, or one of several pages of a file (`PATH#2`), and why."""

    path: str
    message: Message
