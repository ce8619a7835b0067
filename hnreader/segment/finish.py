"""Stories → articles, and what is left over → furniture: the page as the other rooms see it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from hnreader.corrections import Action
from hnreader.language import numerals
from hnreader.language.sentences import breaks_off
from hnreader.model import Article, Duplicate, Evidence, Furniture, Jump, PageArticles, Paragraph
from hnreader.reasons import Message, Reason
from hnreader.segment import line_features
from hnreader.segment.dating import date_page, decided_dating
from hnreader.segment.draft import FURNITURE, Block, Role, Story
from hnreader.segment.headlines import divide
from hnreader.segment.ids import with_ids
from hnreader.segment.kinds import has_plain_news, kind_of
from hnreader.segment.makers import makers_of
from hnreader.segment.story_decisions import StoryDecisions
from hnreader.segment.texts import set_blocks, set_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.model import Dating, Page
    from hnreader.papers import Identified
    from hnreader.papers.datelines import Dateline
    from hnreader.segment.placed_corrections import PlacedCorrections


def finish(
    page: Page,
    stories: Sequence[Story],
    blocks: Sequence[Block],
    identified: Identified,
    latest: datetime.date | None,
    corrections: PlacedCorrections | None = None,
) -> PageArticles:
    """Make the segmented page. What is in no story and no duplicate is furniture, so that nothing is lost."""
    dating = date_page(blocks, page, latest)
    if corrections:
        dating = decided_dating(dating, (each.correction for each in corrections.of({Action.DATES})))
    plain_news = has_plain_news(stories)
    nameless = (
        replace(_decided_article(page, story, dating, corrections, plain_news=plain_news), paper=identified.id)
        for story in stories
    )
    articles = tuple(with_ids(nameless, page, dating))
    owners = {
        block.index: article.id for story, article in zip(stories, articles, strict=True) for block in story.parts()
    }
    placed = {(row.number, row.start) for story in stories for block in story.parts() for row in block.rows}
    return PageArticles(
        page,
        dating,
        articles,
        tuple(
            Furniture(FURNITURE.get(block.role, "stray"), set_text(page, block.rows))
            for block in blocks
            if block.role is not Role.DUPLICATE and (block.rows[0].number, block.rows[0].start) not in placed
        ),
        tuple(
            Duplicate(set_text(page, block.rows), owners.get(block.twin.index, "") if block.twin else "")
            for block in blocks
            if block.role is Role.DUPLICATE
        ),
        identified.id,
        identified.evidence,
    )


def _decided_article(
    page: Page, story: Story, dating: Dating, corrections: PlacedCorrections | None, *, plain_news: bool
) -> Article:
    """Make the article of a story with what people decided about it, without its id."""
    decisions = StoryDecisions(page, story, corrections) if corrections else None
    article = _article(page, story, dating, decisions, plain_news=plain_news)
    return replace(article, readings=decisions.readings(article)) if decisions else article


def _article(
    page: Page, story: Story, dating: Dating, decisions: StoryDecisions | None, *, plain_news: bool
) -> Article:
    """Make the article of a story, without its id."""
    body = "".join(block.compact for block in story.blocks)
    kicker, headline, subhead = story.divided or divide(story.title, body)
    people, units = makers_of(story), story.units()
    jump_from, jump_to = _jump(page, story.jump_from), _jump(page, story.jump_to)
    if decisions:
        people = decisions.people(people)
        jump_from = decisions.jump(Action.CONTINUES_FROM, jump_from)
        jump_to = decisions.jump(Action.CONTINUES_ON, jump_to)
    return Article(
        id="",
        kind=kind_of(story, people, plain_news=plain_news, continues=jump_from is not None),
        source=page.source,
        date=dating.date,
        page_no=dating.page_no,
        column=set_blocks(page, story.column),
        kicker=set_blocks(page, kicker),
        headline=set_blocks(page, headline),
        subhead=set_blocks(page, subhead),
        byline=set_blocks(page, story.byline),
        people=people,
        dateline=_dateline(story, dating.date),
        paragraphs=tuple(
            Paragraph(set_text(page, [row for block in unit for row in block.rows]), unit[0].role is Role.HEADING)
            for unit in units
        ),
        captions=tuple(set_text(page, block.rows) for block in story.captions),
        jump_from=jump_from,
        jump_to=jump_to,
        truncated=any(_breaks_off(unit) for unit in units) and not story.as_printed,
        as_printed=story.as_printed,
        evidence=_evidence(story, units),
    )


def _breaks_off(unit: Sequence[Block]) -> bool:
    last = unit[-1]
    return last.role is Role.BODY and breaks_off(last.compact)


def _evidence(story: Story, units: Sequence[Sequence[Block]]) -> tuple[Evidence, ...]:
    cut = [unit[-1] for unit in units if _breaks_off(unit)] if not story.as_printed else []
    breaks = [
        Evidence(Message(Reason.CUT, end=each.compact[-10:]), 0.5, line_features.span_of(each.rows[-1])) for each in cut
    ]
    return (*story.evidence, *breaks)


def _dateline(story: Story, issue: datetime.date | None) -> datetime.date | None:
    """Return the day that the dateline states, in the year in which it is not behind the issue."""
    first = story.blocks[0] if story.blocks else None
    return dateline_day(first.paper.patterns.datelines.match(first.compact) if first else None, issue)


def dateline_day(dateline: Dateline | None, issue: datetime.date | None) -> datetime.date | None:
    """Return the day that a dateline of an issue states; None where it has none."""
    if dateline is None or not dateline.month or not dateline.day or issue is None:
        return None
    try:
        date = datetime.date(dateline.year or issue.year, dateline.month, dateline.day)
        return date if date <= issue or dateline.year else date.replace(year=issue.year - 1)
    except ValueError:
        return None


def _jump(page: Page, block: Block | None) -> Jump | None:
    if block is None:
        return None
    patterns = block.paper.patterns.pages
    found = patterns.jump_from.fullmatch(block.compact) or patterns.jump_to.fullmatch(block.compact)
    number = numerals.number(found["page"]) if found else None
    if found is None or number is None:
        return None
    return Jump(number, found["mark"] or None, set_text(page, block.rows))
