"""A story as it is read: its texts as blocks from top to bottom, with the program's own words between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.app.rendering.formatting import DOT, format_date
from hnreader.messages.counts import characters_in, count_characters
from hnreader.messages.page_labels import say_pages
from hnreader.messages.terms import CONTRIBUTORS, KINDS
from hnreader.model import CONTRIBUTOR_ROLES, HEAD_ROLES, TextRole
from hnreader.userdata.reading_speed import SPEED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.messages import Translator
    from hnreader.model import Article, ArticleText, Continuation, Reading, Story, Text

_OPENING: Final = 80  # characters in which a dateline 电头 with the bracket of those who wrote the text ends
_JUMP_SIGNS: Final = tuple("▲▶▷△►")


class BlockRole(StrEnum):
    """What a block is. Each role is a component class `reading--…` of the reading pane."""

    COLUMN = "column"
    KICKER = "kicker"
    UNTITLED = "untitled"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    DETAILS = "details"
    RULE = "rule"
    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    JUMP = "jump"
    """A reference to another page as it is printed, where nothing was found there."""
    PAGE_BREAK = "page-break"
    """The line between two parts of a story."""
    NOTE = "note"


NOT_ARTICLE_TEXT: Final = frozenset(
    {
        BlockRole.DETAILS,
        BlockRole.UNTITLED,
        BlockRole.RULE,
        BlockRole.PAGE_BREAK,
        BlockRole.JUMP,
        BlockRole.NOTE,
    }
)
"""Roles of blocks that are no part of the article's text."""

_BLOCK_ROLES: Final = {
    TextRole.COLUMN: BlockRole.COLUMN,
    TextRole.KICKER: BlockRole.KICKER,
    TextRole.HEADLINE: BlockRole.HEADLINE,
    TextRole.SUBHEAD: BlockRole.SUBHEAD,
    TextRole.BYLINE: BlockRole.BYLINE,
    TextRole.JUMP_FROM: BlockRole.JUMP,
    TextRole.PARAGRAPH: BlockRole.BODY,
    TextRole.HEADING: BlockRole.HEADING,
    TextRole.CAPTION: BlockRole.CAPTION,
    TextRole.JUMP_TO: BlockRole.JUMP,
}
_AFTER_LAST_PART: Final = (TextRole.CAPTION, TextRole.JUMP_TO)


class StoryView(Struct, frozen=True):
    """A story, and where it is opened."""

    story: Story
    part: int = 0
    """The index of the part that it is opened at."""
    passage: str = ""
    """A passage of that part: the story is opened at the match in it."""
    doubt_keys: tuple[str, ...] = ()
    """Message keys of what is doubtful about the story; they are shown below the headline."""
    tags: tuple[str, ...] = ()
    """The user's tags of the story."""
    speed: int = SPEED
    """Characters that the user reads a minute."""

    @property
    def article(self) -> Article:
        """The first part of the story."""
        return self.story.first

    @property
    def parts(self) -> tuple[Article, ...]:
        """All parts of the story."""
        return self.story.parts

    @property
    def continuations(self) -> tuple[Continuation, ...]:
        """What leads from each part to the next."""
        return self.story.continuations


@dataclass(frozen=True, slots=True)
class Block:
    """A text that is set in lines of its own, `gap` blank lines below the block above it."""

    role: BlockRole
    text: str
    gap: int = 0
    lead: str = ""
    """Stands before the first line and is not part of the text."""
    goes_on: bool = False
    """A paragraph that goes on with a sentence of the part before; its first line is not indented."""
    centred: bool = False
    source: Text | None = field(default=None, compare=False, repr=False)
    """The article's text that is shown; None for words of the program. Not compared, since it is not visible."""
    part: Article | None = field(default=None, compare=False, repr=False)
    """The article that `source` is of."""
    readings: tuple[Reading, ...] = ()
    """What people say that misread characters of the text are."""


def story_blocks(view: StoryView, tr: Translator, evidence_key: str) -> tuple[Block, ...]:
    """Return the blocks of a story from top to bottom; `evidence_key` is the key that shows the evidence."""
    blocks = chain(_head(view, tr, evidence_key), _body(view.story, tr))
    return tuple(each for block in blocks for each in (block, *_readings(block, tr)))


def _readings(block: Block, tr: Translator) -> Iterator[Block]:
    """Yield what people say that misread characters of a block are."""
    notes = [
        tr("“{printed}”: read “{meant}”", printed=block.text[each.start : each.end], meant=each.meant)
        for each in block.readings
    ]
    if notes:
        shown = tr("; ").join(notes)
        yield Block(BlockRole.NOTE, f"〔{shown}〕")


def _head(view: StoryView, tr: Translator, evidence_key: str) -> Iterator[Block]:
    article, story = view.article, view.story
    above = ""
    for role in HEAD_ROLES:
        text = getattr(article, role)
        if text is not None:
            gap = int(role is TextRole.BYLINE or above == TextRole.COLUMN)
            readings = tuple(each for each in article.readings if each.role is role)
            yield Block(_BLOCK_ROLES[role], text.text, gap, source=text, part=article, readings=readings)
            above = role
        elif role is TextRole.HEADLINE:
            yield Block(BlockRole.UNTITLED, tr("(no headline)"), part=article)
            above = role
    yield Block(BlockRole.DETAILS, DOT.join(story_details(story, tr, view.speed)), gap=int(article.byline is None))
    if not _named_in_print(story):
        yield Block(BlockRole.DETAILS, story_contributors(story, tr))
    if view.tags:
        yield Block(BlockRole.DETAILS, "  ".join(f"#{tag}" for tag in view.tags))
    if view.doubt_keys:
        summary = DOT.join(tr(key) for key in view.doubt_keys)
        note = tr("[{doubts} ({key}: details)]", doubts=summary, key=evidence_key)
        yield Block(BlockRole.NOTE, note, centred=True)
    yield Block(BlockRole.RULE, "")


def story_details(story: Story, tr: Translator, speed: int) -> tuple[str, ...]:
    """Return what is known of a story beside its text, the most important first: the head shows what fits in a line.

    `speed` is how many characters the user reads a minute.
    """
    return (
        format_date(tr, story.first.date, inferred=story.date_inferred),
        say_pages(tr, story),
        tr(KINDS[story.first.kind]),
        _length(story, tr, speed),
        story.first.id,
    )


def story_contributors(story: Story, tr: Translator) -> str:
    """Return who made a story, by their roles; "" where nobody is known."""
    named = [(role, names) for role in CONTRIBUTOR_ROLES if (names := story.contributors(role))]
    return "  ".join(tr(CONTRIBUTORS[role], names=" ".join(names)) for role, names in named)


def _named_in_print(story: Story) -> bool:
    """Tell whether print names all who made a story at its head: in the byline, or as the text begins."""
    first = story.first
    byline = "".join(first.byline.text.split()) if first.byline else ""
    body = next(("".join(each.text.text.split()) for each in first.paragraphs if not each.heading), "")
    printed = f"{byline}\n{body[:_OPENING]}"
    return all("".join(name.split()) in printed for role in CONTRIBUTOR_ROLES for name in story.contributors(role))


def _length(story: Story, tr: Translator, speed: int) -> str:
    """Return how long a story is, and how long it takes to read."""
    characters = characters_in(story.texts)
    minutes = max(1, round(characters / speed))
    return tr("{characters}, {minutes} min", characters=count_characters(tr, characters), minutes=minutes)


def _body(story: Story, tr: Translator) -> Iterator[Block]:
    """Yield the text of part after part, then the captions of all: nothing parts the halves of a sentence."""
    texts = tuple(story.texts)
    for index, part in enumerate(story.parts):
        if index:
            page_break = tr("continued on page {page}", page=story.continuations[index - 1].pages[1])
            yield Block(BlockRole.PAGE_BREAK, f"── {page_break} ──", gap=1)
        above: TextRole | None = None
        for text in texts:
            shown = text.role not in HEAD_ROLES if not index else text.role is not TextRole.COLUMN
            if text.part is part and shown and text.role not in _AFTER_LAST_PART:
                yield from _part_blocks(text, above, tr, later=index > 0)
                above = text.role
        if story.parts_truncated[index]:
            note = tr("the text breaks off here")
            yield Block(BlockRole.NOTE, f"〔{note}〕", gap=1)
    for text in texts:
        if text.role is TextRole.CAPTION:
            yield _block(text, gap=1, lead=tr("▣ "))
        elif text.role is TextRole.JUMP_TO:
            yield from _unresolved_jump(text, tr("the continuation is not among the pages read"))


def _part_blocks(text: ArticleText, above: TextRole | None, tr: Translator, *, later: bool) -> Iterator[Block]:
    """Yield a text of a part below one with the role `above`. `later`: titles of the part are inside the story."""
    if text.role is TextRole.JUMP_FROM:
        yield from _unresolved_jump(text, tr("the beginning is not among the pages read"))
    elif text.role is TextRole.PARAGRAPH:
        yield _block(text, gap=int(above not in {TextRole.PARAGRAPH, TextRole.HEADING}), goes_on=text.goes_on)
    elif later and text.role is TextRole.HEADLINE:
        yield _block(text, BlockRole.SUBHEAD, gap=1)
    else:
        yield _block(text, gap=1)


def _block(
    text: ArticleText, role: BlockRole | None = None, *, gap: int, lead: str = "", goes_on: bool = False
) -> Block:
    shown = role or _BLOCK_ROLES[text.role]
    return Block(shown, text.text.text, gap, lead, goes_on, source=text.text, part=text.part, readings=text.readings)


def _unresolved_jump(text: ArticleText, missing: str) -> Iterator[Block]:
    """Yield a reference to another page, where nothing was found there."""
    yield _block(text, gap=1, lead="" if text.text.text.lstrip().startswith(_JUMP_SIGNS) else "▶ ")
    yield Block(BlockRole.NOTE, f"〔{missing}〕")
