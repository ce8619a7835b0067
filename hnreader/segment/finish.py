"""Stories → articles: texts set and traced to the file, names and dates read, the kind told, the id made."""

from __future__ import annotations

import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from hnreader.lexicon import columns, press
from hnreader.model import Article, Evidence, Jump, Kind, Paragraph, People, Text
from hnreader.reading.columns import raw_spans
from hnreader.segment import signs
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.headlines import divide
from hnreader.segment.people import open_offices, parse_credit, parse_makers
from hnreader.segment.names import split_names
from hnreader.segment.repair import repair_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hnreader.model import Dating, Page
    from hnreader.segment.draft import Row

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # D. Crockford's base 32: no i, l, o, u to misread
SHORT: Final = 6  # characters of an id's short part: among a day's 200 articles two agree once in 50,000 days
ADVERTORIAL: Final = 1500  # characters; a long piece signed without an office, with pictures that somebody supplied


def set_text(page: Page, rows: Sequence[Row]) -> Text:
    """Set rows as one text and trace it to the file's own columns."""
    spans = tuple(
        span for row in rows for span in raw_spans(page.lines[row.number - 1], row.start, row.start + len(row.text))
    )
    return Text(repair_rows(rows), spans)


def set_blocks(page: Page, blocks: Iterable[Block]) -> Text | None:
    """Set blocks as one text; None where there are none."""
    rows = [row for block in blocks for row in block.rows]
    return set_text(page, rows) if rows else None


def article_of(page: Page, story: Story, dating: Dating, digest: bytes) -> Article:
    """Make the article of a story. `digest` is the page's."""
    kicker, headline, subhead = divide(story.title)
    people, dateline = _people(story), _dateline(story, dating.date)
    units = _units(story)
    return Article(
        id=_id(story, dating.date, digest),
        kind=_kind(story, people),
        source=page.source,
        date=dating.date,
        page_no=dating.page_no,
        column=set_blocks(page, story.column),
        kicker=set_blocks(page, kicker),
        headline=set_blocks(page, headline),
        subhead=set_blocks(page, subhead),
        byline=set_blocks(page, story.byline),
        people=people,
        dateline=dateline,
        paragraphs=tuple(
            Paragraph(set_text(page, [row for block in unit for row in block.rows]), unit[0].role is Role.HEADING) for unit in units
        ),
        captions=tuple(set_text(page, block.rows) for block in story.captions),
        jump_from=_jump(page, story.jump_from),
        jump_to=_jump(page, story.jump_to),
        truncated=any(_breaks_off(unit) for unit in units) and not story.as_printed,
        as_printed=story.as_printed,
        evidence=_evidence(story, units),
    )


def _units(story: Story) -> list[list[Block]]:
    """The paragraphs and headings, each with all the blocks that make it."""
    units: list[list[Block]] = []
    for block in story.blocks:
        if units and block.index in story.joined:
            units[-1].append(block)
        else:
            units.append([block])
    return units


def _breaks_off(unit: Sequence[Block]) -> bool:
    last = unit[-1]
    return last.role is Role.BODY and not signs.closes(last.bare) and not signs.closes_item(last.bare) and last.bare[-1] not in "：:"


def _evidence(story: Story, units: Sequence[Sequence[Block]]) -> tuple[Evidence, ...]:
    cut = [unit[-1] for unit in units if _breaks_off(unit)] if not story.as_printed else []
    breaks = [Evidence("why.cut", 0.5, (one.bare[-10:],), signs.span_of(one.rows[-1])) for one in cut]
    return (*story.evidence, *breaks)


def _people(story: Story) -> People:
    """Names from the dateline's bracket, the byline, or the credit of a picture."""
    if story.photo:
        signed = parse_makers(" ".join(row.text for block in story.byline for row in block.rows)) if story.byline else None
        names = signed.photographers if signed else parse_credit(_printed(story.captions[0]))
        return People(photographers=names)
    photographers = tuple(dict.fromkeys(name for block in story.captions for name in parse_credit(_printed(block))))
    if story.byline:
        people = _signed(story)
    else:
        people = _dateline_makers(story) or People()
    return People(people.reporters, people.correspondents, people.photographers or photographers, people.commentators)


def _signed(story: Story) -> People:
    """The names of a byline on its own lines; a bare name is the author of an opinion, else a reporter."""
    text = " ".join(row.text for block in story.byline for row in block.rows)
    people = parse_makers(text)
    if people is not None:
        return people
    names = tuple(split_names(text))
    return People(reporters=names) if _is_advertorial(story) else People(commentators=names)


def _dateline_makers(story: Story) -> People | None:
    first = story.blocks[0] if story.blocks else None
    if first is None or not signs.opens_story(first.bare):
        return None
    text = "".join(open_offices(row.bare) if row.spaced else row.text for row in first.rows[:8])[:240]
    start = min((at for at in (text.find("（"), text.find("(")) if at >= 0), default=-1)
    end = min((at for at in (text.find("）"), text.find(")")) if at >= 0), default=len(text))
    return parse_makers(text[start + 1 : end]) if 0 <= start < end else None


def _printed(block: Block) -> str:
    return "".join(row.text for row in block.rows)


def _dateline(story: Story, issue: datetime.date | None) -> datetime.date | None:
    """The day that the dateline states, in the year in which it is not behind the issue."""
    found = press.DATELINE.match(story.blocks[0].bare, 0, 60) if story.blocks else None
    if not found or not found["month"] or issue is None:
        return None
    try:
        date = datetime.date(int(found["year"] or issue.year), int(found["month"]), int(found["day"]))
        return date if date <= issue or found["year"] else date.replace(year=issue.year - 1)
    except ValueError:
        return None


def _is_advertorial(story: Story) -> bool:
    """Tell whether a long signed piece is paid for: its pictures were supplied by those it is about."""
    long = sum(len(block.bare) for block in story.blocks) >= ADVERTORIAL
    return long and any(press.SUPPLIED.search(block.bare) for block in story.captions)


def _kind(story: Story, people: People) -> Kind:
    if story.as_printed:
        return Kind.NOTICE
    if story.photo or (story.captions and not story.blocks):
        return Kind.PHOTO
    if story.jump_from:
        return Kind.CONTINUATION
    if _is_advertorial(story):
        return Kind.ADVERTORIAL
    opinion = any(block.bare in columns.OPINION for block in story.column)
    if people.commentators or opinion:
        return Kind.COMMENTARY
    if story.blocks and signs.opens_story(story.blocks[0].bare):
        return Kind.NEWS
    return Kind.FEATURE if story.byline else Kind.NOTICE


def _jump(page: Page, block: Block | None) -> Jump | None:
    if block is None:
        return None
    found = press.JUMP_FROM.fullmatch(block.bare) or press.JUMP_TO.fullmatch(block.bare)
    return Jump(int(found["page"]), found["mark"] or None, set_text(page, block.rows)) if found else None


def digest_of(page: Page) -> bytes:
    """Return the digest of a page's text, from which the ids of its articles are made."""
    return blake2b("\n".join(line.text for line in page.lines).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _id(story: Story, date: datetime.date | None, digest: bytes) -> str:
    """Make an id of the issue's date and six characters of the page's digest and the place where the article begins.

    Nothing but the page goes into it, so it is the same whatever else is loaded.
    """
    place = signs.span_of(story.first.rows[0])
    told = blake2b(digest + f"{place.line}:{place.start}".encode(), digest_size=8)
    number = int.from_bytes(told.digest())
    short = "".join(_ALPHABET[number >> (5 * k) & 31] for k in range(SHORT))
    return f"{date:%Y%m%d}-{short}" if date else f"undated-{short}"
