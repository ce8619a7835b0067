"""Saved web pages: the articles of an e-paper's site, and the article of any other site.

Party papers publish by a few systems that mark an article alike: a comment with its particulars (`enpproperty`), and an
element that holds its text (`founder-content`, or the id `ozoom`). Elsewhere trafilatura finds the text. What the site
says of a line, as that it is a title, is kept as the page's markup. No script is run, and nothing is fetched.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree, html

from hnreader.model import Failure, LineUse, Page, PageMarkup, TextRole
from hnreader.reading.cleaning import clean, clean_line
from hnreader.reading.decoding import decode
from hnreader.reading.formats.web_text import paragraphs, text_of
from hnreader.reading.limits import parsing
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*\?>")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no character for (XML 1.0, 2.2): lxml refuses it."""
_TEXTS: Final = ("//founder-content", "//*[@id='ozoom']", "//comment()[starts-with(., 'enpcontent')]/..")
"""Where the text of an article stands, the surest first."""
_PARTICULARS: Final = ".//comment()[contains(., 'enpproperty')]"
_PARTICULAR: Final = re.compile(r"<(introtitle|title|subtitle|author|date|nodename)>([\s\S]*?)</\1>")
_TITLES: Final = (("introtitle", TextRole.KICKER), ("title", TextRole.HEADLINE), ("subtitle", TextRole.SUBHEAD))
_HEADS: Final = {
    "h3": TextRole.KICKER, "h1": TextRole.HEADLINE, "h2": TextRole.SUBHEAD, "h4": TextRole.BYLINE,
}  # fmt: skip
"""The elements of a title, as e-papers use them: the kicker stands in an h3 above the h1."""
_DAY: Final = re.compile(r"((?:19|20)\d\d)(?:年|-|/|\.)?(\d{1,2})(?:月|-|/|\.)?(\d{1,2})(?!\d)")
_PAGE: Final = re.compile(r"第?\s*[A-Z]?(\d{1,2})\s*版")
_DATED_BESIDE: Final = (
    ".//*[contains(concat(' ', @class, ' '), ' sec ')]", ".//*[contains(@class, 'date')]", ".//*[contains(@id, 'riqi')]"
)  # fmt: skip
"""Where the day of the issue is dates beside an article, …"""
_DATED_ABOVE: Final = ("//title", "//link[@rel='canonical']/@href", "//comment()[contains(., 'saved from url')]")
"""… and where for the whole web page."""
_LEAST: Final = 40  # characters of an article; less is a list of links, or a notice that there is none


class WebArticle(NamedTuple):
    """An article as its site has it."""

    texts: Sequence[tuple[TextRole, str]]
    date: datetime.date | None = None
    page_no: int | None = None
    about: str = ""
    """What the site says of the page that it is of."""


def web_page(data: bytes, source: str, path: Path | None) -> Page | Failure:
    """Return the page that a web page's articles make: as a rule one."""
    name = clean(str(path or source))
    decoded = decode(data)
    if decoded is None:
        return Failure(name, Message(Reason.BINARY))
    try:
        parser = html.HTMLParser(no_network=True, huge_tree=False)
        text = _CONTROLS.sub(" ", _DECLARATION.sub("", decoded.text, count=1))
        with parsing(len(data)):
            root = html.document_fromstring(text, parser=parser)
            found = list(_epaper_articles(root)) or list(_other_article(root))
    except (etree.ParserError, ValueError):
        return Failure(name, Message(Reason.EMPTY))
    if not found:
        return Failure(name, Message(Reason.WEB_NO_ARTICLE))
    lines: list[str] = []
    uses: list[LineUse | None] = []
    for number, article in enumerate(found):
        about = [(None, article.about)] if article.about else []
        for role, text in [*about, *article.texts]:
            lines.append(text)
            uses.append(LineUse(number, role) if role else None)
        lines.append("")
        uses.append(None)
    cleaned = tuple(clean_line(number, line) for number, line in enumerate(lines, 1))
    markup = PageMarkup(tuple(uses), found[0].date, found[0].page_no)
    return Page(clean(source), cleaned, decoded.encoding, decoded.damaged, path, markup=markup)


def _epaper_articles(root: etree._Element) -> Iterator[WebArticle]:
    """Yield the articles of an e-paper's page."""
    bodies = list(_outermost(next(filter(None, map(root.xpath, _TEXTS)), [])))
    above = [_first(root, (where,)) for where in _DATED_ABOVE] if bodies else []
    for scope, body in _scoped(bodies):
        texts = list(paragraphs(body))
        if not texts:
            continue
        particulars = _particulars(scope)
        heads = list(_stated_heads(particulars)) or list(_shown_heads(scope, body))
        about = particulars.get("nodename") or _first(scope, _DATED_BESIDE)
        dates = [particulars.get("date", ""), *(_first(scope, (where,)) for where in _DATED_BESIDE), *above]
        date = next(filter(None, map(_day, dates)), None)
        pages = filter(None, map(_PAGE.search, (about, *dates)))
        page = next((int(found[1]) for found in pages), None)
        yield WebArticle([*heads, *texts], date, page, about)


def _outermost(elements: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Yield the elements, given in document order, that are in no other of them: these have the text of all."""
    found: set[etree._Element] = set()
    for element in elements:
        if found.isdisjoint(element.iterancestors()):
            found.add(element)
            yield element


def _scoped(bodies: Sequence[etree._Element]) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Yield each text behind the largest element that has it and no other one."""
    counts = Counter(element for body in bodies for element in (body, *body.iterancestors()))
    for body in bodies:
        yield (
            [element for element in (body, *body.iterancestors()) if counts[element] == 1 or element is body][-1],
            body,
        )


def _particulars(scope: etree._Element) -> dict[str, str]:
    """Return what the comment of the publishing system says of an article."""
    comment = next(iter(scope.xpath(_PARTICULARS)), None)
    if comment is None:
        return {}
    return {found[1]: _plain(found[2]) for found in _PARTICULAR.finditer(comment.text or "")}


def _plain(markup: str) -> str:
    """Return the text of markup that stands in a comment; its line breaks are kept."""
    if not markup.strip():
        return ""
    return "\n".join(text for _, text in paragraphs(html.fragment_fromstring(markup, create_parent="div")))


def _stated_heads(particulars: dict[str, str]) -> Iterator[tuple[TextRole, str]]:
    if not particulars.get("title"):
        return
    for name, role in (*_TITLES, ("author", TextRole.BYLINE)):
        yield from ((role, line) for line in particulars.get(name, "").split("\n") if line)


def _shown_heads(scope: etree._Element, body: etree._Element) -> Iterator[tuple[TextRole, str]]:
    """Yield the titles that are shown above a text."""
    for element in scope.iter("h1", "h2", "h3", "h4"):
        if element is body or body in element.iterancestors():
            break
        yield from ((_HEADS[element.tag], text) for _, text in paragraphs(element))


def _first(scope: etree._Element, wheres: Sequence[str]) -> str:
    """Return the text of the first of some places that has any."""
    for where in wheres:
        for found in scope.xpath(where):
            text = found if isinstance(found, str) else text_of(found)
            if text:
                return text
    return ""


def _day(text: str) -> datetime.date | None:
    """Return the first day of the calendar that stands in a text, or in an address."""
    for found in _DAY.finditer(text):
        try:
            return datetime.date(*map(int, found.groups()))
        except ValueError:
            continue
    return None


def _other_article(root: etree._Element) -> Iterator[WebArticle]:
    """Yield the article of a page of which it is not known how it is made, if it has one."""
    from trafilatura import bare_extraction  # noqa: PLC0415 slow to load, seldom needed
    from trafilatura.settings import Document  # noqa: PLC0415

    try:
        found = bare_extraction(root, include_comments=False, include_tables=False, with_metadata=True)
    except Exception:  # noqa: BLE001 it looks at what anybody may have written
        return
    if not isinstance(found, Document) or found.body is None:
        return
    texts = [(role, text) for role, text in paragraphs(found.body) if text != found.title]  # which stands there too
    if sum(len(text) for _, text in texts) < _LEAST:
        return
    heads = [(TextRole.HEADLINE, found.title)] if found.title else []
    byline = [(TextRole.BYLINE, found.author)] if found.author else []
    yield WebArticle([*heads, *byline, *texts], _day(found.date or ""))
