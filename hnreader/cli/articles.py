"""Articles as plain text: what identifies one, its line in a list, its full text, how it was assembled."""

from __future__ import annotations

import shutil
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from hnreader.archive.archive import has_id
from hnreader.cli.streams import print_error, to_terminal
from hnreader.cli.styles import bold, coloured
from hnreader.display_title import title
from hnreader.errors import AmbiguousArticleError, UnknownArticleError
from hnreader.messages.page_labels import say_new_id, say_pages
from hnreader.messages.reasons import words_of, words_of_evidence
from hnreader.messages.terms import KINDS
from hnreader.model import HEAD_ROLES, JUMP_ROLES, TextRole
from hnreader.papers import known_papers
from hnreader.research.story import marked_text
from hnreader.typesetting import clip, set_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.archive import Archive
    from hnreader.cli.tables import Row
    from hnreader.messages import Translator
    from hnreader.model import Article, ArticleText, Evidence, Story

_TITLE: Final = 40  # cells of the text that stands for a missing headline in lists
_MEASURE: Final = 80  # cells; longer lines of 汉字 are hard to read
_NARROWEST: Final = 20  # cells
_EM: Final = 2  # cells


def find_article(archive: Archive, typed: str, tr: Translator) -> Article | None:
    """Return the article with this id; None, after an error message, where none has it or several.

    Where the article has another id by now, as one that was merged with another, that is said.
    """
    try:
        article = archive.find(typed)
    except (UnknownArticleError, AmbiguousArticleError) as error:
        print_error(words_of(error.message, tr))
        return None
    if not has_id(article, typed):
        print_error(say_new_id(tr, typed, article))
    return article


def list_row(story: Story, tr: Translator) -> Row:
    """Return a story's line in a list: id, date, pages, kind, headline or what stands for a missing one."""
    return (story.first.id, *_date_pages_kind(story, tr), shown_title(story.first, tr))


def shown_title(article: Article, tr: Translator) -> str:
    """Return an article's headline, or what stands for a missing one."""
    text, is_headline = title(article)
    return text if is_headline else tr("(no headline) {text}", text=clip(text, _TITLE))


def article_lines(story: Story, tr: Translator) -> Iterator[str]:
    """Yield the lines of a story in the order of print: part after part, then captions and jumps to missing pages.

    On a terminal paragraphs are set to its width, elsewhere each is one line.
    """
    texts = list(story.texts)
    for index, part in enumerate(story.parts):
        own = [text for text in texts if text.part is part]
        if index:
            turn = tr("continued on page {page}", page=story.continuations[index - 1].pages[1])
            yield from ("", f"── {turn} ──")
        for text in own:
            if text.role in HEAD_ROLES:
                yield from _head_lines(text, tr)
        if not index:
            yield _details(story, tr)
        yield from _paragraph_lines(own)
    captions = [text for text in texts if text.role is TextRole.CAPTION]
    if captions:
        yield ""
    for text in captions:
        yield from _set(text, indent=0)
    yield from _missing_pages(texts, tr)
    if story.truncated:
        yield tr("… (the page breaks off here)")


def reason_lines(evidence: Iterable[Evidence], tr: Translator) -> Iterator[str]:
    """Yield for each decision its confidence, its reason and the line of the page to look at."""
    for item in evidence:
        where = tr(" (line {number})", number=item.span.line) if item.span else ""
        yield f"{item.confidence:4.0%}  {words_of_evidence(item, tr)}{where}"


def highlight(text: str, hits: Sequence[tuple[int, int]]) -> str:
    """Return the text with the hits (start, end) in bold, where output is coloured."""
    if not hits or not coloured():
        return text
    edges = [0, *(edge for hit in hits for edge in hit), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    return "".join(bold(piece) if number % 2 else piece for number, piece in enumerate(pieces))


def _head_lines(text: ArticleText, tr: Translator) -> Iterator[str]:
    if text.role is TextRole.COLUMN:
        yield tr("[{column}]", column=text.text.text)
        return
    for line in _set(text, indent=0):
        yield bold(line) if text.role is TextRole.HEADLINE else line


def _details(story: Story, tr: Translator) -> str:
    """Return the newspaper where it is known, date, pages, kind and ids of a story."""
    paper = [known_papers().name(story.paper)] if story.paper else []
    date, *rest = _date_pages_kind(story, tr)
    shown = tr("{date} (inferred)", date=date) if story.date_inferred else date
    return " · ".join([*paper, shown, *rest, *(part.id for part in story.parts)])


def _paragraph_lines(texts: Iterable[ArticleText]) -> Iterator[str]:
    """Yield the paragraphs after a blank line; the first has no indent where a sentence goes on in it."""
    for text in texts:
        if text.role in {TextRole.HEADING, TextRole.PARAGRAPH}:
            if not text.number:
                yield ""
            yield from _set(text, 0 if text.role is TextRole.HEADING or text.goes_on else 2 * _EM)


def _missing_pages(texts: Iterable[ArticleText], tr: Translator) -> Iterator[str]:
    """Yield the jumps to pages on which nothing was found."""
    jumps = [text for text in texts if text.role in JUMP_ROLES]
    if jumps:
        yield ""
    for text in jumps:
        yield from _set(text, indent=0)
        start = tr("the beginning is not among the pages read")
        rest = tr("the continuation is not among the pages read")
        yield f"〔{start if text.role is TextRole.JUMP_FROM else rest}〕"


def _date_pages_kind(story: Story, tr: Translator) -> tuple[str, str, str]:
    date = story.first.date.isoformat() if story.first.date else tr("date unknown")
    return date, say_pages(tr, story), tr(KINDS[story.first.kind])


def _set(text: ArticleText, indent: int) -> Iterator[str]:
    shown = marked_text(text)
    if not to_terminal():
        yield shown
        return
    measure = max(_NARROWEST, min(_MEASURE, shutil.get_terminal_size().columns))
    for line in set_lines(shown, measure, indent):
        yield " " * line.indent + shown[line.start : line.end]
