"""An article becomes set lines: which texts are shown, in which order and role, and where each line stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from hnreader.app.words import say_date, say_page
from hnreader.typesetting import SetLine, balanced, cells, set_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.messages import Voice
    from hnreader.model import Article, Jump, People, Text

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
    NOTE = "note"


_CENTRED: Final = frozenset(
    {Role.COLUMN, Role.KICKER, Role.UNTITLED, Role.HEADLINE, Role.SUBHEAD, Role.BYLINE, Role.META}
)


@dataclass(frozen=True, slots=True)
class Story:
    """An article as it is opened; `inferred` tells that no masthead states its date."""

    article: Article
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One text of a story, `gap` blank lines below the one before it; `lead` stands before it and is not its text."""

    role: Role
    text: str
    gap: int = 0
    lead: str = ""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line on the screen: `line` of the block's text, `left` cells from the edge of the measure."""

    block: Block
    line: SetLine
    left: int
    first: bool


def blocks(story: Story, voice: Voice) -> tuple[Block, ...]:
    """Return the texts of a story from top to bottom."""
    return (*_head(story, voice), *_body(story.article, voice))


def _head(story: Story, voice: Voice) -> Iterator[Block]:
    article = story.article
    if article.column is not None:
        yield Block(Role.COLUMN, article.column.text)
    if article.kicker is not None:
        yield Block(Role.KICKER, article.kicker.text, gap=int(article.column is not None))
    if article.headline is None:
        yield Block(Role.UNTITLED, voice("headline.none"))
    else:
        yield Block(
            Role.HEADLINE, article.headline.text, gap=int(article.column is not None and article.kicker is None)
        )
    if article.subhead is not None:
        yield Block(Role.SUBHEAD, article.subhead.text)
    if article.byline is not None:
        yield Block(Role.BYLINE, article.byline.text, gap=1)
    meta = (
        say_date(voice, article.date, inferred=story.inferred),
        say_page(voice, article.page_no),
        voice(f"kind.{article.kind}"),
        article.id,
    )
    yield Block(Role.META, _DOT.join(meta), gap=int(article.byline is None))
    if people := _people(article.people, voice):
        yield Block(Role.META, people)
    yield Block(Role.RULE, "")


def _body(article: Article, voice: Voice) -> Iterator[Block]:
    gap = 1
    if article.jump_from is not None:
        yield _jump(article.jump_from)
    for paragraph in article.paragraphs:
        if paragraph.heading:
            yield Block(Role.HEADING, paragraph.text.text, gap=1)
        else:
            yield Block(Role.BODY, paragraph.text.text, gap=gap)
        gap = 0
    if article.truncated:
        yield Block(Role.NOTE, f"〔{voice('story.truncated')}〕", gap=1)
    yield from (_caption(caption, voice) for caption in article.captions)
    if article.jump_to is not None:
        yield _jump(article.jump_to)


def _caption(caption: Text, voice: Voice) -> Block:
    return Block(Role.CAPTION, caption.text, gap=1, lead=voice("story.caption"))


def _jump(jump: Jump) -> Block:
    text = jump.text.text
    return Block(Role.JUMP, text, gap=1, lead="" if text.lstrip().startswith(_MARKS) else "▶ ")


def _people(people: People, voice: Voice) -> str:
    roles = ("reporters", "correspondents", "photographers", "commentators")
    named = ((role, getattr(people, role)) for role in roles)
    return "  ".join(voice(f"story.{role}", " ".join(names)) for role, names in named if names)


def lay(story: tuple[Block, ...], measure: int) -> list[StoryLine | None]:
    """Set the blocks of a story within the measure (cells); None is a blank line."""
    lines: list[StoryLine | None] = []
    for block in story:
        lines.extend([None] * block.gap)
        if block.role is Role.RULE:
            lines.append(StoryLine(block, SetLine(0, 0), 0, first=True))
            continue
        lead = cells(block.lead) if cells(block.lead) + 2 <= measure else 0
        for number, line in enumerate(_set(block, measure - lead)):
            spare = measure - cells(block.text[line.start : line.end])
            left = spare // 2 if block.role in _CENTRED else lead + line.indent
            lines.append(StoryLine(block, line, left, first=not number))
    return lines


def _set(block: Block, measure: int) -> list[SetLine]:
    if block.role is Role.META:
        return _packed(block.text, measure)
    if block.role in _CENTRED:
        return balanced(block.text, measure)
    return set_lines(block.text, measure, INDENT if block.role is Role.BODY else 0)


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
