"""An article becomes set lines: which texts are shown, in which order and role, and where each line stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from hnreader.app.words import say_date
from hnreader.messages.folios import say_pages
from hnreader.titling import makers
from hnreader.typesetting import SetLine, balanced, cells, set_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.messages import Voice
    from hnreader.model import Article, Jump, Text, Tie

_DOT: Final = " · "
INDENT: Final = 4  # two ems
_MARKS: Final = tuple("▲▶▷△►")


class Role(StrEnum):
    """What a text is on the page; each role is a component class of the reading pane."""

    COLUMN = "column"
    KICKER = "kicker"
    UNTITLED = "untitled"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    META = "meta"
    RULE = "rule"
    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    JUMP = "jump"
    TURN = "turn"
    NOTE = "note"


_CENTRED: Final = frozenset(
    {Role.COLUMN, Role.KICKER, Role.UNTITLED, Role.HEADLINE, Role.SUBHEAD, Role.BYLINE, Role.META, Role.TURN}
)


@dataclass(frozen=True, slots=True)
class Story:
    """An article as it is opened; `inferred` tells that no masthead states its date.

    It goes on on other pages by `ties`, and is opened at its part number `part`, which is 0 for the first; behind that,
    at the hits in `passage`. `flags` are the keys of doubts about it that its head tells.
    """

    article: Article
    inferred: bool = False
    ties: tuple[Tie, ...] = ()
    part: int = 0
    passage: str = ""
    flags: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Article, ...]:
        """The article and what it goes on in."""
        return (self.article, *(tie.second for tie in self.ties))


@dataclass(frozen=True, slots=True)
class Block:
    """One text of a story, `gap` blank lines below the one before it; `lead` stands before it and is not its text.

    `flush` keeps a paragraph's first line at the edge: a sentence goes on in it. `source` is the text of `part` that is
    shown, where it is one of the paper's; neither is compared, for what is seen does not hang on them.
    """

    role: Role
    text: str
    gap: int = 0
    lead: str = ""
    flush: bool = False
    centred: bool = False
    source: Text | None = field(default=None, compare=False, repr=False)
    part: Article | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line on the screen: `line` of the block's text, `left` cells from the edge of the measure.

    `number` is the place of the block in its story.
    """

    block: Block
    line: SetLine
    left: int
    first: bool
    number: int = 0


def blocks(story: Story, voice: Voice) -> tuple[Block, ...]:
    """Return the texts of a story from top to bottom."""
    return (*_head(story, voice), *_body(story, voice))


def _head(story: Story, voice: Voice) -> Iterator[Block]:
    article = story.article
    if article.column is not None:
        yield _printed(Role.COLUMN, article.column, article)
    if article.kicker is not None:
        yield _printed(Role.KICKER, article.kicker, article, gap=int(article.column is not None))
    if article.headline is None:
        yield Block(Role.UNTITLED, voice("headline.none"), part=article)
    else:
        gap = int(article.column is not None and article.kicker is None)
        yield _printed(Role.HEADLINE, article.headline, article, gap)
    if article.subhead is not None:
        yield _printed(Role.SUBHEAD, article.subhead, article)
    if article.byline is not None:
        yield _printed(Role.BYLINE, article.byline, article, gap=1)
    meta = (
        say_date(voice, article.date, inferred=story.inferred),
        say_pages(voice, article, story.ties),
        voice(f"kind.{article.kind}"),
        article.id,
    )
    yield Block(Role.META, _DOT.join(meta), gap=int(article.byline is None))
    if people := _people(story.parts, voice):
        yield Block(Role.META, people)
    if story.flags:
        doubts = _DOT.join(voice(flag) for flag in story.flags)
        yield Block(Role.NOTE, voice("reading.doubts", doubts), centred=True)
    yield Block(Role.RULE, "")


def _body(story: Story, voice: Voice) -> Iterator[Block]:
    """Yield the text from part to part, then the pictures of all: nothing stands between the halves of a sentence."""
    parts = story.parts
    if parts[0].jump_from is not None:
        yield from _loose_end(parts[0].jump_from, voice("turn.start_missing"), parts[0])
    goes_on = False
    for number, part in enumerate(parts):
        if number:
            yield Block(Role.TURN, f"── {voice('turn.on', story.ties[number - 1].pages[1])} ──", gap=1)
            yield from _inner_titles(part)
        yield from _paragraphs(part, flush=goes_on)
        goes_on = number < len(story.ties) and story.ties[number].cut
        if part.truncated and not goes_on:
            yield Block(Role.NOTE, f"〔{voice('story.truncated')}〕", gap=1)
    yield from (_caption(caption, part, voice) for part in parts for caption in part.captions)
    if parts[-1].jump_to is not None:
        yield from _loose_end(parts[-1].jump_to, voice("turn.rest_missing"), parts[-1])


def _inner_titles(part: Article) -> Iterator[Block]:
    """Yield what a continuation is headed with, where it is."""
    for role, text in (
        (Role.KICKER, part.kicker),
        (Role.SUBHEAD, part.headline),
        (Role.SUBHEAD, part.subhead),
        (Role.BYLINE, part.byline),
    ):
        if text is not None:
            yield _printed(role, text, part, gap=1)


def _paragraphs(part: Article, *, flush: bool) -> Iterator[Block]:
    """Yield the paragraphs of a part; with `flush` the first one goes on with a sentence from another page."""
    gap = 1
    for paragraph in part.paragraphs:
        if paragraph.heading:
            yield _printed(Role.HEADING, paragraph.text, part, gap=1)
        else:
            yield _printed(Role.BODY, paragraph.text, part, gap, flush=flush and gap == 1)
        gap = 0


def _printed(role: Role, text: Text, part: Article, gap: int = 0, *, flush: bool = False) -> Block:
    """Return a text of the paper."""
    return Block(role, text.text, gap, flush=flush, source=text, part=part)


def _loose_end(jump: Jump, missing: str, part: Article) -> Iterator[Block]:
    """Yield a turn as it is printed, where the other page was not found."""
    text = jump.text.text
    lead = "" if text.lstrip().startswith(_MARKS) else "▶ "
    yield Block(Role.JUMP, text, gap=1, lead=lead, source=jump.text, part=part)
    yield Block(Role.NOTE, f"〔{missing}〕")


def _caption(caption: Text, part: Article, voice: Voice) -> Block:
    return Block(Role.CAPTION, caption.text, gap=1, lead=voice("story.caption"), source=caption, part=part)


def _people(parts: Sequence[Article], voice: Voice) -> str:
    roles = ("reporters", "correspondents", "photographers", "commentators")
    named = ((role, makers(parts, role)) for role in roles)
    return "  ".join(voice(f"story.{role}", " ".join(names)) for role, names in named if names)


def lay(story: tuple[Block, ...], measure: int) -> list[StoryLine | None]:
    """Set the blocks of a story within the measure (cells); None is a blank line."""
    lines: list[StoryLine | None] = []
    for place, block in enumerate(story):
        lines.extend([None] * block.gap)
        if block.role is Role.RULE:
            lines.append(StoryLine(block, SetLine(0, 0), 0, first=True, number=place))
            continue
        lead = cells(block.lead) if cells(block.lead) + 2 <= measure else 0
        for number, line in enumerate(_set(block, measure - lead)):
            spare = measure - cells(block.text[line.start : line.end])
            left = spare // 2 if _centred(block) else lead + line.indent
            lines.append(StoryLine(block, line, left, first=not number, number=place))
    return lines


def _centred(block: Block) -> bool:
    return block.centred or block.role in _CENTRED


def _set(block: Block, measure: int) -> list[SetLine]:
    if block.role is Role.META:
        return _packed(block.text, measure)
    if _centred(block):
        return balanced(block.text, measure)
    return set_lines(block.text, measure, INDENT if block.role is Role.BODY and not block.flush else 0)


def _packed(text: str, measure: int) -> list[SetLine]:
    """Set a line of particulars: one that is too long is broken between them, and the dot there is dropped."""
    lines: list[SetLine] = []
    at = 0
    for part in text.split(_DOT):
        end = at + len(part)
        if cells(part) > measure:
            return balanced(text, measure)
        if lines and cells(text[lines[-1].start : end]) <= measure:
            lines[-1] = SetLine(lines[-1].start, end)
        else:
            lines.append(SetLine(at, end))
        at = end + len(_DOT)
    return lines
