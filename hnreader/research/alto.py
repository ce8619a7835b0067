"""A segmented page in ALTO 4.4 (Library of Congress, https://www.loc.gov/standards/alto/), for libraries' programs.

Blocks come in reading order, story by story. What each is, tags say: a `StructureTag` for its article, whose label is
the headline and whose description the id, and a `LayoutTag` for its role there. No character of the page is left out:
what is of no article is `furniture`, and what is printed a second time a `duplicate`.
"""

from __future__ import annotations

from importlib.metadata import version
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lxml import etree

from hnreader.display_title import title
from hnreader.model import Span
from hnreader.reading import clean, raw_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.model import Page, PageArticles, Text
    from hnreader.page_layout import Placing

NAMESPACE: Final = "http://www.loc.gov/standards/alto/ns-v4#"
_VERSION: Final = "4.4"
_TWELVE_HUNDREDTHS: Final = 1200 / 720
"""Of an inch, to a tenth of a point: the unit of places in a PDF. ALTO has no points."""


class AltoBlock(NamedTuple):
    """A block of the file, and what it is."""

    id: str
    article: str | None
    """The id of its article; None for what is of none."""
    role: str


class AltoPage(NamedTuple):
    """A page as the bytes of a file, and its blocks in reading order."""

    data: bytes
    blocks: Sequence[AltoBlock]


class _Piece(NamedTuple):
    """A stretch of a line, and where it stands."""

    line: int
    text: str
    box: tuple[float, float, float, float] | None


def alto_page(page: PageArticles) -> AltoPage:
    """Return a segmented page in ALTO."""
    root = etree.Element(_name("alto"), nsmap={None: NAMESPACE}, SCHEMAVERSION=_VERSION)
    is_pdf = page.page.encoding == "pdf"
    _describe(root, page.page, "inch1200" if is_pdf else "pixel")
    tags = _add(root, "Tags")
    texts = list(_texts(page))
    for role in dict.fromkeys(role for _, role, _ in texts):
        _add(tags, "LayoutTag", ID=f"role.{role}", LABEL=role)
    for number, article in enumerate(page.articles):
        label = clean(title(article)[0])
        _add(tags, "StructureTag", ID=f"article.{number}", TYPE="article", LABEL=label, DESCRIPTION=article.id)
    unit = _TWELVE_HUNDREDTHS if is_pdf else 1.0
    space = _add(_page_element(_add(root, "Layout"), page, unit), "PrintSpace")
    blocks: list[AltoBlock] = []
    for of, role, text in texts:
        tagged = f"role.{role}" if of is None else f"article.{of} role.{role}"
        for pieces in _stretches(_pieces(page.page, text.spans, unit)):
            blocks.append(AltoBlock(f"block.{len(blocks)}", None if of is None else page.articles[of].id, role))
            _add_lines(_add(space, "TextBlock", ID=blocks[-1].id, TAGREFS=tagged, **_place(pieces)), pieces)
    return AltoPage(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True), blocks)


def _describe(root: etree._Element, page: Page, unit: str) -> None:
    description = _add(root, "Description")
    _add(description, "MeasurementUnit").text = unit
    _add(_add(description, "sourceImageInformation"), "fileName").text = clean(page.source)
    software = _add(_add(description, "Processing", ID="processing"), "processingSoftware")
    _add(software, "softwareName").text = "hnreader"
    _add(software, "softwareVersion").text = version("hnreader")


def _page_element(layout: etree._Element, page: PageArticles, unit: float) -> etree._Element:
    known = page.page.layout
    size = {"WIDTH": _number(known.width * unit), "HEIGHT": _number(known.height * unit)} if known else {}
    printed = {"PRINTED_IMG_NR": str(page.dating.page_no)} if page.dating.page_no else {}
    return _add(layout, "Page", ID="page", PHYSICAL_IMG_NR="1", **printed, **size)


def _texts(page: PageArticles) -> Iterator[tuple[int | None, str, Text]]:
    """Yield all texts of a page in reading order, with the number of the article that has them, and their roles."""
    for number, article in enumerate(page.articles):
        yield from ((number, str(text.role), text.text) for text in article.texts)
    yield from ((None, "duplicate", duplicate.text) for duplicate in page.duplicates)
    yield from ((None, "furniture", furniture.text) for furniture in page.furniture)


def _pieces(page: Page, spans: Iterable[Span], unit: float) -> Iterator[_Piece]:
    for span in _whole(page, spans):
        raw = raw_text(page.lines[span.line - 1])
        text = clean(raw[span.start : span.end])
        if text.strip():
            placing = page.layout.lines[span.line - 1] if page.layout else None
            yield _Piece(span.line, text, _box(placing, raw, span, unit) if placing else None)


def _whole(page: Page, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans, those of one line as one where nothing but blanks is between them."""
    before: Span | None = None
    for span in spans:
        if before and span.line == before.line and before.end <= span.start:
            between = raw_text(page.lines[span.line - 1])[before.end : span.start]
            if not between.strip():
                before = Span(span.line, before.start, span.end)
                continue
        if before:
            yield before
        before = span
    if before:
        yield before


def _box(placing: Placing, raw: str, span: Span, unit: float) -> tuple[float, float, float, float]:
    """Return the place of a stretch of a line, as if all of its characters were equally wide, from where it begins."""
    indent = len(raw) - len(raw.lstrip())
    count = max(len(raw.strip()), 1)
    width = placing.right - placing.left
    left, right = (placing.left + width * min(max(at - indent, 0), count) / count for at in (span.start, span.end))
    return left * unit, placing.top * unit, right * unit, placing.bottom * unit


def _stretches(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Part pieces where they do not go on with the next line: a paragraph that runs over two legs is two blocks."""
    numbered = enumerate(pieces)
    for _, together in groupby(numbered, key=lambda each: each[1].line - each[0]):
        yield [piece for _, piece in together]


def _add_lines(block: etree._Element, pieces: Sequence[_Piece]) -> None:
    for piece in pieces:
        line = _add(block, "TextLine", **_place([piece]))
        for number, word in enumerate(piece.text.split()):
            if number:
                _add(line, "SP")
            _add(line, "String", CONTENT=word)


def _place(pieces: Sequence[_Piece]) -> dict[str, str]:
    """Return the attributes that say where pieces stand; none where that is not known."""
    boxes = [piece.box for piece in pieces if piece.box]
    if not boxes:
        return {}
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    numbers = min(lefts), min(tops), max(rights) - min(lefts), max(bottoms) - min(tops)
    return dict(zip(("HPOS", "VPOS", "WIDTH", "HEIGHT"), map(_number, numbers), strict=True))


def _number(value: float) -> str:
    return str(round(value))


def _add(parent: etree._Element, name: str, **attributes: str) -> Any:
    return etree.SubElement(parent, _name(name), attributes)


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
