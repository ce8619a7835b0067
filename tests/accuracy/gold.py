"""Gold files and exports, read into one comparable form.

A gold file says by reference into its page which characters make up which text. A span is `12` (a line), `12-18` or
`12[0:17]` (characters of a line without its outer blanks); a text is a list of spans.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from hnreader.reading import clean
from hnreader.reading.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

TITLE: Final = ("column", "kicker", "headline", "subhead")
LINES: Final = (*TITLE, "byline")
PEOPLE: Final = ("reporters", "correspondents", "photographers", "commentators")
JUMPS: Final = ("jump_from", "jump_to")
EDGE: Final = 6  # characters on either side of a paragraph boundary that identify it

_SPAN: Final = re.compile(r"(?P<first>\d+)(?:-(?P<last>\d+)|\[(?P<start>\d*):(?P<end>\d*)\])?")

Jump = tuple[int, str]
"""The page that a jump line names, and its mark or an empty string."""


def compact(text: object) -> str:
    """Return a text as texts are compared: without blanks, terminal sequences, control and format characters."""
    return "".join(clean(str(text or "")).split())


def page_lines(path: Path) -> list[str]:
    """Return the lines of a page's file, decoded."""
    decoded = decode(path.read_bytes())
    assert decoded, path
    return decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def resolve(lines: Sequence[str], spans: Iterable[str] | None) -> str:
    """Return the characters that a gold text refers to."""
    pieces: list[str] = []
    for span in spans or ():
        found = _SPAN.fullmatch(span)
        if not found:
            raise ValueError(f"not a span: {span}")
        first = int(found["first"])
        stripped = [line.strip() for line in lines[first - 1 : int(found["last"] or first)]]
        if found["start"] is None:
            pieces += stripped
        else:
            pieces.append(stripped[0][int(found["start"] or 0) : int(found["end"]) if found["end"] else None])
    return compact("".join(pieces))


@dataclass(frozen=True)
class ComparableArticle:
    """An article of a gold file or an export; all texts are `compact`."""

    name: str
    kind: str | None
    dateline: str | None
    texts: dict[str, str]
    people: dict[str, list[str]]
    paragraphs: list[str]
    captions: list[str]
    jumps: dict[str, Jump | None]
    readings: list[dict[str, str]] = field(default_factory=list)
    """Other readings of the title that an editor would accept."""

    @cached_property
    def body(self) -> str:
        """The paragraphs joined, or the captions of an article without paragraphs."""
        return "".join(self.paragraphs) or "".join(self.captions)

    @cached_property
    def trigrams(self) -> Counter[str]:
        """The runs of three characters of the body; of a shorter body, its characters."""
        size = 3 if len(self.body) >= 3 else 1
        return Counter(self.body[at : at + size] for at in range(len(self.body) - size + 1))

    @cached_property
    def boundaries(self) -> Counter[tuple[str, str]]:
        """The paragraph boundaries, each by the characters on its two sides."""
        pairs = zip(self.paragraphs, self.paragraphs[1:], strict=False)
        return Counter((before[-EDGE:], behind[:EDGE]) for before, behind in pairs)


def gold_articles(gold: dict[str, Any], lines: Sequence[str]) -> list[ComparableArticle]:
    """Return the articles of a gold file; `lines` are its page's."""

    def read(item: dict[str, Any]) -> ComparableArticle:
        texts = {name: resolve(lines, item.get(name)) for name in LINES}
        others = [
            {name: resolve(lines, other[name]) if name in other else texts[name] for name in TITLE}
            for other in item.get("also") or ()
        ]
        paragraphs = [resolve(lines, paragraph["text"]) for paragraph in item.get("paragraphs") or ()]
        captions = [resolve(lines, caption) for caption in item.get("captions") or ()]
        return _article(item, texts, paragraphs, captions, [{name: texts[name] for name in TITLE}, *others])

    return [read(item) for item in gold["articles"]]


def exported_articles(page: dict[str, Any]) -> list[ComparableArticle]:
    """Return the articles of an exported page."""
    return [
        _article(
            item,
            {name: compact(item.get(name)) for name in LINES},
            [compact(text_of(paragraph)) for paragraph in item.get("paragraphs") or ()],
            [compact(caption) for caption in item.get("captions") or ()],
            [],
        )
        for item in page.get("articles") or ()
    ]


def text_of(item: object) -> object:
    """Return the text of an exported paragraph or piece of furniture, which may be an object with a `text`."""
    return item.get("text") if isinstance(item, dict) else item


def _article(
    item: dict[str, Any],
    texts: dict[str, str],
    paragraphs: list[str],
    captions: list[str],
    readings: list[dict[str, str]],
) -> ComparableArticle:
    return ComparableArticle(
        name=str(item.get("id")),
        kind=item.get("kind"),
        dateline=item.get("dateline"),
        texts=texts,
        people={role: sorted(filter(None, map(compact, item.get(role) or ()))) for role in PEOPLE},
        paragraphs=list(filter(None, paragraphs)),
        captions=list(filter(None, captions)),
        jumps={side: _jump(item.get(side)) for side in JUMPS},
        readings=readings,
    )


def _jump(item: dict[str, Any] | None) -> Jump | None:
    return (item["page"], compact(item.get("mark"))) if item and item.get("page") is not None else None
