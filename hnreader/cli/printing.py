"""Articles in plain text: rows of a list, and a whole article as it would stand in a clipping."""

from __future__ import annotations

import os
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from hnreader.cli.streams import to_terminal
from hnreader.messages.folios import say_pages
from hnreader.messages.reasons import words_of
from hnreader.research.whole import Whole
from hnreader.titling import title
from hnreader.typesetting import cells, clip, set_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.messages import Voice
    from hnreader.model import Article, Dating, Evidence, Text, Tie

Row = tuple[str, ...]

_TITLE: Final = 40  # cells of an article's beginning, where it has no headline to be listed by
_MEASURE: Final = 80  # cells: longer lines of 汉字 tire the eye
_NARROWEST: Final = 20
_EM: Final = 2  # cells
_BOLD: Final = "\x1b[1m{}\x1b[0m"


def row_of(article: Article, ties: Sequence[Tie], voice: Voice) -> Row:
    """Return what an article is listed by: id, date, pages, kind, headline."""
    return (article.id, *_place(article, ties, voice), title_of(article, voice))


def title_of(article: Article, voice: Voice) -> str:
    """Return the headline, or words that stand in for one and the beginning of the text."""
    called, titled = title(article)
    return called if titled else voice("list.untitled", clip(called, _TITLE))


def rows(table: Sequence[Row]) -> Iterator[str]:
    """Yield a line for each row, columns two blanks apart and as wide as their widest cell; the last runs free."""
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    for row in table:
        padded = (text + " " * (width - cells(text)) for text, width in zip(row[:-1], widths, strict=False))
        yield "  ".join([*padded, row[-1]])


def clipping(article: Article, ties: Sequence[Tie], dating: Dating, voice: Voice) -> Iterator[str]:
    """Yield the lines of an article, in the order of print: titles, where it stood, the text, its pictures, its jumps.

    The text goes on over `ties`. On a terminal paragraphs are set to its width, in a pipe each is one line.
    """
    yield from _titles(article, voice)
    parts = [article, *(tie.second for tie in ties)]
    date, *rest = _place(article, ties, voice)
    ids = [part.id for part in parts]
    yield " · ".join([voice("show.inferred", date) if dating.inferred else date, *rest, *ids])
    yield from _paragraphs(article, goes_on=False)
    for tie in ties:
        yield ""
        yield f"── {voice('turn.on', tie.pages[1])} ──"
        yield from _titles(tie.second, voice)
        yield from _paragraphs(tie.second, goes_on=tie.cut)
    captions = [caption for part in parts for caption in part.captions]
    if captions:
        yield ""
    for caption in captions:
        yield from _set(caption, indent=0)
    yield from _loose_ends(parts, voice)
    if Whole(tuple(parts), tuple(ties)).truncated:
        yield voice("show.truncated")


def _titles(article: Article, voice: Voice) -> Iterator[str]:
    if article.column:
        yield voice("show.column", article.column.text)
    for one in (article.kicker, article.headline, article.subhead, article.byline):
        if one:
            yield from _set(one, indent=0)


def _paragraphs(article: Article, *, goes_on: bool) -> Iterator[str]:
    """Yield the text under a blank line; the first paragraph is not set in where a sentence goes on in it."""
    for number, paragraph in enumerate(article.paragraphs):
        if not number:
            yield ""
        flush = paragraph.heading or (goes_on and not number)
        yield from _set(paragraph.text, 0 if flush else 2 * _EM)


def _loose_ends(parts: Sequence[Article], voice: Voice) -> Iterator[str]:
    """Yield the turns to pages where nothing was found."""
    ends = ((parts[0].jump_from, "turn.start_missing"), (parts[-1].jump_to, "turn.rest_missing"))
    if parts[0].jump_from or parts[-1].jump_to:
        yield ""
    for jump, missing in ends:
        if jump:
            yield from _set(jump.text, indent=0)
            yield f"〔{voice(missing)}〕"


def reasons(evidence: Iterable[Evidence], voice: Voice) -> Iterator[str]:
    """Yield how each thing was decided: how sure, why, and in which line of the page to look."""
    for one in evidence:
        where = voice("show.line", one.span.line) if one.span else ""
        yield f"{one.sure:4.0%}  {words_of(one, voice)}{where}"


def lit(text: str, hits: Sequence[tuple[int, int]]) -> str:
    """Return the text with the hits in bold, where a terminal shows it and nobody has asked for none (no-color.org)."""
    if not hits or not to_terminal() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    edges = [0, *(edge for hit in hits for edge in hit), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    return "".join(_BOLD.format(piece) if number % 2 else piece for number, piece in enumerate(pieces))


def _place(article: Article, ties: Sequence[Tie], voice: Voice) -> tuple[str, str, str]:
    """Where an article stood and what it is: date, pages, kind."""
    return (
        article.date.isoformat() if article.date else voice("date.unknown"),
        say_pages(voice, article, ties),
        voice(f"kind.{article.kind}"),
    )


def _set(text: Text, indent: int) -> Iterator[str]:
    if not to_terminal():
        yield text.text
        return
    measure = max(_NARROWEST, min(_MEASURE, shutil.get_terminal_size().columns))
    for line in set_lines(text.text, measure, indent):
        yield " " * line.indent + text.text[line.start : line.end]
