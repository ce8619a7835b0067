"""The text of elements of a web page, paragraph by paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from hnreader.model import TextRole

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSEEN: Final = frozenset({"script", "style", "noscript", "template", "iframe", "select", "textarea", "button"})
_INLINE: Final = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "hi", "i", "ins", "mark", "q",
     "ref", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "wbr"}
)  # fmt: skip
"""Elements that do not begin a paragraph, as HTML and trafilatura call them; all others do."""
_BOLD: Final = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "head"})
_PICTURES: Final = frozenset({"figure", "figcaption", "table"})
"""What has a picture and its caption, if it has a picture."""
_IMAGES: Final = ("img", "graphic")
_HEADING: Final = 30  # characters; a longer text in bold is a paragraph
_CAPTION: Final = 300  # characters; a table with a picture and more text sets the page


def text_of(element: etree._Element) -> str:
    """Return the text of an element in one line; that of a comment is the comment's."""
    if element.tag is etree.Comment:
        return " ".join((element.text or "").split())
    return " ".join(text for _, text in paragraphs(element))


def paragraphs(element: etree._Element) -> Iterator[tuple[TextRole, str]]:
    """Yield the paragraphs, headings and captions of an element, each in one line, in order."""
    found = _Paragraphs()
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, part in walk:
        if event == "start":
            if part.tag in _UNSEEN:
                walk.skip_subtree()
            else:
                yield from found.begin(part)
        elif event == "end" and part.tag not in _UNSEEN:
            yield from found.end(part)
        if event != "start" and part is not element:
            found.add(part.tail)
    yield from found.flush()


class _Paragraphs:
    """What of a paragraph was come to so far."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._bold = self._pictures = 0
        self._all_bold = True

    def begin(self, element: etree._Element) -> Iterator[tuple[TextRole, str]]:
        if element.tag not in _INLINE:
            yield from self.flush()
        self._bold += element.tag in _BOLD
        self._pictures += _is_picture(element)
        self.add(element.text)

    def end(self, element: etree._Element) -> Iterator[tuple[TextRole, str]]:
        if element.tag not in _INLINE:
            yield from self.flush()
        self._bold -= element.tag in _BOLD
        self._pictures -= _is_picture(element)

    def add(self, text: str | None) -> None:
        if text and text.strip():
            self._all_bold &= self._bold > 0
        self._texts.append(text or "")

    def flush(self) -> Iterator[tuple[TextRole, str]]:
        text = " ".join("".join(self._texts).split())
        if text:
            heading = self._all_bold and len(text) <= _HEADING
            role = TextRole.HEADING if heading else TextRole.PARAGRAPH
            yield (TextRole.CAPTION if self._pictures else role), text
        self._texts, self._all_bold = [], True


def _is_picture(element: etree._Element) -> bool:
    """Tell whether an element is a picture with its caption."""
    if element.tag not in _PICTURES or next(element.iter(*_IMAGES), None) is None:
        return False
    return len("".join(element.itertext())) <= _CAPTION
