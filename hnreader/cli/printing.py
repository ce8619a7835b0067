"""Articles in plain text: rows of a list, and a whole article as it would stand in a clipping."""

from __future__ import annotations

import os
import shutil
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from hnreader.typesetting import cells, clip, set_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.messages import Voice
    from hnreader.model import Article, Dating, Evidence, Text

Row = tuple[str, ...]

_TITLE: Final = 40  # cells of an article's beginning, where it has no headline to be listed by
_MEASURE: Final = 80  # cells: longer lines of 汉字 tire the eye
_NARROWEST: Final = 20
_EM: Final = 2  # cells
_BOLD: Final = "\x1b[1m{}\x1b[0m"


def row_of(article: Article, voice: Voice) -> Row:
    """Return what an article is listed by: id, date, page, kind, headline."""
    return (article.id, *_place(article, voice), title_of(article, voice))


def title_of(article: Article, voice: Voice) -> str:
    """Return the headline, or words that stand in for one and the beginning of the text."""
    if article.headline:
        return article.headline.text
    texts = (article.kicker, *(one.text for one in article.paragraphs), *article.captions)
    start = next((text.text for text in texts if text), "")
    return voice("list.untitled", clip(start, _TITLE))


def rows(table: Sequence[Row]) -> Iterator[str]:
    """Yield a line for each row, columns two blanks apart and as wide as their widest cell; the last runs free."""
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    for row in table:
        padded = (text + " " * (width - cells(text)) for text, width in zip(row[:-1], widths, strict=False))
        yield "  ".join([*padded, row[-1]])


def clipping(article: Article, dating: Dating, voice: Voice) -> Iterator[str]:
    """Yield the lines of an article, in the order of print: titles, where it stood, the text, its pictures, its jumps.

    On a terminal paragraphs are set to its width, in a pipe each is one line.
    """
    if article.column:
        yield voice("show.column", article.column.text)
    for title in (article.kicker, article.headline, article.subhead, article.byline):
        if title:
            yield from _set(title, indent=0)
    date, *rest = _place(article, voice)
    yield " · ".join([voice("show.inferred", date) if dating.inferred else date, *rest, article.id])
    jumps = [jump.text for jump in (article.jump_from, article.jump_to) if jump]
    bodies = [(paragraph.text, 0 if paragraph.heading else 2 * _EM) for paragraph in article.paragraphs]
    for block in (bodies, [(text, 0) for text in article.captions], [(text, 0) for text in jumps]):
        if block:
            yield ""
        for text, indent in block:
            yield from _set(text, indent)
    if article.truncated:
        yield voice("show.truncated")


def reasons(evidence: Iterable[Evidence], voice: Voice) -> Iterator[str]:
    """Yield how each thing was decided: how sure, why, and in which line of the page to look."""
    for one in evidence:
        where = voice("show.line", one.span.line) if one.span else ""
        yield f"{one.sure:4.0%}  {words_of(one, voice)}{where}"


def words_of(evidence: Evidence, voice: Voice) -> str:
    """Put evidence into words; where the catalogue has none, its code and details must do."""
    try:
        return voice(evidence.code, *evidence.detail)
    except (KeyError, IndexError):
        return " ".join([evidence.code, *evidence.detail])


def lit(text: str, hits: Sequence[tuple[int, int]]) -> str:
    """Return the text with the hits in bold, where a terminal shows it and nobody has asked for none (no-color.org)."""
    if not hits or not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    edges = [0, *(edge for hit in hits for edge in hit), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    return "".join(_BOLD.format(piece) if number % 2 else piece for number, piece in enumerate(pieces))


def _place(article: Article, voice: Voice) -> tuple[str, str, str]:
    """Where an article stood and what it is: date, page, kind."""
    return (
        article.date.isoformat() if article.date else voice("date.unknown"),
        voice("page.unknown") if article.page_no is None else voice("page.number", article.page_no),
        voice(f"kind.{article.kind}"),
    )


def _set(text: Text, indent: int) -> Iterator[str]:
    if not sys.stdout.isatty():
        yield text.text
        return
    measure = max(_NARROWEST, min(_MEASURE, shutil.get_terminal_size().columns))
    for line in set_lines(text.text, measure, indent):
        yield " " * line.indent + text.text[line.start : line.end]
